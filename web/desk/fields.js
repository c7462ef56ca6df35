/** The fields of one part of the form: those that are asked for first, those that may be given behind one line. A source's value says so. */
import { html } from "../shared/dom.js";
import { moment } from "../shared/figures.js";
import { t } from "../shared/words.js";
import { Control } from "../apply/field.js";
import { at, filled, node, title } from "../apply/form.js";

/** @param {{it: any, edits: Record<string, any>, edit: (pointer: string, value: any) => void, part: string}} given */
export function Fields({ it, edits, edit, part }) {
  const of = node(it.schema, part);
  const pointers = flat(of, part);
  const asked = pointers.filter(({ pointer, required }) => required || filled(it.app.form, pointer) || pointer in edits);
  const more = pointers.filter((one) => !asked.includes(one));
  const field = (/** @type {{pointer: string}} */ { pointer }) => html`<div class="entry">
    <${Control} id=${pointer} of=${node(it.schema, pointer)} value=${pointer in edits ? edits[pointer] : at(it.app.form, pointer)} label=${title(it.schema, pointer)} onInput=${(/** @type {any} */ value) => edit(pointer, value)} />
    <${Origin} it=${it} pointer=${pointer} /></div>`;
  return html`<div class="grid">${asked.map(field)}</div>
    ${more.length > 0 && html`<details><summary>${t("PAGE_DESK_MORE_FIELDS", { number: more.length })}</summary><div class="grid">${more.map(field)}</div></details>`}`;
}

/** @param {{it: any, pointer: string}} given */
function Origin({ it, pointer }) {
  const told = it.app.origins.find((/** @type {any} */ one) => one.field === pointer);
  return told ? html`<small>${t(told.same ? "PAGE_DESK_FROM" : "PAGE_DESK_FROM_OTHER", { source: told.source_text, at: moment(told.at) })}</small>` : null;
}

/** Every field below a part that is typed; objects within it too. @param {any} of @param {string} part @param {boolean} [asked]
 * @returns {{pointer: string, required: boolean}[]} */
function flat(of, part, asked = true) {
  return Object.entries(of?.properties ?? {}).flatMap(([name, field]) => {
    const shape = /** @type {any} */ (field);
    const required = asked && (of.required ?? []).includes(name);
    if (shape.readOnly || name === "key" || name === "declarations" || shape.type === "array") return [];
    return shape.properties ? flat(shape, `${part}/${name}`, required) : [{ pointer: `${part}/${name}`, required }];
  });
}
