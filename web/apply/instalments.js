/** What a loan costs (还款试算): the figures are the API's; the picture under them only shows how principal and interest share the years. */
import { html } from "../shared/dom.js";
import { years, yuan } from "../shared/figures.js";
import { Values } from "../shared/parts.js";
import { t } from "../shared/words.js";

/** Why nothing can be lent by a quote, in words; empty where something can. @param {any} quote @returns {string} */
export function nothing(quote) {
  const shortest = [...quote.terms].sort((one, other) => one.months - other.months)[0];
  if (!(quote.months > 0)) return t("APPLY_NO_MONTHS", { term: shortest?.name ?? "" });
  const binding = quote.caps.find((/** @type {any} */ one) => one.binding);
  return Number(quote.amount) > 0 ? "" : t("APPLY_NO_AMOUNT", { cap: binding?.name ?? "" });
}

/** @param {{quote: any}} given */
export function Cost({ quote }) {
  const chosen = quote.methods.find((/** @type {any} */ one) => one.method === quote.method);
  if (!chosen || nothing(quote)) return null;
  const even = quote.method === "01";
  return html`<section class="sheet">
    <h2>${t("APPLY_COST", { amount: yuan(quote.amount), years: years(quote.months), rate: quote.rate })}</h2>
    <${Values} rows=${[
      { name: t(even ? "APPLY_EACH_MONTH" : "APPLY_FIRST_MONTH"), value: t("APPLY_SUM", { sum: yuan(chosen.first_payment) }) },
      ...(even ? [] : [{ name: t("APPLY_LAST_MONTH"), value: t("APPLY_SUM", { sum: yuan(chosen.last_payment) }) }]),
      { name: t("APPLY_INTEREST"), value: t("APPLY_SUM", { sum: yuan(chosen.total_interest) }) },
    ]} />
    <${Picture} amount=${Number(quote.amount)} months=${quote.months} rate=${Number(quote.rate) / 1200} even=${even} />
  </section>`;
}

const WIDE = 320;
const HIGH = 96;

/** A bar a year, principal below and interest above; drawn, not reckoned: shares of a picture, in floats. @param {{amount: number, months: number, rate: number, even: boolean}} given */
function Picture({ amount, months, rate, even }) {
  const bars = shares(amount, months, rate, even);
  const most = Math.max(...bars.map(([principal, interest]) => principal + interest)) || 1;
  const wide = WIDE / bars.length;
  return html`<figure class="picture">
    <svg viewBox=${`0 0 ${WIDE} ${HIGH}`} role="img" aria-label=${t("APPLY_PICTURE")}>
      ${bars.map(([principal, interest], year) => {
        const low = (principal / most) * HIGH;
        const high = (interest / most) * HIGH;
        const about = { x: year * wide + 0.5, width: Math.max(wide - 1, 1) };
        return html`<rect class="principal" ...${about} y=${HIGH - low} height=${low} /><rect class="interest" ...${about} y=${HIGH - low - high} height=${high} />`;
      })}
    </svg>
    <figcaption class="soft"><span><i class="key principal"></i>${t("APPLY_PRINCIPAL")}</span><span><i class="key interest"></i>${t("APPLY_INTEREST_KEY")}</span><span>${t("APPLY_BY_YEAR")}</span></figcaption>
  </figure>`;
}

/** @param {number} amount @param {number} months @param {number} rate @param {boolean} even @returns {[number, number][]} */
function shares(amount, months, rate, even) {
  const payment = rate ? (amount * rate) / (1 - (1 + rate) ** -months) : amount / months;
  const bars = /** @type {[number, number][]} */ ([]);
  let left = amount;
  for (let month = 0; month < months; month += 1) {
    const interest = left * rate;
    const principal = even ? payment - interest : amount / months;
    const bar = (bars[Math.floor(month / 12)] ??= [0, 0]);
    bar[0] += principal;
    bar[1] += interest;
    left -= principal;
  }
  return bars;
}
