/** Signing at the window (面签): each party who has not signed comes, has the contract read, agrees and signs; or signed by hand, on a form a colleague has accepted. */
import { html, useState } from "../shared/dom.js";
import { post } from "../shared/api.js";
import { years, yuan } from "../shared/figures.js";
import { Tick } from "../shared/fields.js";
import { useAct } from "../shared/load.js";
import { Act, Note, Values, Wrongs } from "../shared/parts.js";
import { t } from "../shared/words.js";
import { party } from "./called.js";
import { IsHere, Presence } from "./presence.js";

/** @param {{it: any, forms: any}} given */
export function Signing({ it, forms }) {
  const { contract, decision, status } = it.track;
  if (status !== "SIGNING" || !contract || contract.voided_at || !contract.waiting_for.length) return null;
  return html`<section class="sheet todo"><h2>${t("PAGE_DESK_SIGNING")}</h2>
    <${Values} rows=${[
      { name: t("PAGE_DESK_CONTRACT"), value: contract.number, from: t("PAGE_DESK_SEAL", { start: contract.sha256.slice(0, 8), end: contract.sha256.slice(-8) }) },
      ...(decision ? [{ name: t("PAGE_DESK_LENT"), value: t("PAGE_DESK_YUAN", { sum: yuan(decision.amount) }), from: `${years(decision.months)} · ${decision.rate}%` }] : []),
    ]} />
    ${contract.link && html`<p><a class="button second" href=${contract.link} target="_blank" rel="noopener">${t("PAGE_DESK_READ_CONTRACT")}</a></p>`}
    ${contract.waiting_for.map((/** @type {string} */ key) => html`<${Signer} key=${key} it=${it} person=${key} contract=${contract} on_paper=${forms.stands(key, "signatures")} />`)}</section>`;
}

/** @param {{it: any, person: string, contract: any, on_paper: boolean}} given */
function Signer({ it, person, contract, on_paper }) {
  const [here, come] = useState(/** @type {import("./presence.js").Here | undefined} */ (undefined));
  const [agreed, agree] = useState(false);
  const [sure, ask] = useState(false);
  const [wrong, setWrong] = useState(/** @type {{text: string, href: string}[] | undefined} */ (undefined));
  const act = useAct();
  const send = (/** @type {object} */ body) => act.run(async () => { await post(`v1/applications/${it.id}/signatures`, { person, ...body }); await it.reload(); });
  const sign = () => {
    const missing = on_paper || agreed ? undefined : [{ text: t("PAGE_DESK_AGREE_FIRST"), href: `#agreed-${person}` }];
    setWrong(missing);
    if (!missing) send({ sha256: contract.sha256, ...(on_paper ? {} : { agreed: contract.electronic.version }) });
  };
  return html`<div class="look"><h3>${party(person)}</h3>
    <${Wrongs} problem=${act.problem} wrong=${wrong} />
    ${on_paper ? html`<${Note}>${t("PAGE_DESK_SIGNED_ON_PAPER")}<//>` : !here ? html`<${Presence} id=${it.id} person=${person} at="sign" agents=${[]} done=${come} />`
      : html`<p><${IsHere} here=${here} /></p><${Tick} id=${`agreed-${person}`} label=${contract.electronic.text} value=${agreed} onInput=${agree} wrong=${wrong?.[0].text} />`}
    ${(on_paper || here) && html`<div class="row"><${Act} kind="" busy=${act.busy} onClick=${sign}>${t("PAGE_DESK_SIGN", { who: party(person) })}<//>
      ${here && html`<${Act} kind="harm" busy=${act.busy} onClick=${() => (sure ? send({ decline: true }) : ask(true))}>${t(sure ? "PAGE_DESK_YES_DO" : "PAGE_DESK_DECLINE")}<//>`}</div>`}
    ${sure && html`<p role="alert"><strong>${t("PAGE_DESK_SURE_DECLINE")}</strong></p>`}</div>`;
}
