/** Who has used my data (数据使用留痕): every question and every look, with when; and how to take an authorisation back. */
import { html } from "../shared/dom.js";
import { get } from "../shared/api.js";
import { moment } from "../shared/figures.js";
import { useLoaded } from "../shared/load.js";
import { Back, Failed, Title, Waiting } from "../shared/parts.js";
import { t } from "../shared/words.js";

/** @param {{it: any}} given */
export default function Uses({ it }) {
  const { value, problem, again } = useLoaded(() => get(`v1/applications/${it.id}/data-uses`), [it.id]);
  if (problem) return html`<${Failed} problem=${problem} again=${again} />`;
  if (!value) return html`<${Waiting} />`;
  return html`<div class="stack">
    <${Back} to=${`#/case/${it.id}`} />
    <${Title}>${t("APPLY_USES")}<//>
    <p class="soft">${t("APPLY_USES_WHY")}</p>
    <p class="row">${it.mine.items.map((/** @type {any} */ one) => html`<a class="links" href=${`#/case/${it.id}/consent/${one.use}`}>${one.name}</a>`)}</p>
    ${value.items.length === 0 && html`<p>${t("APPLY_USES_NONE")}</p>`}
    <ol class="past sheet">${[...value.items].reverse().map((/** @type {any} */ one) => html`<li><small class="num">${moment(one.at)}</small><span>${one.text}</span></li>`)}</ol>
  </div>`;
}
