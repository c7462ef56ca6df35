/** Minor children (未成年子女) by name and number: what the household register tells, put right or said by hand. */
import { html } from "../shared/dom.js";
import { Text } from "../shared/fields.js";
import { idFault, IdText, plainId } from "../shared/ids.js";
import { t } from "../shared/words.js";

/** @typedef {{name: string, id_number: string}} Child */

/** Whether a field of the schema is this list. @param {any} of */
export const areChildren = (of) => of?.type === "array" && !!of.items?.properties?.id_number;

/** @param {{id: string, value: Child[] | undefined, onInput: (value: Child[]) => void}} given */
export function Children({ id, value, onInput }) {
  const list = value ?? [];
  const change = (/** @type {number} */ place, /** @type {Partial<Child>} */ part) => onInput(list.map((one, at) => (at === place ? { ...one, ...part } : one)));
  return html`<div class="stack">
    <p class="soft">${t("APPLY_CHILDREN_WHY")}</p>
    ${list.length === 0 && html`<p>${t("APPLY_CHILDREN_NONE")}</p>`}
    ${list.map((one, place) => html`<fieldset class="sheet">
      <legend>${t("APPLY_CHILD", { n: place + 1 })}</legend>
      <${Text} id=${`${id}/${place}/name`} label=${t("APPLY_CHILD_NAME")} value=${one.name} onInput=${(/** @type {string} */ name) => change(place, { name })} max=${100} />
      <${IdText} id=${`${id}/${place}/id_number`} label=${t("APPLY_CHILD_ID")} value=${one.id_number} onInput=${(/** @type {string} */ id_number) => change(place, { id_number })} />
      <button type="button" class="plain start" onClick=${() => onInput(list.filter((_, at) => at !== place))}>${t("APPLY_CHILD_DROP", { n: place + 1 })}</button>
    </fieldset>`)}
    <button type="button" class="second" onClick=${() => onInput([...list, { name: "", id_number: "" }])}>${t("APPLY_CHILD_ADD")}</button>
  </div>`;
}

/** What is wrong with the list; empty if nothing. @param {Child[] | undefined} value @returns {string} */
export function childFault(value) {
  for (const [place, one] of (value ?? []).entries()) {
    const code = one.name.trim() ? idFault(one.id_number) : "APPLY_CHILD_NAME_MISSING";
    if (code) return `${t("APPLY_CHILD", { n: place + 1 })}：${t(code)}`;
  }
  return "";
}

/** The list as it is sent, and their number with it. @param {string} pointer @param {Child[] | undefined} value */
export const childrenSent = (pointer, value) => ({
  [pointer]: (value ?? []).map(({ name, id_number }) => ({ name: name.trim(), id_number: plainId(id_number) })),
  [pointer.replace(/children$/, "minor_children")]: (value ?? []).length,
});
