/** What pages are made of, after the patterns of GOV.UK: headings, notices, lists of values, tasks and steps, tags, waiting. */
import { html, useEffect, useLayoutEffect, useRef, useState } from "./dom.js";
import { t } from "./words.js";
import { useTitle } from "./router.js";

/** @typedef {import("./api.js").Problem} Problem */

/** The heading of a place: also its title, and where the focus goes. @param {{children: string, wrong?: boolean}} given */
export function Title({ children, wrong = false }) {
  useTitle(children, wrong);
  return html`<h1 tabindex="-1">${children}</h1>`;
}

/** Back to the place before. @param {{to: string}} given */
export const Back = ({ to }) => html`<a class="back" href=${to}>${t("PAGE_BACK")}</a>`;

/** A remark: `kind` "" for information, near for what is due, late for harm. @param {{kind?: string, children?: any}} given */
export const Note = ({ kind = "", children }) => html`<div class=${`note ${kind}`}>${children}</div>`;

/** A short state in a word; colour is never the only sign. @param {{kind?: string, children?: any}} given */
export const Tag = ({ kind = "", children }) => html`<span class=${`tag ${kind}`}>${children}</span>`;

/** While something is on its way. */
export const Waiting = () => html`<p class="soft" role="status">${t("PAGE_LOADING")}</p>`;

/** Why something could not be shown, and a button to try again. @param {{problem: Problem, again?: () => void}} given */
export function Failed({ problem, again }) {
  return html`<${Note} kind="late">
    <p role="alert">${said(problem)}</p>
    ${problem.trace && html`<p class="soft">${t("PAGE_TRACE", { trace: problem.trace })}</p>`}
    ${again && html`<p><button type="button" class="second" onClick=${again}>${t("PAGE_AGAIN")}</button></p>`}
  <//>`;
}

/** The words of a problem: the API's own; ours where it could not speak. @param {Problem} problem @returns {string} */
export function said(problem) {
  if (problem.title) return problem.title;
  return t(problem.status === 0 ? "PAGE_UNREACHABLE" : "PAGE_FAILED");
}

/** Something wrong, and the way to it: `here`, a field of this page as the API names it. @typedef {{text: string, href?: string, here?: boolean}} Found */

/** A defect as it is told. @param {import("./api.js").Defect} defect @returns {Found} */
export const told = ({ text, field }) => ({ text, href: field ? `#${field}` : undefined, here: true });

/** Everything that is wrong, each with a way to put it right: takes the focus when it comes up, and moves nothing that is in view.
 * @param {{problem?: Problem, wrong?: Found[], words?: Found[]}} given — `wrong` where the page itself found it (the same list as long as nothing new is
 * found): it acts only where it finds nothing, so that is newer than a problem that stands there; `words` tell a problem's defects better */
export function Wrongs({ problem, wrong, words }) {
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  const own = wrong?.length ? wrong : undefined;
  const found = own ?? problem;
  const place = useRef(/** @type {HTMLElement | null} */ (null));
  useHeld(found, () => (box.current ?? place.current)?.nextElementSibling);
  const shown = own ?? words ?? problem?.defects.map(told) ?? [];
  useEffect(() => { // once for each time it is found, and never while somebody puts it right
    box.current?.focus({ preventScroll: true });
    requestAnimationFrame(() => requestAnimationFrame(() => box.current?.scrollIntoView({ block: "nearest" }))); // once it is drawn where it is
  }, [found]);
  if (!found) return html`<span hidden ref=${place}></span>`;
  return html`<span hidden ref=${place}></span><div class="note late" role="alert" tabindex="-1" ref=${box}>
    <h2>${problem && !own ? said(problem) : t("PAGE_WRONG")}</h2>
    ${shown.length > 0 && html`<ul class="wrongs">${shown.map(({ text, href, here }) => html`<li>${href ? html`<a href=${href} onClick=${here ? stay : jump}>${text}</a>` : text}</li>`)}</ul>`}
  </div>`;
}

/** What stands after a place stays where it is in view while something comes up there, however late: the page grows and is scrolled by as much.
 * @param {unknown} coming @param {() => Element | null | undefined} after */
function useHeld(coming, after) {
  const last = useRef(coming);
  const held = coming === last.current ? null : after(); // nothing is drawn yet
  const main = /** @type {HTMLElement | null} */ (held?.closest("main"));
  const [top, high] = [held?.getBoundingClientRect().top ?? 0, main?.offsetHeight ?? 0];
  useLayoutEffect(() => {
    last.current = coming;
    if (!held?.isConnected || !main) return undefined;
    const moved = held.getBoundingClientRect().top - top;
    if (moved > 0) main.style.minHeight = `${high + moved}px`; // a short page has nothing below to scroll to
    scrollBy(0, moved);
    return () => void (main.style.minHeight = "");
  }, [coming]);
}

/** To a field of this very page by focus; the address stays. @param {MouseEvent} event */
function jump(event) {
  const field = document.getElementById(pointed(event));
  if (!field) return;
  event.preventDefault();
  field.focus();
}

/** The same for what the API found: a pointer is no place to go to, whether a field here has its name or not. @param {MouseEvent} event */
function stay(event) {
  event.preventDefault();
  const pointer = pointed(event);
  const names = [pointer, pointer.slice(1), pointer.slice(1).replaceAll("/", "-"), pointer.split("/").pop() ?? ""];
  const [material = "", party = ""] = (names[3] ?? "").split(".");
  const paper = `input[id^="file-${CSS.escape(material)}-${CSS.escape(party)}"]`; // a material, by where it is sent
  const field = names.map((name) => document.getElementById(name)).find(Boolean) ?? /** @type {HTMLElement | null} */ (document.querySelector(paper));
  const list = field?.closest("details");
  if (list) list.open = true;
  field?.focus();
}

/** @param {MouseEvent} event */
const pointed = (event) => (/** @type {HTMLAnchorElement} */ (event.currentTarget).getAttribute("href") ?? "").slice(1);

/** Names and values; each row may have a way to change it. @param {{rows: {name: any, value: any, from?: any, change?: string, label?: string}[]}} given */
export const Values = ({ rows }) => html`<dl class="values">
  ${rows.map(
    ({ name, value, from, change, label }) => html`<div>
      <dt>${name}</dt>
      <dd>${value}${from && html`<small>${from}</small>`}</dd>
      ${change && html`<dd class="act"><a href=${change} aria-label=${`${label ?? t("PAGE_CHANGE")} ${name}`}>${label ?? t("PAGE_CHANGE")}</a></dd>`}
    </div>`,
  )}
</dl>`;

/** Steps with where each stands: done, now, later; a step with `to` is a link over its whole row.
 * @param {{steps: {name: any, hint?: any, state: "done" | "now" | "later", tag?: any, to?: string}[]}} given */
export const Steps = ({ steps }) => html`<ol class="steps">
  ${steps.map(({ name, hint, state, tag, to }) => {
    const row = html`<span class="mark" aria-hidden="true">${state === "done" ? "✓" : ""}</span>
      <span>${name}${hint && html`<small>${hint}</small>`}</span><${Tag} kind=${{ done: "", now: "near", later: "wait" }[state]}>${tag}<//>`;
    return html`<li class=${state}>${to ? html`<a href=${to}>${row}</a>` : html`<div>${row}</div>`}</li>`;
  })}
</ol>`;

/** The end of a case's number, which tells it apart: its day and its count. @param {string} number */
export const ending = (number) => `…${number.slice(-12, -4)} ${number.slice(-4)}`;

/** What a case goes by in a list: the end of its number, or of one that has none yet the beginning of its id. @param {{case: string, number?: string | null}} of */
export const short = ({ case: id, number }) => (number ? ending(number) : id.slice(0, 8));

/** A case's number: its end in view, the whole of it to copy. @param {{number: string}} given */
export function Number({ number }) {
  const [copied, set] = useState(false);
  const copy = () => navigator.clipboard.writeText(number).then(() => set(true), () => {});
  return html`<span class="row soft num"><span title=${number}>${t("PAGE_NUMBER", { end: ending(number) })}</span>
    <button type="button" class="plain" onClick=${copy}>${t(copied ? "PAGE_COPIED" : "PAGE_COPY")}</button></span>`;
}

/** A button that acts: says when it is at work, and takes no second press. @param {{busy?: boolean, onClick?: () => void, kind?: string, type?: string, children?: any}} given */
export const Act = ({ busy = false, onClick, kind = "wide", type = "button", children }) =>
  html`<button type=${type} class=${kind} aria-disabled=${busy} onClick=${busy ? stop : onClick}>${busy ? t("PAGE_BUSY") : children}</button>`;

/** Of a choice that can be turned back: `box` is its details, `shut` shuts them once it was taken down, so that a second press takes nothing back.
 * @returns {{box: {current: HTMLDetailsElement | null}, shut: () => void}} */
export function useShut() {
  const box = useRef(/** @type {HTMLDetailsElement | null} */ (null));
  const shut = () => {
    if (box.current) box.current.open = false;
    box.current?.querySelector("summary")?.focus();
  };
  return { box, shut };
}

/** @param {Event} event */
const stop = (event) => event.preventDefault();
