/**
 * What somebody is typing, kept until it is saved: leaving the page, showing one's face or a session that ends in between loses nothing.
 *
 *     const [said, tell, saved, restored] = useTyped(`${it.id}/home`, { price: "" });   // like useState; `saved()` once it is in the record
 *
 * If the record says something else by now than when it was typed, the record counts.
 */
import { html, useState } from "./dom.js";
import { drop, put, recall } from "./kept.js";
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

/** Says that what stands there was typed before and is not saved. @param {{restored: boolean}} given */
export const Restored = ({ restored }) => (restored ? html`<${Note}><p role="status">${t("PAGE_RESTORED")}</p><//>` : null);
