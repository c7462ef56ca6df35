/** Where a case stands (办件进度): one sentence, who acts by when, what I can do now, the road, and what belongs to the case. */
import { html } from "../shared/dom.js";
import { get } from "../shared/api.js";
import { day, moment } from "../shared/figures.js";
import { useLoaded, useLookingAgain } from "../shared/load.js";
import { Failed, Number, Steps, Title, Waiting } from "../shared/parts.js";
import { t } from "../shared/words.js";
import { Ending } from "./ending.js";
import { isToBring, stands as owed } from "./later.js";
import { road } from "./progress.js";

/** What can be done, where; what has no page here the foot has, or nothing. @type {Record<string, string>} */
const DOING = { CAN_CORRECT: "correct", CAN_SUPPLY: "supply", CAN_BRING_OWED: "owed", CAN_SIGN: "sign", CAN_CONFIRM_COST: "cost", CAN_AUTHORISE: "consent/data", CAN_CHOOSE_CASE: "/cases" };
const LAST = 4; // figures of the number, told on the phone

/** @param {{it: any}} given */
export default function Track({ it }) {
  const { value, problem, again } = useLoaded(() => get(`v1/applications/${it.id}/track`), [it.id]);
  const over = value?.held_by.code === "HOLDER_NOBODY", appealed = value?.ending?.appeal?.outcome === "filed";
  useLookingAgain(!!value && (!over || appealed), value, again);
  if (problem) return html`<${Failed} problem=${problem} again=${again} />`;
  if (!value) return html`<${Waiting} />`;
  const can = (/** @type {string} */ code) => value.next.some((/** @type {any} */ one) => one.code === code);
  const acts = value.next.filter((/** @type {any} */ one) => DOING[one.code] && (one.code !== "CAN_BRING_OWED" || value.owed.some(isToBring)));
  const here = `#/case/${it.id}`, ended = value.ending && value.status !== "DISBURSED"; // what was granted came to nothing
  return html`<div class="stack">
    <div class="stack tight" aria-live="polite">
      ${value.number && html`<${Number} number=${value.number} />`}
      <${Title}>${value.status_text}<//>
      <p class="soft">${appealed ? t("APPLY_APPEALED") : acts.length && value.held_by.code === "HOLDER_APPLICANT" ? t("APPLY_HELD_BY_YOU") : value.held_by.text}${value.held_by.until && html` · ${t("APPLY_BY_WHEN", { day: day(value.held_by.until) })}`}${value.held_by.provisional && t("APPLY_PROVISIONAL")}</p>
    </div>
    <section class=${acts.length ? "sheet todo" : "sheet"}>
      <h2>${t("APPLY_YOURS")}</h2>
      ${acts.length === 0 && html`<p>${t(over && !appealed ? "APPLY_YOURS_OVER" : "APPLY_YOURS_NOTHING")}</p>`}
      ${acts.map((/** @type {any} */ one) => html`<a class="button wide" href=${DOING[one.code]?.startsWith("/") ? `#${DOING[one.code]}` : `${here}/${DOING[one.code]}`}>${one.text}</a>`)}
      ${value.contract?.waiting_for.length > 0 && html`<p class="soft">${t("APPLY_WAITS_FOR", { whom: whom(value, it.mine.person) })}</p>`}
    </section>
    ${value.owed.length > 0 && html`<section class="sheet"><h2>${t("OWED_BY")}</h2>${value.owed.map((/** @type {any} */ one) => html`<p><strong>${one.name}</strong><br /><span class="soft">${owed(one)}</span></p>`)}</section>`}
    ${value.decision && !(value.decision.approved && ended) && html`<a class="sheet go" href=${`${here}/why`}><strong>${t(value.decision.approved ? "APPLY_APPROVED" : "APPLY_REFUSED")}</strong><small>${t("APPLY_WHY")}</small></a>`}
    ${value.ending && html`<${Ending} ending=${value.ending} />`}
    <section><h2>${t("APPLY_ROAD")}</h2><${Steps} steps=${road(value)} /></section>
    <${Special} procedures=${value.procedures} />
    ${(value.promise || value.receipt) && html`<p class="soft">${(value.promise ?? value.receipt).text}</p>`}
    <${Past} timeline=${value.timeline} />
    <nav class="links sheet" aria-label=${t("APPLY_BELONGS")}>
      <a href=${`${here}/papers`}>${t("APPLY_PAPERS")}</a>
      <a href=${`${here}/uses`}>${t("APPLY_USES")}</a>
      <a href=${`${here}/voice`}>${t("APPLY_VOICE")}</a>
      ${can("CAN_APPEAL") && html`<a href=${`${here}/appeal`}>${t("APPLY_APPEAL")}</a>`}
      ${can("CAN_APPLY_AGAIN") && html`<a href="#/new">${t("APPLY_ANEW")}</a>`}
      ${can("CAN_WITHDRAW") && html`<a href=${`${here}/withdraw`}>${t("APPLY_WITHDRAW")}</a>`}
      <a href="tel:12329">${value.number ? t("APPLY_CALL_ABOUT", { last: value.number.slice(-LAST) }) : t("APPLY_CALL")}</a>
    </nav>
  </div>`;
}

/** Who has still to sign, by their role. @param {any} track @param {string} me */
function whom(track, me) {
  const role = (/** @type {string} */ key) => key === me ? t("APPLY_YOU") : track.parties.find((/** @type {any} */ one) => one.person === key)?.text ?? t("APPLY_THE_BANK");
  return track.contract.waiting_for.map(role).join("、");
}

/** What the case waits for that nobody here can hasten (特别程序), and what came of it. @param {{procedures: any[]}} given */
const Special = ({ procedures }) => procedures.length > 0 && html`<section class="sheet"><h2>${t("APPLY_SPECIAL")}</h2>
  ${procedures.map((one) => html`<p><strong>${one.text}</strong><br /><span class="soft">${stands(one)}</span></p>`)}</section>`;

/** @param {any} one */
function stands(one) {
  if (one.left_at) return t("APPLY_SPECIAL_OVER", { day: day(one.left_at), result: one.result_text });
  if (Date.parse(one.until) < Date.now()) return t("APPLY_SPECIAL_PAST");
  return t("APPLY_SPECIAL_UNTIL", { day: day(one.until) }) + (one.provisional ? t("APPLY_PROVISIONAL") : "");
}

/** What has happened, the latest first. @param {{timeline: any[]}} given */
const Past = ({ timeline }) => html`<details>
  <summary>${t("APPLY_PAST")}</summary>
  <ol class="past">${[...timeline].reverse().map((one) => html`<li><small class="num">${moment(one.at)}</small><span>${one.text}</span></li>`)}</ol>
</details>`;
