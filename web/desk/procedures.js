/** Special procedures (特别程序): what a case waits for that nobody here can hasten; entered with a reason, and left with what came of it. */
import { html, useState } from "../shared/dom.js";
import { post } from "../shared/api.js";
import { Lines, Pick, Text } from "../shared/fields.js";
import { day, moment } from "../shared/figures.js";
import { useAct } from "../shared/load.js";
import { Act, Wrongs } from "../shared/parts.js";
import { session } from "../shared/session.js";
import { useTyped } from "../shared/typed.js";
import { t } from "../shared/words.js";
import { ON_THE_ROAD } from "./work.js";

const KINDS = ["appraisal", "investigation", "off_site_reply", "court_papers", "credit_objection"];
const RESULTS = ["obtained", "needless", "nothing"];

/** @param {{task: any, held: boolean, again: () => unknown}} given */
export function Procedures({ task, held, again }) {
  const ours = held || !task.claimed_by || session()?.audience === "supervisor";
  const may = ours && task.state !== "answered" && ON_THE_ROAD.includes(task.kind);
  if (!may && !task.procedures.length) return null;
  return html`<section class="sheet"><h2>${t("PAGE_DESK_PROCEDURES")}</h2>
    ${task.procedures.map((/** @type {any} */ one) => html`<${One} key=${one.id} task=${task} one=${one} again=${again} />`)}
    ${may && html`<${Enter} task=${task} again=${again} />`}</section>`;
}

/** One of them, as it stands; while it is open, how it is left. @param {{task: any, one: any, again: () => unknown}} given */
function One({ task, one, again }) {
  const over = one.left_at;
  const about = [one.reason, one.number && t("PAGE_DESK_PROCEDURE_NUMBERED", { number: one.number })].filter(Boolean).join(" · ");
  return html`<div class="look"><p><strong>${one.text}</strong> <span class="num soft">${moment(one.entered_at)} · ${one.by}</span></p>
    ${about && html`<p>${about}</p>`}
    ${over ? html`<p>${one.result_text} <span class="num soft">${moment(over)} · ${one.left_by}</span>${one.note && html`<br />${one.note}`}</p>`
      : html`<p class="soft">${t("PAGE_DESK_PROCEDURE_UNTIL", { day: day(one.until) })}</p><${Leave} task=${task} one=${one} again=${again} />`}</div>`;
}

/** @param {{task: any, again: () => unknown}} given */
function Enter({ task, again }) {
  const nothing = { kind: "", reason: "", number: "" };
  const [said, say, saved, restored] = useTyped(`task/${task.id}/procedure`, nothing);
  const { kind, reason, number } = said;
  const of = (/** @type {string} */ name) => (/** @type {string} */ value) => say((now) => ({ ...now, [name]: value }));
  const send = async () => {
    await post(`v1/tasks/${task.id}/procedures`, { kind, reason: reason.trim(), ...(number.trim() && { number: number.trim() }) });
    say(nothing);
    saved();
    await again();
  };
  return html`<${Asked} title=${t("PAGE_DESK_PROCEDURE_ENTER")} open=${restored} send=${send} needed=${[["procedure", kind, "PAGE_DESK_PROCEDURE_KIND"], ["procedure-why", reason, "PAGE_DESK_PROCEDURE_WHY"]]}>
    <p class="soft">${t("PAGE_DESK_PROCEDURE_LAW")}</p>
    <${Pick} id="procedure" label=${t("PAGE_DESK_PROCEDURE_KIND")} value=${kind} onInput=${of("kind")} options=${KINDS.map((one) => [one, t(`HELD_${one.toUpperCase()}`)])} />
    <${Lines} id="procedure-why" rows=${2} label=${t("PAGE_DESK_PROCEDURE_WHY")} value=${reason} onInput=${of("reason")} />
    <${Text} id="procedure-number" label=${t("PAGE_DESK_PROCEDURE_NUMBER")} value=${number} onInput=${of("number")} max=${100} narrow /><//>`;
}

/** @param {{task: any, one: any, again: () => unknown}} given */
function Leave({ task, one, again }) {
  const [{ result, note }, say, saved, restored] = useTyped(`task/${task.id}/${one.id}`, { result: "", note: "" });
  const [files, take] = useState(/** @type {string[]} */ ([]));
  const id = (/** @type {string} */ what) => `${what}-${one.id}`;
  const turn = (/** @type {string} */ sha256) => (/** @type {any} */ event) => take(event.target.checked ? [...files, sha256] : files.filter((kept) => kept !== sha256));
  const send = async () => {
    await post(`v1/tasks/${task.id}/procedures/${one.id}`, { result, note: note.trim(), files });
    saved();
    await again();
  };
  return html`<${Asked} title=${t("PAGE_DESK_PROCEDURE_LEAVE")} open=${restored} send=${send} needed=${[[id("result"), result, "PAGE_DESK_PROCEDURE_RESULT"], [id("said"), note, "PAGE_DESK_PROCEDURE_NOTE"]]}>
    <${Pick} id=${id("result")} label=${t("PAGE_DESK_PROCEDURE_RESULT")} value=${result} onInput=${(/** @type {string} */ said) => say((now) => ({ ...now, result: said }))} options=${RESULTS.map((code) => [code, t(`PROCEDURE_${code.toUpperCase()}`)])} />
    <${Lines} id=${id("said")} rows=${2} label=${t("PAGE_DESK_PROCEDURE_NOTE")} value=${note} onInput=${(/** @type {string} */ said) => say((now) => ({ ...now, note: said }))} />
    ${task.papers.length > 0 && html`<fieldset class="field"><legend>${t("PAGE_DESK_PROCEDURE_FILES")}</legend>
      ${task.papers.map((/** @type {any} */ paper) => html`<label class="option"><input type="checkbox" checked=${files.includes(paper.sha256)} onChange=${turn(paper.sha256)} /><span>${paper.name}<small>${moment(paper.at)}</small></span></label>`)}</fieldset>`}<//>`;
}

/** A folded form with one button that says what it does; what is missing is told by name. `open`: something was typed into it before. @param {{title: string, open?: boolean, send: () => Promise<void>, needed: [string, string, string][], children?: any}} given */
export function Asked({ title, open = false, send, needed, children }) {
  const [wrong, setWrong] = useState(/** @type {{text: string, href: string}[] | undefined} */ (undefined));
  const act = useAct();
  const go = (/** @type {Event} */ event) => {
    event.preventDefault();
    const missing = needed.filter(([, said]) => !said.trim()).map(([id, , label]) => ({ text: t("PAGE_MISSING", { what: t(label) }), href: `#${id}` }));
    setWrong(missing.length ? missing : undefined);
    if (!missing.length) act.run(send);
  };
  return html`<details open=${open}><summary>${title}…</summary><form data-aside class="stack tight" onSubmit=${go} novalidate><${Wrongs} problem=${act.problem} wrong=${wrong} />
    ${children}<p><${Act} kind="second" type="submit" busy=${act.busy}>${title}<//></p></form></details>`;
}
