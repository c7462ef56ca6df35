/** Loading: `const it = useLoaded(() => get(…), [id])` gives {value, problem, again}; `useAct()` runs one act at a time, never two. */
import { useEffect, useRef, useState } from "./dom.js";
import { answered, Problem } from "./api.js";
import { mark } from "./stale.js";

/** What is shown stays when it cannot be refreshed, and the frame says that (stale.js); what the API refuses, such as a case that is another's
 * by now, takes its place. `again` tells whether what is shown is as the API has it. `put` is for whoever knows better by now: what is still
 * on its way does not take its place.
 * @template T @param {() => Promise<T>} load @param {unknown[]} on
 * @returns {{value: T | undefined, problem: Problem | undefined, again: () => Promise<boolean>, put: (value: T) => void}} */
export function useLoaded(load, on) {
  const [state, set] = useState(/** @type {{value?: T, problem?: Problem}} */ ({}));
  const turn = useRef(0);
  const latest = useRef(Promise.resolve(true));
  const held = useRef(/** @type {{value?: T, problem?: Problem}} */ ({}));
  const show = (/** @type {{value?: T, problem?: Problem}} */ next) => set((held.current = next));
  const over = () => { // of what is on its way: nobody waits for what it brings
    turn.current += 1;
    latest.current = Promise.resolve(true);
    mark(turn);
  };
  const again = () => (latest.current = look());
  const look = async () => {
    const mine = ++turn.current;
    const next = await load().then((value) => ({ value }), (problem) => ({ problem: asProblem(problem) }));
    if (mine !== turn.current) return latest.current; // what is shown is what that one brings
    const kept = "problem" in next && "value" in held.current && !answered(next.problem);
    mark(turn, kept ? again : undefined);
    if (!kept) show(next);
    return "value" in next;
  };
  useEffect(() => {
    show({});
    again();
    return over;
  }, on);
  const put = (/** @type {T} */ value) => {
    over();
    show({ value });
  };
  return { value: state.value, problem: state.problem, again, put };
}

const SOON = 2500;
const LATER = 60_000;

/** Looks again while others are at work: soon at first, ever more seldom, never while nobody looks, at once when somebody looks again; also after
 * a look that brought nothing. @param {boolean} going @param {unknown} seen — what was seen last @param {() => Promise<unknown>} again @param {number} [soon] milliseconds */
export function useLookingAgain(going, seen, again, soon = SOON) {
  const wait = useRef(soon);
  useEffect(() => {
    if (!going) return undefined;
    let timer = 0;
    let over = false;
    const look = async () => (document.hidden ? undefined : again());
    const next = () => {
      if (!over) timer = setTimeout(() => {
        wait.current = Math.min(wait.current * 1.5, LATER);
        look().then(next);
      }, wait.current);
    };
    next();
    document.addEventListener("visibilitychange", look);
    return () => {
      over = true;
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [going, seen]);
}

/** One act at a time: while it runs, `busy`; what was refused is in `problem` until the next.
 * @returns {{busy: boolean, problem: Problem | undefined, run: (act: () => Promise<unknown>) => Promise<boolean>, set: (problem?: Problem) => void}} */
export function useAct() {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState(/** @type {Problem | undefined} */ (undefined));
  const running = useRef(false);
  const run = async (/** @type {() => Promise<unknown>} */ act) => {
    if (running.current) return false;
    running.current = true;
    setBusy(true);
    setProblem(undefined);
    try {
      await act();
      return true;
    } catch (refused) {
      setProblem(asProblem(refused));
      return false;
    } finally {
      running.current = false;
      setBusy(false);
    }
  };
  return { busy, problem, run, set: setProblem };
}

/** @param {unknown} thrown @returns {Problem} */
function asProblem(thrown) {
  if (thrown instanceof Problem) return thrown;
  console.error(thrown);
  return new Problem(500, { code: "INTERNAL" });
}
