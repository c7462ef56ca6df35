/** Identity card numbers (居民身份证号码) while they are typed: how far one is, and whether its day of birth and its last sign fit (GB 11643). */
import { html } from "./dom.js";
import { Text } from "./fields.js";
import { t } from "./words.js";

const WHOLE = 18;
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const SIGNS = "10X98765432";

/** As it is sent. @param {unknown} typed */
export const plainId = (typed) => String(typed ?? "").replace(/\s/g, "").toUpperCase();

/** The code of what is wrong with a number, whole or so far; empty where nothing is. @param {unknown} typed */
export function idFault(typed) {
  const id = plainId(typed);
  if (!/^(\d*|\d{17}X)$/.test(id)) return "PAGE_ID_SIGNS";
  if (id.length >= 14 && !isDay(id.slice(6, 10), id.slice(10, 12), id.slice(12, 14))) return "PAGE_ID_BORN";
  if (id.length !== WHOLE) return id.length > WHOLE ? "PAGE_ID_LONG" : "PAGE_ID_SHORT";
  const sum = WEIGHTS.reduce((total, weight, place) => total + weight * Number(id[place]), 0);
  return SIGNS[sum % 11] === id[17] ? "" : "PAGE_ID_CHECK";
}

/** @param {string} year @param {string} month @param {string} date */
function isDay(year, month, date) {
  const day = new Date(`${year}-${month}-${date}T00:00:00Z`);
  return day.getUTCDate() === Number(date) && year >= "1900" && day.getTime() <= Date.now();
}

/** A field for one; what does not fit is said at once, below it, where there is room for it from the start. @param {import("./fields.js").Given} given */
export function IdText(given) {
  const fault = idFault(given.value);
  const typed = plainId(given.value).length;
  const said = fault === "PAGE_ID_SHORT" ? t("PAGE_ID_SO_FAR", { n: typed }) : fault ? t(fault) : `✓ ${t("PAGE_ID_FITS")}`;
  const wrong = given.wrong || (fault && fault !== "PAGE_ID_SHORT");
  return html`<div class="stack tight">
    <${Text} ...${given} max=${WHOLE + 2} />
    <p class=${wrong && fault !== "PAGE_ID_SHORT" ? "error" : "soft"} role="status">${given.wrong && fault !== "PAGE_ID_SHORT" && fault ? "" : said}</p>
  </div>`;
}
