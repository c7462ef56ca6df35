/** One list of work, what has least time left first. A case opens at the desk; those that are ticked are kept for one colleague together: which of them can be is shown first, and each has its answer. */
import { html, useState } from "../shared/dom.js";
import { post } from "../shared/api.js";
import { Lines, Text } from "../shared/fields.js";
import { moment } from "../shared/figures.js";
import { useAct } from "../shared/load.js";
import { Act, Note, Tag, Wrongs, short } from "../shared/parts.js";
import { t } from "../shared/words.js";
import { called } from "./figures.js";

const MOST = 50; // the API takes at once

/** @param {{items: any[], again: () => Promise<void>}} given */
export function List({ items, again }) {
  const [ticked, tick] = useState(/** @type {string[]} */ ([]));
  const [told, tell] = useState(/** @type {any[]} */ ([]));
  const chosen = items.filter(({ id }) => ticked.includes(id));
  const turn = (/** @type {string} */ id) => (/** @type {any} */ event) => tick(event.target.checked ? [...ticked, id] : ticked.filter((one) => one !== id));
  const all = (/** @type {any} */ event) => tick(event.target.checked ? items.slice(0, MOST).map(({ id }) => id) : []);
  const done = async (/** @type {any[]} */ answers) => { tell(answers); tick(answers.filter((one) => !one.done).map(({ id }) => id)); await again(); };
  return html`<${Outcome} told=${told} />${items.length === 0 ? html`<${Note}>${t("SUPERVISE_NOTHING")}<//>` : html`<div class="scroll" tabindex="0" role="region" aria-label=${t("SUPERVISE_WORK")}><table>
      <thead><tr><th scope="col"><label class="pick"><input type="checkbox" aria-label=${t("SUPERVISE_TICK_ALL")} checked=${chosen.length > 0 && chosen.length === Math.min(items.length, MOST)} onChange=${all} /></label></th>
        ${["LEFT", "KIND", "CASE", "WHO", "SINCE"].map((column) => html`<th scope="col">${t(`SUPERVISE_${column}`)}</th>`)}</tr></thead>
      <tbody>${items.map((task) => html`<tr><td><label class="pick"><input type="checkbox" aria-label=${t("SUPERVISE_TICK", { case: short(task) })} checked=${ticked.includes(task.id)} onChange=${turn(task.id)} /></label></td>
        <td><${Tag} kind=${task.left.kind}>${task.left.text}<//></td><td>${called(task.kind)}</td><td><a class="num" title=${task.number} href=${`desk#/task/${task.id}`}>${short(task)}</a></td>
        <td>${task.claimed_by ?? (task.kept_for ? t("SUPERVISE_KEPT_FOR", { who: task.kept_for }) : "—")}${task.nobody_since && html`<small> ${t("SUPERVISE_NONE_LEFT")}</small>`}${task.held_text && html`<small> ${task.held_text}</small>`}</td><td class="num">${moment(task.opened_at)}</td></tr>`)}</tbody>
    </table></div>`}
    ${chosen.length > 0 && html`<${Assign} tasks=${chosen.slice(0, MOST)} done=${done} />`}`;
}

/** @param {{tasks: any[], done: (answers: any[]) => Promise<void>}} given */
function Assign({ tasks, done }) {
  const [to, name] = useState("");
  const [reason, set] = useState("");
  const [wrong, setWrong] = useState(/** @type {{text: string, href: string}[] | undefined} */ (undefined));
  const [shown, show] = useState(/** @type {{of: string, items: any[]} | null} */ (null));
  const act = useAct();
  const asked = { tasks: tasks.map(({ id }) => id), to: to.trim(), reason: reason.trim() };
  const would = shown?.of === JSON.stringify(asked) ? shown.items : null; // of what is asked now, and nothing else
  const refused = would?.filter(({ code }) => code) ?? [];
  const send = (/** @type {boolean} */ preview) => (/** @type {Event} */ event) => {
    event.preventDefault();
    const missing = [["assign-to", to, "SUPERVISE_ASSIGN_TO"], ["assign-why", reason, "SUPERVISE_ASSIGN_WHY"]].filter(([, said]) => !said?.trim()).map(([id, , label]) => ({ text: t("PAGE_MISSING", { what: t(String(label)) }), href: `#${id}` }));
    setWrong(missing.length ? missing : undefined);
    if (missing.length) return;
    act.run(async () => {
      const { items } = await post("v1/tasks/assign", { ...asked, preview });
      if (preview) return show({ of: JSON.stringify(asked), items });
      show(null);
      await done(items);
    });
  };
  return html`<form class="stack tight" onSubmit=${send(true)} novalidate aria-label=${t("SUPERVISE_ASSIGN")}><${Wrongs} problem=${act.problem} wrong=${wrong} />
    <div class="reasons"><${Text} id="assign-to" label=${t("SUPERVISE_ASSIGN_TO")} value=${to} onInput=${name} max=${40} /><${Lines} id="assign-why" rows=${1} label=${t("SUPERVISE_ASSIGN_WHY")} value=${reason} onInput=${set} /></div>
    ${would && html`<${Note} kind=${refused.length ? "near" : ""}><p role="status">${t("SUPERVISE_WOULD_ASSIGN", { number: would.length - refused.length, to: asked.to })}</p>
      ${refused.length > 0 && html`<p>${t("SUPERVISE_WOULD_NOT")}</p><ul class="dots">${would.map((one, place) => one.code && html`<li>${short(tasks[place])}：${one.text}</li>`)}</ul>`}<//>`}
    <div class="row"><${Act} kind=${would ? "second" : ""} type="submit" busy=${act.busy}>${t("SUPERVISE_ASSIGN_PREVIEW")}<//>${would && would.length > refused.length && html`<${Act} kind="" busy=${act.busy} onClick=${() => send(false)(new Event("submit"))}>${t("SUPERVISE_ASSIGN_NOW", { number: would.length - refused.length })}<//>`}</div></form>`;
}

/** What became of each. @param {{told: any[]}} given */
function Outcome({ told }) {
  if (!told.length) return null;
  const refused = told.filter(({ done }) => !done);
  return html`<${Note} kind=${refused.length ? "near" : ""}><p role="status">${t("SUPERVISE_ASSIGNED", { number: told.length - refused.length })}</p>
    ${refused.length > 0 && html`<p>${t("SUPERVISE_NOT_ASSIGNED")}</p><ul class="dots">${refused.map(({ text }) => html`<li>${text}</li>`)}</ul>`}<//>`;
}
