/** Loading: `const it = useLoaded(() => get(…), [id])` gives {value, problem, again}; `useAct()` runs one act at a time, never two. */
import { useEffect, useRef, useState } from "./dom.js";
import { Problem } from "./api.js";

/** `put` is for whoever knows better by now: what is still on its way does not take its place.
 * @template T @param {() => Promise<T>} load @param {unknown[]} on
 * @returns {{value: T | undefined, problem: Problem | undefined, again: () => Promise<void>, put: (value: T) => void}} */
export function useLoaded(load, on) {
  const [state, set] = useState(/** @type {{value?: T, problem?: Problem}} */ ({}));
  const turn = useRef(0);
  const again = async () => {
    const mine = ++turn.current;
    const next = await load().then((value) => ({ value }), (problem) => ({ problem: asProblem(problem) }));
    if (mine === turn.current) set(next);
  };
  useEffect(() => {
    set({});
    again();
    return () => void (turn.current += 1);
  }, on);
  const put = (/** @type {T} */ value) => {
    turn.current += 1;
    set({ value });
  };
  return { value: state.value, problem: state.problem, again, put };
}

const SOON = 2500;
const LATER = 60_000;

/** Looks again while others are at work: soon at first, ever more seldom, never while nobody looks, at once when somebody looks again.
 * @param {boolean} going @param {unknown} seen — what was seen last @param {() => Promise<void>} again */
export function useLookingAgain(going, seen, again) {
  const wait = useRef(SOON);
  useEffect(() => {
    if (!going) return undefined;
    const look = () => (document.hidden ? undefined : void again());
    const timer = setTimeout(() => {
      wait.current = Math.min(wait.current * 1.5, LATER);
      look();
    }, wait.current);
    document.addEventListener("visibilitychange", look);
    return () => {
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
