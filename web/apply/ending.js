/** How a case ended (办结情况): why, what can be done now and by when; what became of an objection. A loan that was paid has nothing of it. */
import { html } from "../shared/dom.js";
import { day } from "../shared/figures.js";
import { t } from "../shared/words.js";

/** @param {{ending: any}} given */
export function Ending({ ending }) {
  const { why, now, objections, appeal, appeal_until: until, appeal_until_verified: isVerified } = ending;
  if (![why, now, objections].some((said) => said.length) && !appeal) return null;
  return html`<section class="sheet"><h2>${t("APPLY_ENDED")}</h2>
    ${why.map((/** @type {string} */ one) => html`<p><strong>${one}</strong></p>`)}
    ${appeal && html`<p><strong>${appeal.outcome_text}</strong>${appeal.reason && `：${appeal.reason}`}${appeal.due_at && html`<br /><span class="soft">${t("APPLY_APPEAL_BY", { day: day(appeal.due_at) })}${appeal.provisional && t("APPLY_PROVISIONAL")}</span>`}</p>`}
    ${now.map((/** @type {string} */ one) => html`<p>${one}</p>`)}
    ${until && html`<p>${t("APPLY_APPEAL_UNTIL", { day: day(until) })}${isVerified ? "" : t("APPLY_UNVERIFIED")}</p>`}
    ${objections.length > 0 && html`<details><summary>${t("APPLY_WHY_OBJECT")}</summary>${objections.map((/** @type {string} */ one) => html`<p>${one}</p>`)}</details>`}
  </section>`;
}
