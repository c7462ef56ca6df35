/** One list of work, what has least time left first; a case opens at the desk, where a supervisor may take over, hand over or put aside. */
import { html } from "../shared/dom.js";
import { moment } from "../shared/figures.js";
import { Note, Tag } from "../shared/parts.js";
import { t } from "../shared/words.js";

/** @param {{items: any[]}} given */
export const List = ({ items }) =>
  items.length === 0
    ? html`<${Note}>${t("SUPERVISE_NOTHING")}<//>`
    : html`<div class="scroll" tabindex="0" role="region" aria-label=${t("SUPERVISE_WORK")}><table>
        <thead><tr>${["LEFT", "KIND", "CASE", "WHO", "SINCE"].map((column) => html`<th scope="col">${t(`SUPERVISE_${column}`)}</th>`)}</tr></thead>
        <tbody>${items.map((task) => html`<tr><td><${Tag} kind=${task.left.kind}>${task.left.text}<//></td><td>${t(`PAGE_DESK_KIND_${task.kind.toUpperCase()}`)}</td>
          <td><a class="num" href=${`desk#/task/${task.id}`}>${task.case.slice(0, 8)}</a></td>
          <td>${task.claimed_by ?? "—"}${task.held_text && html`<small> ${task.held_text}</small>`}</td><td class="num">${moment(task.opened_at)}</td></tr>`)}</tbody>
      </table></div>`;
