/** What is still to be handed out: ended cases with papers nobody was given yet. */
import { html, useState } from "../shared/dom.js";
import { get } from "../shared/api.js";
import { day } from "../shared/figures.js";
import { useAct, useLoaded } from "../shared/load.js";
import { Act, Failed, Note, Title, Waiting } from "../shared/parts.js";
import { session } from "../shared/session.js";
import { t } from "../shared/words.js";

export function Handouts() {
  const first = useLoaded(() => get("v1/handouts"), []);
  const [more, set] = useState(/** @type {any[]} */ ([]));
  const act = useAct();
  if (!first.value) return first.problem ? html`<${Failed} problem=${first.problem} again=${first.again} />` : html`<${Waiting} />`;
  const pages = [first.value, ...more];
  const cursor = pages[pages.length - 1].cursor;
  const rows = pages.flatMap((page) => page.items);
  return html`<${Title}>${t("PAGE_DESK_SIDE_HANDOUTS")}<//>
    ${rows.length === 0 ? html`<${Note}>${t("PAGE_DESK_NOTHING_OUT")}<//>` : html`<section class="sheet"><div class="scroll" tabindex="0" role="region" aria-label=${t("PAGE_DESK_SIDE_HANDOUTS")}><table>
      <thead><tr>${["NUMBER", "STATE", "ENDED", "PAPERS"].map((column) => html`<th scope="col">${t(`PAGE_DESK_COLUMN_${column}`)}</th>`)}</tr></thead>
      <tbody>${rows.map((row) => html`<tr><td>${session()?.audience === "clerk" ? html`<a class="num" href=${`#/form/${row.case}`}>${row.number ?? row.case.slice(0, 8)}</a>` : html`<span class="num">${row.number}</span>`}</td><td>${row.status_text}</td><td class="num">${day(row.ended_at)}</td>
        <td>${row.papers.map((/** @type {any} */ one) => html`<span class="tag wait">${one.title}${!one.person && ` · ${one.text}`}</span> `)}${row.on_paper.length > 0 && html`<small>${t("PAGE_DESK_ON_PAPER", { who: row.on_paper.join("、") })}</small>`}</td></tr>`)}</tbody>
    </table></div></section>`}
    ${cursor && html`<p><${Act} kind="second" busy=${act.busy} onClick=${() => act.run(async () => set([...more, await get(`v1/handouts?cursor=${encodeURIComponent(cursor)}`)]))}>${t("PAGE_DESK_MORE")}<//></p>`}`;
}
