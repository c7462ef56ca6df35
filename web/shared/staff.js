/** Staff log in with a second factor, on a device registered for them; who is logged in as something else is told so. */
import { html } from "./dom.js";
import { remove } from "./api.js";
import { Failed, Note, Title } from "./parts.js";
import { device, leave, provider, session } from "./session.js";
import { t, worded } from "./words.js";

/** Shows what is inside to those for whom it is, and a way to log in to everybody else; they come back to this very place.
 * @param {{audiences: string[], channel: string, problem?: import("./api.js").Problem, children?: any}} given */
export function Gate({ audiences, channel, problem, children }) {
  const now = session();
  if (now && audiences.includes(now.audience)) return children;
  const there = provider(channel, "login");
  return html`<section class="sheet">
    <${Title}>${t("PAGE_STAFF_LOGIN")}<//>
    ${problem && html`<${Failed} problem=${problem} />`}
    ${now && html`<${Note} kind="near">${t("PAGE_STAFF_OTHER", { audience: called(now.audience) })}<//>`}
    <p>${t("PAGE_STAFF_HOW")}</p>
    ${!device() && html`<p class="soft">${t("PAGE_STAFF_DEVICE")}</p>`}
    ${there ? html`<p><a class="button" href=${there}>${t("PAGE_STAFF_GO")}</a></p>` : html`<p class="soft">${t("PAGE_STAFF_NO_PROVIDER")}</p>`}
  </section>`;
}

/** Who is logged in, and out again. */
export function LoggedIn() {
  const now = session();
  if (!now) return null;
  const out = async () => {
    await remove("v1/sessions/current").catch(() => {});
    leave(location.hash);
  };
  return html`<span class="soft">${called(now.audience)}</span><button type="button" class="plain" onClick=${out}>${t("PAGE_LOG_OUT")}</button>`;
}

/** @param {string} audience */
function called(audience) {
  const code = `PAGE_STAFF_${audience.toUpperCase()}`;
  return worded(code) ? t(code) : audience;
}
