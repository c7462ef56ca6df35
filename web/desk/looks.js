/** What no agency could answer, point by point: found or not, with the facts the rules then rest on, and a comment. All are sent at once. */
import { html, useState } from "../shared/dom.js";
import { post } from "../shared/api.js";
import { Choice, Lines, Text, Tick } from "../shared/fields.js";
import { useAct } from "../shared/load.js";
import { Act, Note, Wrongs } from "../shared/parts.js";
import { Restored, done as forget, useTyped } from "../shared/typed.js";
import { t } from "../shared/words.js";
import { next } from "./queue.js";
import { unkept } from "./unkept.js";

/** @typedef {{outcome?: string, facts: Record<string, any>, comment: string, unfounded: string[]}} Said */
/** What more is said of a point, beside what stands there. @typedef {(now: Said) => Partial<Said>} More */

/** @param {{task: any, done: () => void}} given */
export function Looks({ task, done }) {
  const [said, set, , restored] = useTyped(`task/${task.id}/looks`, /** @type {Said[]} */ (task.looks.map(fresh)));
  const [wrong, setWrong] = useState(/** @type {{text: string, href: string}[] | undefined} */ (undefined));
  const act = useAct();
  const change = (/** @type {number} */ place, /** @type {More} */ more) => set((now) => changed(now, place, more));
  const send = (/** @type {Event} */ event) => {
    event.preventDefault();
    const missing = [...unkept(), ...said.flatMap((/** @type {Said} */ one, /** @type {number} */ place) => lacking(task.looks[place], one, place))];
    setWrong(missing.length ? missing : undefined);
    if (missing.length) return;
    const items = task.looks.map((/** @type {any} */ look, /** @type {number} */ place) => item(look, said[place]));
    act.run(async () => { await post(`v1/tasks/${task.id}/decision`, { items }); forget(`task/${task.id}/`); await next(done); });
  };
  return html`<form class="sheet todo" onSubmit=${send} novalidate aria-label=${t("PAGE_DESK_DECIDE")}>
    <${Wrongs} problem=${act.problem} wrong=${wrong} /><${Restored} restored=${restored} />
    ${task.looks.map((/** @type {any} */ look, /** @type {number} */ place) => html`<${Look} look=${look} place=${place} said=${said[place]} contest=${contest(task, look)} change=${change} wrong=${wrong} />`)}
    <div class="row"><${Act} kind="" type="submit" busy=${act.busy}>${t("PAGE_DESK_RULE")}<//><span class="soft">${t("PAGE_DESK_RULE_ALL")}</span></div>
  </form>`;
}

/** The points with more said of one of them. @param {Said[]} said @param {number} place @param {More} more */
export const changed = (said, place, more) => said.map((one, at) => (at === place ? { ...one, ...more(one) } : one));

/** A point of which nothing is said yet; what is said anew can only be so. @param {any} look @returns {Said} */
export const fresh = (look) => ({ facts: {}, comment: "", unfounded: [], ...(look.anew ? { outcome: "confirmed" } : {}) });

/** What a point still needs before it can be sent. @param {any} look @param {Said} said @param {number} place */
export function lacking(look, said, place) {
  if (!said.outcome) return [{ text: t("PAGE_DESK_LOOK_MISSING", { about: look.about }), href: `#look-${place}` }];
  const unsaid = said.outcome === "confirmed" ? look.asks.filter((/** @type {any} */ ask) => ["", undefined].includes(said.facts[ask.name])) : [];
  const unshown = look.anew && !said.comment.trim() ? [{ text: t("PAGE_MISSING", { what: t("PAGE_DESK_COMMENT") }), href: `#comment-${place}` }] : [];
  return [...unsaid.map((/** @type {any} */ ask) => ({ text: t("PAGE_MISSING", { what: ask.text }), href: `#fact-${place}-${ask.name}` })), ...unshown];
}

/** @param {any} task @param {any} look */
const contest = (task, look) => task.contested.find((/** @type {any} */ one) => one.check === look.check && one.subject === look.subject);

/** @param {{look: any, place: number, said: Said, contest?: any, change: (place: number, more: More) => void, wrong?: {text: string, href: string}[]}} given */
export function Look({ look, place, said, contest, change, wrong }) {
  const of = (/** @type {string} */ id) => wrong?.find(({ href }) => href === `#${id}`)?.text;
  const fact = (/** @type {string} */ name) => (/** @type {any} */ value) => change(place, (now) => ({ facts: { ...now.facts, [name]: value } }));
  return html`<fieldset class="look"><legend>${look.about}</legend>
    <p>${look.text}</p>${look.hint && html`<p class="soft">${look.hint}</p>`}
    ${look.files?.length > 0 && html`<p class="soft">${t("PAGE_DESK_OPEN_FIRST", { number: look.files.length })}</p>`}
    ${contest && html`<${Note} kind="near"><p>${t("PAGE_DESK_CONTEST_SAYS", { reason: contest.reason })}</p><//>`}
    ${!look.anew && html`<${Choice} id=${`look-${place}`} label=${t("PAGE_DESK_FOUND")} wrong=${of(`look-${place}`)} value=${said.outcome} onInput=${(/** @type {string} */ outcome) => change(place, () => ({ outcome }))}
      options=${[["confirmed", t("PAGE_DESK_CONFIRMED")], ["contradicted", t("PAGE_DESK_CONTRADICTED")]]} />`}
    ${said.outcome === "confirmed" && look.asks.map((/** @type {any} */ ask) => html`<${Fact} ask=${ask} id=${`fact-${place}-${ask.name}`} wrong=${of(`fact-${place}-${ask.name}`)} value=${said.facts[ask.name]} onInput=${fact(ask.name)} />`)}
    ${said.outcome === "confirmed" && contest?.codes.map((/** @type {string} */ code, /** @type {number} */ at) => html`<${Tick} id=${`unfounded-${place}-${code}`} label=${t("PAGE_DESK_UNFOUNDED", { what: contest.texts[at] })} value=${said.unfounded.includes(code)}
      onInput=${(/** @type {boolean} */ on) => change(place, (now) => ({ unfounded: on ? [...now.unfounded, code] : now.unfounded.filter((one) => one !== code) }))} />`)}
    <${Lines} id=${`comment-${place}`} rows=${2} label=${t("PAGE_DESK_COMMENT")} wrong=${of(`comment-${place}`)} hint=${contest ? t("PAGE_DESK_COMMENT_TOLD") : look.anew ? t("PAGE_DESK_ANEW_SHOWN") : undefined} value=${said.comment} onInput=${(/** @type {string} */ comment) => change(place, () => ({ comment }))} />
  </fieldset>`;
}

/** @param {{ask: any, id: string, wrong?: string, value: any, onInput: (value: any) => void}} given */
const Fact = ({ ask, id, wrong, value, onInput }) =>
  ask.sort === "yes"
    ? html`<${Choice} id=${id} label=${ask.text} wrong=${wrong} value=${value} onInput=${onInput} options=${[[true, t("PAGE_YES")], [false, t("PAGE_NO")]]} />`
    : html`<${Text} id=${id} label=${ask.text} wrong=${wrong} narrow mode=${ask.sort === "whole" ? "numeric" : ask.sort === "yuan" ? "decimal" : "text"} value=${value} onInput=${onInput} />`;

/** @param {any} look @param {Said} said */
export function item(look, { outcome, facts, comment, unfounded }) {
  const sorts = Object.fromEntries(look.asks.map((/** @type {any} */ ask) => [ask.name, ask.sort]));
  const typed = (/** @type {string} */ name, /** @type {any} */ value) => (sorts[name] === "whole" ? Number(value) : sorts[name] === "yuan" && /^\d+$/.test(value) ? `${value}.00` : value);
  const told = outcome === "confirmed" ? Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== "").map(([name, value]) => [name, typed(name, value)])) : {};
  return {
    check: look.check, subject: look.subject, outcome, facts: told, files: look.files ?? [],
    ...(outcome === "confirmed" && unfounded.length ? { unfounded } : {}), ...(comment.trim() ? { comment: comment.trim() } : {}),
  };
}
