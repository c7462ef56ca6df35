/** One list of work, what has least time left first. A case opens at the desk; those that are ticked are kept for one colleague together, with an answer for each. */
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
  const act = useAct();
  const send = (/** @type {Event} */ event) => {
    event.preventDefault();
    const missing = [["assign-to", to, "SUPERVISE_ASSIGN_TO"], ["assign-why", reason, "SUPERVISE_ASSIGN_WHY"]].filter(([, said]) => !said?.trim()).map(([id, , label]) => ({ text: t("PAGE_MISSING", { what: t(String(label)) }), href: `#${id}` }));
    setWrong(missing.length ? missing : undefined);
    if (!missing.length) act.run(async () => done((await post("v1/tasks/assign", { tasks: tasks.map(({ id }) => id), to: to.trim(), reason: reason.trim() })).items));
  };
  return html`<form class="stack tight" onSubmit=${send} novalidate aria-label=${t("SUPERVISE_ASSIGN")}><${Wrongs} problem=${act.problem} wrong=${wrong} />
    <div class="reasons"><${Text} id="assign-to" label=${t("SUPERVISE_ASSIGN_TO")} value=${to} onInput=${name} max=${40} /><${Lines} id="assign-why" rows=${1} label=${t("SUPERVISE_ASSIGN_WHY")} value=${reason} onInput=${set} /></div>
    <p><${Act} kind="" type="submit" busy=${act.busy}>${t("SUPERVISE_ASSIGN_NOW", { number: tasks.length })}<//></p></form>`;
}

/** What became of each. @param {{told: any[]}} given */
function Outcome({ told }) {
  if (!told.length) return null;
  const refused = told.filter(({ done }) => !done);
  return html`<${Note} kind=${refused.length ? "near" : ""}><p role="status">${t("SUPERVISE_ASSIGNED", { number: told.length - refused.length })}</p>
    ${refused.length > 0 && html`<p>${t("SUPERVISE_NOT_ASSIGNED")}</p><ul class="dots">${refused.map(({ text }) => html`<li>${text}</li>`)}</ul>`}<//>`;
}
