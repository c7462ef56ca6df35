/** Objecting to how the case ended (提出异议): why that is not right, and the papers that show it; somebody who took no part decides. */
import { html, useState } from "../shared/dom.js";
import { post } from "../shared/api.js";
import { Lines } from "../shared/fields.js";
import { useAct } from "../shared/load.js";
import { Restored, useEdits } from "../shared/typed.js";
import { Back, Title, Wrongs } from "../shared/parts.js";
import { go } from "../shared/router.js";
import { strong } from "../shared/session.js";
import { t } from "../shared/words.js";
import { Binding } from "./face.js";
import { Upload } from "./upload.js";

/** @param {{it: any}} given */
export default function Appeal({ it }) {
  const { edits, restored, now, edit, sent } = useEdits(`${it.id}/appeal`);
  const grounds = edits.grounds ?? "";
  const [going, count] = useState(0); // a paper on its way would not be sent
  const [wrong, setWrong] = useState(/** @type {{text: string, href: string}[]} */ ([]));
  const { busy, problem, run } = useAct();
  const send = () => {
    const found = grounds.trim().length < 2 ? [{ text: t("APPLY_APPEAL_MISSING"), href: "#grounds" }] : [];
    setWrong(found);
    const typed = now();
    if (!found.length) run(async () => {
      await post(`v1/applications/${it.id}/appeals`, { grounds: grounds.trim(), documents: typed.documents ?? [] });
      sent(typed);
      await it.reload();
      go(`case/${it.id}`, true);
    });
  };
  return html`<div class="stack">
    <${Back} to=${`#/case/${it.id}`} />
    <${Title} wrong=${wrong.length > 0}>${t("APPLY_APPEAL")}<//>
    <${Wrongs} problem=${problem} wrong=${wrong} />
    <${Restored} restored=${restored} />
    <p>${t("APPLY_APPEAL_WHAT")}</p>
    ${!strong() ? html`<${Binding} busy=${busy} act=${send}>${t("APPLY_APPEAL_SEND")}<//>` : html`
    <${Lines} id="grounds" label=${t("APPLY_APPEAL_GROUNDS")} value=${grounds} onInput=${(/** @type {string} */ one) => edit("grounds", one)} wrong=${wrong[0]?.text} />
    <${Upload} it=${it} material="Z01" label=${t("APPLY_APPEAL_PAPER")} onDone=${(/** @type {string} */ id) => edit("documents", (/** @type {string[]} */ was = []) => [...was, id])} going=${count} />
    <${Binding} busy=${busy || going > 0} act=${send}>${t("APPLY_APPEAL_SEND")}<//>`}
  </div>`;
}
