/** Who has how much: open, late, the oldest, and until when somebody is away; and what nobody has. */
import { html } from "../shared/dom.js";
import { day, moment } from "../shared/figures.js";
import { Note, Tag } from "../shared/parts.js";
import { t } from "../shared/words.js";

/** @param {{people: any[], away: any[]}} given */
export function People({ people, away }) {
  const rows = [...people].sort((a, b) => (a.who ?? "").localeCompare(b.who ?? ""));
  if (!rows.length) return html`<${Note}>${t("SUPERVISE_NOTHING")}<//>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${t("SUPERVISE_PEOPLE")}><table>
    <thead><tr>${["WHO", "OPEN", "LATE", "OLDEST", "AWAY"].map((column) => html`<th scope="col">${t(`SUPERVISE_${column}`)}</th>`)}</tr></thead>
    <tbody>${rows.map((row) => {
      const absent = away.find(({ who }) => who === row.who);
      return html`<tr><td>${row.who ?? t("SUPERVISE_NOBODY")}</td><td class="num">${row.open}</td><td>${row.red ? html`<${Tag} kind="late">${row.red}<//>` : "—"}</td><td class="num">${moment(row.oldest)}</td>
        <td>${absent ? t("SUPERVISE_AWAY_UNTIL", { day: day(absent.last) }) : "—"}</td></tr>`;
    })}</tbody></table></div>`;
}
