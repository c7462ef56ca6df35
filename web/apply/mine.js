/** My applications (我的申请): what waits for me first; begin another, or come in with an invitation. */
import { html } from "../shared/dom.js";
import { get } from "../shared/api.js";
import { moment } from "../shared/figures.js";
import { useLoaded } from "../shared/load.js";
import { ending, Failed, Title, Waiting } from "../shared/parts.js";
import { t } from "../shared/words.js";

export default function Mine() {
  const { value, problem, again } = useLoaded(() => get("v1/applications").then(({ items }) => items), []);
  if (problem) return html`<${Failed} problem=${problem} again=${again} />`;
  if (!value) return html`<${Waiting} />`;
  return html`<div class="stack">
    <${Title}>${t("APPLY_MINE")}<//>
    ${value.length === 0 && html`<p>${t("APPLY_MINE_NONE")}</p>`}
    ${value.map(
      (/** @type {any} */ one) => html`<a class="sheet go" href=${`#/case/${one.id}`}>
        <strong>${t(`STATUS_${one.status}`)}</strong>
        <small class="num">${one.number ? t("PAGE_NUMBER", { end: ending(one.number) }) : t("APPLY_OPENED", { at: moment(one.opened_at) })}</small>
      </a>`,
    )}
    <a class=${value.length ? "button wide second" : "button wide"} href="#/new">${t("APPLY_NEW")}</a>
    <a class="button wide second" href="#/join">${t("APPLY_HAVE_INVITATION")}</a>
  </div>`;
}
