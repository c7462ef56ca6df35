/**
 * Where one is in the console, all of it in the address, so that a link shows somebody else the same: `#/cases?centre=620100&stopped=true`,
 * `#/case/<number>?tab=calls&failed=1`. What a reader has chosen is in the query; nothing that matters is kept elsewhere.
 */
import { useWhere, go } from "../shared/router.js";

/** @typedef {Record<string, string>} Query */

/** The parts of the place and its query, drawing again when either changes. @returns {{parts: string[], query: Query}} */
export function usePlace() {
  const [path, asked = ""] = useWhere().join("/").split("?");
  return { parts: path.split("/"), query: Object.fromEntries(new URLSearchParams(asked)) };
}

/** The address of a place; what is empty in the query is left out. @param {string} path @param {Record<string, string | undefined>} [query] */
export function place(path, query = {}) {
  const said = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value) said.set(name, value);
  return `#/${path}${said.size ? `?${said}` : ""}`;
}

/** Goes there. `instead`: a choice on the same page, which one does not go back through.
 * @param {string} path @param {Record<string, string | undefined>} query @param {boolean} [instead] */
export const goTo = (path, query, instead) => go(place(path, query).slice(2), instead);
