/**
 * Who is logged in, in this tab alone: the token is gone with the tab. A login is opened with the one-time code an identity
 * provider has put into the address (?channel=…&code=…), and lifted for ten minutes with the one of a live face (?proof=…).
 */
import { forget, owned } from "./kept.js";

const KEY = "anju-session";
const DEVICE = "anju-device";
const ASKED = "anju-asked";

/** @typedef {{token: string, audience: string, channel: string, level: string, whose: string, staff?: string | null, centre: string | null, strong_until?: string}} Session */

/** The session of this tab, or null. @returns {Session | null} */
export function session() {
  return JSON.parse(sessionStorage.getItem(KEY) ?? "null");
}

/** Keeps a session, or forgets it: what was typed waits then for the same person. @param {Session | null} opened */
export function keep(opened) {
  if (opened) {
    owned(opened.whose);
    sessionStorage.setItem(KEY, JSON.stringify(opened));
  } else sessionStorage.removeItem(KEY);
}

/** Ends it on this device: nothing of whoever was here stays, in no store and not in memory. @param {string} [place] where to begin anew */
export function leave(place = "#/") {
  keep(null);
  forget();
  history.replaceState(null, "", place);
  location.reload();
}

/** Whether the session is lifted to the strongest level now, with half a minute to spare. */
export function strong() {
  const now = session();
  if (!now) return false;
  return now.level === "STRONG" || Date.parse(now.strong_until ?? "") > Date.now() + 30_000;
}

/** The secret of this device, of staff: kept once, by whoever registers it. What another login brings counts in its tab alone: no link takes
 * a device from whoever works at it. @param {string} [set] @returns {string} */
export function device(set) {
  if (set !== undefined) {
    sessionStorage.setItem(DEVICE, set);
    if (!localStorage.getItem(DEVICE)) localStorage.setItem(DEVICE, set);
  }
  return sessionStorage.getItem(DEVICE) ?? localStorage.getItem(DEVICE) ?? "";
}

/** What an identity provider has put into the address, taken out of it at once so that nobody shares or reloads it.
 * `asked`: this very tab has sent for it. @returns {{channel: string, code: string, proof: string, device: string, asked: boolean}} */
export function handed() {
  const here = new URL(location.href);
  const take = (/** @type {string} */ name) => {
    const value = here.searchParams.get(name) ?? "";
    here.searchParams.delete(name);
    return value;
  };
  const asked = sessionStorage.getItem(ASKED) ?? "";
  const given = { channel: take("channel"), code: take("code"), proof: take("proof"), device: take("device") };
  const state = take("state");
  if (state) sessionStorage.removeItem(ASKED);
  if (state || Object.values(given).some(Boolean)) history.replaceState(null, "", here);
  return { ...given, asked: state !== "" && state === asked };
}

/** Where a channel's provider lets people log in (`purpose` login) or shows it is they (`face`); it comes back to this very place.
 * Empty where none is configured: then people come from within that channel. @param {string} channel @param {"login" | "face"} purpose */
export function provider(channel, purpose) {
  const page = document.body.dataset.login;
  if (!page) return "";
  const there = new URL(page, location.href);
  there.searchParams.set("channel", channel);
  there.searchParams.set("purpose", purpose);
  const back = new URL(location.href);
  back.searchParams.set("state", asking());
  there.searchParams.set("back", back.href);
  return there.href;
}

/** What comes back with a login this tab has sent for, and with no other. */
function asking() {
  if (!sessionStorage.getItem(ASKED)) sessionStorage.setItem(ASKED, crypto.randomUUID());
  return sessionStorage.getItem(ASKED) ?? "";
}
