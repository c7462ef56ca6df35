/** Bringing what is owed (补交): each material that was put off, with its day; handed in together, and looked at by somebody then. */
import { html, useState } from "../shared/dom.js";
import { get, post } from "../shared/api.js";
import { useAct, useLoaded } from "../shared/load.js";
import { Back, Failed, Title, Waiting, Wrongs } from "../shared/parts.js";
import { go } from "../shared/router.js";
import { t } from "../shared/words.js";
import { Binding } from "./face.js";
import { isToBring, stands } from "./later.js";
import { Brought, Upload } from "./upload.js";

/** @param {{it: any}} given */
export default function Owed({ it }) {
  const { value, problem, again } = useLoaded(() => get(`v1/applications/${it.id}/track`), [it.id]);
  const { busy, problem: refused, run } = useAct();
  const [going, count] = useState(0); // papers on their way: they are not there yet
  if (problem) return html`<${Failed} problem=${problem} again=${again} />`;
  if (!value) return html`<${Waiting} />`;
  const here = `#/case/${it.id}`;
  const list = value.owed.filter(isToBring);
  if (!list.length || !value.next.some((/** @type {any} */ one) => one.code === "CAN_BRING_OWED")) return html`<${Back} to=${here} /><${Title}>${t("APPLY_OWED_NOTHING")}<//>`;
  const send = () => run(async () => {
    await post(`v1/applications/${it.id}/owed`);
    await it.reload();
    go(`case/${it.id}`);
  });
  return html`<div class="stack">
    <${Back} to=${here} />
    <${Title} wrong=${!!refused}>${t("APPLY_OWED")}<//>
    <${Wrongs} problem=${refused} />
    <p>${t("APPLY_OWED_WHY")}</p>
    ${list.map((/** @type {any} */ one) => html`<section class="sheet" id=${`documents-${one.upload_as}`} tabindex="-1">
      <p class="soft">${stands(one)}</p>
      <${Paper} it=${it} one=${one} going=${count} />
    </section>`)}
    <${Binding} busy=${busy || going > 0} act=${send}>${t("APPLY_OWED_SEND")}<//>
  </div>`;
}

/** @param {{it: any, one: any, going: (update: (was: number) => number) => void}} given */
function Paper({ it, one, going }) {
  const [material, person] = one.upload_as.split(".");
  return html`<${Brought} it=${it} material=${material} person=${person} /><${Upload} it=${it} material=${material} person=${person} label=${one.name} onDone=${it.reload} going=${going} />`;
}
