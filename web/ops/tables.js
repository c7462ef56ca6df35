/** The other sides of a case, each a table: events, calls, waits, ledger, trace. Those that are asked for apart are loaded when they are opened. */
import { html, useState } from "../shared/dom.js";
import { get } from "../shared/api.js";
import { lasting, moment } from "../shared/figures.js";
import { useAct, useLoaded } from "../shared/load.js";
import { Act, Failed, Note, Tag, Waiting } from "../shared/parts.js";
import { t, worded } from "../shared/words.js";
import { called } from "./visits.js";

/** @param {{name: string, columns: string[], rows: any[][]}} given */
const Table = ({ name, columns, rows }) =>
  rows.length === 0
    ? html`<${Note}>${t("PAGE_OPS_NOTHING")}<//>`
    : html`<div class="scroll" tabindex="0" role="region" aria-label=${name}><table>
        <thead><tr>${columns.map((column) => html`<th scope="col">${t(`PAGE_OPS_COLUMN_${column}`)}</th>`)}</tr></thead>
        <tbody>${rows.map((row) => html`<tr>${row.map((cell) => html`<td>${cell ?? "—"}</td>`)}</tr>`)}</tbody>
      </table></div>`;

/** @param {string} code @param {string} of */
const said = (code, of) => (worded(`PAGE_OPS_${of}_${code.toUpperCase()}`) ? t(`PAGE_OPS_${of}_${code.toUpperCase()}`) : code);
/** @param {string} at */
const precise = (at) => html`<span class="num nowrap" title=${at}>${moment(at)}:${at.slice(17, 19)}</span>`;

/** What the record tells and what the execution went through, one after the other. @param {any} given */
export function Events({ shown, run, road, query }) {
  const told = query.node || query.failed ? [] : shown.timeline.map((/** @type {any} */ line) => ({ at: line.at, of: t("PAGE_OPS_OF_RECORD"), text: line.text }));
  const history = (run?.history ?? [])
    .filter((/** @type {any} */ step) => step.error || (!query.failed && called(road, step.state) !== step.state && (!query.node || step.state === query.node)))
    .map((/** @type {any} */ step) => ({ at: step.at, of: t("PAGE_OPS_OF_ROAD"), text: step.error ? html`<${Tag} kind="late">${step.error}<//>` : `${called(road, step.state)} · ${said(step.type.replace(/^.*State/, ""), "MOVE")}` }));
  const rows = [...told, ...history].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  return html`<${Table} name=${t("PAGE_OPS_CASE_EVENTS")} columns=${["AT", "OF", "WHAT"]} rows=${rows.map(({ at, of, text }) => [precise(at), of, text])} />`;
}

/** @param {any} given */
export function Calls({ at, query }) {
  const { value, problem, again } = useLoaded(() => get(`${at}/calls`), [at]);
  if (!value) return problem ? html`<${Failed} problem=${problem} again=${again} />` : html`<${Waiting} />`;
  const items = value.items.filter((/** @type {any} */ call) => (!query.failed || call.failed) && (!query.node || call.step === query.node));
  return html`<${Table} name=${t("PAGE_OPS_CASE_CALLS")} columns=${["AT", "PARTNER", "STEP", "ATTEMPT", "OUTCOME", "LASTED"]}
    rows=${items.map((/** @type {any} */ call) => [precise(call.at), call.partner_text, call.step_text, call.attempt, html`<${Tag} kind=${call.failed ? "late" : ""}>${call.error ?? said(call.outcome || "answered", "OUTCOME")}<//>`, html`<span class="num">${lasting(call.seconds * 1000)}</span>`])} />`;
}

/** @param {any} given */
export const Tasks = ({ shown, query }) => html`<${Table} name=${t("PAGE_OPS_CASE_TASKS")} columns=${["OPENED", "KIND", "STATE", "DUE", "OUTCOME"]}
  rows=${shown.tasks.filter((/** @type {any} */ task) => !query.failed || ["attend", "restart", "dispute"].includes(task.kind)).map((/** @type {any} */ task) => [precise(task.opened_at), task.text, said(task.state, "TASK"), moment(task.due_at), task.outcome_text])} />`;

/** @param {any} given */
export function Ledger({ at, query }) {
  const first = useLoaded(() => get(`${at}/ledger`), [at]);
  const [more, set] = useState(/** @type {any[]} */ ([]));
  const { busy, problem, run } = useAct();
  if (!first.value) return first.problem ? html`<${Failed} problem=${first.problem} again=${first.again} />` : html`<${Waiting} />`;
  const pages = [first.value, ...more];
  const { cursor } = pages[pages.length - 1];
  const rows = pages.flatMap((page) => page.items).filter((use) => !query.failed || ["unavailable", "refused"].includes(use.outcome));
  return html`<${Table} name=${t("PAGE_OPS_CASE_LEDGER")} columns=${["PLACE", "AT", "WHO", "ASKED", "ABOUT", "OUTCOME", "HASH"]}
      rows=${rows.map((use) => [use.number, precise(use.at), use.operator ? `${use.who_text} ${use.operator}` : use.who_text, use.what_text, use.about_text, use.outcome && said(use.outcome, "OUTCOME"), html`<span class="num" title=${use.hash}>${use.hash.slice(0, 8)}</span>`])} />
    ${problem && html`<${Failed} problem=${problem} />`}
    ${cursor && html`<p><${Act} kind="second" busy=${busy} onClick=${() => run(async () => set([...more, await get(`${at}/ledger?cursor=${encodeURIComponent(cursor)}`)]))}>${t("PAGE_OPS_MORE")}<//></p>`}`;
}

/** The segments of the trace and what each called: the same documents whether X-Ray keeps them or the table. @param {any} given */
export function Trace({ at, query }) {
  const { value, problem, again } = useLoaded(() => get(`${at}/trace`), [at]);
  if (!value) return problem ? html`<${Failed} problem=${problem} again=${again} />` : html`<${Waiting} />`;
  const { names } = value;
  const start = value.segments[0]?.start_time ?? 0;
  const rows = value.segments.flatMap((/** @type {any} */ segment) => below(segment, 0)).filter((/** @type {any} */ { one }) => !query.failed || one.fault);
  return html`<${Table} name=${t("PAGE_OPS_CASE_TRACE")} columns=${["AFTER", "SEGMENT", "LASTED", "NOTES"]}
    rows=${rows.map((/** @type {any} */ { one, deep }) => [html`<span class="num">${lasting((one.start_time - start) * 1000)}</span>`, html`<span class=${`deep${deep}`}>${one.fault && html`<${Tag} kind="late">${t("PAGE_OPS_FAILED")}<//> `}${names[one.annotations?.agency ?? one.annotations?.bank ?? one.name] ?? one.name}</span>`, html`<span class="num">${one.end_time ? lasting((one.end_time - one.start_time) * 1000) : t("PAGE_OPS_NOW")}</span>`, html`<small>${notes(one.annotations ?? {}, names)}</small>`])} />`;
}

const SAID = ["case", "centre", "step", "agency", "bank"]; // elsewhere on the page
/** What a segment notes beside its name. @param {Record<string, any>} of @param {Record<string, string>} names */
const notes = ({ outcome, attempt, ...of }, names) => [
  attempt > 0 && t("PAGE_OPS_TRIED", { times: attempt + 1 }), outcome && (names[outcome] ?? outcome),
  ...Object.entries(of).filter(([name]) => !SAID.includes(name)).map(([, note]) => note),
].filter(Boolean).join(" · ");

/** @param {any} segment @param {number} deep @returns {{one: any, deep: number}[]} */
const below = (segment, deep) => [{ one: segment, deep }, ...(segment.subsegments ?? []).flatMap((/** @type {any} */ one) => below(one, Math.min(deep + 1, 3)))];
