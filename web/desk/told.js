/** Why a task is here, what rests on a person's word, and what has happened. */
import { html } from "../shared/dom.js";
import { moment } from "../shared/figures.js";
import { Note } from "../shared/parts.js";
import { t } from "../shared/words.js";
import { checked, party } from "./called.js";

/** @param {{task: any, decision: any}} given */
export function Why({ task, decision }) {
  const texts = [...(task.details.texts ?? []), ...(decision?.why ?? []).map((/** @type {any} */ one) => one.text), ...(task.wanted ? [t("PAGE_DESK_WANTED", { wish: task.wanted })] : [])];
  const words = task.words.filter((/** @type {any} */ one) => one.text);
  if (!texts.length && !words.length && !task.payee && !task.appeal && !task.unprovided.length) return null;
  return html`<${Note} kind=${task.kind === "attend" || task.kind === "dispute" ? "late" : ""}>
    ${texts.length > 0 && html`<p><strong>${t("PAGE_DESK_WHY")}</strong>${texts.join("；")}</p>`}
    ${words.map((/** @type {any} */ one) => html`<p>${t("PAGE_DESK_PARTNER_SAYS", { partner: one.partner, at: moment(one.at) })}“${one.text}”</p>`)}
    ${task.appeal && html`<${Appeal} appeal=${task.appeal} />`}
    ${task.unprovided.map((/** @type {any} */ one) => html`<p>${t("PAGE_DESK_UNPROVIDED", { what: one.text })}“${one.reason}” <span class="soft">${moment(one.at)}</span></p>`)}
    ${task.payee && html`<p class="num">${t("PAGE_DESK_PAYEE")} ${task.payee.holder} ${task.payee.number}${task.payee.number_told && t("PAGE_DESK_PAYEE_TOLD", { number: task.payee.number_told, holder: task.payee.holder_told ?? "—" })}</p>`}
  <//>`;
}

/** What is objected to, by whom and why, what ended it, and what keeps it from going on now. @param {{appeal: any}} given */
const Appeal = ({ appeal }) => html`<p><strong>${t("PAGE_DESK_APPEAL", { party: party(appeal.party), ending: appeal.ending_text, at: moment(appeal.at) })}</strong>“${appeal.grounds}”</p>
  ${appeal.why.length > 0 && html`<p>${t("PAGE_DESK_APPEAL_WHY", { why: appeal.why.join("；") })}</p>`}
  ${appeal.documents.length > 0 && html`<p class="soft">${t("PAGE_DESK_APPEAL_FILES", { number: appeal.documents.length })}</p>`}
  ${appeal.lacks.length > 0 && html`<p>${t("PAGE_DESK_APPEAL_LACKS")}</p><ul class="dots">${appeal.lacks.map((/** @type {string} */ one) => html`<li>${one}</li>`)}</ul>`}`;

/** What was done on paper, by an agent, or stands only because somebody of staff has said so. @param {{task: any}} given */
export function OnWord({ task }) {
  const contested = task.contested.map((/** @type {any} */ one) => ({ what: t("PAGE_DESK_CONTESTED", { party: party(one.party), about: one.texts.join("、") }), more: one.reason }));
  const objected = task.appeal ? [{ what: t("PAGE_DESK_OBJECTED", { party: party(task.appeal.party), about: task.appeal.ending_text }), more: [task.appeal.grounds, ...task.appeal.lacks].join("；") }] : [];
  const by_hand = task.by_hand.map((/** @type {any} */ one) => ({ what: `${one.text} · ${one.act.text}`, more: `${one.state_text} · ${one.by}${one.second ? ` · ${t("PAGE_DESK_SECOND", { who: one.second })}` : ""} · ${moment(one.at)}${one.warning ? ` · ${one.warning}` : ""}` }));
  const staff = Object.entries(task.answers).filter(([, answer]) => /** @type {any} */ (answer).code === "RULED_BY_STAFF").map(([key, answer]) => ({ what: `${checked(key)}${party(key.split(".")[1])}`, more: /** @type {any} */ (answer).text }));
  const rows = [...objected, ...contested, ...by_hand, ...staff];
  if (!rows.length) return html`<p class="soft">${t("PAGE_DESK_NOTHING_ON_WORD")}</p>`;
  return html`<ul class="lines">${rows.map(({ what, more }) => html`<li><span>${what}<small>${more}</small></span></li>`)}</ul>`;
}

/** Earlier opinions first, then every line, the last one first. @param {{task: any, decision: any}} given */
export function History({ task, decision }) {
  const reviews = decision?.reviews ?? [];
  return html`${reviews.length > 0 && html`<ul class="lines">${reviews.map((/** @type {any} */ one) => html`<li><span><strong>${one.text}</strong>${one.checked.length > 0 && html`<small>${t("PAGE_DESK_CHECKED", { lines: one.checked.join("；") })}</small>`}</span><span class="num soft">${moment(one.at)}</span></li>`)}</ul>`}
    <div class="tall" tabindex="0" role="region" aria-label=${t("PAGE_DESK_HISTORY")}><ol class="lines">${[...task.timeline].reverse().map((/** @type {any} */ line) => html`<li><span>${line.text}</span><span class="num soft">${moment(line.at)}</span></li>`)}</ol></div>`;
}
