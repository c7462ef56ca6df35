/** Signing (签署合同): what is signed is in view, in figures and as the very file; then one agrees to sign electronically, and signs. */
import { html, useState } from "../shared/dom.js";
import { get, post } from "../shared/api.js";
import { years, yuan } from "../shared/figures.js";
import { Tick } from "../shared/fields.js";
import { useAct, useLoaded } from "../shared/load.js";
import { Act, Back, Failed, Note, Title, Values, Waiting, Wrongs } from "../shared/parts.js";
import { go } from "../shared/router.js";
import { strong } from "../shared/session.js";
import { t } from "../shared/words.js";
import { Binding } from "./face.js";

/** @param {{it: any}} given */
export default function Sign({ it }) {
  const { value, problem, again } = useLoaded(() => get(`v1/applications/${it.id}/track`), [it.id]);
  const [agreed, agree] = useState(false);
  const [wrong, setWrong] = useState(/** @type {{text: string, href: string}[]} */ ([]));
  const { busy, problem: refused, run } = useAct();
  if (problem) return html`<${Failed} problem=${problem} again=${again} />`;
  if (!value) return html`<${Waiting} />`;
  const { contract, decision } = value;
  const here = `#/case/${it.id}`;
  if (!contract?.waiting_for.includes(it.mine.person)) return html`<${Back} to=${here} /><${Title}>${t("APPLY_SIGN_NOTHING")}<//>`;
  const send = (/** @type {object} */ body) => run(async () => {
    await post(`v1/applications/${it.id}/signatures`, body);
    go(`case/${it.id}`);
  });
  const sign = () => {
    const found = agreed ? [] : [{ text: t("APPLY_SIGN_AGREE_FIRST"), href: "#agreed" }];
    setWrong(found);
    if (!found.length) send({ sha256: contract.sha256, agreed: contract.electronic.version });
  };
  return html`<div class="stack">
    <${Back} to=${here} />
    <${Title} wrong=${wrong.length > 0}>${t("APPLY_SIGN")}<//>
    <${Wrongs} problem=${refused} wrong=${wrong} />
    ${!decision && html`<${Note}><p>${t("APPLY_SIGN_AS_OWNER")}</p><//>`}
    <section class="sheet"><${Values} rows=${[
      ...(decision ? [
      { name: t("APPLY_SIGN_AMOUNT"), value: t("APPLY_SUM", { sum: yuan(decision.amount) }) },
      { name: t("APPLY_TERM"), value: years(decision.months) },
      { name: t("APPLY_SIGN_RATE"), value: `${decision.rate}%` },
      { name: t("APPLY_METHOD"), value: t(`APPLY_METHOD_${decision.method}`) },
      ] : []),
      { name: t("APPLY_SIGN_NUMBER"), value: contract.number },
    ]} /></section>
    ${contract.link && html`<a class="button wide second" href=${contract.link} target="_blank" rel="noopener">${t("APPLY_SIGN_READ")}</a>`}
    <p class="soft">${t("APPLY_SIGN_SEAL", { start: contract.sha256.slice(0, 8), end: contract.sha256.slice(-8) })}</p>
    ${strong() && html`<${Tick} id="agreed" label=${contract.electronic.text} value=${agreed} onInput=${agree} wrong=${wrong[0]?.text} />`}
    <${Binding} busy=${busy} act=${sign}>${t("APPLY_SIGN_ACT")}<//>
    <details><summary>${t("APPLY_SIGN_DECLINE")}</summary>
      <${Note} kind="near"><p>${t("APPLY_SIGN_DECLINE_WHAT")}</p><${Act} kind="harm" busy=${busy} onClick=${() => send({ decline: true })}>${t("APPLY_SIGN_DECLINE_ACT")}<//><//>
    </details>
  </div>`;
}
