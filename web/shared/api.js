/**
 * The API's client: `await get(path)`, `post(path, body)`, `patch(path, body, revision)`, all below the stage this page came from.
 * A refusal is thrown as `Problem`, with the API's own words. What may pass by itself (no network, 5xx, the same still running) is tried again; a
 * POST bears the Idempotency-Key of its act, which is kept until there is a final answer: pressed again, or sent again after the page was loaded anew, it is
 * the same act, so nothing happens twice. 401 ends the session and is told to `onLogout`.
 */
import { drop, names, put, recall } from "./kept.js";
import { device, keep, session } from "./session.js";

/** Where the stage begins: modules come from <stage>/web/<release>/shared/. */
export const ROOT = new URL("../../../", import.meta.url);
const TRIES = 4;

/** @typedef {{code: string, field: string, text: string}} Defect */

/** What the API refused: its code, its title in Chinese and everything that is wrong. `status` 0: it could not be reached. */
export class Problem extends Error {
  /** @param {number} status @param {{code?: string, title?: string, defects?: Defect[], trace?: string}} said @param {number} [revision] */
  constructor(status, said, revision) {
    super(said.code);
    this.status = status;
    this.code = said.code ?? "INTERNAL";
    this.title = said.title ?? "";
    this.defects = said.defects ?? [];
    this.trace = said.trace ?? "";
    this.revision = revision;
  }
}

/** @type {() => void} */
let loggedOut = () => {};
/** Who is told when the session is over. @param {() => void} told */
export const onLogout = (told) => (loggedOut = told);

/** @param {string} path @returns {Promise<any>} */
export const get = (path) => ask("GET", path);
/** @param {string} path @param {unknown} [body] @param {{revision?: number}} [how] @returns {Promise<any>} */
export async function post(path, body = {}, how = {}) {
  const name = actOf(path, body, how.revision);
  const key = recall(name) ?? uuid();
  put(name, key);
  try {
    const answer = await ask("POST", path, body, { key, revision: how.revision });
    drop(name);
    doneOtherwise(path);
    return answer;
  } catch (problem) {
    if (problem instanceof Problem && open(problem)) put(name, key);
    else drop(name);
    throw problem;
  }
}
/** @param {string} path @param {unknown} body @param {number} revision @returns {Promise<any>} */
export async function patch(path, body, revision) {
  const answer = await ask("PATCH", path, body, { revision });
  doneOtherwise(path);
  return answer;
}
/** @param {string} path @returns {Promise<any>} */
export const remove = (path) => ask("DELETE", path);

/** Opens a session with a one-time code. @param {string} channel @param {string} code */
export async function logIn(channel, code) {
  keep(null);
  keep(await post("v1/sessions", { channel, code }));
}

/** Lifts it by the one-time result of a live face check. @param {string} proof */
export async function lift(proof) {
  const { until } = await post("v1/sessions/current/level", { code: proof });
  const now = session();
  if (now) keep({ ...now, strong_until: until });
}

/** @param {string} method @param {string} path @param {unknown} [body] @param {{revision?: number, key?: string}} [how] @returns {Promise<any>} */
async function ask(method, path, body, how = {}) {
  const now = session();
  /** @type {Record<string, string>} */
  const headers = {};
  if (now) headers.authorization = `Bearer ${now.token}`;
  if (device()) headers["anju-device"] = device();
  if (body !== undefined) headers["content-type"] = "application/json";
  if (how.key) headers["idempotency-key"] = how.key;
  if (how.revision !== undefined) headers["if-match"] = `"${how.revision}"`;
  const sent = { method, headers, body: body === undefined ? undefined : JSON.stringify(body) };
  for (let tries = 1; ; tries += 1) {
    const answer = await fetch(new URL(path.replace(/^\//, ""), ROOT), sent).catch(() => null);
    if (answer?.ok) return answer.status === 204 ? {} : answer.json();
    const problem = await refused(answer);
    if (problem.status === 401 && now) {
      keep(null);
      loggedOut();
    }
    if (!passing(problem) || tries === TRIES) throw problem;
    await pause(answer, tries);
  }
}

/** The name of an act: what is done where, with which content, to which state. @param {string} path @param {unknown} body @param {number} [revision] */
const actOf = (path, body, revision) => `act/${path} ${digest(JSON.stringify(body))} ${revision ?? ""}`;

/** Whether what became of it is still open: it may have been done, whoever could not be told. @param {Problem} problem */
const open = (problem) => passing(problem) || [401, 429].includes(problem.status) || problem.code === "STEP_UP";

/** Something else was done to the same thing since: the same again is a new act. @param {string} path */
function doneOtherwise(path) {
  const thing = thingOf(path);
  for (const name of names("act/")) if (thingOf(name.slice("act/".length).split(" ")[0] ?? "") === thing) drop(name);
}

/** @param {string} path */
const thingOf = (path) => path.split("/").slice(0, 3).join("/");

/** Tells contents apart; nothing is kept of the content itself. @param {string} text */
function digest(text) {
  let [one, other] = [0xdeadbeef, 0x41c6ce57];
  for (const sign of text) {
    const code = sign.codePointAt(0) ?? 0;
    one = Math.imul(one ^ code, 2654435761);
    other = Math.imul(other ^ code, 1597334677);
  }
  return (one >>> 0).toString(36) + (other >>> 0).toString(36);
}

/** @param {Response | null} answer */
async function refused(answer) {
  if (!answer) return new Problem(0, { code: "UNREACHABLE" });
  const said = await answer.json().catch(() => ({}));
  const at = Number((answer.headers.get("etag") ?? "").replace(/\D/g, ""));
  return new Problem(answer.status, said, at || undefined);
}

/** @param {Problem} problem */
const passing = ({ status, code }) => status === 0 || status >= 500 || code === "REQUEST_RUNNING";

/** Whether the API has said what it thinks of it; else it is not known. @param {Problem} problem */
export const answered = (problem) => !passing(problem) && problem.status !== 429;

/** @param {Response | null} answer @param {number} tries */
function pause(answer, tries) {
  const asked = Number(answer?.headers.get("retry-after") ?? 0);
  return new Promise((resolve) => setTimeout(resolve, Math.min(Math.max(asked, 0.3 * 2 ** tries), 3) * 1000));
}

/** A name nobody else gives; also where the page is not served over TLS. */
export function uuid() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
