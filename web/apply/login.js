/** Logging in (登录) by one of the channels: its identity provider comes back to this very place with a one-time code. */
import { html } from "../shared/dom.js";
import { Back, Note, Title } from "../shared/parts.js";
import { provider } from "../shared/session.js";
import { codes, t } from "../shared/words.js";

const CHANNEL = "APPLY_CHANNEL_"; // each that has its words is offered: they are held to what is declared (domain/channels.py)

/** @param {{over: boolean}} given — whether a session has just ended */
export const LogIn = ({ over }) => html`<div class="stack">
  <${Back} to="#/" />
  <${Title}>${t("APPLY_LOG_IN")}<//>
  ${over && html`<${Note} kind="near"><p role="status">${t("APPLY_LOG_IN_AGAIN")}</p><//>`}
  <p>${t("APPLY_LOG_IN_WHY")}</p>
  ${provider("", "login")
    ? codes(CHANNEL).map((code) => html`<a class="button wide second" href=${provider(code.slice(CHANNEL.length).toLowerCase(), "login")}>${t("APPLY_LOG_IN_BY", { channel: t(code) })}</a>`)
    : html`<${Note}><p>${t("APPLY_LOG_IN_FROM_CHANNEL")}</p><//>`}
</div>`;
