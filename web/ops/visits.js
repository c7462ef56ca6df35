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

/** How often each state was visited, the last visit of those that the picture draws, where the case is or has stopped, and which ways it went
 * between them: from each to the next, what runs side by side as one.
 * @param {Visit[]} made @param {{name: string, within: string | null}[]} drawn */
export function standing(made, drawn) {
  const times = new Map(), names = new Set(drawn.map(({ name }) => name)), whole = new Set(drawn.filter(({ within }) => !within).map(({ name }) => name));
  for (const { state } of made) times.set(state, (times.get(state) ?? 0) + 1);
  const road = made.filter(({ state }) => whole.has(state)).map(({ state }) => state);
  return { times, last: made.findLast(({ state }) => names.has(state)), gone: new Set(road.slice(1).map((to, place) => way(road[place], to))) };
}

/** The name of a way from one state to another. @param {string | undefined} from @param {string} to */
export const way = (from, to) => `${from} ${to}`;

/** What a state is called in the picture. @param {any} road @param {string} name @returns {string} */
export const called = (road, name) => road.nodes.find((/** @type {any} */ node) => node.name === name)?.text ?? name;
