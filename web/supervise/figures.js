/** The lists a supervisor works from, how many are in each, and how old what waits is by kind. */
import { html } from "../shared/dom.js";
import { t } from "../shared/words.js";

/** @typedef {{kind: string, state: string, left: {kind: string}, claimed_by: string | null, held_until: string | null, opened_at: string}} Task */

/** @type {Record<string, (task: Task) => boolean>} */
export const LISTS = {
  late: ({ left }) => left.kind === "late",
  near: ({ left }) => left.kind === "near",
  stuck: ({ kind }) => ["attend", "dispute"].includes(kind),
  free: ({ state }) => state === "open",
  aside: ({ held_until }) => Boolean(held_until),
  every: () => true,
};

/** @param {Task[]} items @param {string} name */
export const listed = (items, name) => items.filter((task) => LISTS[name]?.(task));

const DAYS = [1, 3, 7];

/** @param {{items: Task[], at: string}} given */
export function Figures({ items, at }) {
  const kinds = [...new Set(items.map(({ kind }) => kind))];
  const old = (/** @type {Task} */ { opened_at }) => (Date.now() - Date.parse(opened_at)) / 86_400_000;
  const within = (/** @type {Task[]} */ of, /** @type {number} */ place) => of.filter((task) => old(task) >= (DAYS[place - 1] ?? 0) && old(task) < (DAYS[place] ?? Infinity)).length;
  return html`<nav class="tabs" aria-label=${t("SUPERVISE_LISTS")}>${Object.keys(LISTS).map((name) => html`<a href=${`#/${name}`} aria-current=${name === at ? "page" : undefined}>${t(`SUPERVISE_LIST_${name.toUpperCase()}`)}${" "}<span class="num">${listed(items, name).length}</span></a>`)}</nav>
    ${kinds.length > 0 && html`<section class="sheet"><h2>${t("SUPERVISE_AGE")}</h2><div class="scroll" tabindex="0" role="region" aria-label=${t("SUPERVISE_AGE")}><table>
      <thead><tr><th scope="col">${t("SUPERVISE_KIND")}</th>${[0, 1, 2, 3].map((place) => html`<th scope="col">${t(`SUPERVISE_AGED_${place}`)}</th>`)}<th scope="col">${t("SUPERVISE_SUM")}</th></tr></thead>
      <tbody>${kinds.map((kind) => {
        const of = items.filter((task) => task.kind === kind);
        return html`<tr><td>${t(`PAGE_DESK_KIND_${kind.toUpperCase()}`)}</td>${[0, 1, 2, 3].map((place) => html`<td class="num">${within(of, place) || "—"}</td>`)}<td class="num">${of.length}</td></tr>`;
      })}</tbody></table></div></section>`}`;
}
