/** The words of the console's filters and codes, asked of the API once. */
import { get } from "../shared/api.js";
import { useLoaded } from "../shared/load.js";

/** @type {Promise<any> | undefined} */
let asked;

/** {centres, statuses, steps, errors, reasons, said(list, code)} */
export function useOpsWords() {
  return useLoaded(() => (asked ??= get("v1/ops/words").then(spoken).catch(forgotten)), []);
}

/** @param {Record<string, {code: string, text: string}[]>} words */
function spoken(words) {
  const said = (/** @type {string} */ list, /** @type {string} */ code) => words[list].find((one) => one.code === code)?.text ?? code;
  return { ...words, said };
}

/** @param {unknown} problem */
function forgotten(problem) {
  asked = undefined;
  throw problem;
}
