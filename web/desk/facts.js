/** What was declared, beside what sources told of it, differences first; and what every agency has answered. */
import { html } from "../shared/dom.js";
import { moment } from "../shared/figures.js";
import { Note, Tag, Waiting } from "../shared/parts.js";
import { t } from "../shared/words.js";
import { shown, title } from "../apply/form.js";
import { checked, party } from "./called.js";

/** @param {{task: any, schema: any, only: boolean}} given */
export function Facts({ task, schema, only }) {
  if (!schema) return html`<${Waiting} />`;
  const rows = declared(schema, task.form, "").map((row) => ({ ...row, known: task.origins.filter((/** @type {any} */ one) => one.field === row.at) }));
  const differs = (/** @type {any} */ row) => row.known.some((/** @type {any} */ one) => !one.same);
  const listed = [...rows.filter(differs), ...rows.filter((row) => !differs(row))].filter((row) => !only || differs(row));
  if (!listed.length) return html`<${Note}>${t("PAGE_DESK_NO_DIFFERENCE")}<//>`;
  return html`<div class="scroll tall" tabindex="0" role="region" aria-label=${t("PAGE_DESK_FACTS")}><table>
    <thead><tr>${["FIELD", "DECLARED", "KNOWN"].map((column) => html`<th scope="col">${t(`PAGE_DESK_COLUMN_${column}`)}</th>`)}</tr></thead>
    <tbody>${listed.map((row) => html`<tr class=${differs(row) ? "differs" : ""}>
      <td>${row.whose && html`<small>${row.whose} </small>`}${title(schema, row.at)}</td><td class="num">${row.value}</td>
      <td class="num">${row.known.map((/** @type {any} */ one) => html`<div>${one.same ? html`<span class="soft">${t("PAGE_DESK_SAME")}</span>` : shown(schema, row.at, one.known)}<small> ${one.source_text} ${moment(one.at)}</small></div>`)}</td>
    </tr>`)}</tbody>
  </table></div>`;
}

/** Every field of the form that has a value, with its pointer and as people read it. @param {any} schema @param {any} value @param {string} at @param {string} [whose]
 * @returns {{at: string, value: string, whose: string}[]} */
function declared(schema, value, at, whose = "") {
  return Object.entries(value ?? {}).flatMap(([name, given]) => {
    if (given === null || name === "key") return [];
    const place = `${at}/${name}`;
    if (Array.isArray(given) && given.some((one) => typeof one === "object")) return given.flatMap((one, number) => declared(schema, one, `${place}/${number}`, one.key ? party(one.key) : whose));
    if (typeof given === "object" && !Array.isArray(given)) return declared(schema, given, place, whose);
    return [{ at: place, value: shown(schema, place, given), whose }];
  });
}

const KINDS = /** @type {Record<string, string>} */ ({ confirmed: "", contradicted: "late" });

/** What is no pass first. @param {{task: any}} given */
export function Answers({ task }) {
  const rows = Object.entries(task.answers).map(([key, answer]) => ({ key, .../** @type {any} */ (answer) }));
  rows.sort((a, b) => Number(a.outcome === "confirmed") - Number(b.outcome === "confirmed"));
  if (!rows.length) return html`<${Note}>${t("PAGE_DESK_NO_ANSWERS")}<//>`;
  return html`<ul class="lines">${rows.map(({ key, outcome, text, at }) => html`<li>
    <${Tag} kind=${KINDS[outcome] ?? "near"}>${t(`PAGE_DESK_OUTCOME_${outcome.toUpperCase()}`)}<//>
    <span>${checked(key)} <small>${party(key.split(".")[1])} · ${text}</small></span><span class="num soft">${moment(at)}</span></li>`)}</ul>`;
}
