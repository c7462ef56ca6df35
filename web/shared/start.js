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
import { say, t } from "./words.js";

/** @param {Record<string, string>} words @param {(given: {problem?: Problem, over: boolean}) => any} page — `problem`: why a login did not work; `over`: a session has ended */
export async function start(words, page) {
  say(words);
  chosenType();
  const given = handed();
  if (given.code && !given.asked && !(await meant(given.channel))) given.code = given.device = "";
  const problem = await takenUp(given);
  const Page = () => {
    const [ended, end] = useState(0);
    useEffect(() => onLogout(() => end((times) => times + 1)), []);
    return page({ problem, over: ended > 0 });
  };
  render(html`<${Page} />`, /** @type {HTMLElement} */ (document.getElementById("page")));
}

/** Whether whoever sits here means to log in: a link that somebody sent brings a code too. @param {string} channel @returns {Promise<boolean>} */
function meant(channel) {
  const place = /** @type {HTMLElement} */ (document.getElementById("page"));
  return new Promise((answer) => {
    const say = (/** @type {boolean} */ yes) => () => { render(null, place); answer(yes); };
    render(html`<main class="stack"><h1>${t("PAGE_LOG_IN_HERE")}</h1><p>${t("PAGE_LOG_IN_HERE_WHY", { channel })}</p>
      <button type="button" class="wide" onClick=${say(true)}>${t("PAGE_LOG_IN_GO_ON")}</button>
      <button type="button" class="wide second" onClick=${say(false)}>${t("PAGE_LOG_IN_NOT")}</button></main>`, place);
  });
}

/** @param {{channel: string, code: string, proof: string, device: string}} given */
async function takenUp(given) {
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
