/** The task list of a draft: what is done, what can be done now, what waits for whom; it can be left and gone on with anywhere. */
import { html } from "../shared/dom.js";
import { useLookingAgain } from "../shared/load.js";
import { Note, Steps, Title } from "../shared/parts.js";
import { t } from "../shared/words.js";
import { next, tasks } from "./tasks.js";

/** @param {{it: any}} given */
export default function Draft({ it }) {
  const list = tasks(it);
  const done = list.filter((one) => one.done).length;
  const all = list.every((one) => one.done);
  const to = next(it);
  const on = to !== `case/${it.id}`;
  useLookingAgain(!on, it.app, it.reload);
  return html`<div class="stack">
    <${Title}>${t(it.mine.person === "borrower" ? "APPLY_DRAFT" : "APPLY_DRAFT_OF_PARTY")}<//>
    <p class="soft">${t("APPLY_DRAFT_DONE", { done, all: list.length })} ${t("APPLY_DRAFT_KEPT")}</p>
    ${on && html`<a class="button wide" href=${`#/${to}`}>${t(done ? "APPLY_GO_ON" : "APPLY_GO")}</a>`}
    ${all && html`<${Note}><p>${t("APPLY_PARTY_DONE")}</p><//>`}
    ${!all && !on && html`<${Note} kind="near"><p>${t("APPLY_WAITS")}</p><//>`}
    <${Steps}
      steps=${list.map((one) => ({
        name: one.name,
        hint: one.hint,
        state: one.done ? "done" : one.open ? "now" : "later",
        tag: t(one.done ? "APPLY_DONE" : one.waits ? "APPLY_WAITING" : one.open ? "APPLY_TO_DO" : "APPLY_NOT_YET"),
        to: one.open ? `#/${one.to}` : undefined,
      }))} />
    <a class="links" href=${`#/case/${it.id}/voice`}>${t("APPLY_VOICE")}</a>
    ${it.mine.person === "borrower" && html`<a class="links" href=${`#/case/${it.id}/people`}>${t("APPLY_PEOPLE_MORE")}</a>
      <a class="links" href=${`#/case/${it.id}/withdraw`}>${t("APPLY_DRAFT_DROP")}</a>`}
  </div>`;
}
