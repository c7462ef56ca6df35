/** Whom to phone: the number of one party, shown to whoever has the task once they ask for it, and not before; it goes with the page. */
import { html, useState } from "../shared/dom.js";
import { post } from "../shared/api.js";
import { useAct } from "../shared/load.js";
import { Act, Wrongs } from "../shared/parts.js";
import { t } from "../shared/words.js";
import { party } from "./called.js";

/** @param {{task: any}} given */
export function Phone({ task }) {
  const [numbers, show] = useState(/** @type {Record<string, string | null>} */ ({}));
  const act = useAct();
  const keys = (task.form.people ?? []).map((/** @type {{key?: string}} */ one) => one.key).filter(Boolean);
  const ask = (/** @type {string} */ person) => act.run(async () => {
    const { phone } = await post(`v1/tasks/${task.id}/phone`, { person });
    show((was) => ({ ...was, [person]: phone }));
  });
  return html`<section class="sheet stack tight"><h2>${t("PAGE_DESK_PHONE")}</h2><p class="soft">${t("PAGE_DESK_PHONE_WHY")}</p>
    <${Wrongs} problem=${act.problem} />
    <div class="stack tight" aria-live="polite">${keys.map((/** @type {string} */ key) => html`<div class="row">
      <${Act} kind="second" busy=${act.busy} onClick=${() => ask(key)}>${t("PAGE_DESK_PHONE_SHOW", { party: party(key) })}<//>
      ${key in numbers && (numbers[key] ? html`<a class="links num" href=${`tel:${numbers[key]}`}>${numbers[key]}</a>` : html`<span class="soft">${t("PAGE_DESK_PHONE_NONE")}</span>`)}</div>`)}</div>
  </section>`;
}
