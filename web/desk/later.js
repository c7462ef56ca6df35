/** At the window, what may be brought later (容缺) or be met by one's word (告知承诺): read out to the applicant, and chosen while they are there;
 * and the bringing of what is owed. */
import { html, useState } from "../shared/dom.js";
import { post } from "../shared/api.js";
import { useAct, useLoaded } from "../shared/load.js";
import { Act, Failed, Wrongs } from "../shared/parts.js";
import { t } from "../shared/words.js";
import { isToBring, offers, stands } from "../apply/later.js";
import { Brought, Upload } from "../apply/upload.js";
import { IsHere, Presence } from "./presence.js";

/** Asked for only where the list of materials has something of the kind that is not there. @param {{it: any}} given */
export const Later = ({ it }) =>
  it.materials.items.some((/** @type {any} */ one) => (one.tolerable || one.commitment) && !one.held) && html`<${Offers} it=${it} />`;

/** @param {{it: any}} given */
function Offers({ it }) {
  const { value, problem, again } = useLoaded(() => offers(it.id), [it.id, it.app.revision]);
  const act = useAct();
  if (!value) return problem ? html`<${Failed} problem=${problem} again=${again} />` : null;
  const [owing, words] = value;
  const chosen = new Set(owing.owed.map((/** @type {any} */ one) => one.upload_as));
  const made = new Set(words.made.map((/** @type {any} */ one) => one.version));
  const list = [
    ...owing.offered.filter((/** @type {any} */ one) => !chosen.has(one.upload_as)).map((/** @type {any} */ one) => ({ ...one, to: "tolerances", names: { upload_as: one.upload_as }, title: `${one.name} · ${t("APPLY_LATER")}` })),
    ...words.offered.filter((/** @type {any} */ one) => !made.has(one.version)).map((/** @type {any} */ one) => ({ ...one, to: "commitments", names: { code: one.code }, title: t("APPLY_COMMIT") })),
  ];
  if (!list.length && !owing.owed.length) return null;
  const choose = (/** @type {any} */ one) => act.run(async () => {
    await post(`v1/applications/${it.id}/${one.to}`, { ...one.names, version: one.version });
    await Promise.all([again(), it.reload()]);
  });
  return html`<section class="sheet"><h2>${t("APPLY_LATER_WHAT")}</h2><p class="soft">${t("PAGE_DESK_LATER_HOW")}</p>
    <${Wrongs} problem=${act.problem} />
    ${owing.owed.map((/** @type {any} */ one) => html`<p>✓ ${one.name} · ${one.state_text}</p>`)}
    ${list.map((one) => html`<details><summary>${one.title}</summary><div class="stack tight"><p>${one.words}</p>
      <p><${Act} kind="second" busy=${act.busy} onClick=${() => choose(one)}>${t("PAGE_DESK_LATER_ACT")}<//></p></div></details>`)}</section>`;
}

/** What is owed of a case that was accepted without it: scanned and handed in while the applicant is there. @param {{it: any}} given */
export function Owed({ it }) {
  const [here, come] = useState(/** @type {import("./presence.js").Here | undefined} */ (undefined));
  const act = useAct();
  const [going, count] = useState(0); // papers on their way: they are not there yet
  const list = it.track.owed.filter(isToBring);
  if (!list.length || !it.track.next.some((/** @type {any} */ one) => one.code === "CAN_BRING_OWED")) return null;
  const send = () => act.run(async () => {
    await post(`v1/applications/${it.id}/owed`);
    await it.reload();
  });
  const paper = (/** @type {any} */ one) => {
    const [material, person] = one.upload_as.split(".");
    return html`<p class="soft">${stands(one)}</p><${Brought} it=${it} material=${material} person=${person} /><${Upload} it=${it} material=${material} person=${person} label=${one.name} onDone=${it.reload} going=${count} />`;
  };
  return html`<section class="sheet todo"><h2>${t("OWED_BY")}</h2>
    ${here ? html`<p><${IsHere} here=${here} /></p>` : html`<${Presence} id=${it.id} person="borrower" at="owed" agents=${[]} done=${come} />`}
    ${list.map(paper)}
    <${Wrongs} problem=${act.problem} />
    <p><${Act} kind="" busy=${act.busy || going > 0} onClick=${send}>${t("APPLY_OWED_SEND")}<//></p></section>`;
}
