/**
 * Fields of forms: each a label, a hint, an error below it that says how to put it right, and one control of at least 44 px.
 * All take {id, label, hint?, wrong?, value, onInput(value)}; `id` is the field's JSON pointer where it has one, so that a problem's
 * `field` finds it. What is wrong is looked at when the form is sent, not while somebody types; it stands below the control, in a line that is kept
 * for it, so that however late it comes nothing moves; but for a tick, which the API says nothing of.
 */
import { html } from "./dom.js";
import { t } from "./words.js";

/** @typedef {{id: string, label: any, hint?: any, wrong?: string, value: any, onInput: (value: any) => void}} Given */

/** @param {Given & {children: (about: Record<string, unknown>) => any}} given — `wrong` in it: it may come, and has its line */
function Field(given) {
  const { id, label, hint, wrong, children } = given;
  const described = [hint && `${id}-hint`, wrong && `${id}-wrong`].filter(Boolean).join(" ") || undefined;
  return html`<div class=${wrong ? "field wrong" : "field"}>
    <label for=${id}>${label}</label>
    ${hint && html`<p class="soft" id=${`${id}-hint`}>${hint}</p>`}
    ${children({ id, name: id, "aria-describedby": described, "aria-invalid": wrong ? "true" : undefined })}
    ${"wrong" in given && html`<${Wrong} id=${id} wrong=${wrong} />`}
  </div>`;
}

/** What is wrong with a field, in the line that is there from the start. @param {{id: string, wrong?: string}} given */
const Wrong = ({ id, wrong }) => html`<p class="error line" id=${`${id}-wrong`}>${wrong && `${t("PAGE_ERROR")}${wrong}`}</p>`;

/** A line of text; `mode` as inputmode (numeric, tel, decimal), `after` a unit such as 元.
 * @param {Given & {mode?: string, after?: string, auto?: string, max?: number, narrow?: boolean}} given */
export const Text = ({ mode = "text", after, auto = "off", max, narrow, ...of }) =>
  html`<${Field} ...${of}>
    ${(/** @type {object} */ about) => html`<span class=${narrow ? "with narrow" : "with"}>
      <input type="text" ...${about} inputmode=${mode} autocomplete=${auto} maxlength=${max} spellcheck=${false}
        value=${of.value ?? ""} onInput=${(/** @type {any} */ event) => of.onInput(event.target.value)} />
      ${after && html`<span class="unit">${after}</span>`}
    </span>`}
  <//>`;

/** Several lines. @param {Given & {rows?: number}} given */
export const Lines = ({ rows = 4, ...of }) =>
  html`<${Field} ...${of}>
    ${(/** @type {object} */ about) => html`<textarea ...${about} rows=${rows} value=${of.value ?? ""} onInput=${(/** @type {any} */ event) => of.onInput(event.target.value)}></textarea>`}
  <//>`;

/** One of many, in a closed list; `none`: what not choosing means. @param {Given & {options: [string, string][], none?: string}} given */
export const Pick = ({ options, none = t("PAGE_PICK"), ...of }) =>
  html`<${Field} ...${of}>
    ${(/** @type {object} */ about) => html`<select ...${about} value=${of.value ?? ""} onChange=${(/** @type {any} */ event) => of.onInput(event.target.value)}>
      <option value="">${none}</option>
      ${options.map(([code, name]) => html`<option value=${code} selected=${code === of.value}>${name}</option>`)}
    </select>`}
  <//>`;

/** One of a few, all in view. @param {Given & {options: [any, any, any?][]}} given — value, name, hint */
export function Choice(given) {
  const { id, label, hint, wrong, value, onInput, options } = given;
  const described = [hint && `${id}-hint`, wrong && `${id}-wrong`].filter(Boolean).join(" ") || undefined;
  return html`<fieldset class=${wrong ? "field wrong" : "field"} aria-describedby=${described}>
    <legend>${label}</legend>
    ${hint && html`<p class="soft" id=${`${id}-hint`}>${hint}</p>`}
    ${options.map(
      ([code, name, about], place) => html`<label class="option">
        <input type="radio" id=${place ? undefined : id} name=${id} checked=${code === value} onChange=${() => onInput(code)} />
        <span>${name}${about && html`<small>${about}</small>`}</span>
      </label>`,
    )}
    ${"wrong" in given && html`<${Wrong} id=${id} wrong=${wrong} />`}
  </fieldset>`;
}

/** A statement to tick. @param {{id: string, label: any, wrong?: string, value: boolean, onInput: (value: boolean) => void}} given */
export const Tick = ({ id, label, wrong, value, onInput }) => html`<div class=${wrong ? "field wrong" : "field"}>
  <label class="option">
    <input type="checkbox" id=${id} checked=${value} aria-invalid=${wrong ? "true" : undefined} aria-describedby=${wrong ? `${id}-wrong` : undefined}
      onChange=${(/** @type {any} */ event) => onInput(event.target.checked)} />
    <span>${label}</span>
  </label>
  ${wrong && html`<${Wrong} id=${id} wrong=${wrong} />`}
</div>`;
