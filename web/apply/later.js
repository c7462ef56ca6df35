/** Bringing a material after acceptance (容缺受理): the commitment in the very words that are kept, the act that makes it, and what is owed. */
import { html } from "../shared/dom.js";
import { post } from "../shared/api.js";
import { day } from "../shared/figures.js";
import { useAct } from "../shared/load.js";
import { useTyped } from "../shared/typed.js";
import { Wrongs } from "../shared/parts.js";
import { t } from "../shared/words.js";
import { Binding } from "./face.js";

/** What may be brought later, to be read and chosen; once it was chosen, that it was.
 * @param {{it: any, owing: any, material: string, done: () => Promise<unknown>}} given — `owing` as GET …/tolerances has it */
export function Later({ it, owing, material, done }) {
  const chosen = owing?.owed.find((/** @type {any} */ one) => one.upload_as === material);
  if (chosen) return html`<p>✓ ${chosen.state_text}</p>`;
  const offer = owing?.offered.find((/** @type {any} */ one) => one.upload_as === material);
  return offer && html`<${Offer} it=${it} offer=${offer} done=${done} />`;
}

/** @param {{it: any, offer: any, done: () => Promise<unknown>}} given */
function Offer({ it, offer, done }) {
  const [, mean, saved, restored] = useTyped(`${it.id}/later/${offer.upload_as}`, false); // open still after they showed their face
  const { busy, problem, run } = useAct();
  const choose = () => run(async () => {
    await post(`v1/applications/${it.id}/tolerances`, { upload_as: offer.upload_as, version: offer.version });
    saved();
    await done();
  });
  return html`<details open=${restored}><summary>${t("APPLY_LATER")}</summary><div class="stack tight">
    <${Wrongs} problem=${problem} />
    <p>${offer.words}</p>
    <${Binding} busy=${busy} act=${choose} before=${() => mean(true)}>${t("APPLY_LATER_ACT")}<//>
  </div></details>`;
}

const TO_BRING = ["to_bring", "not_enough", "late"];
/** Whether one that is owed waits for them to bring it. @param {any} one — as the track has it */
export const isToBring = (one) => TO_BRING.includes(one.state);

/** Where one that is owed stands, and until when it is to be brought. @param {any} one */
export function stands(one) {
  if (!one.due_at || !isToBring(one)) return one.state_text;
  return `${one.state_text} · ${t("APPLY_BY_WHEN", { day: day(one.due_at) })}${one.provisional ? t("APPLY_PROVISIONAL") : ""}`;
}
