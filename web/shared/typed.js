/**
 * What somebody is typing, kept until it is saved: leaving the page, showing one's face or a session that ends in between loses nothing.
 *
 *     const [said, tell, saved, restored] = useTyped(`${it.id}/home`, { price: "" });   // like useState; `saved()` once it is in the record
 *
 * If the record says something else by now than when it was typed, the record counts.
 */
import { html, useRef, useState } from "./dom.js";
import { drop, names, put, recall } from "./kept.js";
import { Note } from "./parts.js";
import { t } from "./words.js";

/** @template T @param {string} name @param {T} initial @returns {[T, (value: T) => void, () => void, boolean]} */
export function useTyped(name, initial) {
  const place = `typed/${name}`;
  const [first] = useState(() => ({ from: initial, kept: recall(place) }));
  const restored = first.kept !== undefined && JSON.stringify(first.kept.from) === JSON.stringify(first.from ?? null);
  const [value, set] = useState(/** @type {T} */ (restored ? first.kept.now : initial));
  const tell = (/** @type {T} */ now) => {
    put(place, { from: first.from ?? null, now });
    set(now);
  };
  return [value, tell, () => drop(place), restored];
}

/**
 * A form typed field by field: `edits` by pointer as they are drawn, `now()` as they stand. `sent(gone)` forgets what was saved of them and
 * nothing else, so that what was typed while it was on its way stays; true where nothing did.
 * @param {string} name
 */
export function useEdits(name) {
  const [edits, tell, saved, restored] = useTyped(name, /** @type {Record<string, any>} */ ({}));
  const now = useRef(edits); // several fields may be told before the next drawing
  const set = (/** @type {Record<string, any>} */ changed) => tell((now.current = changed));
  const sent = (/** @type {Record<string, any>} */ gone) => {
    const left = Object.entries(now.current).filter(([pointer, value]) => value !== gone[pointer]);
    set(Object.fromEntries(left));
    if (!left.length) saved();
    return !left.length;
  };
  return { edits, restored, now: () => now.current, edit: (/** @type {string} */ pointer, /** @type {any} */ value) => set({ ...now.current, [pointer]: value }), sent };
}

/** Forgets everything that was typed of one thing, such as a task that is decided: names that begin so. @param {string} start */
export const done = (start) => names(`typed/${start}`).forEach(drop);

/** Says that what stands there was typed before and is not saved. @param {{restored: boolean}} given */
export const Restored = ({ restored }) => (restored ? html`<${Note}><p role="status">${t("PAGE_RESTORED")}</p><//>` : null);
