/** One case on one screen: what was declared beside what is known, documents beside the data, rules and caps, what rests on a person's word; the decision below. */
import { html, useState } from "../shared/dom.js";
import { get, post } from "../shared/api.js";
import { useAct, useLoaded } from "../shared/load.js";
import { Act, Back, Failed, Note, Tag, Title, Waiting, Wrongs } from "../shared/parts.js";
import { focusTitle } from "../shared/router.js";
import { session } from "../shared/session.js";
import { t } from "../shared/words.js";
import { asked } from "../apply/asked.js";
import { Answers, Facts } from "./facts.js";
import { Caps, Rules } from "./judged.js";
import { Decide } from "./decide.js";
import { useKeys } from "./keys.js";
import { left } from "./kinds.js";
import { Handling } from "./handling.js";
import { Looks } from "./looks.js";
import { Papers, beside } from "./papers.js";
import { Phone } from "./phone.js";
import { Procedures } from "./procedures.js";
import { Promised } from "./promised.js";
import { Recuse } from "./recuse.js";
import { Second } from "./second.js";
import { History, OnWord, Why } from "./told.js";
import { Voice } from "./voice.js";

/** @param {{parts: string[]}} given */
export function Task({ parts: [id] }) {
  const task = useLoaded(() => get(`v1/tasks/${id}`), [id]);
  const judged = task.value?.decision ? task.value.case : "";
  const decision = useLoaded(async () => (judged ? get(`v1/applications/${judged}/decision`) : null), [judged]);
  if (!task.value) return task.problem ? html`<${Failed} problem=${task.problem} again=${task.again} />` : html`<${Waiting} />`;
  return html`${decision.problem && html`<${Failed} problem=${decision.problem} again=${decision.again} />`}<${Shown} task=${task.value} decision=${decision.value} again=${task.again} />`;
}

/** @param {{task: any, decision: any, again: () => void}} given */
function Shown({ task, decision, again }) {
  const [paper, open] = useState(/** @type {string | undefined} */ (undefined));
  const [only, setOnly] = useState(false);
  const schema = useLoaded(() => asked(task.form.kind, task.form.centre), [task.case]);
  const act = useAct();
  useKeys({ d: () => setOnly(!only), "[": () => open(beside(task.papers, paper, -1)), "]": () => open(beside(task.papers, paper, 1)) });
  const claim = () => act.run(async () => { await post(`v1/tasks/${task.id}/claim`); await after(); });
  const after = async () => { await again(); focusTitle(); }; // the button is gone
  const held = task.state === "claimed" && task.claimed_by === session()?.staff;
  const time = left(task);
  const by_items = task.looks.length > 0 && task.offered.length === 0;
  const of_scan = task.kind === "second_look"; // whoever looks at one is told what it has to say, and nothing else
  return html`<div class="row topline">
      <${Back} to="#/queue" /><${Title}>${t(`PAGE_DESK_KIND_${task.kind.toUpperCase()}`)}<//>
      <span class="num soft">${task.number ?? task.case}</span><${Tag} kind=${time.kind}>${time.text}<//>
      ${decision?.route && html`<${Tag} kind="wait">${decision.route.text}<//>`}<span class="grow"></span>
      ${task.claimed_by && html`<span class="soft">${t("PAGE_DESK_HELD_BY", { who: task.claimed_by })}</span>`}
      ${!held && task.state !== "answered" && html`<${Act} kind="" busy=${act.busy} onClick=${claim}>${t("PAGE_DESK_CLAIM")}<//>`}
    </div>
    <${Wrongs} problem=${act.problem} />
    ${schema.problem && html`<${Failed} problem=${schema.problem} again=${schema.again} />`}
    ${task.lent_by && html`<${Note}><p>${t("PAGE_DESK_STANDS_IN")}</p><//>`}
    ${task.leaves_nobody.length > 0 && html`<${Note} kind="near"><p>${t("PAGE_DESK_LEAVES_NOBODY", { kinds: task.leaves_nobody.map((/** @type {{text: string}} */ one) => one.text).join("、") })}</p><//>`}
    <${Why} task=${task} decision=${decision} />
    ${task.voice && html`<${Voice} task=${task} held=${held} done=${again} />`}
    ${of_scan ? held && html`<${Second} task=${task} done=${after} /><${Phone} task=${task} />` : html`<${Case} task=${task} decision=${decision} schema=${schema.value} held=${held} by_items=${by_items} paper=${paper} open=${open} only=${only} setOnly=${setOnly} again=${again} after=${after} />`}
    <${Recuse} of=${task.case} to="queue" />
    ${task.state === "answered" ? html`<${Note}><p role="status">${t("PAGE_DESK_DONE")}</p><//>`
      : held && !by_items && task.offered.length > 0 && html`<${Decide} task=${task} decision=${decision} done=${after} />`}`;
}

/** What is known of the case on the left, its papers beside it, what was said and done below those. @param {any} given */
function Case({ task, decision, schema, held, by_items, paper, open, only, setOnly, again, after }) {
  return html`<div class="desk">
      <div class="stack">
        ${held && by_items && html`<${Looks} task=${task} done=${after} />`}
        <section class="sheet"><div class="row"><h2 class="grow">${t("PAGE_DESK_FACTS")}</h2>
          <button type="button" class="plain small" aria-pressed=${only} onClick=${() => setOnly(!only)}>${t("PAGE_DESK_DIFFERENCES")} <kbd>D</kbd></button></div>
          <${Facts} task=${task} schema=${schema} only=${only} /></section>
        <section class="sheet"><h2>${t("PAGE_DESK_ANSWERS")}</h2><${Answers} task=${task} /></section>
        ${decision && html`<section class="sheet"><h2>${t("PAGE_DESK_CAPS")}</h2><${Caps} decision=${decision} /></section>
        <section class="sheet"><h2>${t("PAGE_DESK_RULES")}</h2><${Rules} decision=${decision} /></section>`}
      </div>
      <div class="stack">
        <section class="sheet"><h2>${t("PAGE_DESK_PAPERS")} <small><kbd>[</kbd> <kbd>]</kbd></small></h2>
          <${Papers} task=${task} held=${held} chosen=${paper} choose=${open} /></section>
        ${held && html`<${Phone} task=${task} />`}
        <${Procedures} task=${task} held=${held} again=${again} />
        <${Promised} task=${task} again=${again} />
        <section class="sheet"><h2>${t("PAGE_DESK_ON_WORD")}</h2><${OnWord} task=${task} /></section>
        <section class="sheet"><h2>${t("PAGE_DESK_HANDLING")}</h2><${Handling} task=${task} held=${held} again=${again} /></section>
        <section class="sheet"><h2>${t("PAGE_DESK_HISTORY")}</h2><${History} task=${task} decision=${decision} /></section>
      </div>
    </div>`;
}
