/** What the registry wants more (补充材料): its words, until when, what was brought; sent like any paper. */
import { html } from "../shared/dom.js";
import { get } from "../shared/api.js";
import { day } from "../shared/figures.js";
import { useLoaded } from "../shared/load.js";
import { Back, Failed, Note, Title, Waiting } from "../shared/parts.js";
import { t } from "../shared/words.js";
import { Upload } from "./upload.js";

/** @param {{it: any}} given */
export default function Supply({ it }) {
  const { value, problem, again } = useLoaded(() => get(`v1/applications/${it.id}/track`), [it.id]);
  if (problem) return html`<${Failed} problem=${problem} again=${again} />`;
  if (!value) return html`<${Waiting} />`;
  const wish = value.supplement;
  if (!wish) return html`<${Back} to=${`#/case/${it.id}`} /><${Title}>${t("APPLY_SUPPLY_NOTHING")}<//>`;
  return html`<div class="stack">
    <${Back} to=${`#/case/${it.id}`} />
    <${Title}>${t("APPLY_SUPPLY")}<//>
    ${wish.wanted && html`<${Note}><p>${t("APPLY_SUPPLY_WANTED")}<br /><strong>${wish.wanted}</strong></p><//>`}
    <p>${wish.text}</p>
    <p class="soft">${t("APPLY_BY_WHEN", { day: day(wish.due_at) })}</p>
    ${wish.documents.length > 0 && html`<ul class="dots">${wish.documents.map((/** @type {any} */ one) => html`<li>${one.name}</li>`)}</ul>`}
    <${Upload} it=${it} material=${wish.upload_as} label=${t("APPLY_SUPPLY_PAPER")} onDone=${again} />
  </div>`;
}
