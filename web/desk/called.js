/** What codes of records are called: parties, checks. What nobody has worded is never shown as its code. */
import { t, worded } from "../shared/words.js";

/** What was checked, of an answer's `<check>.<subject>`. @param {string} key */
export function checked(key) {
  const code = `CHECK_${key.split(".")[0].toUpperCase()}`;
  return worded(code) ? t(code) : t("PAGE_DESK_CHECK");
}

/** Whom a key of the form means, told apart by its number. @param {string} key */
export function party(key) {
  const code = `PAGE_DESK_PARTY_${key.toUpperCase()}`;
  if (worded(code)) return t(code);
  const [, kind = "", number = ""] = /^(.*?)_?(\d*)$/.exec(key) ?? [];
  return worded(`PARTY_${kind.toUpperCase()}`) ? `${t(`PARTY_${kind.toUpperCase()}`)}${number}` : t("PAGE_DESK_PARTY_OTHER");
}
