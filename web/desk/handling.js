/** What is done with a task besides deciding it: put aside until a day, given back, handed over, and written beside it. */
import { html, useState } from "../shared/dom.js";
import { post } from "../shared/api.js";
import { Lines, Pick, Text } from "../shared/fields.js";
import { day, moment } from "../shared/figures.js";
import { useAct } from "../shared/load.js";
import { Act, Note, Wrongs } from "../shared/parts.js";
import { go } from "../shared/router.js";
import { session } from "../shared/session.js";
import { useTyped } from "../shared/typed.js";
import { t } from "../shared/words.js";
import { unkept } from "./unkept.js";

const WHY = ["appraisal", "investigation", "off_site_reply", "court_papers", "credit_objection", "parties", "other"];

/** @param {{task: any, held: boolean, again: () => unknown}} given */
export function Handling({ task, held, again }) {
  const over = session()?.audience === "supervisor" && task.claimed_by;
  return html`${task.held_until && html`<${Note} kind="near"><p>${t("PAGE_DESK_ASIDE", { why: task.held_text ?? "", day: day(task.held_until) })}</p>
      ${(held || over || !task.claimed_by) && html`<${PickUp} task=${task} again=${again} />`}<//>`}
    ${task.kept_for && html`<p class="soft">${t("PAGE_DESK_KEPT_FOR", { who: task.kept_for })}</p>`}
    <${Notes} task=${task} again=${again} />
    ${(held || over) && html`<${GiveBack} task=${task} /><${Aside} task=${task} again=${again} />`}`;
}

/** @param {{task: any, again: () => unknown}} given */
function PickUp({ task, again }) {
  const act = useAct();
  const up = () => act.run(async () => { await post(`v1/tasks/${task.id}/hold`, { why: task.held_why ?? "other" }); await again(); });
  return html`<${Wrongs} problem=${act.problem} /><p><${Act} kind="second" busy=${act.busy} onClick=${up}>${t("PAGE_DESK_PICK_UP")}<//></p>`;
}

/** Earlier remarks, and room for one more. @param {{task: any, again: () => unknown}} given */
function Notes({ task, again }) {
  const [text, set, saved] = useTyped(`task/${task.id}/note`, "");
  const act = useAct();
  const send = (/** @type {Event} */ event) => {
    event.preventDefault();
    if (text.trim()) act.run(async () => { await post(`v1/tasks/${task.id}/notes`, { text: text.trim() }); set(""); saved(); await again(); });
  };
  return html`<ul class="lines">${task.notes.map((/** @type {any} */ one) => html`<li><span>${one.text}<small>${t(`PAGE_DESK_NOTE_${one.kind.toUpperCase()}`)} · ${one.by}</small></span><span class="num soft">${moment(one.at)}</span></li>`)}</ul>
    <form data-aside onSubmit=${send} novalidate class="stack tight"><${Wrongs} problem=${act.problem} />
      <${Lines} id="note" rows=${2} label=${t("PAGE_DESK_NOTE")} value=${text} onInput=${set} /><p><${Act} kind="second" type="submit" busy=${act.busy}>${t("PAGE_DESK_NOTE_KEEP")}<//></p></form>`;
}

/** @param {{task: any}} given */
function GiveBack({ task }) {
  const [{ reason, to }, say, saved, restored] = useTyped(`task/${task.id}/back`, { reason: "", to: "" });
  const [wrong, setWrong] = useState(/** @type {{text: string, href: string}[] | undefined} */ (undefined));
  const act = useAct();
  const send = (/** @type {Event} */ event) => {
    event.preventDefault();
    const body = { reason: reason.trim(), ...(to.trim() ? { to: to.trim() } : {}) };
    const left = unkept(event.target);
    setWrong(left.length ? left : undefined);
    if (!left.length) act.run(async () => { await post(`v1/tasks/${task.id}/return`, body); saved(); go("queue"); });
  };
  return html`<details open=${restored}><summary>${t("PAGE_DESK_GIVE_BACK")}</summary><form data-aside class="stack tight" onSubmit=${send} novalidate><${Wrongs} problem=${act.problem} wrong=${wrong} />
    <${Lines} id="back-reason" rows=${2} label=${t("PAGE_DESK_BACK_WHY")} value=${reason} onInput=${(/** @type {string} */ said) => say((now) => ({ ...now, reason: said }))} />
    <${Text} id="back-to" label=${t("PAGE_DESK_TO")} hint=${t("PAGE_DESK_TO_HINT")} value=${to} onInput=${(/** @type {string} */ said) => say((now) => ({ ...now, to: said }))} max=${40} narrow />
    <p><${Act} kind="second" type="submit" busy=${act.busy}>${t(to.trim() ? "PAGE_DESK_HAND_OVER" : "PAGE_DESK_TO_QUEUE")}<//></p></form></details>`;
}

/** @param {{task: any, again: () => unknown}} given */
function Aside({ task, again }) {
  const [{ why, until }, say, saved, restored] = useTyped(`task/${task.id}/aside`, { why: "", until: "" });
  const act = useAct();
  const send = (/** @type {Event} */ event) => {
    event.preventDefault();
    act.run(async () => { await post(`v1/tasks/${task.id}/hold`, { why, until }); saved(); await again(); });
  };
  return html`<details open=${restored}><summary>${t("PAGE_DESK_PUT_ASIDE")}</summary><form class="stack tight" onSubmit=${send} novalidate><${Wrongs} problem=${act.problem} />
    <${Pick} id="why" label=${t("PAGE_DESK_ASIDE_WHY")} value=${why} onInput=${(/** @type {string} */ said) => say((now) => ({ ...now, why: said }))} options=${WHY.map((code) => [code, t(`HELD_${code.toUpperCase()}`)])} />
    <div class="field"><label for="until">${t("PAGE_DESK_ASIDE_UNTIL")}</label><input id="until" type="date" value=${until} onInput=${(/** @type {any} */ event) => say((now) => ({ ...now, until: event.target.value }))} /></div>
    <p class="soft">${t("PAGE_DESK_ASIDE_LAW")}</p><p><${Act} kind="second" type="submit" busy=${act.busy}>${t("PAGE_DESK_PUT_ASIDE")}<//></p></form></details>`;
}
