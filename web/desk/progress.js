/** After it was handed in: where it stands and what is next, to read out and to print as a receipt. */
import { html } from "../shared/dom.js";
import { day, moment } from "../shared/figures.js";
import { Note, Values } from "../shared/parts.js";
import { t } from "../shared/words.js";

/** @param {{it: any}} given */
export function Progress({ it }) {
  const { track, app } = it;
  const rows = [
    { name: t("PAGE_DESK_COLUMN_NUMBER"), value: app.number ?? track.number ?? t("PAGE_DESK_NO_NUMBER") },
    { name: t("PAGE_DESK_COLUMN_STATE"), value: track.status_text },
    { name: t("PAGE_DESK_WHO_ACTS"), value: track.held_by.text, from: track.held_by.until && t("PAGE_DESK_UNTIL", { day: day(track.held_by.until) }) },
    ...(track.receipt ? [{ name: t("PAGE_DESK_RECEIVED"), value: day(track.receipt.received_on), from: track.receipt.text }] : []),
    ...(track.promise ? [{ name: t("PAGE_DESK_PROMISED"), value: track.promise.due_on ? day(track.promise.due_on) : track.promise.text, from: t("PAGE_DESK_BY_LAW", { day: day(track.promise.legal_by) }) }] : []),
  ];
  return html`<section class="sheet receipt"><div class="row"><h2 class="grow">${t("PAGE_DESK_RECEIPT")}</h2><button type="button" class="second" onClick=${() => print()}>${t("PAGE_PRINT")}</button></div>
    <${Values} rows=${rows} />
    ${track.notice && html`<${Note} kind="near"><h3>${t("PAGE_DESK_NOTICE")}</h3><ul class="dots">${track.notice.defects.map((/** @type {any} */ one) => html`<li>${one.text}</li>`)}</ul><//>`}
    <p class="soft">${t("PAGE_DESK_PRINTED", { at: moment(new Date().toISOString()) })}</p></section>`;
}
