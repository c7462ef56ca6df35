/**
 * The words of the pages. They stand in the one catalogue (functions/chalicelib/messages/pages), from which the server makes
 * words/<audience>.js; what the API says in words is shown as it says it and has no code here.
 */

/** @type {Record<string, string>} */
let table = {};

/** Takes words of an audience: those of its first page before anything is drawn, others with what says them. @param {Record<string, string>} words */
export function say(words) {
  table = { ...table, ...words };
}

/** The Chinese text of a code with its {placeholders} filled. A code nobody has worded is shown as it is.
 * @param {string} code @param {Record<string, unknown>} [values] @returns {string} */
export function t(code, values = {}) {
  return (table[code] ?? code).replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** The codes there are words for that begin so, in the catalogue's order. @param {string} prefix */
export const codes = (prefix) => Object.keys(table).filter((code) => code.startsWith(prefix));

/** Whether there are words for a code. @param {string} code */
export const worded = (code) => code in table;
