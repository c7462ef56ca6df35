/** Inviting a party (邀请本人确认): a code for them alone, to be sent on; told once. */
import { html, useState } from "../shared/dom.js";
import { post, ROOT } from "../shared/api.js";
import { moment } from "../shared/figures.js";
import { useAct } from "../shared/load.js";
import { Act, Back, Note, Title, Wrongs } from "../shared/parts.js";
import { go } from "../shared/router.js";
import { t } from "../shared/words.js";
import { next } from "./tasks.js";

/** @param {{it: any, rest: string[]}} given */
export default function Invite({ it, rest }) {
  const party = it.app.parties.find((/** @type {any} */ one) => one.person === rest[0]);
  const [made, set] = useState(/** @type {any} */ (null));
  const [copied, setCopied] = useState(false);
  const { busy, problem, run } = useAct();
  if (!party) return html`<${Back} to=${`#/case/${it.id}`} /><${Title}>${t("PAGE_NOT_FOUND")}<//>`;
  const link = made && new URL(`#/join/${made.code}`, ROOT).href;
  const invite = () => run(async () => {
    set(await post(`v1/applications/${it.id}/invitations`, { person: party.person }));
    await it.reload();
  });
  const pass = () => run(async () => {
    const text = t("APPLY_INVITE_MESSAGE", { code: made.code });
    if (navigator.share) await navigator.share({ text, url: link }).catch(() => {});
    else await navigator.clipboard.writeText(`${text} ${link}`);
    setCopied(true);
  });
  return html`<div class="stack">
    <${Back} to=${`#/case/${it.id}`} />
    <${Title}>${t("APPLY_TASK_INVITE", { whom: party.text })}<//>
    <${Wrongs} problem=${problem} />
    <p>${t("APPLY_INVITE_WHY")}</p>
    <p class="soft">${party.state_text}</p>
    ${made && html`<${Note}>
      <p>${t("APPLY_INVITE_CODE")}</p>
      <p class="big num" id="invitation">${made.code}</p>
      <p class="soft">${t("APPLY_INVITE_UNTIL", { at: moment(made.expires_at) })}</p>
      <${Act} kind="second" busy=${busy} onClick=${pass}>${t(copied ? "PAGE_COPIED" : "APPLY_INVITE_PASS")}<//>
    <//>`}
    ${made
      ? html`<${Act} onClick=${() => go(next(it))}>${t("PAGE_NEXT")}<//>`
      : party.state !== "CONFIRMED" && html`<${Act} busy=${busy} onClick=${invite}>${t(party.state === "INVITED" ? "APPLY_INVITE_AGAIN" : "APPLY_INVITE")}<//>`}
  </div>`;
}
