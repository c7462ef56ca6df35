/** The road of a case as people follow it (进度): seven steps, read off the status and the lines of the timeline. */
import { moment } from "../shared/figures.js";
import { t } from "../shared/words.js";

/** Each step, the statuses in which it is the one, and the line of the timeline that ends it. @type {[string, string[], string[]][]} */
const ROAD = [
  ["SUBMIT", ["DRAFT"], ["SUBMITTED"]],
  ["CHECKS", ["SUBMITTED", "VERIFYING", "CORRECTION", "ATTENDING"], ["ASSESSED", "ENDED_NOT_ACCEPTED"]],
  ["DECISION", ["REVIEWING"], ["CONTRACT_READY", "ENDED_REFUSED"]],
  ["SIGN", ["SIGNING"], ["MORTGAGE_FILED"]],
  ["MORTGAGE", ["REGISTERING"], ["PAYMENT_ORDERED"]],
  ["PAY", ["DISBURSING"], ["PAYMENT_PAID"]],
  ["PAPERS", [], ["ENDED_DISBURSED"]],
];

/** @param {any} track */
export function road(track) {
  const at = (/** @type {string[]} */ codes) => track.timeline.filter((/** @type {any} */ { code }) => codes.includes(code) && (!code.startsWith("ENDED_") || code === `ENDED_${track.status}`)).at(-1)?.at;
  const now = ROAD.findIndex(([, statuses, ended]) => statuses.includes(track.status) && !at(ended));
  const first = ROAD.findIndex(([, , ended]) => !at(ended));
  const here = Math.max(now, first, ROAD.findLastIndex(([, , ended]) => at(ended))); // an early refusal leaves nothing open before it
  const over = track.held_by.code === "HOLDER_NOBODY" && track.status !== "DISBURSED";
  return ROAD.map(([name, , ended], place) => {
    const when = at(ended);
    const state = when || place < here ? "done" : place === here && !over ? "now" : "later";
    const hint = when ? moment(when) : t(`APPLY_STEP_${name}_HINT`);
    return { name: t(`APPLY_STEP_${name}`), hint, state, tag: t({ done: "APPLY_DONE", now: "APPLY_GOING_ON", later: over ? "APPLY_NOT_DONE" : "APPLY_NOT_REACHED" }[state] ?? "") };
  });
}
