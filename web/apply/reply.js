/** What is said to an item of the notice instead of changing the form (逐项答复): that it was put right where it was found, or cannot be provided
 * and why. It is a draft until the corrections are sent; what the window typed counts once the applicant says it too. */
import { html, useState } from "../shared/dom.js";
import { moment } from "../shared/figures.js";
import { Lines } from "../shared/fields.js";
import { useAct } from "../shared/load.js";
import { Act, Note, Wrongs } from "../shared/parts.js";
import { t } from "../shared/words.js";

/** What may be said to an item with a reason, if anything. @param {any} item */
export const reasoned = (item) => item.replies.find((/** @type {string} */ answer) => answer !== "settled");

/** What is typed here and not kept goes with the corrections all the same: its text is the page's.
 * @param {{item: any, text: string, tell: (text: string) => void, reply: (item: any, answer: string, reason?: string) => Promise<unknown>}} given — an item as the notice of the track has it */
export function Reply({ item, text, tell, reply }) {
  const { busy, problem, run } = useAct();
  /** @param {string} answer @param {string} [reason] */
  const say = (answer, reason) => run(() => reply(item, answer, reason));
  return html`<div class="stack tight">
    <${Wrongs} problem=${problem} />
    ${item.answer
      ? html`<${Said} item=${item} busy=${busy} say=${say} />`
      : item.replies.map((/** @type {string} */ answer) => answer !== "settled"
        ? html`<${Why} item=${item} answer=${answer} text=${text} tell=${tell} busy=${busy} say=${say} />`
        : html`<${Act} kind="second" busy=${busy} onClick=${() => say(answer)}>${t(`APPLY_REPLY_${answer.toUpperCase()}`)}<//>`)}
  </div>`;
}

/** What was said, by whom and when. @param {{item: any, busy: boolean, say: (answer: string, reason?: string) => void}} given */
function Said({ item, busy, say }) {
  const theirs = item.said_by === "window";
  return html`<${Note} kind=${theirs ? "near" : ""}>
    <p><strong>${t("APPLY_REPLY_SAID", { what: t(`APPLY_REPLY_${item.answer.toUpperCase()}`) })}</strong>${item.reason && html`<br />${item.reason}`}<br />
      <small>${item.said_by_text} · ${moment(item.said_at)}</small></p>
    ${theirs && html`<p>${t("APPLY_REPLY_WINDOW")}</p><${Act} kind="second" busy=${busy} onClick=${() => say(item.answer, item.reason)}>${t("APPLY_REPLY_MINE")}<//>`}
    <${Act} kind="plain" busy=${busy} onClick=${() => say("none")}>${t("APPLY_REPLY_BACK")}<//>
  <//>`;
}

/** What is said with a reason. @param {{item: any, answer: string, text: string, tell: (text: string) => void, busy: boolean, say: (answer: string, reason?: string) => void}} given */
function Why({ item, answer, text, tell, busy, say }) {
  const [open] = useState(Boolean(text));
  const [wrong, setWrong] = useState("");
  const word = answer === "cannot" ? "REASON" : "EXPLAIN";
  const send = () => {
    const found = text.trim() ? "" : t(`APPLY_REPLY_${word}_MISSING`);
    setWrong(found);
    if (!found) say(answer, text.trim());
  };
  return html`<details open=${open}><summary>${t(`APPLY_REPLY_${answer.toUpperCase()}`)}</summary><div class="stack tight">
    <${Lines} id=${`${answer}-${item.item}`} label=${t(`APPLY_REPLY_${word}`)} value=${text} onInput=${tell} wrong=${wrong} rows=${3} />
    <${Act} kind="second" busy=${busy} onClick=${send}>${t("APPLY_REPLY_CANNOT_ACT")}<//>
  </div></details>`;
}
