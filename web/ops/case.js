/** One case from every side: what stops it and what to do, the road it takes, and behind tabs time, events, calls, waits, ledger, trace. */
import { lasting } from "../shared/figures.js";
import { html, useMemo } from "../shared/dom.js";
import { get } from "../shared/api.js";
import { useLoaded } from "../shared/load.js";
import { Failed, Tag, Title, Waiting } from "../shared/parts.js";
import { t } from "../shared/words.js";
import { Banner } from "./banner.js";
import { Copy } from "./copy.js";
import { Picture } from "./picture.js";
import { goTo, place } from "./place.js";
import { useOpsWords } from "./said.js";
import { Calls, Events, Ledger, Tasks, Trace } from "./tables.js";
import { Timeline } from "./timeline.js";
import { called, standing, visits } from "./visits.js";

const TABS = /** @type {Record<string, any>} */ ({ time: Timeline, events: Events, calls: Calls, tasks: Tasks, ledger: Ledger, trace: Trace });

/** @param {{name: string, query: Record<string, string>}} given */
export function Case({ name, query }) {
  const at = `v1/ops/cases/${encodeURIComponent(name)}`;
  const words = useOpsWords();
  const found = useLoaded(() => get(at), [name]);
  // A case that was never started, or whose execution is forgotten, has none.
  const run = useLoaded(() => get(`${at}/execution`).catch((problem) => (problem.status === 404 ? null : Promise.reject(problem))), [name]);
  const road = useLoaded(() => get(`${at}/road`), [name]);
  const made = useMemo(() => visits(run.value?.history ?? []), [run.value]);
  const wrong = found.problem ?? road.problem ?? run.problem ?? words.problem;
  const again = () => [found, run, road].forEach((one) => one.again());
  if (wrong) return html`<${Failed} problem=${wrong} again=${again} />`;
  if (!found.value || !road.value || run.value === undefined || !words.value) return html`<${Waiting} />`;
  const { times, last, gone } = standing(made, road.value.nodes);
  const stands = last && called(road.value, last.state);
  const shown = { at, stands, shown: found.value, run: run.value, road: road.value, made, words: words.value, query, name, again };
  const choose = (/** @type {string} */ node) => goTo(`case/${name}`, { ...query, node: query.node === node ? "" : node }, true);
  const tab = TABS[query.tab] ? query.tab : "time";
  const Tab = TABS[tab];
  return html`<${Head} ...${shown} />
    <${Banner} ...${shown} />
    <div class="case">
      <section class="sheet">
        <div class="row"><h2 class="grow">${t("PAGE_OPS_ROAD")} ${!road.value.own && html`<small>${t(found.value.submitted_at ? "PAGE_OPS_TODAYS_ROAD" : "PAGE_OPS_ROAD_TO_COME")}</small>`}</h2>
          <button type="button" class="plain small" onClick=${() => goTo(`case/${name}`, { ...query, all: query.all ? "" : "1" }, true)}>${t(query.all ? "PAGE_OPS_USUAL_ROAD" : "PAGE_OPS_WHOLE_ROAD")}</button></div>
        <div class="scroll" tabindex="0" role="region" aria-label=${t("PAGE_OPS_ROAD")}>
          <${Picture} road=${road.value} times=${times} gone=${gone} now=${found.value.ended ? undefined : last?.state} stopped=${Boolean(found.value.stopped)} all=${Boolean(query.all)} chosen=${query.node} choose=${choose} />
        </div>
        <${Legend} />
      </section>
      <section class="sheet">
        <nav class="tabs" aria-label=${t("PAGE_OPS_SIDES")}>
          ${Object.keys(TABS).map((one) => html`<a href=${place(`case/${name}`, { ...query, tab: one })} aria-current=${one === tab ? "page" : undefined}>${t(`PAGE_OPS_CASE_${one.toUpperCase()}`)}</a>`)}
          <span class="grow"></span>
          <a href=${place(`case/${name}`, { ...query, failed: query.failed ? "" : "1" })} aria-pressed=${Boolean(query.failed)} role="button">${t(query.failed ? "PAGE_OPS_ALL" : "PAGE_OPS_FAILED_ONLY")}</a>
        </nav>
        ${query.node && html`<p class="row soft">${t("PAGE_OPS_ONLY_NODE", { node: called(road.value, query.node) })} <a href=${place(`case/${name}`, { ...query, node: "" })}>${t("PAGE_OPS_ALL")}</a></p>`}
        <${Tab} key=${tab} ...${shown} />
        <p class="soft">${t("PAGE_OPS_NO_PERSONAL_DATA")}</p>
      </section>
    </div>`;
}

/** @param {any} given */
function Head({ shown, run, words, stands }) {
  const stop = shown.stopped;
  const title = stop ? t("PAGE_OPS_STOPPED_AT", { step: (stop.kind === "restart" && stands) || stop.step_text, since: lasting(Date.now() - Date.parse(stop.since)) }) : shown.status_text;
  const late = shown.tasks.some((/** @type {any} */ task) => ["open", "claimed"].includes(task.state) && Date.parse(task.due_at) < Date.now());
  return html`<header class="stack tight">
    <p class="soft row">${words.said("centres", shown.centre)} <span class="num">${shown.number ?? shown.id}</span><${Copy} text=${shown.number ?? shown.id} what=${t("PAGE_OPS_COLUMN_NUMBER")} />
      <${Copy} text=${location.href} what=${t("PAGE_OPS_SHARE")} named /></p>
    <div class="row"><${Title}>${title}<//>
      ${stop ? html`<${Tag} kind="late">${shown.status_text}<//>` : html`<${Tag} kind=${shown.ended ? "wait" : ""}>${t(`PAGE_OPS_RUN_${run?.status ?? "NONE"}`)}<//>`}
      ${late && html`<${Tag} kind="late">${t("PAGE_OPS_COLUMN_OVERDUE")}<//>`}</div>
    <p class="soft row">${shown.route && t("PAGE_OPS_CLASS", { route: shown.route })} ${run && t("PAGE_OPS_TRANSITIONS", { number: run.transitions })}
      ${shown.trace && html`<span>${t("PAGE_OPS_TRACE")} <span class="num">${shown.trace}</span></span><${Copy} text=${shown.trace} what=${t("PAGE_OPS_TRACE")} />
        <${Copy} text=${`filter trace = "${shown.trace}" | sort @timestamp`} what=${t("PAGE_OPS_LOGS")} named />`}</p>
  </header>`;
}

const Legend = () => html`<p class="legend soft">${["been", "now", "stopped", "ahead", "wait"].map(
  (state) => html`<span><i class=${state} aria-hidden="true"></i>${t(`PAGE_OPS_${state.toUpperCase()}`)}</span>`,
)}</p>`;
