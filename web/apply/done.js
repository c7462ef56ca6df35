/** Confirmation (已提交): the number, what happens next and when, how to follow; shown once the record has it. What stands before it has one says why. */
import { html } from "../shared/dom.js";
import { get } from "../shared/api.js";
import { useLoaded, useLookingAgain } from "../shared/load.js";
import { Failed, Number, Title, Waiting } from "../shared/parts.js";
import { t } from "../shared/words.js";

const SOON = 1000; // milliseconds: the number is given within seconds

/** @param {{it: any}} given */
export default function Done({ it }) {
  const { value, problem, again } = useLoaded(() => get(`v1/applications/${it.id}/track`), [it.id]);
  const stands = value?.status === "ATTENDING";
  useLookingAgain(!!value && !value.number && !stands, value, again, SOON);
  if (problem) return html`<${Failed} problem=${problem} again=${again} />`;
  if (!value) return html`<${Waiting} />`;
  return html`<div class="stack">
    <section class="sheet todo" aria-live="polite">
      <${Title}>${t("APPLY_SUBMITTED")}<//>
      ${value.number ? html`<${Number} number=${value.number} />` : html`<p>${stands ? value.status_text : t("APPLY_NUMBER_SOON")}</p>`}
      ${value.receipt && html`<p>${value.receipt.text}</p>`}
    </section>
    <section class="stack tight">
      <h2>${t("APPLY_THEN")}</h2>
      <ol class="dots">${["APPLY_THEN_CHECKS", "APPLY_THEN_DECISION", "APPLY_THEN_SIGN"].map((line) => html`<li>${t(line)}</li>`)}</ol>
    </section>
    <a class="button wide" href=${`#/case/${it.id}`}>${t("APPLY_FOLLOW")}</a>
    <button type="button" class="second" onClick=${() => print()}>${t("PAGE_PRINT")}</button>
  </div>`;
}
