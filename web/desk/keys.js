/** Single keys for whoever works here all day: they do nothing while somebody types, and never what binds. */
import { useEffect } from "../shared/dom.js";

/** @param {Record<string, () => void>} acts */
export function useKeys(acts) {
  useEffect(() => {
    const pressed = (/** @type {KeyboardEvent} */ event) => {
      const typing = /** @type {HTMLElement} */ (event.target).closest?.("input:not([type=checkbox]), textarea, select");
      if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
      acts[event.key]?.();
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  });
}

/** Ctrl+S saves what is typed here rather than the page. @param {() => unknown} save */
export function useSave(save) {
  useEffect(() => {
    const pressed = (/** @type {KeyboardEvent} */ event) => {
      if (event.key !== "s" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      save();
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  });
}
