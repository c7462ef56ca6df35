/** The applicant's page: who may, what it takes, then the one form, told from data, on everybody's own phone. */
// @ts-expect-error made by the server from messages/pages
import words from "../words/apply.js";
import { html, useEffect, useState } from "../shared/dom.js";
import { remove } from "../shared/api.js";
import { Frame } from "../shared/frame.js";
import { go, useWhere } from "../shared/router.js";
import { leave, session } from "../shared/session.js";
import { start } from "../shared/start.js";
import { Failed, Note, said, Waiting } from "../shared/parts.js";
import { t } from "../shared/words.js";
import { Before } from "./before.js";
import { useCentre } from "./centre.js";
import { LogIn } from "./login.js";

/** What there is beyond the first page, each fetched when somebody goes there. @type {Record<string, () => Promise<any>>} */
const PLACES = {
  quote: () => import("./quote.js"),
  law: () => import("./law.js"),
  cases: () => import("./mine.js"),
  new: () => import("./begin.js"),
  logins: () => import("./logins.js"),
  join: () => import("./join.js"),
  case: () => import("./case.js"),
};
const OPEN = new Set(["", "quote", "law", "login"]); // to everybody

/** @param {{problem?: import("../shared/api.js").Problem, over: boolean}} given — `over`: a session has ended while this page was open */
function Page({ problem, over }) {
  const [place, ...rest] = useWhere();
  const who = session();
  const out = async () => {
    await remove("v1/sessions/current").catch(() => {});
    leave();
  };
  return html`<${Frame} audience="apply" home=${who ? "#/cases" : "#/"} foot=${html`<${Foot} leave=${who && out} />`}>
    ${problem && html`<${Note} kind="late"><p role="alert">${said(problem)}</p><//>`}
    ${place === "" && !who && html`<${Before} />`}
    ${place === "" && who && html`<${To} place="cases" />`}
    ${(place === "login" || (!OPEN.has(place) && !who)) && html`<${LogIn} over=${over} />`}
    ${(who || OPEN.has(place)) && PLACES[place] && html`<${Lazy} key=${place} load=${PLACES[place]} rest=${rest} />`}
    ${who && !OPEN.has(place) && !PLACES[place] && html`<${To} place="cases" />`}
  <//>`;
}

/** @param {{place: string}} given */
function To({ place }) {
  useEffect(() => go(place, true), [place]);
  return null;
}

/** @param {{load: () => Promise<any>, rest: string[]}} given */
function Lazy({ load, rest }) {
  const [part, set] = useState(/** @type {any} */ (null));
  const fetched = () => load().then((module) => set(() => module.default), (problem) => set({ problem }));
  useEffect(() => void fetched(), [load]);
  if (!part) return html`<${Waiting} />`;
  return part.problem ? html`<${Failed} problem=${{ status: 0, title: "", trace: "" }} again=${fetched} />` : html`<${part} rest=${rest} />`;
}

/** @param {{leave: (() => void) | null}} given */
function Foot({ leave }) {
  const centre = useCentre();
  return html`<div class="links">
    <a href="tel:12329">${t("PAGE_CALL")}</a>
    <a href=${`v1/guides/new/page?centre=${centre}`}>${t("PAGE_GUIDE")}</a>
    <a href=${`#/law/${centre}`}>${t("PAGE_LAW")}</a>
    ${leave && html`<a href="#/logins">${t("APPLY_LOGINS")}</a>`}
    ${leave && html`<button type="button" class="plain start" onClick=${leave}>${t("PAGE_LOG_OUT")}</button>`}
  </div>`;
}

start(words, (given) => html`<${Page} ...${given} />`);
