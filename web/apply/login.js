/** Logging in (登录) by one of the channels: its identity provider comes back to this very place with a one-time code. */
import { html } from "../shared/dom.js";
import { Back, Note, Title } from "../shared/parts.js";
import { provider } from "../shared/session.js";
import { t } from "../shared/words.js";

const CHANNELS = ["province", "wechat", "alipay"];

/** @param {{over: boolean}} given — whether a session has just ended */
export const LogIn = ({ over }) => html`<div class="stack">
  <${Back} to="#/" />
  <${Title}>${t("APPLY_LOG_IN")}<//>
  ${over && html`<${Note} kind="near"><p role="status">${t("APPLY_LOG_IN_AGAIN")}</p><//>`}
  <p>${t("APPLY_LOG_IN_WHY")}</p>
  ${provider("province", "login")
    ? CHANNELS.map((channel) => html`<a class="button wide second" href=${provider(channel, "login")}>${t(`APPLY_BY_${channel.toUpperCase()}`)}</a>`)
    : html`<${Note}><p>${t("APPLY_LOG_IN_FROM_CHANNEL")}</p><//>`}
</div>`;
