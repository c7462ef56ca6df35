/** What a party says of how they were served, and the answer they will read as it stands: by whoever has taken it, and has not handled the case. */
import { html, useState } from "../shared/dom.js";
import { post } from "../shared/api.js";
import { day, moment } from "../shared/figures.js";
import { Lines } from "../shared/fields.js";
import { useAct } from "../shared/load.js";
import { Act, Wrongs } from "../shared/parts.js";
import { useTyped } from "../shared/typed.js";
import { t } from "../shared/words.js";

/** @param {{task: any, held: boolean, done: () => void}} given */
export function Voice({ task, held, done }) {
  const voice = task.voice;
  const [text, set, saved] = useTyped(`${task.id}/answer`, "");
  const [wrong, setWrong] = useState("");
  const { busy, problem, run } = useAct();
  const send = () => {
    const found = text.trim().length < 2 ? t("PAGE_DESK_VOICE_MISSING") : "";
    setWrong(found);
    if (!found) run(async () => {
      await post(`v1/tasks/${task.id}/answer`, { text: text.trim() });
      saved();
      await done();
    });
  };
  return html`<section class="sheet stack">
    <h2>${t(`APPLY_VOICE_${voice.sort.toUpperCase()}`)}${voice.stars ? ` · ${t(`APPLY_VOICE_STARS_${voice.stars}`)}` : ""}</h2>
    <p class="soft num">${t("APPLY_VOICE_NUMBER", { number: voice.number, at: moment(voice.at) })}${voice.due_at && ` · ${t("PAGE_DESK_VOICE_DUE", { day: day(voice.due_at) })}`}</p>
    ${voice.text && html`<p>${voice.text}</p>`}
    <${Wrongs} problem=${problem} />
    ${voice.answer ? html`<p><strong>${t("APPLY_VOICE_ANSWER", { at: moment(voice.answered_at) })}</strong><br />${voice.answer}</p>`
      : held && html`<${Lines} id="answer" label=${t("PAGE_DESK_VOICE_ANSWER")} hint=${t("PAGE_DESK_VOICE_HINT")} value=${text} onInput=${set} wrong=${wrong} />
        <${Act} kind="" busy=${busy} onClick=${send}>${t("PAGE_DESK_VOICE_SEND")}<//>`}
  </section>`;
}
