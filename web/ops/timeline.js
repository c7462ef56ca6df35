/** Time as bars: every visit of a state, waits hatched, calls to others as marks. Long idle time is folded, and says how long it was. */
import { lasting } from "../shared/figures.js";
import { html } from "../shared/dom.js";
import { get } from "../shared/api.js";
import { useLoaded } from "../shared/load.js";
import { Note } from "../shared/parts.js";
import { t } from "../shared/words.js";
import { called } from "./visits.js";
import { folded } from "./folding.js";

/** @param {any} given */
export function Timeline({ at, made, road, query }) {
  const calls = useLoaded(() => get(`${at}/calls`), [at]);
  const drawn = new Map(road.nodes.map((/** @type {any} */ node) => [node.name, node]));
  const now = Date.now();
  const shown = made.filter((/** @type {any} */ { state, error }) => drawn.has(state) && drawn.get(state).kind !== "parallel" && (!query.node || query.node === state) && (!query.failed || error));
  if (!shown.length) return html`<${Note}>${t("PAGE_OPS_NO_TIME")}<//>`;
  const waits = (/** @type {string} */ state) => drawn.get(state)?.kind === "wait";
  const scale = folded(shown.map((/** @type {any} */ one) => ({ ...one, to: one.to ?? now, idle: waits(one.state) })));
  const asked = (calls.value?.items ?? []).map((/** @type {any} */ call) => ({ ...call, when: Date.parse(call.at) }));
  return html`<div class="lanes" role="table" aria-label=${t("PAGE_OPS_CASE_TIME")}>
    ${shown.map((/** @type {any} */ visit) => {
      const [left, width] = [scale.at(visit.from), scale.at(visit.to ?? now) - scale.at(visit.from)];
      const idle = waits(visit.state);
      const marks = asked.filter((/** @type {any} */ call) => call.step === visit.state && call.when >= visit.from - 50 && call.when <= (visit.to ?? now));
      const how = visit.error ? "bad" : idle ? "idle" : "";
      return html`<div class="lane-row" role="row">
        <span role="rowheader">${called(road, visit.state)}${idle && html` <small>${t("PAGE_OPS_WAITS")}</small>`}</span>
        <span class="lane" role="presentation"><i class=${how} style=${{ left: `${left}%`, width: `${Math.max(width, 0.4)}%` }}></i>
          ${marks.map((/** @type {any} */ call) => html`<b class=${call.failed ? "bad" : ""} style=${{ left: `${scale.at(call.when)}%` }}></b>`)}</span>
        <span role="cell" class="num soft">${visit.to ? lasting(visit.to - visit.from) : t("PAGE_OPS_STILL", { time: lasting(now - visit.from) })}${marks.length > 0 && html`<small> ${t("PAGE_OPS_CALLED", { number: marks.length })}</small>`}${visit.error && html` <small class="error">${visit.error}</small>`}</span>
      </div>`;
    })}
    ${scale.folds.length > 0 && html`<p class="soft">${t("PAGE_OPS_FOLDED", { time: lasting(scale.folds.reduce((sum, one) => sum + one, 0)) })}</p>`}
  </div>`;
}
