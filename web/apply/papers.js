/** My papers (我的文书): each opened by oneself; the first time is when it was handed over. */
import { html, useState } from "../shared/dom.js";
import { get, post } from "../shared/api.js";
import { moment } from "../shared/figures.js";
import { useAct, useLoaded } from "../shared/load.js";
import { Back, Failed, Title, Waiting, Wrongs, useShut } from "../shared/parts.js";
import { t } from "../shared/words.js";
import { Binding } from "./face.js";

/** @param {{it: any}} given */
export default function Papers({ it }) {
  const { value, problem, again } = useLoaded(() => get(`v1/applications/${it.id}/track`), [it.id]);
  if (problem) return html`<${Failed} problem=${problem} again=${again} />`;
  if (!value) return html`<${Waiting} />`;
  return html`<div class="stack">
    <${Back} to=${`#/case/${it.id}`} />
    <${Title}>${t("APPLY_PAPERS")}<//>
    <p class="soft">${t("APPLY_PAPERS_HOW")}</p>
    ${value.deliveries.map((/** @type {any} */ one) => html`<${Way} it=${it} way=${one} again=${again} />`)}
    ${value.results.length + value.papers.length === 0 && html`<p>${t("APPLY_PAPERS_NONE")}</p>`}
    ${[...value.results].reverse().map((/** @type {any} */ one) => html`<${Paper} it=${it} paper=${one} />`)}
    ${value.papers.map((/** @type {any} */ one) => html`<section class="sheet"><h2>${one.text}</h2><small>${moment(one.given_at)}</small><a class="links" href=${one.link} target="_blank" rel="noopener">${t("APPLY_PAPER_SAVE")}</a></section>`)}
  </div>`;
}

/** How papers reach me, and the other way to ask for: with what it means, and one's face. @param {{it: any, way: any, again: () => Promise<unknown>}} given */
function Way({ it, way, again }) {
  const { busy, problem, run } = useAct();
  const { box, shut } = useShut();
  const other = t(way.electronic ? "APPLY_DELIVERY_PAPER" : "APPLY_DELIVERY_ELECTRONIC");
  const turn = () => run(async () => {
    await post(`v1/applications/${it.id}/delivery`, { electronic: !way.electronic });
    shut();
    await again();
  });
  return html`<section class="sheet"><p>${way.text}</p>
    <details ref=${box}><summary>${other}…</summary><div class="stack tight"><${Wrongs} problem=${problem} />
      <p class="soft">${way.other}</p><${Binding} busy=${busy} act=${turn}>${other}<//></div></details></section>`;
}

/** @param {{it: any, paper: any}} given */
function Paper({ it, paper }) {
  const [link, set] = useState("");
  const { busy, problem, run } = useAct();
  const open = () => run(async () => set((await get(`v1/applications/${it.id}/results/${paper.sha256}`)).link));
  const got = paper.handed[0];
  return html`<section class="sheet">
    <h2>${paper.title}</h2>
    ${paper.replaced && html`<small>${t("APPLY_PAPER_REPLACED")}</small>`}
    ${got && html`<small>${got.text}</small>`}
    <${Wrongs} problem=${problem} />
    ${link
      ? html`<a class="button second" href=${link} target="_blank" rel="noopener">${t("APPLY_PAPER_SAVE")}</a>`
      : html`<button type="button" class="second" aria-disabled=${busy} onClick=${open}>${t("APPLY_PAPER_GET")}</button>`}
  </section>`;
}
