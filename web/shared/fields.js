/**
 * Fields of forms: each a label, a hint, an error beside it that says how to put it right, and one control of at least 44 px.
 * All take {id, label, hint?, wrong?, value, onInput(value)}; `id` is the field's JSON pointer where it has one, so that a problem's
 * `field` finds it. What is wrong is looked at when the form is sent, not while somebody types.
 */
import { html } from "./dom.js";
import { t } from "./words.js";

/** @typedef {{id: string, label: any, hint?: any, wrong?: string, value: any, onInput: (value: any) => void}} Given */

/** @param {{id: string, label: any, hint?: any, wrong?: string, children: (about: Record<string, unknown>) => any}} given */
function Field({ id, label, hint, wrong, children }) {
  const described = [hint && `${id}-hint`, wrong && `${id}-wrong`].filter(Boolean).join(" ") || undefined;
  return html`<div class=${wrong ? "field wrong" : "field"}>
    <label for=${id}>${label}</label>
    ${hint && html`<p class="soft" id=${`${id}-hint`}>${hint}</p>`}
    ${wrong && html`<p class="error" id=${`${id}-wrong`}>${t("PAGE_ERROR")}${wrong}</p>`}
    ${children({ id, name: id, "aria-describedby": described, "aria-invalid": wrong ? "true" : undefined })}
  </div>`;
}

/** A line of text; `mode` as inputmode (numeric, tel, decimal), `after` a unit such as 元.
 * @param {Given & {mode?: string, after?: string, auto?: string, max?: number, narrow?: boolean}} given */
export const Text = ({ id, label, hint, wrong, value, onInput, mode = "text", after, auto = "off", max, narrow }) =>
  html`<${Field} ...${{ id, label, hint, wrong }}>
    ${(/** @type {object} */ about) => html`<span class=${narrow ? "with narrow" : "with"}>
      <input type="text" ...${about} inputmode=${mode} autocomplete=${auto} maxlength=${max} spellcheck=${false}
        value=${value ?? ""} onInput=${(/** @type {any} */ event) => onInput(event.target.value)} />
      ${after && html`<span class="unit">${after}</span>`}
    </span>`}
  <//>`;

/** Several lines. @param {Given & {rows?: number}} given */
export const Lines = ({ id, label, hint, wrong, value, onInput, rows = 4 }) =>
  html`<${Field} ...${{ id, label, hint, wrong }}>
    ${(/** @type {object} */ about) => html`<textarea ...${about} rows=${rows} value=${value ?? ""} onInput=${(/** @type {any} */ event) => onInput(event.target.value)}></textarea>`}
  <//>`;

/** One of many, in a closed list; `none`: what not choosing means. @param {Given & {options: [string, string][], none?: string}} given */
export const Pick = ({ id, label, hint, wrong, value, onInput, options, none = t("PAGE_PICK") }) =>
  html`<${Field} ...${{ id, label, hint, wrong }}>
    ${(/** @type {object} */ about) => html`<select ...${about} value=${value ?? ""} onChange=${(/** @type {any} */ event) => onInput(event.target.value)}>
      <option value="">${none}</option>
      ${options.map(([code, name]) => html`<option value=${code} selected=${code === value}>${name}</option>`)}
    </select>`}
  <//>`;

/** One of a few, all in view. @param {Given & {options: [any, any, any?][]}} given — value, name, hint */
export const Choice = ({ id, label, hint, wrong, value, onInput, options }) => html`<fieldset
  class=${wrong ? "field wrong" : "field"} aria-describedby=${[hint && `${id}-hint`, wrong && `${id}-wrong`].filter(Boolean).join(" ") || undefined}>
  <legend>${label}</legend>
  ${hint && html`<p class="soft" id=${`${id}-hint`}>${hint}</p>`}
  ${wrong && html`<p class="error" id=${`${id}-wrong`}>${t("PAGE_ERROR")}${wrong}</p>`}
  ${options.map(
    ([code, name, about], place) => html`<label class="option">
      <input type="radio" id=${place ? undefined : id} name=${id} checked=${code === value} onChange=${() => onInput(code)} />
      <span>${name}${about && html`<small>${about}</small>`}</span>
    </label>`,
  )}
</fieldset>`;

/** A statement to tick. @param {{id: string, label: any, wrong?: string, value: boolean, onInput: (value: boolean) => void}} given */
export const Tick = ({ id, label, wrong, value, onInput }) => html`<div class=${wrong ? "field wrong" : "field"}>
  ${wrong && html`<p class="error" id=${`${id}-wrong`}>${t("PAGE_ERROR")}${wrong}</p>`}
  <label class="option">
    <input type="checkbox" id=${id} checked=${value} aria-invalid=${wrong ? "true" : undefined} aria-describedby=${wrong ? `${id}-wrong` : undefined}
      onChange=${(/** @type {any} */ event) => onInput(event.target.checked)} />
    <span>${label}</span>
  </label>
</div>`;
