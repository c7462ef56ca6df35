/** The decision explained (为什么是这个数): what was decided, what bound the amount, and what can be done against it. */
import { html } from "../shared/dom.js";
import { get } from "../shared/api.js";
import { yuan } from "../shared/figures.js";
import { useLoaded } from "../shared/load.js";
import { Back, Failed, Note, Tag, Title, Waiting } from "../shared/parts.js";
import { t } from "../shared/words.js";
import { at } from "./form.js";

/** @param {{it: any}} given */
export default function Why({ it }) {
  const { value, problem, again } = useLoaded(() => get(`v1/applications/${it.id}/decision`), [it.id]);
  if (problem) return html`<${Back} to=${`#/case/${it.id}`} /><${Title}>${t("APPLY_WHY_TITLE")}<//><${Failed} problem=${problem} again=${again} />`;
  if (!value) return html`<${Waiting} />`;
  const most = Math.max(1, ...value.caps.map((/** @type {any} */ one) => Number(one.amount ?? 0)));
  return html`<div class="stack">
    <${Back} to=${`#/case/${it.id}`} />
    <${Title}>${t("APPLY_WHY_TITLE")}<//>
    <p>${value.summary}</p>
    ${value.amount && Number(value.wished) > Number(value.amount) && html`<p>${t("APPLY_WHY_LESS", { wished: yuan(value.wished), amount: yuan(value.amount) })}</p>`}
    ${otherwise(it.app.form, value.caps).map((one) => html`<${Note} kind="near"><p>${t("APPLY_WHY_OTHER", one)}</p><//>`)}
    <p class="soft">${[value.decided_by.text, ...value.why.map((/** @type {any} */ one) => one.text)].join("；")}</p>
    ${value.refused_for.map((/** @type {any} */ one) => html`<${Refused} reason=${one} rule=${value.rules.find((/** @type {any} */ rule) => rule.code === one.code && rule.subject === one.subject)} />`)}
    ${value.outcome !== "refused" && value.caps.length > 0 && html`<section class="sheet">
      <h2>${t("APPLY_WHY_CAPS")}</h2>
      <ul class="caps">${[...value.caps].sort((one, other) => Number(one.amount ?? 0) - Number(other.amount ?? 0)).map((/** @type {any} */ one) => html`<li class=${one.binding ? "binding" : ""}>
        <span>${one.text}${one.binding && html` <${Tag}>${t("APPLY_WHY_BINDING")}<//>`}</span><span class="num">${one.amount ? yuan(one.amount) : t("APPLY_WHY_WITHHELD")}</span>
        ${one.inputs.length > 0 && html`<small>${one.inputs.map((/** @type {any} */ of) => `${of.name} ${of.text}`).join("，")}</small>`}
        <span class="bar" aria-hidden="true"><i style=${{ width: `${(100 * Number(one.amount ?? 0)) / most}%` }}></i></span>
      </li>`)}</ul>
    </section>`}
    ${value.objection.length > 0 && html`<section class="stack tight"><h2>${t("APPLY_WHY_OBJECT")}</h2>${value.objection.map((/** @type {any} */ one) => html`<p>${one.text}</p>`)}</section>`}
  </div>`;
}

/** What a cap was made of that the form states too, by its code there. @type {Record<string, string>} */
const STATED = { price: "/home/price", down_payment: "/home/down_payment", commercial: "/wish/commercial_amount", old_loan: "/old_loan/principal_left" };

/** What counts and was stated otherwise. @param {any} form @param {any[]} caps @returns {{name: string, said: string, used: string}[]} */
function otherwise(form, caps) {
  const used = new Map(caps.flatMap((cap) => cap.inputs).filter((one) => STATED[one.code]).map((one) => [one.code, one]));
  return [...used.values()].map((one) => ({ name: one.name, said: at(form, STATED[one.code] ?? ""), used: one.text, value: one.value }))
    .filter(({ said, value }) => Number(said) >= 0 && Number(said) !== Number(value)).map(({ name, said, used }) => ({ name, said: yuan(said), used }));
}

/** One reason of a refusal: of a rule what was found against it and what the rule wants; else what was written.
 * @param {{reason: any, rule: any}} given */
const Refused = ({ reason, rule }) => html`<${Note} kind="late">
  ${rule
    ? html`<p><strong>${t("APPLY_RULE_FAIL", { name: rule.name })}</strong>${used(rule).length > 0 && html`<br />${used(rule).map((/** @type {any} */ one) => `${one.name} ${one.text}`).join("，")}`}<br />
        ${reason.unverified && html`<small>${t("APPLY_RULE_UNVERIFIED")}</small><br />`}<small>${t("APPLY_RULE_SAYS", { text: rule.text, basis: rule.basis })}</small></p>${rule.remedy && html`<p>${rule.remedy}</p>`}`
    : html`<p>${reason.text}${reason.basis && html`<br /><small>${reason.basis}</small>`}</p>`}
<//>`;

/** What a rule used, but for the names of the figures nobody has confirmed: that there are such is said below. @param {any} rule @returns {any[]} */
const used = (rule) => rule.inputs.filter((/** @type {any} */ one) => one.code !== "unverified");
