/** How much there is of each kind, how old and how late, over everything that waits; and whose time the cases have used that ended. */
import { html } from "../shared/dom.js";
import { lasting, moment } from "../shared/figures.js";
import { Note } from "../shared/parts.js";
import { t, worded } from "../shared/words.js";

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

/** The lists, and how many are in each: at least so many where not everything was read. @param {{items: Task[], more: boolean, at: string}} given */
export const Lists = ({ items, more, at }) => html`<nav class="tabs" aria-label=${t("SUPERVISE_LISTS")}>${Object.keys(LISTS).map((name) => html`<a href=${`#/${name}`} aria-current=${name === at ? "page" : undefined}>${t(`SUPERVISE_LIST_${name.toUpperCase()}`)}<span class="num after">${t(more ? "SUPERVISE_AT_LEAST" : "SUPERVISE_NUMBER", { number: listed(items, name).length })}</span></a>`)}</nav>`;

/** @param {string} kind */
export const called = (kind) => t(worded(`PAGE_DESK_KIND_${kind.toUpperCase()}`) ? `PAGE_DESK_KIND_${kind.toUpperCase()}` : "SUPERVISE_OTHER_KIND");

const DAYS = [1, 3, 7];

/** What was read here, so that a figure and its list say the same; where more waits than was read, what the API has counted of everything.
 * @param {any} told @param {Task[]} items @param {boolean} more */
export function counted(told, items, more) {
  if (more && told?.counted_at) return { kinds: told.kinds, people: told.people };
  const of = (/** @type {Task[]} */ those) => ({
    open: those.length, red: listed(those, "late").length, yellow: listed(those, "near").length, held: listed(those, "aside").length, oldest: those.map(({ opened_at }) => opened_at).sort()[0],
    ages: [0, ...DAYS].map((from, place) => those.filter(({ opened_at }) => within((Date.now() - Date.parse(opened_at)) / 86_400_000, from, DAYS[place])).length),
  });
  const by = (/** @type {(task: Task) => string | null} */ name) => [...new Set(items.map(name))].map((one) => ({ one, ...of(items.filter((task) => name(task) === one)) }));
  return { kinds: by(({ kind }) => kind).map((row) => ({ ...row, kind: row.one })), people: by(({ claimed_by }) => claimed_by).map((row) => ({ ...row, who: row.one })) };
}

/** @param {number} days @param {number} from @param {number | undefined} to */
const within = (days, from, to) => days >= from && days < (to ?? Infinity);

/** @param {{kinds: any[]}} given */
export const Kinds = ({ kinds }) => kinds.length > 0 && html`<section class="sheet"><h2>${t("SUPERVISE_AGE")}</h2><div class="scroll" tabindex="0" role="region" aria-label=${t("SUPERVISE_AGE")}><table>
  <thead><tr>${["KIND", "AGED_0", "AGED_1", "AGED_2", "AGED_3", "LATE", "NEAR", "ASIDE", "SUM"].map((column) => html`<th scope="col">${t(`SUPERVISE_${column}`)}</th>`)}</tr></thead>
  <tbody>${kinds.map((row) => html`<tr><td>${called(row.kind)}</td>${[...row.ages, row.red, row.yellow, row.held].map((number) => html`<td class="num">${number || "—"}</td>`)}<td class="num">${row.open}</td></tr>`)}</tbody></table></div></section>`;

/** What nobody may do any more, if there is any. @param {{kinds: any[]}} given */
export function Unstaffed({ kinds }) {
  const number = kinds.reduce((sum, { unstaffed }) => sum + (unstaffed ?? 0), 0);
  return number > 0 && html`<${Note} kind="late"><p role="alert">${t("SUPERVISE_UNSTAFFED", { number })}</p><//>`;
}

const HOLDERS = ["ours", "agencies", "bank", "applicant", "procedure"];

/** Of an ended case, on average. @param {{months: any[]}} given */
export function TimeUsed({ months }) {
  const rows = months.filter(({ cases }) => cases > 0);
  if (!rows.length) return null;
  return html`<section class="sheet"><h2>${t("SUPERVISE_TIME")}</h2><div class="scroll" tabindex="0" role="region" aria-label=${t("SUPERVISE_TIME")}><table>
    <thead><tr>${["MONTH", "ENDED", ...HOLDERS.map((one) => `TIME_${one.toUpperCase()}`)].map((column) => html`<th scope="col">${t(`SUPERVISE_${column}`)}</th>`)}</tr></thead>
    <tbody>${rows.map((row) => html`<tr><td class="num">${row.month}</td><td class="num">${row.cases}</td>${HOLDERS.map((one) => html`<td class="num">${lasting((row.seconds[one] / row.cases) * 1000)}</td>`)}</tr>`)}</tbody></table></div></section>`;
}

/** @param {{told: any, more: boolean, number: number}} given */
export const Basis = ({ told, more, number }) => html`<p class="soft" role="status">${more && told?.counted_at ? t("SUPERVISE_COUNTED", { at: moment(told.counted_at) }) : t(more ? "SUPERVISE_MORE" : "SUPERVISE_ALL", { number })}</p>`;
