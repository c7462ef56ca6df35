/** What stops a case, in a sentence, how many stand still for the same reason, what to read, and a restart by two persons. */
import { html, useState } from "../shared/dom.js";
import { get } from "../shared/api.js";
import { moment } from "../shared/figures.js";
import { useLoaded, useLookingAgain } from "../shared/load.js";
import { Note } from "../shared/parts.js";
import { t } from "../shared/words.js";
import { place } from "./place.js";
import { Restart } from "./restart.js";

/** @param {any} given */
export function Banner({ at, shown, run, words, again }) {
  const [open, set] = useState(false);
  const [said, tell] = useState(/** @type {{confirmed: boolean, step: string} | undefined} */ (undefined));
  const stop = shown.stopped ?? dead(shown, run, words);
  useLookingAgain(Boolean(said?.confirmed && stop), shown, async () => again());
  if (!stop) return said?.confirmed ? html`<${Note}><p role="status">${t("PAGE_OPS_PASSED", { step: said.step })}</p><//>` : null;
  const restarts = stop.kind === "restart";
  return html`<section class="note late" aria-label=${t("PAGE_OPS_WHY")}>
    <div class="row">
      <div class="grow stack tight">
        <strong>${stop.text}</strong>
        ${restarts ? html`<p>${t("PAGE_OPS_GOES_ON", { step: stop.step_text })}</p>` : stop.texts.slice(1).map((/** @type {string} */ text) => html`<p>${text}</p>`)}
        <p class="soft">${t("PAGE_OPS_SINCE", { at: moment(stop.since) })} · ${t(restarts ? "PAGE_OPS_BY_OPS" : "PAGE_OPS_BY_SUPERVISOR", { due: moment(stop.due_at), who: stop.held_by ?? t("PAGE_OPS_NOBODY") })}</p>
        ${stop.asked && html`<p>${t("PAGE_OPS_ASKED", { by: stop.asked.by, at: moment(stop.asked.at), reason: stop.asked.reason })}</p>`}
      </div>
      <${Alike} centre=${shown.centre} stop=${stop} />
      ${stop.runbook && html`<a class="button second" href=${place(`runbook/${stop.runbook}`)}>${t("PAGE_OPS_RUNBOOK")}</a>`}
      ${restarts && html`<button type="button" aria-expanded=${open} onClick=${() => set(!open)}>${t(stop.asked ? "PAGE_OPS_CONFIRM" : "PAGE_OPS_RESTART")}</button>`}
    </div>
    ${open && html`<${Restart} at=${at} asked=${stop.asked} step=${stop.step_text} reasons=${words.reasons} said=${said} tell=${tell} done=${again} />`}
  </section>`;
}

/** An execution that has ended while its case has not, before the sweep has found it. @param {any} shown @param {any} run @param {any} words */
function dead(shown, run, words) {
  if (!run || shown.ended || ["RUNNING", "SUCCEEDED"].includes(run.status)) return null;
  return { kind: "restart", step: shown.step, step_text: words.said("steps", shown.step), error: run.status, text: words.said("errors", run.status), codes: [], texts: [], since: run.stopped_at, due_at: null, held_by: null, runbook: "ExecutionEndedAlarm", asked: null };
}

/** How many others of the centre stand still at this step with this error. @param {{centre: string, stop: any}} given */
function Alike({ centre, stop }) {
  const query = { centre, stopped: "true", step: stop.step, error: stop.error };
  const found = useLoaded(() => get(`v1/ops/cases?${new URLSearchParams(query)}`), [centre, stop.step, stop.error]);
  const number = found.value?.items.length ?? 0;
  if (number < 2) return null;
  return html`<a class="button second" href=${place("cases", query)}>${t(found.value.cursor ? "PAGE_OPS_ALIKE_MORE" : "PAGE_OPS_ALIKE", { number })}</a>`;
}
