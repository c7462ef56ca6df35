/** What the history of an execution tells: every visit of a state, from when to when, and how it ended. */

/** @typedef {{at: string, type: string, state: string | null, error: string | null}} Step */
/** @typedef {{state: string, from: number, to: number | null, error: string | null}} Visit — moments in ms; `to` null: it is there */

/** @param {Step[]} history @returns {Visit[]} */
export function visits(history) {
  /** @type {Visit[]} */
  const found = [];
  for (const step of history) {
    const at = Date.parse(step.at);
    const open = found.findLast((visit) => visit.to === null && (!step.state || visit.state === step.state));
    if (step.type.endsWith("StateEntered") && step.state) found.push({ state: step.state, from: at, to: null, error: null });
    else if (step.type.endsWith("StateExited") && open) open.to = at;
    else if (step.error && open) open.error = step.error;
  }
  return found;
}

/** How often each state was visited, and the last visit of those that the picture draws: where the case is or has stopped.
 * @param {Visit[]} made @param {Set<string>} drawn */
export function standing(made, drawn) {
  const times = new Map();
  for (const { state } of made) times.set(state, (times.get(state) ?? 0) + 1);
  return { times, last: made.findLast(({ state }) => drawn.has(state)) };
}

/** What a state is called in the picture. @param {any} road @param {string} name @returns {string} */
export const called = (road, name) => road.nodes.find((/** @type {any} */ node) => node.name === name)?.text ?? name;
