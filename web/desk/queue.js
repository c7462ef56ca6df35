/** My queue: all kinds of work that are mine in one list, what has least time left first; the next case is one press. */
import { html } from "../shared/dom.js";
import { get, post } from "../shared/api.js";
import { day, moment } from "../shared/figures.js";
import { useAct, useLoaded } from "../shared/load.js";
import { Act, Failed, Note, Tag, Title, Waiting, Wrongs, short } from "../shared/parts.js";
import { go } from "../shared/router.js";
import { t } from "../shared/words.js";
import { left, ours } from "./kinds.js";

/** All kinds in one order, of each its first pages, of these the lines to `show`; `more`: there are others. */
export async function waiting(kinds = ours(), most = 1, show = "") {
  const queues = await Promise.all(kinds.map((kind) => queue(kind, most, show)));
  const items = queues.flatMap((one) => one.items).map((task) => ({ ...task, left: left(task) }));
  return { items: items.sort((a, b) => a.left.at - b.left.at), more: queues.some((one) => one.more) };
}

/** @param {string} kind @param {number} most — pages @param {string} show — which of its lines, or all */
async function queue(kind, most, show) {
  /** @type {any[]} */
  const items = [];
  for (let [page, cursor] = [1, ""]; ; page += 1) {
    const found = await get(`v1/tasks?kind=${kind}${show && `&show=${show}`}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
    items.push(...found.items);
    cursor = found.cursor ?? "";
    if (!cursor || page === most) return { items, more: Boolean(cursor) };
  }
}

/** Takes the next task nobody has and that one may decide, of the kind the most urgent is of first; null where there is none. @param {any[]} items */
export async function takeNext(items) {
  for (const kind of [...new Set(items.filter(({ state }) => state === "open").map((task) => task.kind))]) {
    for (let cursor = ""; ; ) {
      const found = await post("v1/tasks/next", { kind, ...(cursor && { cursor }) });
      if (found.task) return found.task;
      cursor = found.cursor ?? "";
      if (!cursor) break; // that much of the queue was looked at
    }
  }
  return null;
}

/** On to the next case; where there is none, this one as it is now. @param {() => void} done */
export async function next(done) {
  const task = await takeNext((await waiting()).items).catch(() => null);
  if (task) go(`task/${task.id}`);
  else done();
}

const SHOWN = ["free", "mine", "overdue", "held", "woken"];

/** What is shown of it is its address, which can be kept. @param {{parts: string[]}} given */
export function Queue({ parts: [kind = "", show = ""] }) {
  const asks = { kind: ours().includes(kind) ? kind : "", show: SHOWN.includes(show) ? show : "" };
  const { value, problem, again } = useLoaded(() => (asks.kind || asks.show ? waiting(asks.kind ? [asks.kind] : ours(), 3, asks.show) : waiting()), [asks.kind, asks.show]);
  const act = useAct();
  if (!value) return problem ? html`<${Failed} problem=${problem} again=${again} />` : html`<${Waiting} />`;
  const next = () => act.run(async () => {
    const task = await takeNext(value.items);
    if (task) go(`task/${task.id}`);
    else await again();
  });
  const late = value.items.filter((task) => task.left.kind === "late").length;
  return html`<div class="row"><${Title}>${t("PAGE_DESK_SIDE_QUEUE")}<//><span class="grow"></span>
      ${value.items.some(({ state }) => state === "open") && html`<${Act} kind="" busy=${act.busy} onClick=${next}>${t("PAGE_DESK_NEXT")}<//>`}</div>
    <${Wrongs} problem=${act.problem} />
    <p class="soft" role="status">${t(value.more ? "PAGE_DESK_COUNT_MORE" : "PAGE_DESK_COUNT", { number: value.items.length })}${late > 0 && ` · ${t("PAGE_DESK_COUNT_LATE", { number: late })}`}</p>
    <div class="row filters"><${Filter} id="kind" value=${asks.kind} options=${ours()} named=${(/** @type {string} */ one) => t(`PAGE_DESK_KIND_${one.toUpperCase()}`)} onInput=${(/** @type {string} */ one) => go(`queue/${one}/${asks.show}`, true)} />
      <${Filter} id="show" value=${asks.show} options=${SHOWN} named=${(/** @type {string} */ one) => t(`PAGE_DESK_SHOW_${one.toUpperCase()}`)} onInput=${(/** @type {string} */ one) => go(`queue/${asks.kind}/${one}`, true)} /></div>
    ${value.items.length === 0 ? html`<${Note}>${t("PAGE_DESK_EMPTY")}<//>` : html`<section class="sheet"><div class="scroll" tabindex="0" role="region" aria-label=${t("PAGE_DESK_SIDE_QUEUE")}><table>
      <thead><tr>${["LEFT", "KIND", "CASE", "HELD", "OPENED"].map((column) => html`<th scope="col">${t(`PAGE_DESK_COLUMN_${column}`)}</th>`)}</tr></thead>
      <tbody>${value.items.map((task) => html`<tr>
        <td><${Tag} kind=${task.left.kind}>${task.left.text}<//></td>
        <td>${t(`PAGE_DESK_KIND_${task.kind.toUpperCase()}`)}</td>
        <td><a class="num" title=${task.number} href=${`#/task/${task.id}`}>${short(task)}</a></td>
        <td>${task.claimed_by ?? (task.kept_for ? t("PAGE_DESK_KEPT_FOR", { who: task.kept_for }) : "—")}${task.held_until && html`<small> ${t("PAGE_DESK_ASIDE", { why: task.held_text ?? "", day: day(task.held_until) })}</small>`}</td><td class="num">${moment(task.opened_at)}</td>
      </tr>`)}</tbody>
    </table></div></section>`}`;
}

/** One of a list, or all. @param {{id: string, value: string, options: string[], named: (one: string) => string, onInput: (one: string) => void}} given */
const Filter = ({ id, value, options, named, onInput }) => html`<div class="field"><label for=${id}>${t(`PAGE_DESK_FILTER_${id.toUpperCase()}`)}</label>
  <select id=${id} onChange=${(/** @type {any} */ event) => onInput(event.target.value)}>
    <option value="">${t("PAGE_DESK_FILTER_ALL")}</option>
    ${options.map((one) => html`<option value=${one} selected=${one === value}>${named(one)}</option>`)}
  </select></div>`;
