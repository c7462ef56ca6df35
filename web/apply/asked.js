/** What a kind asks (表单), as a schema: the same on a phone and at the window. */
import { get } from "../shared/api.js";
import { t } from "../shared/words.js";

/** @type {Record<string, any>} */
const kept = {};
/** The form of a kind, fetched once, with the names of what it has as bare codes. @param {string} kind @param {string} centre */
export async function asked(kind, centre) {
  const path = `v1/forms/${kind}?centre=${centre}`;
  return (kept[path] ??= await Promise.all([get(path), get(`v1/kinds?centre=${centre}`)]).then(([schema, { centres }]) => {
    const of = schema.properties;
    name(of.people.items.properties.deposit_centre, Object.fromEntries(centres.map((/** @type {any} */ one) => [one.code, one.name])));
    name(of.centre, Object.fromEntries(centres.map((/** @type {any} */ one) => [one.code, one.name])));
    name(of.home?.properties.city, Object.fromEntries(centres.map((/** @type {any} */ one) => [one.code, t("APPLY_CITY", { centre: one.name })])));
    name(of.home?.properties.seller?.properties.bank, of.wish?.properties.bank?.["x-codes"]?.codes);
    return schema;
  }));
}

/** What a kind does not ask is not in its form: somebody who brings a loan over names no seller. @param {any} field @param {any} names */
function name(field, names) {
  if (field) field["x-names"] = names;
}
