/** The documents of a case. Opening one is written down before its bytes leave; it is shown beside the data. */
import { html, useEffect, useState } from "../shared/dom.js";
import { get } from "../shared/api.js";
import { moment } from "../shared/figures.js";
import { useAct } from "../shared/load.js";
import { Note, Tag, Waiting, Wrongs } from "../shared/parts.js";
import { t } from "../shared/words.js";
import { Shown, fetched } from "./bytes.js";
import { party } from "./called.js";

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
      <small>${one.person && `${party(one.person)} · `}${moment(one.at)}</small></li>`)}</ul>
    ${held && paper && html`<${Opened} key=${paper.id} of=${task.case} paper=${paper} />`}`;
}

/** One file: fetched by its link, its digest computed here, and held against the one that is kept. @param {{of: string, paper: any}} given */
function Opened({ of, paper }) {
  const [file, set] = useState(/** @type {import("./bytes.js").File | undefined} */ (undefined));
  const act = useAct();
  useEffect(() => {
    let url = "";
    act.run(async () => {
      const { link } = await get(`v1/applications/${of}/documents/${paper.id}`);
      const found = await fetched(link, paper.content_type);
      url = found.url;
      set(found);
    });
    return () => URL.revokeObjectURL(url);
  }, []);
  if (act.problem) return html`<${Wrongs} problem=${act.problem} />`;
  if (!file) return html`<${Waiting} />`;
  const same = file.sha256 === paper.sha256;
  return html`<${Shown} file=${file} name=${paper.name} saved=${`${paper.name}-${paper.id.slice(0, 8)}`}>
    ${file.sha256 && html`<${Tag} kind=${same ? "" : "late"}>${t(same ? "PAGE_DESK_SAME_BYTES" : "PAGE_DESK_OTHER_BYTES")}<//>`}
    <span class="soft">${t("PAGE_DESK_LOOK_NOTED")}</span><//>`;
}
