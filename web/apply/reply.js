/** What is said to an item of the notice instead of changing the form (逐项答复): that it was put right where it was found, or cannot be provided
 * and why. It is a draft until the corrections are sent; what the window typed counts once the applicant says it too. */
import { html, useState } from "../shared/dom.js";
import { post } from "../shared/api.js";
import { moment } from "../shared/figures.js";
import { Lines } from "../shared/fields.js";
import { useAct } from "../shared/load.js";
import { Act, Note, Wrongs } from "../shared/parts.js";
import { useTyped } from "../shared/typed.js";
import { t } from "../shared/words.js";

/** @param {{it: any, item: any, done: () => Promise<unknown>}} given — an item as the notice of the track has it */
export function Reply({ it, item, done }) {
  const { busy, problem, run } = useAct();
  const say = (/** @type {string} */ answer, /** @type {string | null} */ reason = null) => run(async () => {
    await post(`v1/applications/${it.id}/notice/${item.item}`, { answer, ...(reason ? { reason } : {}) }, { revision: it.app.revision });
    await done();
  });
  return html`<div class="stack tight">
    <${Wrongs} problem=${problem} />
    ${item.answer
      ? html`<${Said} item=${item} busy=${busy} say=${say} />`
      : item.replies.map((/** @type {string} */ answer) => answer === "cannot"
        ? html`<${Cannot} it=${it} item=${item} busy=${busy} say=${say} />`
        : html`<${Act} kind="second" busy=${busy} onClick=${() => say(answer)}>${t(`APPLY_REPLY_${answer.toUpperCase()}`)}<//>`)}
  </div>`;
}

/** What was said, by whom and when. @param {{item: any, busy: boolean, say: (answer: string, reason?: string | null) => void}} given */
function Said({ item, busy, say }) {
  const theirs = item.said_by === "window";
  return html`<${Note} kind=${theirs ? "near" : ""}>
    <p><strong>${t("APPLY_REPLY_SAID", { what: t(`APPLY_REPLY_${item.answer.toUpperCase()}`) })}</strong>${item.reason && html`<br />${item.reason}`}<br />
      <small>${item.said_by_text} · ${moment(item.said_at)}</small></p>
    ${theirs && html`<p>${t("APPLY_REPLY_WINDOW")}</p><${Act} kind="second" busy=${busy} onClick=${() => say(item.answer, item.reason)}>${t("APPLY_REPLY_MINE")}<//>`}
    <${Act} kind="plain" busy=${busy} onClick=${() => say("none")}>${t("APPLY_REPLY_BACK")}<//>
  <//>`;
}

/** @param {{it: any, item: any, busy: boolean, say: (answer: string, reason?: string | null) => void}} given */
function Cannot({ it, item, busy, say }) {
  const [reason, set, saved, restored] = useTyped(`${it.id}/cannot/${item.item}`, "");
  const [wrong, setWrong] = useState("");
  const send = () => {
    const found = reason.trim() ? "" : t("APPLY_REPLY_REASON_MISSING");
    setWrong(found);
    if (found) return;
    saved();
    say("cannot", reason.trim());
  };
  return html`<details open=${restored}><summary>${t("APPLY_REPLY_CANNOT")}</summary><div class="stack tight">
    <${Lines} id=${`cannot-${item.item}`} label=${t("APPLY_REPLY_REASON")} value=${reason} onInput=${set} wrong=${wrong} rows=${3} />
    <${Act} kind="second" busy=${busy} onClick=${send}>${t("APPLY_REPLY_CANNOT_ACT")}<//>
  </div></details>`;
}
