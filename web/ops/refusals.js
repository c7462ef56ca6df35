/** Attempts that were refused on a day: who tried which door, by code alone. */
import { html } from "../shared/dom.js";
import { get } from "../shared/api.js";
import { moment } from "../shared/figures.js";
import { useLoaded } from "../shared/load.js";
import { Failed, Note, Title, Waiting } from "../shared/parts.js";
import { t } from "../shared/words.js";
import { goTo, place } from "./place.js";

/** @param {{query: Record<string, string>}} given */
export function Refusals({ query }) {
  const { value, problem, again } = useLoaded(() => get(`v1/ops/refusals${query.day ? `?day=${query.day}` : ""}`), [query.day]);
  if (!value) return problem ? html`<${Failed} problem=${problem} again=${again} />` : html`<${Waiting} />`;
  return html`<${Title}>${t("PAGE_OPS_TAB_REFUSALS")}<//>
    <div class="field narrow"><label for="day">${t("PAGE_OPS_DAY")}</label>
      <input id="day" type="date" value=${value.day} onChange=${(/** @type {any} */ event) => goTo("refusals", { day: event.target.value }, true)} /></div>
    ${value.items.length === 0 && html`<${Note}>${t("PAGE_OPS_NOTHING")}<//>`}
    ${value.items.length > 0 && html`<section class="sheet"><div class="scroll" tabindex="0" role="region" aria-label=${t("PAGE_OPS_TAB_REFUSALS")}><table>
      <thead><tr>${["AT", "WHO", "ROUTE", "CODE", "CASE"].map((column) => html`<th scope="col">${t(`PAGE_OPS_COLUMN_${column}`)}</th>`)}</tr></thead>
      <tbody>${value.items.map((/** @type {any} */ one) => html`<tr>
        <td class="num">${moment(one.at)}</td><td>${one.audience} ${one.operator}</td><td><small>${one.route}</small></td><td>${one.code}${one.more && "…"}</td>
        <td>${one.about ? html`<a class="num" href=${place(`case/${one.about}`)}>${one.about.slice(0, 8)}</a>` : "—"}</td>
      </tr>`)}</tbody>
    </table></div></section>`}`;
}
