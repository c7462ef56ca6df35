/** What the parties have promised (容缺、告知承诺): what they owe yet and by when; what rests on their word, which is found untrue, or true all the same. */
import { html } from "../shared/dom.js";
import { post } from "../shared/api.js";
import { Lines } from "../shared/fields.js";
import { day, moment } from "../shared/figures.js";
import { useTyped } from "../shared/typed.js";
import { t } from "../shared/words.js";
import { Asked } from "./procedures.js";

/** @param {{task: any, again: () => unknown}} given */
export function Promised({ task, again }) {
  if (!task.owed.length && !task.committed.length) return null;
  return html`<section class="sheet"><h2>${t("PAGE_DESK_GIVEN_WORD")}</h2>
    ${task.owed.length > 0 && html`<ul class="lines">${task.owed.map((/** @type {any} */ one) => html`<li><span><strong>${one.name}</strong><small>${one.state_text}</small></span>
      ${one.due_at && html`<span class="num soft">${t("PAGE_DESK_OWED_BY", { day: day(one.due_at) })}</span>`}</li>`)}</ul>`}
    ${task.committed.map((/** @type {any} */ one) => html`<${Word} key=${`${one.code}-${one.state}`} task=${task} one=${one} again=${again} />`)}</section>`;
}

/** What may be said of one in that state: that it is untrue, or true all the same. @type {Record<string, boolean[]>} */
const SAYABLE = { untrue: [false], unclear: [true, false] };

/** One fact that rests on a party's word, and what was found of it. @param {{task: any, one: any, again: () => unknown}} given */
function Word({ task, one, again }) {
  const sayable = one.state === "untrue" && one.found_by === "register" ? [] : (SAYABLE[one.state] ?? [true]);
  return html`<div class="look"><p>${one.words}</p>
    <p><strong>${one.state_text}</strong> <span class="num soft">${moment(one.cleared_at ?? one.untrue_at ?? one.made_at)}</span></p>
    ${[one.note, one.why].filter(Boolean).map((said) => html`<p>${said}</p>`)}
    ${task.state !== "answered" && sayable.map((untrue) => html`<${Finding} key=${untrue} task=${task} one=${one} untrue=${untrue} again=${again} />`)}</div>`;
}

/** @param {{task: any, one: any, untrue: boolean, again: () => unknown}} given */
function Finding({ task, one, untrue, again }) {
  const [reason, set, saved, restored] = useTyped(`task/${task.id}/${one.code}/${untrue}`, "");
  const id = `word-${one.code}-${untrue}`;
  const send = async () => {
    await post(`v1/applications/${task.case}/commitments/${one.code}/findings`, { untrue, reason: reason.trim() });
    set("");
    saved();
    await again();
  };
  return html`<${Asked} title=${t(untrue ? "PAGE_DESK_WORD_UNTRUE" : "PAGE_DESK_WORD_TRUE")} open=${restored} send=${send} needed=${[[id, reason, "PAGE_DESK_WORD_WHY"]]}>
      <p class="soft">${t(untrue ? "PAGE_DESK_WORD_UNTRUE_HOW" : "PAGE_DESK_WORD_TRUE_HOW")}</p>
      <${Lines} id=${id} rows=${2} label=${t("PAGE_DESK_WORD_WHY")} value=${reason} onInput=${set} /><//>`;
}
