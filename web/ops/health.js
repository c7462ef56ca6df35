/** How agencies answer, what steps failed of, what the sweep has found: today and in seven days. */
import { html } from "../shared/dom.js";
import { get } from "../shared/api.js";
import { lasting, moment } from "../shared/figures.js";
import { useLoaded } from "../shared/load.js";
import { Failed, Note, Title, Waiting } from "../shared/parts.js";
import { t } from "../shared/words.js";

const BAD = ["unavailable", "refused", "not_asked"];
const GOOD = ["answered", "pending"];

export function Health() {
  const { value, problem, again } = useLoaded(() => get("v1/ops/health"), []);
  if (!value) return problem ? html`<${Failed} problem=${problem} again=${again} />` : html`<${Waiting} />`;
  return html`<${Title}>${t("PAGE_OPS_TAB_HEALTH")}<//>
    <p class="soft">${t("PAGE_OPS_AS_OF", { at: moment(value.at) })}</p>
    ${value.unknown.length ? html`<${Note}>${t("PAGE_OPS_UNKNOWN", { what: value.unknown.map((/** @type {any} */ one) => one.text).join("、") })}<//>` : null}
    <section class="sheet"><h2>${t("PAGE_OPS_AGENCIES")}</h2><${Agencies} agencies=${value.agencies} /></section>
    <div class="halves">
      <section class="sheet"><h2>${t("PAGE_OPS_LEVELS")}</h2><p class="soft">${t("PAGE_OPS_LEVELS_WHEN")}</p><${Levels} levels=${value.levels} /></section>
      <section class="sheet"><h2>${t("PAGE_OPS_FINDINGS")}</h2><${Counts} rows=${value.findings} /></section>
      <section class="sheet"><h2>${t("PAGE_OPS_ERRORS")}</h2><${Counts} rows=${value.errors} /></section>
    </div>`;
}

/** @param {{agencies: any[]}} given */
function Agencies({ agencies }) {
  if (!agencies.length) return html`<${Note}>${t("PAGE_OPS_NO_CALLS")}<//>`;
  const sum = (/** @type {any} */ of, /** @type {string[]} */ outcomes) => outcomes.reduce((all, outcome) => all + (of.outcomes[outcome] ?? 0), 0);
  const cells = (/** @type {any} */ of) => {
    const [good, bad] = [sum(of, GOOD), sum(of, BAD)];
    const share = good + bad ? (good / (good + bad)) * 100 : null;
    return html`<td class="num">${good}</td><td class=${bad ? "num harmed" : "num"}>${bad}</td>
      <td>${share === null ? "—" : html`<span class="meter"><span class="bar" aria-hidden="true"><i style=${{ width: `${share}%` }}></i></span><span class="num">${Math.floor(share)}%</span></span>`}</td>
      <td class="num">${of.seconds === null ? "—" : lasting(of.seconds * 1000)}</td><td class="num">${of.slowest === null ? "—" : lasting(of.slowest * 1000)}</td>`;
  };
  const columns = ["ANSWERED", "UNANSWERED", "SHARE", "SECONDS", "SLOWEST"];
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${t("PAGE_OPS_AGENCIES")}><table>
    <thead>
      <tr><td></td><th scope="colgroup" colspan="5">${t("PAGE_OPS_TODAY")}</th><th scope="colgroup" colspan="5">${t("PAGE_OPS_WEEK")}</th></tr>
      <tr><th scope="col">${t("PAGE_OPS_COLUMN_PARTNER")}</th>${[...columns, ...columns].map((column) => html`<th scope="col">${t(`PAGE_OPS_COLUMN_${column}`)}</th>`)}</tr>
    </thead>
    <tbody>${agencies.map((agency) => html`<tr><th scope="row">${agency.text}</th>${cells(agency.today)}${cells(agency.week)}</tr>`)}</tbody>
  </table></div>`;
}

/** @param {{levels: any[]}} given */
function Levels({ levels }) {
  if (!levels.length) return html`<${Note}>${t("PAGE_OPS_NO_SWEEP")}<//>`;
  const shown = levels.filter((level) => !level.of || level.value > 0);
  return html`<table><thead><tr>${["WHAT", "HOW_MUCH", "AT"].map((column) => html`<th scope="col">${t(`PAGE_OPS_COLUMN_${column}`)}</th>`)}</tr></thead>
    <tbody>${shown.map(({ text, of_text, value, unit, at, name }) => html`<tr>
      <td>${text}${of_text && html` <small>${of_text}</small>`}</td>
      <td class="num">${unit === "Seconds" ? lasting(value * 1000) : `${value} ${t(name === "calendar_horizon" ? "PAGE_OPS_DAYS" : "PAGE_OPS_CASES")}`}</td><td class="num">${moment(at)}</td>
    </tr>`)}</tbody></table>`;
}

/** @param {{rows: any[]}} given */
const Counts = ({ rows }) =>
  rows.length === 0
    ? html`<${Note}>${t("PAGE_OPS_NOTHING")}<//>`
    : html`<table><thead><tr>${["WHAT", "TODAY", "WEEK"].map((column) => html`<th scope="col">${t(`PAGE_OPS_COLUMN_${column}`)}</th>`)}</tr></thead>
        <tbody>${rows.map(({ kind, text, cause, advice, today, week }) => html`<tr><td>${text} <small>${text === kind ? "" : kind}</small>${cause && html`<br /><small>${cause}。${advice}。</small>`}</td><td class="num">${today}</td><td class="num">${week}</td></tr>`)}</tbody></table>`;
