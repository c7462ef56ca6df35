/**
 * What this tab keeps of somebody's work until it is done: what they typed and did not save, and the keys of acts nobody has answered yet.
 * It goes with the tab, with logging out, with somebody else's login, and by itself after two hours: nothing of a person stays on a device others use.
 */

const PREFIX = "anju-kept/";
const WHOSE = "anju-whose";
const LASTS = 2 * 3_600_000; // milliseconds

/** What is kept under a name, or undefined. @param {string} name @returns {any} */
export function recall(name) {
  const { at, value } = JSON.parse(sessionStorage.getItem(PREFIX + name) ?? "{}");
  return at > Date.now() - LASTS ? value : drop(name);
}

/** @param {string} name @param {unknown} value */
export const put = (name, value) => sessionStorage.setItem(PREFIX + name, JSON.stringify({ at: Date.now(), value }));

/** @param {string} name @returns {undefined} */
export const drop = (name) => void sessionStorage.removeItem(PREFIX + name);

/** Every name that is kept and begins so. @param {string} start */
export const names = (start) => Object.keys(sessionStorage).filter((key) => key.startsWith(PREFIX + start)).map((key) => key.slice(PREFIX.length));

/** Forgets everything kept here, and whose it was. */
export function forget() {
  names("").forEach(drop);
  sessionStorage.removeItem(WHOSE);
}

/** What was kept is theirs who log in again, and nobody else's. @param {string} whose */
export function owned(whose) {
  const before = sessionStorage.getItem(WHOSE);
  if (before && before !== whose) forget();
  names("").forEach(recall); // what is too old goes
  sessionStorage.setItem(WHOSE, whose);
}
