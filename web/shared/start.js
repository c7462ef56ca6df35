/**
 * Starts an audience's page: takes its words, takes up what a login has put into the address, then draws.
 *
 *     import words from "../words/desk.js";          // made by the server from messages/pages/{shared,desk}.py
 *     import { start } from "../shared/start.js";
 *     start(words, () => html`<${Frame} audience="desk" …>…<//>`);
 *
 * See fields.js, parts.js, load.js, router.js, figures.js for what there is; api.js for the API. Rules: no inline style attributes in
 * markup and no handlers in strings (the CSP refuses them), words by t("PAGE_…"), links as "#/…" or relative, nothing from elsewhere.
 */
import { html, render, useEffect, useState } from "./dom.js";
import { logIn, lift, onLogout, Problem } from "./api.js";
import { device, handed, session } from "./session.js";
import { chosenType } from "./frame.js";
import { say } from "./words.js";

/** @param {Record<string, string>} words @param {(given: {problem?: Problem, redraw: () => void}) => any} page — `problem`: why a login did not work */
export async function start(words, page) {
  say(words);
  chosenType();
  const problem = await takenUp();
  const Page = () => {
    const [, draw] = useState(0);
    useEffect(() => onLogout(() => draw((times) => times + 1)), []);
    return page({ problem, redraw: () => draw((times) => times + 1) });
  };
  render(html`<${Page} />`, /** @type {HTMLElement} */ (document.getElementById("page")));
}

async function takenUp() {
  const given = handed();
  if (given.device) device(given.device);
  try {
    if (given.code) await logIn(given.channel || "wechat", given.code);
    if (given.proof && session()) await lift(given.proof);
  } catch (refused) {
    if (refused instanceof Problem) return refused;
    throw refused;
  }
  return undefined;
}
