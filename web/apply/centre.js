/** The centre (公积金中心) somebody has chosen, for everything they look at; the capital's until then. */
import { useEffect, useState } from "../shared/dom.js";
import { put, recall } from "../shared/kept.js";

const CAPITAL = "620100";
const CHOSEN = "anju-centre-chosen";

/** @returns {string} */
export const chosenCentre = () => recall("centre") ?? CAPITAL;

/** @param {string} code — empty: none */
export function chooseCentre(code) {
  put("centre", code || CAPITAL);
  dispatchEvent(new Event(CHOSEN));
}

/** The chosen centre, drawing again when another is. @returns {string} */
export function useCentre() {
  const [centre, set] = useState(chosenCentre());
  useEffect(() => {
    const look = () => set(chosenCentre());
    addEventListener(CHOSEN, look);
    return () => removeEventListener(CHOSEN, look);
  }, []);
  return centre;
}
