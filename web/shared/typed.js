/**
 * What somebody is typing, kept until it is saved: leaving the page, showing one's face or a session that ends in between loses nothing.
 *
 *     const [said, tell, saved, restored] = useTyped(`${it.id}/home`, { price: "" });   // like useState; `saved()` once it is in the record
 *
 * If the record says something else by now than when it was typed, the record counts. What is told of part of it is told as a change,
 * `tell((now) => ({ ...now, price }))`: two keys may be pressed before the next drawing, and the second would forget the first.
 */
import { html, useRef, useState } from "./dom.js";
import { drop, names, put, recall } from "./kept.js";
import { Note } from "./parts.js";
import { t } from "./words.js";

/** @template T @param {string} name @param {T} initial @returns {[T, (value: T | ((now: T) => T)) => void, () => void, boolean, () => T]} */
export function useTyped(name, initial) {
  const place = `typed/${name}`;
  const [first] = useState(() => ({ from: initial, kept: recall(place) }));
  const restored = first.kept !== undefined && JSON.stringify(first.kept.from) === JSON.stringify(first.from ?? null);
  const [value, set] = useState(/** @type {T} */ (restored ? first.kept.now : initial));
  const now = useRef(value);
  const tell = (/** @type {T | ((now: T) => T)} */ said) => {
    now.current = typeof said === "function" ? /** @type {(now: T) => T} */ (said)(now.current) : said;
    put(place, { from: first.from ?? null, now: now.current });
    set(now.current);
  };
  return [value, tell, () => drop(place), restored, () => now.current];
}

/**
 * A form typed field by field: `edits` by pointer as they are drawn, `now()` as they stand. `sent(gone)` forgets what was saved of them and
 * nothing else, so that what was typed while it was on its way stays; true where nothing did. `edit(pointer, said)`: a value, or a change of it.
 * @param {string} name @param {any} [form] the form the pointers are of: what is typed of somebody stays theirs, and goes with them
 */
export function useEdits(name, form = {}) {
  const [typed, tell, saved, restored, now] = useTyped(name, /** @type {Record<string, any>} */ ({}));
  const placed = (/** @type {Record<string, any>} */ edits) => Object.fromEntries(Object.entries(edits).map(([whose, value]) => [pointerOf(form, whose), value]).filter(([pointer]) => pointer));
  const sent = (/** @type {Record<string, any>} */ gone) => {
    const left = Object.entries(placed(now())).filter(([pointer, value]) => value !== gone[pointer]);
    tell(Object.fromEntries(left.map(([pointer, value]) => [whoseOf(form, pointer), value])));
    if (!left.length) saved();
    return !left.length;
  };
  const edit = (/** @type {string} */ pointer, /** @type {any} */ said) => {
    const whose = whoseOf(form, pointer);
    tell((was) => ({ ...was, [whose]: typeof said === "function" ? said(was[whose]) : said }));
  };
  return { edits: placed(typed), restored, now: () => placed(now()), edit, sent };
}

/** A pointer that names people by who they are and not by where they stand in the list: /people/1/phone as /people/spouse/phone. @param {any} form @param {string} pointer */
export const whoseOf = (form, pointer) => pointer.replace(/^\/people\/(\d+)/, (place, n) => (form.people?.[n]?.key ? `/people/${form.people[n].key}` : place));

/** The pointer of it in a form; empty where nobody in it is that party. @param {any} form @param {string} whose */
function pointerOf(form, whose) {
  const key = /^\/people\/([^/]*[^/\d][^/]*)/.exec(whose)?.[1];
  const n = key ? (form.people ?? []).findIndex((/** @type {any} */ one) => one.key === key) : 0;
  return !key ? whose : n < 0 ? "" : whose.replace(/^\/people\/[^/]+/, `/people/${n}`);
}

/** Forgets everything that was typed of one thing, such as a task that is decided: names that begin so. @param {string} start */
export const done = (start) => names(`typed/${start}`).forEach(drop);

/** Says that what stands there was typed before and is not saved. @param {{restored: boolean}} given */
export const Restored = ({ restored }) => (restored ? html`<${Note}><p role="status">${t("PAGE_RESTORED")}</p><//>` : null);
