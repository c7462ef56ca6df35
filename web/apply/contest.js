/** Contesting a finding (提出异议): why it is not so, and the papers that show it; another person than who found it decides. */
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

/** @param {{it: any, rest: string[]}} given — the check, whom it is about, and what was found */
export default function Contest({ it, rest }) {
  const [check, subject, code] = rest;
  const { edits, restored, now, edit, sent } = useEdits(`${it.id}/contest/${rest.join("/")}`);
  const reason = edits.reason ?? "";
  const [going, count] = useState(0); // a paper on its way would not be sent
  const [wrong, setWrong] = useState(/** @type {{text: string, href: string}[]} */ ([]));
  const { busy, problem, run } = useAct();
  const send = () => {
    const found = reason.trim().length < 2 ? [{ text: t("APPLY_CONTEST_REASON_MISSING"), href: "#reason" }] : [];
    setWrong(found);
    const typed = now();
    if (!found.length) run(async () => {
      await post(`v1/applications/${it.id}/contests`, { check, subject, codes: code ? [code] : undefined, reason: reason.trim(), documents: typed.documents ?? [] });
      sent(typed);
      await it.reload();
      go(`case/${it.id}/correct`);
    });
  };
  return html`<div class="stack">
    <${Back} to=${`#/case/${it.id}/correct`} />
    <${Title} wrong=${wrong.length > 0}>${t("APPLY_CONTEST")}<//>
    <${Wrongs} problem=${problem} wrong=${wrong} />
    <${Restored} restored=${restored} />
    <p>${t("APPLY_CONTEST_WHY")}</p>
    ${!strong() ? html`<${Binding} busy=${busy} act=${send}>${t("APPLY_CONTEST_SEND")}<//>` : html`
    <${Lines} id="reason" label=${t("APPLY_CONTEST_REASON")} value=${reason} onInput=${(/** @type {string} */ one) => edit("reason", one)} wrong=${wrong[0]?.text} />
    <${Upload} it=${it} material="Z01" label=${t("APPLY_CONTEST_PAPER")} onDone=${(/** @type {string} */ id) => edit("documents", (/** @type {string[]} */ was = []) => [...was, id])} going=${count} />
    <${Binding} busy=${busy || going > 0} act=${send}>${t("APPLY_CONTEST_SEND")}<//>`}
  </div>`;
}
