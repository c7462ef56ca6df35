/** The cases of a centre, by what is chosen: state, age, overdue, stopped at a step with an error. The choice is in the address. */
import { html, useState } from "../shared/dom.js";
import { get } from "../shared/api.js";
import { Text, Tick } from "../shared/fields.js";
import { moment, day } from "../shared/figures.js";
import { useAct, useLoaded } from "../shared/load.js";
import { Act, Failed, Note, Tag, Title, Waiting } from "../shared/parts.js";
import { session } from "../shared/session.js";
import { t } from "../shared/words.js";
import { goTo, place } from "./place.js";
import { useOpsWords } from "./said.js";
import { Saves } from "./saved.js";

const FILTERS = ["centre", "status", "age", "overdue", "stopped", "step", "error"];
const CENTRE = "anju-ops-centre";
/** @typedef {Record<string, string>} Query */

/** What has stopped is listed for every centre; else the one looked at last on this device, or one's own. @param {{code: string}[]} centres */
const usual = (centres) => [localStorage.getItem(CENTRE), session()?.centre].find((code) => centres.some((one) => one.code === code)) ?? centres[0].code;

/** @param {{query: Query}} given */
export function List({ query }) {
  const words = useOpsWords();
  if (!words.value) return words.problem ? html`<${Failed} problem=${words.problem} again=${words.again} />` : html`<${Waiting} />`;
  const asks = FILTERS.some((name) => name in query) ? query : { stopped: "true" };
  const chosen = { ...asks, centre: query.centre ?? (asks.stopped ? "" : usual(words.value.centres)) };
  return html`<${Title}>${t("PAGE_OPS_TAB_CASES")}<//>
    <${Find} />
    <${Filters} words=${words.value} chosen=${chosen} />
    <${Saves} chosen=${chosen} />
    <${Rows} key=${asked(chosen)} chosen=${chosen} words=${words.value} />`;
}

/** One box finds a case by its number or id, by its contract's, its mortgage's, its payment's or a trace's. */
function Find() {
  const [number, set] = useState("");
  const find = (/** @type {Event} */ event) => {
    event.preventDefault();
    if (number.trim()) goTo(`case/${number.trim()}`, {});
  };
  return html`<form class="row find" onSubmit=${find}>
    <${Text} id="number" label=${t("PAGE_OPS_FIND")} value=${number} onInput=${set} max=${43} />
    <button type="submit" class="second">${t("PAGE_OPS_OPEN")}</button>
  </form>`;
}

/** @param {{words: any, chosen: Query}} given */
function Filters({ words, chosen }) {
  const set = (/** @type {string} */ name) => (/** @type {any} */ value) => {
    const next = { ...chosen, [name]: value === true ? "true" : value || "" };
    if (next.stopped !== "true") Object.assign(next, { step: "", error: "", centre: next.centre || usual(words.centres) });
    if (name === "centre" && value) localStorage.setItem(CENTRE, value);
    goTo("cases", next, true);
  };
  const options = (/** @type {{code: string, text: string}[]} */ all) => all.map(({ code, text }) => [code, text]);
  return html`<section class="sheet filters" aria-label=${t("PAGE_OPS_FILTERS")}>
    <${Filter} id="centre" any=${chosen.stopped === "true"} label=${t("PAGE_OPS_CENTRE")} value=${chosen.centre} onInput=${set("centre")} options=${options(words.centres)} />
    <${Filter} id="status" label=${t("PAGE_OPS_STATUS")} value=${chosen.status} onInput=${set("status")} options=${options(words.statuses)} />
    <${Text} id="age" label=${t("PAGE_OPS_AGE")} mode="numeric" after=${t("PAGE_OPS_DAYS")} value=${chosen.age} onInput=${(/** @type {string} */ days) => /^\d{0,4}$/.test(days) && set("age")(days)} />
    <${Filter} id="step" label=${t("PAGE_OPS_STEP")} value=${chosen.step} onInput=${(/** @type {string} */ step) => goTo("cases", { ...chosen, step, stopped: "true" }, true)} options=${options(words.steps)} />
    <${Filter} id="error" label=${t("PAGE_OPS_ERROR")} value=${chosen.error} onInput=${(/** @type {string} */ error) => goTo("cases", { ...chosen, error, stopped: "true" }, true)} options=${options(words.errors)} />
    <div class="row">
      <${Tick} id="stopped" label=${t("PAGE_OPS_ONLY_STOPPED")} value=${chosen.stopped === "true"} onInput=${set("stopped")} />
      <${Tick} id="overdue" label=${t("PAGE_OPS_ONLY_OVERDUE")} value=${chosen.overdue === "true"} onInput=${set("overdue")} />
    </div>
  </section>`;
}

/** One of a list, or any. @param {{id: string, label: string, value?: string, any?: boolean, onInput: (value: string) => void, options: string[][]}} given */
const Filter = ({ id, label, value, any = true, onInput, options }) => html`<div class="field"><label for=${id}>${label}</label>
  <select id=${id} onChange=${(/** @type {any} */ event) => onInput(event.target.value)}>
    ${any && html`<option value="">${t("PAGE_OPS_ANY")}</option>`}
    ${options.map(([code, name]) => html`<option value=${code} selected=${code === value}>${name}</option>`)}
  </select></div>`;

/** @param {Query} chosen @param {string | null} [cursor] */
function asked(chosen, cursor) {
  const given = FILTERS.filter((name) => chosen[name]).map((name) => [name, chosen[name]]);
  return `v1/ops/cases?${new URLSearchParams([...given, ...(cursor ? [["cursor", cursor]] : [])])}`;
}

/** @param {{chosen: Query, words: any}} given */
function Rows({ chosen, words }) {
  const first = useLoaded(() => get(asked(chosen)), []);
  const [more, set] = useState(/** @type {{items: any[], cursor: string | null}[]} */ ([]));
  const { busy, problem, run } = useAct();
  if (!first.value) return first.problem ? html`<${Failed} problem=${first.problem} again=${first.again} />` : html`<${Waiting} />`;
  const pages = [first.value, ...more];
  const items = pages.flatMap((page) => page.items);
  const cursor = pages[pages.length - 1].cursor;
  const follow = () => run(async () => set([...more, await get(asked(chosen, cursor))]));
  return html`<section class="sheet">
    <p class="soft" role="status">${t(cursor ? "PAGE_OPS_FOUND_MORE" : "PAGE_OPS_FOUND", { number: items.length })}</p>
    ${items.length > 0 && html`<div class="scroll" tabindex="0" role="region" aria-label=${t("PAGE_OPS_TAB_CASES")}><table>
      <thead><tr>${["NUMBER", "STATUS", "STOPPED", "OVERDUE", "LAW", "OPENED"].map((column) => html`<th scope="col">${t(`PAGE_OPS_COLUMN_${column}`)}</th>`)}</tr></thead>
      <tbody>${items.map((row) => html`<${Row} row=${row} words=${words} />`)}</tbody>
    </table></div>`}
    ${items.length === 0 && !cursor && html`<${Note}><p>${t("PAGE_OPS_NONE")}</p>${chosen.stopped === "true" && html`<${Going} centre=${chosen.centre || usual(words.centres)} words=${words} />`}<//>`}
    ${problem && html`<${Failed} problem=${problem} />`}
    ${cursor && html`<p><${Act} kind="second" busy=${busy} onClick=${follow}>${t("PAGE_OPS_MORE")}<//></p>`}
  </section>`;
}

/** The way to those that go on: of one centre, which is named. @param {{centre: string, words: any}} given */
const Going = ({ centre, words }) => html`<a class="links" href=${place("cases", { centre })}>${t("PAGE_OPS_NOT_STOPPED", { centre: words.centres.find((/** @type {any} */ one) => one.code === centre)?.text ?? centre })}</a>`;

/** @param {{row: any, words: any}} given */
const Row = ({ row, words }) => html`<tr>
  <td><a class="num" href=${place(`case/${row.number || row.id}`)}>${short(row.number || row.id)}</a></td>
  <td>${row.status_text}</td>
  <td>${row.stopped && html`${words.said("steps", row.stopped.step)} · ${row.stopped.text}<small> ${moment(row.stopped.since)} <a href=${place(`runbook/${row.stopped.runbook}`)}>${t("PAGE_OPS_RUNBOOK")}</a></small>`}</td>
  <td>${row.overdue && html`<${Tag} kind="late">${t("PAGE_OPS_SINCE", { at: moment(row.overdue.due_at) })}<//>`}</td>
  <td class="num">${row.law_by ? day(row.law_by) : "—"}</td>
  <td class="num">${moment(row.opened_at)}</td>
</tr>`;

/** The end of a number tells cases apart; the whole is on its page. @param {string} number */
const short = (number) => (number.length > 12 ? `…${number.slice(-12)}` : number);
