/** Who has how much: open, late, the oldest; and what nobody has. */
import { html } from "../shared/dom.js";
import { moment } from "../shared/figures.js";
import { Note, Tag } from "../shared/parts.js";
import { t } from "../shared/words.js";

/** @param {{items: any[]}} given */
export function People({ items }) {
  const names = [...new Set(items.map(({ claimed_by }) => claimed_by ?? ""))].sort();
  if (!names.length) return html`<${Note}>${t("SUPERVISE_NOTHING")}<//>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${t("SUPERVISE_PEOPLE")}><table>
    <thead><tr>${["WHO", "OPEN", "LATE", "OLDEST"].map((column) => html`<th scope="col">${t(`SUPERVISE_${column}`)}</th>`)}</tr></thead>
    <tbody>${names.map((name) => {
      const theirs = items.filter(({ claimed_by }) => (claimed_by ?? "") === name);
      const late = theirs.filter(({ left }) => left.kind === "late").length;
      const oldest = theirs.map(({ opened_at }) => opened_at).sort()[0];
      return html`<tr><td>${name || t("SUPERVISE_NOBODY")}</td><td class="num">${theirs.length}</td><td>${late ? html`<${Tag} kind="late">${late}<//>` : "—"}</td><td class="num">${moment(oldest)}</td></tr>`;
    })}</tbody></table></div>`;
}
