/** What is shown and could not be refreshed: the frame says so, with a way to look again; nothing that is open is taken away for it. */
import { useEffect, useState } from "./dom.js";

/** By load, how to look again. @type {Map<object, () => Promise<unknown>>} */
const stale = new Map();
/** @type {Set<() => void>} */
const told = new Set();

/** What a load shows is as it was before (`again`: how to look again), or up to date. @param {object} load @param {(() => Promise<unknown>)=} again */
export function mark(load, again) {
  if (!again && !stale.has(load)) return;
  if (again) stale.set(load, again);
  else stale.delete(load);
  told.forEach((tell) => tell());
}

/** How to look at all of it again; nothing while everything is up to date. @returns {(() => Promise<unknown>) | undefined} */
export function useStale() {
  const [, draw] = useState({});
  useEffect(() => {
    const tell = () => draw({});
    told.add(tell);
    return () => void told.delete(tell);
  }, []);
  return stale.size ? () => Promise.all([...stale.values()].map((again) => again())) : undefined;
}
