/** The desk: reviewers and supervisors decide what waits for a person, the window takes applications in. Who is logged in sees their own side. */
// @ts-expect-error made by the server from messages/pages
import words from "../words/desk.js";
import { html } from "../shared/dom.js";
import { Frame } from "../shared/frame.js";
import { useLoaded } from "../shared/load.js";
import { Failed, Waiting } from "../shared/parts.js";
import { useWhere } from "../shared/router.js";
import { session } from "../shared/session.js";
import { Gate, LoggedIn } from "../shared/staff.js";
import { start } from "../shared/start.js";
import { t } from "../shared/words.js";
import { Handouts } from "./handouts.js";
import { Queue } from "./queue.js";
import { Window } from "./window.js";

const VIEWS = /** @type {Record<string, any>} */ ({ queue: Queue, task: later(() => import("./task.js"), "Task"), window: Window, form: later(() => import("./form.js"), "Form"), handouts: Handouts });
const SIDES = /** @type {Record<string, string[]>} */ ({ clerk: ["window", "queue", "handouts"], reviewer: ["queue"], supervisor: ["queue", "handouts"] });

start(words, ({ problem }) => html`<${Frame} audience="desk" wide extra=${html`<${LoggedIn} />`} foot=${html`<a target="_blank" rel="noopener" href=${`./#/law/${session()?.centre ?? ""}`}>${t("PAGE_LAW")}</a>`}>
  <${Gate} audiences=${Object.keys(SIDES)} channel=${channel()} problem=${problem}><${Desk} /><//>
<//>`);

/** A case and the long form are fetched where they are opened. @param {() => Promise<any>} module @param {string} name */
function later(module, name) {
  return (/** @type {any} */ given) => {
    const { value, problem, again } = useLoaded(module, []);
    if (!value) return problem ? html`<${Failed} problem=${problem} again=${again} />` : html`<${Waiting} />`;
    return html`<${value[name]} ...${given} />`;
  };
}

/** A window's device and a workplace's are two: the address says which place this is (?at=window). */
const channel = () => (new URLSearchParams(location.search).get("at") === "window" ? "window" : "desk");

function Desk() {
  const sides = SIDES[session()?.audience ?? ""];
  const [at, ...rest] = useWhere().join("/").split("?")[0].split("/");
  const shown = VIEWS[at] ? at : sides[0];
  return html`
    ${sides.length > 1 && html`<nav class="tabs" aria-label=${t("PAGE_DESK_PARTS")}>
      ${sides.map((side) => html`<a href=${`#/${side}`} aria-current=${side === shown ? "page" : undefined}>${t(`PAGE_DESK_SIDE_${side.toUpperCase()}`)}</a>`)}
      ${session()?.audience === "supervisor" && html`<a href="supervise">${t("PAGE_DESK_SIDE_SUPERVISE")}</a>`}
    </nav>`}
    <${VIEWS[shown]} key=${`${shown}/${rest.join("/")}`} parts=${rest} />`;
}
