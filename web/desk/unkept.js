/** What is typed into a form of its own beside the decision and not kept: going on to the next case would lose it. */
import { t } from "../shared/words.js";

/** Each with a way to it, as `Wrongs` has it. @param {EventTarget | null} [own] the form that is being sent
 * @returns {{text: string, href: string}[]} */
export const unkept = (own) =>
  [.../** @type {NodeListOf<HTMLTextAreaElement>} */ (document.querySelectorAll("form[data-aside] textarea"))]
    .filter((field) => field.value.trim() && field.form !== own)
    .map((field) => ({ text: t("PAGE_DESK_UNKEPT", { what: field.labels[0]?.textContent ?? "" }), href: `#${field.id}` }));
