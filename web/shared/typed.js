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
    const people = form.people?.map((/** @type {any} */ one, /** @type {number} */ n) => ({ ...one, id_number: gone[`/people/${n}/id_number`] ?? one.id_number })); // by the numbers saved with it
    tell(Object.fromEntries(left.map(([pointer, value]) => [whoseOf({ people }, pointer), value])));
    if (!left.length) saved();
    return !left.length;
  };
  const edit = (/** @type {string} */ pointer, /** @type {any} */ said) => {
    const whose = whoseOf(form, pointer);
    tell((was) => ({ ...was, [whose]: typeof said === "function" ? said(was[whose]) : said }));
  };
  const edits = placed(typed); // without what was typed of who is in it no more
  return { edits, restored: restored && Object.keys(edits).length > 0, now: () => placed(now()), edit, sent };
}

/** Who somebody in the form is: as which party, and by which number. @param {any} one */
const who = (one) => `${one.key}:${encodeURIComponent(one.id_number ?? "")}`;

/** A pointer that names people by who they are and not by where they stand in the list: /people/spouse:6201…/phone for /people/1/phone. @param {any} form @param {string | number} pointer */
export const whoseOf = (form, pointer) => String(pointer).replace(/^\/people\/(\d+)/, (place, n) => (form.people?.[n]?.key ? `/people/${who(form.people[n])}` : place));

/** The pointer of it in a form; empty where nobody in it is they. Who had no number yet may have one by now. @param {any} form @param {string} whose */
function pointerOf(form, whose) {
  const [, theirs] = /^\/people\/([^/]+:[^/]*)/.exec(whose) ?? [];
  if (!theirs) return whose;
  const n = (form.people ?? []).findIndex((/** @type {any} */ one) => [who(one), `${one.key}:`].includes(theirs));
  return n < 0 ? "" : whose.replace(/^\/people\/[^/]+/, `/people/${n}`);
}

/** Forgets everything that was typed of one thing, such as a task that is decided: names that begin so. @param {string} start */
export const done = (start) => names(`typed/${start}`).forEach(drop);

/** Says that what stands there was typed before and is not saved. @param {{restored: boolean}} given */
export const Restored = ({ restored }) => (restored ? html`<${Note}><p role="status">${t("PAGE_RESTORED")}</p><//>` : null);
