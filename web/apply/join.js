/** Coming in by an invitation (凭邀请码加入): only the person it was made for gets in, from their own phone. */
import { html, useState } from "../shared/dom.js";
import { post } from "../shared/api.js";
import { Text } from "../shared/fields.js";
import { useAct } from "../shared/load.js";
import { Back, Title, Wrongs } from "../shared/parts.js";
import { go } from "../shared/router.js";
import { t } from "../shared/words.js";
import { Binding } from "./face.js";

/** @param {{rest: string[]}} given */
export default function Join({ rest }) {
  return html`<${With} key=${rest[0]} given=${rest[0] ?? ""} />`; // another link is another code
}

/** @param {{given: string}} given */
function With({ given }) {
  const [code, set] = useState(given);
  const { busy, problem, run } = useAct();
  const join = () => run(async () => go(`case/${(await post("v1/joins", { code })).id}`, true));
  return html`<div class="stack">
    <${Back} to="#/cases" />
    <${Title} wrong=${!!problem}>${t("APPLY_JOIN")}<//>
    <${Wrongs} problem=${problem} />
    <p>${t("APPLY_JOIN_WHY")}</p>
    ${given ? html`<p class="sheet num">${code}</p>` : html`<${Text} id="code" label=${t("APPLY_CODE")} hint=${t("APPLY_CODE_HINT")} value=${code} onInput=${set} narrow />`}
    <${Binding} busy=${busy} act=${join} before=${() => go(`join/${code}`, true)}>${t("APPLY_JOIN_ACT")}<//>
  </div>`;
}
