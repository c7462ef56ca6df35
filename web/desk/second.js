/** The second look (复核) at a signed form: another person opens the very scan, and says whether it counts; what counts is the digest of what was open here. */
import { html, useEffect, useState } from "../shared/dom.js";
import { post } from "../shared/api.js";
import { moment } from "../shared/figures.js";
import { useAct } from "../shared/load.js";
import { Act, Note, Tag, Values, Waiting, Wrongs } from "../shared/parts.js";
import { t } from "../shared/words.js";
import { Shown, fetched } from "./bytes.js";
import { next } from "./queue.js";

/** @param {{task: any, done: () => void}} given */
export function Second({ task, done }) {
  const scan = task.by_hand.find((/** @type {any} */ one) => one.id === task.details.scan);
  const denied = task.by_hand.filter((/** @type {any} */ one) => one !== scan);
  const [seen, see] = useState(/** @type {string | null} */ (null));
  const [sure, ask] = useState(false);
  const act = useAct();
  if (!scan) return html`<${Note}>${t("PAGE_DESK_SCAN_GONE")}<//>`;
  const same = seen === scan.sha256;
  const say = (/** @type {boolean} */ accepted) => {
    if (!accepted && !sure) return ask(true);
    act.run(async () => { await post(`v1/applications/${task.case}/signed-forms/${scan.id}/second`, { sha256: seen, accepted }); await next(done); });
  };
  return html`<section class="sheet todo" aria-label=${t("PAGE_DESK_DECIDE")}>
    <${Values} rows=${[
      { name: t("PAGE_DESK_SCAN_WHO"), value: scan.text }, { name: t("PAGE_DESK_SCAN_ACT"), value: scan.act.text },
      { name: t("PAGE_DESK_SCAN_PLACE"), value: scan.place }, { name: t("PAGE_DESK_SCAN_BY"), value: scan.by, from: moment(scan.at) },
    ]} />
    ${scan.warning && html`<${Note} kind="near">${scan.warning}<//>`}
    ${denied.map((/** @type {any} */ one) => html`<${Note} kind="late"><p>${one.state_text} · ${moment(one.at)}</p><//><${Scan} scan=${one} />`)}
    <${Scan} scan=${scan} see=${see} />
    <${Wrongs} problem=${act.problem} />
    ${seen && !same && html`<${Note} kind="late"><p role="alert">${t("PAGE_DESK_OTHER_BYTES")}</p><//>`}
    <p class="soft">${t("PAGE_DESK_SECOND_HOW")}</p>
    ${sure && html`<p role="alert"><strong>${t("PAGE_DESK_SURE_REJECT")}</strong></p>`}
    ${same && html`<div class="row"><${Act} kind="" busy=${act.busy} onClick=${() => say(true)}>${t("PAGE_DESK_SCAN_ACCEPT")}<//><${Act} kind="harm" busy=${act.busy} onClick=${() => say(false)}>${t(sure ? "PAGE_DESK_YES_DO" : "PAGE_DESK_SCAN_REJECT")}<//></div>`}
  </section>`;
}

/** @param {{scan: any, see?: (sha256: string | null) => void}} given */
function Scan({ scan, see }) {
  const [file, set] = useState(/** @type {import("./bytes.js").File | undefined} */ (undefined));
  const act = useAct();
  useEffect(() => {
    let url = "";
    act.run(async () => {
      const found = await fetched(scan.link);
      url = found.url;
      set(found);
      see?.(found.sha256);
    });
    return () => URL.revokeObjectURL(url);
  }, []);
  if (act.problem) return html`<${Wrongs} problem=${act.problem} />`;
  const name = t("PAGE_DESK_SCAN_OF", { who: scan.text, act: scan.act.text });
  return file ? html`<${Shown} file=${file} name=${name} saved=${name}>${file.sha256 === scan.sha256 && html`<${Tag}>${t("PAGE_DESK_SAME_BYTES")}<//>`}<//>` : html`<${Waiting} />`;
}
