/** The documents of a case. Opening one is written down before its bytes leave; a picture is shown beside the data, anything else is saved. */
import { html, useEffect, useState } from "../shared/dom.js";
import { get } from "../shared/api.js";
import { moment } from "../shared/figures.js";
import { useAct } from "../shared/load.js";
import { Note, Tag, Waiting, Wrongs } from "../shared/parts.js";
import { t } from "../shared/words.js";
import { party } from "./facts.js";

/** The paper before or after another. @param {{id: string}[]} papers @param {string | undefined} at @param {number} by */
export function beside(papers, at, by) {
  if (!papers.length) return undefined;
  const place = papers.findIndex(({ id }) => id === at);
  return papers[(place + by + papers.length + (place < 0 && by < 0 ? 1 : 0)) % papers.length].id;
}

/** @param {{task: any, held: boolean, chosen?: string, choose: (id: string | undefined) => void}} given */
export function Papers({ task, held, chosen, choose }) {
  if (!task.papers.length) return html`<${Note}>${t("PAGE_DESK_NO_PAPERS")}<//>`;
  const paper = task.papers.find((/** @type {any} */ { id }) => id === chosen);
  return html`${!held && html`<p class="soft">${t("PAGE_DESK_CLAIM_TO_OPEN")}</p>`}
    <ul class="papers">${task.papers.map((/** @type {any} */ one) => html`<li>
      <button type="button" class="second" aria-pressed=${one.id === chosen} disabled=${!held} onClick=${() => choose(one.id === chosen ? undefined : one.id)}>${one.name}</button>
      <small>${one.material}${one.person && ` · ${party(one.person)}`} · ${moment(one.at)}</small></li>`)}</ul>
    ${held && paper && html`<${Opened} key=${paper.id} of=${task.case} paper=${paper} />`}`;
}

/** One file: fetched by its link, its digest computed here, and held against the one that is kept. @param {{of: string, paper: any}} given */
function Opened({ of, paper }) {
  const [file, set] = useState(/** @type {{url: string, same: boolean | null} | undefined} */ (undefined));
  const [turned, turn] = useState(0);
  const act = useAct();
  useEffect(() => {
    let url = "";
    act.run(async () => {
      const { link } = await get(`v1/applications/${of}/documents/${paper.id}`);
      const bytes = await (await fetch(link)).arrayBuffer();
      url = URL.createObjectURL(new Blob([bytes], { type: paper.content_type }));
      set({ url, same: await isSame(bytes, paper.sha256) });
    });
    return () => URL.revokeObjectURL(url);
  }, []);
  if (act.problem) return html`<${Wrongs} problem=${act.problem} />`;
  if (!file) return html`<${Waiting} />`;
  const picture = paper.content_type.startsWith("image/");
  return html`<figure class="paper">
    ${picture && html`<div class="scroll page" tabindex="0" role="region" aria-label=${paper.name}><img src=${file.url} alt=${paper.name} class=${`turned${turned}`} /></div>`}
    <figcaption class="row">
      ${file.same !== null && html`<${Tag} kind=${file.same ? "" : "late"}>${t(file.same ? "PAGE_DESK_SAME_BYTES" : "PAGE_DESK_OTHER_BYTES")}<//>`}
      <span class="soft">${t("PAGE_DESK_LOOK_NOTED")}</span><span class="grow"></span>
      ${picture && html`<button type="button" class="plain small" onClick=${() => turn((turned + 1) % 4)}>${t("PAGE_DESK_TURN")}</button>`}
      <a class="button second" href=${file.url} download=${`${paper.material}-${paper.id.slice(0, 8)}.${paper.content_type.split("/")[1]}`}>${t("PAGE_DESK_SAVE")}</a>
    </figcaption>
  </figure>`;
}

/** Null where the browser cannot say (no TLS). @param {ArrayBuffer} bytes @param {string} sha256 */
async function isSame(bytes, sha256) {
  if (!crypto.subtle) return null;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("") === sha256;
}
