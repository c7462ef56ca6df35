/** What was declared, beside what sources told of it, differences first; and what every agency has answered. */
import { html } from "../shared/dom.js";
import { get } from "../shared/api.js";
import { moment, yuan } from "../shared/figures.js";
import { Note, Tag, Waiting } from "../shared/parts.js";
import { t } from "../shared/words.js";
import { checked, party } from "./called.js";

/** The form of a case's kind, with the names of the centres it has as bare codes. @param {any} form */
export async function formOf({ kind, centre }) {
  const [schema, { centres }] = await Promise.all([get(`v1/forms/${kind}?centre=${centre}`), get(`v1/kinds?centre=${centre}`)]);
  const names = Object.fromEntries(centres.map((/** @type {any} */ one) => [one.code, one.name]));
  for (const field of [schema.properties.centre, schema.properties.people.items.properties.deposit_centre]) if (field) field["x-names"] = names;
  return schema;
}

/** @param {{task: any, schema: any, only: boolean}} given */
export function Facts({ task, schema, only }) {
  if (!schema) return html`<${Waiting} />`;
  const known = new Map(task.origins.map((/** @type {any} */ one) => [one.field, one]));
  const rows = declared(task.form, schema, "").map((row) => ({ ...row, known: known.get(row.at) }));
  const differs = (/** @type {any} */ row) => row.known && !row.known.same;
  const shown = [...rows.filter(differs), ...rows.filter((row) => !differs(row))].filter((row) => !only || differs(row));
  if (!shown.length) return html`<${Note}>${t("PAGE_DESK_NO_DIFFERENCE")}<//>`;
  return html`<div class="scroll tall" tabindex="0" role="region" aria-label=${t("PAGE_DESK_FACTS")}><table>
    <thead><tr>${["FIELD", "DECLARED", "KNOWN"].map((column) => html`<th scope="col">${t(`PAGE_DESK_COLUMN_${column}`)}</th>`)}</tr></thead>
    <tbody>${shown.map((row) => html`<tr class=${differs(row) ? "differs" : ""}>
      <td>${row.whose && html`<small>${row.whose} </small>`}${row.name}</td><td class="num">${row.value}</td>
      <td class="num">${row.known ? html`${differs(row) ? said(row.known.known, row.field) : html`<span class="soft">${t("PAGE_DESK_SAME")}</span>`}<small> ${row.known.text ?? row.known.source} ${moment(row.known.at)}</small>` : ""}</td>
    </tr>`)}</tbody>
  </table></div>`;
}

/** Every field of the form that has a value, by name, with its pointer. @param {any} value @param {any} schema @param {string} at @param {string} [whose]
 * @returns {{at: string, name: string, value: string, whose: string, field: any}[]} */
function declared(value, schema, at, whose = "") {
  return Object.entries(schema?.properties ?? {}).flatMap(([name, field]) => {
    const given = value?.[name];
    if (given === undefined || given === null || name === "key") return [];
    const place = `${at}/${name}`;
    const shape = /** @type {any} */ (field);
    if (Array.isArray(given) && shape.items?.properties) {
      const who = (/** @type {any} */ one) => shape.items.properties.key?.["x-codes"]?.codes[one.key] ?? "";
      return given.flatMap((one, number) => declared(one, shape.items, `${place}/${number}`, who(one)));
    }
    if (shape.properties) return declared(given, shape, place, whose);
    return [{ at: place, name: shape.title ?? name, value: said(given, shape), whose, field: shape }];
  });
}

/** @param {any} value @param {any} field @returns {string} */
function said(value, field) {
  const codes = field?.["x-names"] ?? field?.["x-codes"]?.codes ?? field?.items?.["x-codes"]?.codes ?? {};
  if (Array.isArray(value)) return value.map((one) => said(one, field)).join("、") || "—";
  if (typeof value === "boolean") return t(value ? "PAGE_YES" : "PAGE_NO");
  if (codes[value]) return codes[value];
  return /^\d+\.\d\d$/.test(String(value)) ? yuan(String(value)) : String(value);
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
