/** The one form as the server has it: reading and saving by JSON pointer, and what its schema says of a field. */
import { get, patch, Problem } from "../shared/api.js";
import { date, years, yuan } from "../shared/figures.js";
import { t } from "../shared/words.js";

/** What a form has at a pointer. @param {any} form @param {string} pointer @returns {any} */
export const at = (form, pointer) => pointer.split("/").slice(1).reduce((part, name) => part?.[name], form);

/** Whether two values say the same. @param {any} one @param {any} other */
export const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** Whether something is said there. @param {any} form @param {string} pointer */
export const filled = (form, pointer) => !["", undefined, null].includes(at(form, pointer));

/** The schema's part for a pointer; of people it is the same for all. @param {any} schema @param {string} pointer @returns {any} */
export const node = (schema, pointer) =>
  pointer.split("/").slice(1).reduce((part, name) => (/^\d+$/.test(name) ? part?.items : part?.properties?.[name]), schema);

/** What a field is called; of an account whose, too. @param {any} schema @param {string} pointer @returns {string} */
export function title(schema, pointer) {
  const [own, of] = [node(schema, pointer)?.title ?? pointer, node(schema, pointer.replace(/\/[^/]*$/, ""))];
  return pointer.split("/").length > 3 && of?.type === "object" && of.title && !pointer.startsWith("/people") ? `${of.title} · ${own}` : own;
}

/** A value as people read it: the name of a code, yes or no, an amount. @param {any} schema @param {string} pointer @param {any} value */
export function shown(schema, pointer, value) {
  const of = node(schema, pointer);
  if (Array.isArray(value) && of?.["x-texts"]) return value.map((one) => of["x-texts"].find((/** @type {any} */ { code }) => code === one)?.text ?? one).join("；") || "—";
  if (Array.isArray(value)) return value.map((one) => `${one.name} ${one.id_number}`).join("；") || t("APPLY_NOBODY");
  if (typeof value === "boolean") return t(value ? "PAGE_YES" : "PAGE_NO");
  const named = of?.["x-codes"]?.codes?.[value] ?? of?.["x-names"]?.[value];
  if (named) return named;
  if (isSum(of)) return t("APPLY_SUM", { sum: yuan(String(value)) });
  if ((of?.pattern ?? "").startsWith(AREA)) return t("APPLY_AREA", { area: value });
  if (pointer.endsWith("/bank")) return node(schema, "/wish/bank")?.["x-codes"]?.codes?.[value] ?? String(value); // another field's bank is one of ours, or is named
  if (DAY.test(String(value))) return date(value);
  if (of?.type !== "integer" || !pointer.endsWith("months")) return String(value);
  return Number(value) < 12 ? years(Number(value)) : t("APPLY_MONTHS", { months: value, years: years(Number(value)) });
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const [SUM, AREA] = ["^\\d{1,10}(", "^\\d{1,5}("]; // how the schema's patterns of amounts and of areas begin
/** Whether a field is an amount in yuan. @param {any} of */
export const isSum = (of) => (of?.pattern ?? "").startsWith(SUM);

const MONEY = ["/wish/repayment_account", "/home/seller/", "/old_loan/account/"]; // who pays back from where, and who is paid
/** Whether what is said puts another account in the place of one that stands there. @param {any} form @param {Record<string, any>} values */
export const movesMoney = (form, values) =>
  Object.entries(values).some(([pointer, value]) => MONEY.some((start) => pointer.startsWith(start)) && filled(form, pointer) && !same(at(form, pointer), value));

/** Whether a field is the number of an identity card, not of another document. @param {any} form @param {string} pointer */
export const isCard = (form, pointer) => pointer.endsWith("id_number") && (at(form, pointer.replace(/id_number$/, "id_type")) ?? "01") === "01";

/** A value as it is sent: trimmed, an amount without commas, a number as one. @param {any} of @param {any} value */
export function sent(of, value) {
  if (typeof value !== "string") return value;
  const said = value.trim();
  if (of.type === "integer") return Number(said);
  return isSum(of) ? said.replace(/[,，\s]/g, "") : said;
}

/** The pointers of what a part of the form must have and does not say yet. @param {any} schema @param {any} form @param {string} part @returns {string[]} */
export function lacking(schema, form, part) {
  const of = node(schema, part);
  // Of people a schema requires what is asked of every party; what is asked of who owes the loan it says besides.
  const asked = part.startsWith("/people/") && !String(at(form, `${part}/key`) ?? "").startsWith("co_owner") ? of?.["x-required"] : undefined;
  return (asked ?? of?.required ?? []).flatMap((/** @type {string} */ name) => {
    const place = `${part}/${name}`;
    if (of.properties[name]?.type === "object") return lacking(schema, form, place);
    return filled(form, place) ? [] : [place];
  });
}

/**
 * Saves values by pointer into the form as it was read; if somebody else saved meanwhile, into that, unless a pointer would now be of another
 * person, or a list is another by now: then it is refused as it was. Who is not the applicant saves their own entry alone.
 * @param {string} id @param {string} me @param {Record<string, any>} values @param {{form: any, revision: number}} read
 */
export async function save(id, me, values, read) {
  const here = `v1/applications/${id}`;
  let { form, revision } = read;
  for (let tries = 1; ; tries += 1) {
    try {
      if (me === "borrower") return await patch(here, merged(form, values), revision);
      return await patch(`${here}/people/me`, own(values), revision);
    } catch (refused) {
      if (!(refused instanceof Problem && refused.status === 412) || tries === 3) throw refused;
      const now = await get(here);
      if (me === "borrower" && !Object.keys(values).every((pointer) => same(whose(form, pointer), whose(now.form, pointer)))) throw refused;
      ({ form, revision } = now);
      const people = /** @type {any[]} */ (values["/people"]); // who is left, with what they have said themselves since
      if (people) values = { ...values, "/people": people.map((one) => form.people.find((/** @type {any} */ { key }) => key === one.key) ?? one) };
    }
  }
}

/** @param {any} one */
const who = (one) => [one?.key, one?.id_number];

/** What a pointer goes by: which of the people it speaks of, or a whole list as it stands. @param {any} form @param {string} pointer */
function whose(form, pointer) {
  const one = at(form, pointer.split("/").slice(0, 3).join("/"));
  if (pointer === "/people") return one.map(who);
  if (pointer.startsWith("/people/")) return who(one);
  return Array.isArray(one) ? one : undefined;
}

/** @param {any} form @param {Record<string, any>} values */
function merged(form, values) {
  const change = /** @type {any} */ ({});
  for (const [pointer, value] of Object.entries(values)) {
    const names = pointer.split("/").slice(1);
    const top = names[0] ?? "";
    if (Array.isArray(form[top]) && !change[top]) change[top] = structuredClone(form[top]);
    put(change, names, value);
  }
  return change;
}

/** @param {Record<string, any>} values — pointers of one's own entry, /people/n/… */
function own(values) {
  const entry = {};
  for (const [pointer, value] of Object.entries(values)) put(entry, pointer.split("/").slice(3), value);
  return entry;
}

/** @param {any} part @param {string[]} names @param {any} value */
function put(part, names, value) {
  const last = names.at(-1) ?? "";
  for (const name of names.slice(0, -1)) part = part[name] ??= {};
  part[last] = value;
}
