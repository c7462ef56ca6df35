/** Where I am logged in (我的登录): every phone and page, each to be ended from here, as when a phone is lost. */
import { html } from "../shared/dom.js";
import { get, remove } from "../shared/api.js";
import { moment } from "../shared/figures.js";
import { useAct, useLoaded } from "../shared/load.js";
import { Act, Back, Failed, Title, Waiting, Wrongs } from "../shared/parts.js";
import { leave } from "../shared/session.js";
import { t, worded } from "../shared/words.js";

export default function Logins() {
  const { value, problem, again } = useLoaded(() => get("v1/sessions").then(({ items }) => items), []);
  const { busy, problem: refused, run } = useAct();
  if (problem) return html`<${Back} to="#/cases" /><${Failed} problem=${problem} again=${again} />`;
  if (!value) return html`<${Waiting} />`;
  const end = (/** @type {any} */ one) => run(async () => {
    await remove(`v1/sessions/${one.current ? "current" : one.id}`);
    if (one.current) leave();
    else await again();
  });
  const all = () => run(async () => {
    await remove("v1/sessions");
    leave();
  });
  return html`<div class="stack">
    <${Back} to="#/cases" />
    <${Title}>${t("APPLY_LOGINS")}<//>
    <${Wrongs} problem=${refused} />
    <p>${t("APPLY_LOGINS_WHY")}</p>
    ${value.map((/** @type {any} */ one) => html`<section class="sheet">
      <h2>${called(one.channel)}${one.current ? ` · ${t("APPLY_LOGIN_THIS")}` : ""}</h2>
      <p class="soft num">${t("APPLY_LOGIN_SINCE", { at: moment(one.opened_at), until: moment(one.expires_at) })}</p>
      <${Act} kind="second" busy=${busy} onClick=${() => end(one)}>${t(one.current ? "APPLY_LOGIN_END_THIS" : "APPLY_LOGIN_END")}<//>
    </section>`)}
    ${value.length > 1 && html`<${Act} kind="second wide" busy=${busy} onClick=${all}>${t("APPLY_LOGIN_END_ALL")}<//>`}
  </div>`;
}

/** @param {string} channel */
function called(channel) {
  const code = `APPLY_CHANNEL_${channel.toUpperCase()}`;
  return worded(code) ? t(code) : t("APPLY_OTHER_CHANNEL");
}
