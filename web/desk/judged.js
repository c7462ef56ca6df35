/** What the rules made of it: every cap as a bar with the one that binds, every rule that is not simply met, with what it used. */
import { html } from "../shared/dom.js";
import { years, yuan } from "../shared/figures.js";
import { Tag } from "../shared/parts.js";
import { t } from "../shared/words.js";

/** @param {{decision: any}} given */
export function Caps({ decision }) {
  const wish = { code: "WISH", text: t("PAGE_DESK_WISH"), amount: decision.wished, binding: decision.binding?.code === "WISH", inputs: [], unverified: false };
  const rows = [wish, ...decision.caps].filter(({ amount }) => amount !== null).sort((a, b) => Number(a.amount) - Number(b.amount));
  const most = Math.max(...rows.map(({ amount }) => Number(amount)), 1);
  return html`<p>${decision.summary}</p>
    <dl class="limits">${rows.map((cap) => html`<div class=${cap.binding ? "binding" : ""}>
      <dt>${cap.text}${cap.binding && html` <${Tag}>${t("PAGE_DESK_BINDS")}<//>`}${cap.unverified && html` <${Tag} kind="near">${t("PAGE_DESK_UNVERIFIED")}<//>`}</dt>
      <dd class="bar" aria-hidden="true"><i style=${{ width: `${(Number(cap.amount) / most) * 100}%` }}></i></dd>
      <dd class="num">${yuan(cap.amount)}</dd>
      ${cap.inputs.length > 0 && html`<dd class="made soft">${cap.inputs.map((/** @type {any} */ one) => `${one.name} ${one.text}`).join("，")}</dd>`}
    </div>`)}</dl>
    <p class="soft num">${decision.months && t("PAGE_DESK_TERMS", { months: years(decision.months), rate: decision.rate })}
      ${decision.terms.filter((/** @type {any} */ term) => term.months !== null).map((/** @type {any} */ term) => ` · ${term.text} ${years(term.months)}`)}</p>`;
}

const ORDER = /** @type {Record<string, number>} */ ({ fail: 0, look: 1, pass: 2 });
const KINDS = /** @type {Record<string, string>} */ ({ fail: "late", look: "near", pass: "" });

/** What is not met or has to be looked at in the open; what is met behind one line. @param {{decision: any}} given */
export function Rules({ decision }) {
  const rules = [...decision.rules].sort((a, b) => ORDER[a.outcome] - ORDER[b.outcome]);
  const open = rules.filter(({ outcome }) => outcome !== "pass");
  const met = rules.filter(({ outcome }) => outcome === "pass");
  return html`${open.length === 0 && html`<p class="soft">${t("PAGE_DESK_ALL_MET")}</p>`}
    <ul class="lines">${open.map((rule) => html`<${Rule} rule=${rule} />`)}</ul>
    <details><summary>${t("PAGE_DESK_MET", { number: met.length })}</summary><ul class="lines">${met.map((rule) => html`<${Rule} rule=${rule} />`)}</ul></details>
    <p class="soft">${t("PAGE_DESK_POLICY", { version: decision.policy.version, number: decision.policy.unverified.length })}</p>`;
}

/** @param {{rule: any}} given */
const Rule = ({ rule }) => html`<li><${Tag} kind=${KINDS[rule.outcome]}>${rule.outcome_text}<//>
  <span>${rule.text} <small>${rule.subject_text} · ${rule.basis}${rule.inputs.length > 0 && ` · ${rule.inputs.map((/** @type {any} */ one) => `${one.name} ${one.text}`).join("，")}`}</small>
    ${rule.remedy && html`<small>${rule.remedy}</small>`}</span></li>`;
