/**
 * Places within a page, after the #: `#/cases/42` is a list of routes' concern, not the server's, so links hold under any stage.
 * `useWhere()` is where one is; `go(place)` goes there; links are plain <a href="#/…">.
 */
import { useEffect, useState } from "./dom.js";
import { t } from "./words.js";

/** @returns {string} */
export const where = () => {
  const place = location.hash.replace(/^#\/?/, "");
  try {
    return decodeURI(place);
  } catch {
    return place; // no address that anybody made here
  }
};

/** Goes to a place; `instead`: the one left is not come back to. @param {string} place @param {boolean} [instead] */
export function go(place, instead = false) {
  if (instead) history.replaceState(null, "", `#/${place}`);
  else history.pushState(null, "", `#/${place}`);
  dispatchEvent(new PopStateEvent("popstate"));
}

/** The place one is at, as its parts; drawing again whenever it changes. @returns {string[]} */
export function useWhere() {
  const [at, set] = useState(where());
  useEffect(() => {
    const moved = () => set(where());
    for (const event of ["popstate", "hashchange"]) addEventListener(event, moved);
    moved(); // who is below may have gone on before
    return () => ["popstate", "hashchange"].forEach((event) => removeEventListener(event, moved));
  }, []);
  return at.split("/");
}

/** To the heading: also where what had the focus is gone. */
export const focusTitle = () => /** @type {HTMLElement | null} */ (document.querySelector("main h1"))?.focus({ preventScroll: true });

/** After a step to another place: the title says where one is, the heading has the focus, the view is at the top.
 * @param {string} title @param {boolean} [wrong] whether something has to be put right */
export function useTitle(title, wrong = false) {
  useEffect(() => {
    document.title = `${wrong ? t("PAGE_ERROR") : ""}${title} · ${t("PAGE_BRAND")}`;
  }, [title, wrong]);
  useEffect(() => {
    scrollTo(0, 0);
    focusTitle();
  }, [title]);
}
