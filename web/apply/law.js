/** What the rules rest on (规则的依据): every rule of a centre with its text, then the texts themselves and what rests on each; read without a login. */
import { html } from "../shared/dom.js";
import { get } from "../shared/api.js";
import { Pick } from "../shared/fields.js";
import { date } from "../shared/figures.js";
import { useLoaded } from "../shared/load.js";
import { Back, Failed, Note, Tag, Title, Waiting } from "../shared/parts.js";
import { go } from "../shared/router.js";
import { t, worded } from "../shared/words.js";
import { chooseCentre, useCentre } from "./centre.js";

/** @param {{rest: string[]}} given — the centre, where the address names one */
export default function Law({ rest }) {
  const chosen = useCentre();
  const kinds = useLoaded(() => get(`v1/kinds?centre=${chosen}`), []);
  const isNone = kinds.value && !kinds.value.centres.some((/** @type {any} */ one) => one.code === rest[0]); // a mistyped address
  const centre = isNone ? chosen : rest[0] || chosen;
  const law = useLoaded(() => get(`v1/law?centre=${encodeURIComponent(centre)}`), [centre]);
  const choose = (/** @type {string} */ code) => {
    chooseCentre(code);
    go(`law/${code}`, true);
  };
  return html`<div class="stack">
    <${Back} to="#/" />
    <${Title}>${t("LAW_TITLE")}<//>
    <${Pick} id="centre" label=${t("APPLY_CENTRE")} value=${centre} onInput=${choose} options=${(kinds.value?.centres ?? []).map((/** @type {any} */ one) => [one.code, one.name])} />
    ${law.problem && (kinds.value || kinds.problem) && html`<${Failed} problem=${law.problem} again=${law.again} />`}
    ${law.value ? html`<${Shown} law=${law.value} />` : !law.problem && html`<${Waiting} />`}
  </div>`;
}

/** @param {{law: any}} given */
function Shown({ law }) {
  const figures = new Map(law.figures.map((/** @type {any} */ one) => [one.figure, one]));
  const read = (/** @type {any} */ rule) => rule.reads.map((/** @type {string} */ name) => figures.get(name)).filter((/** @type {any} */ one) => one?.said);
  return html`<p>${t("LAW_WHOSE", { centre: law.name, day: date(law.on) })}</p>
  <${Note}><p>${t("LAW_UNREAD_WHY")}</p><//>
  <section class="stack tight"><h2>${t("LAW_RULES", { number: law.rules.length })}</h2>
    <ul class="past">${law.rules.map((/** @type {any} */ rule) => html`<li>
      <h3>${rule.name} <${Read} of=${rule} /></h3><span>${rule.text}</span>
      <small>${t("LAW_BASIS", { basis: rule.basis, day: date(rule.since) })}</small>${rule.words && html`<small>“${rule.words}”</small>`}
      ${read(rule).map((/** @type {any} */ one) => html`<small>${one.name}：${one.said} <${Read} of=${one} /></small>`)}
    </li>`)}</ul></section>
  <section class="stack tight"><h2>${t("LAW_SOURCES", { number: law.sources.length })}</h2>
    ${law.sources.map((/** @type {any} */ source) => html`<${Source} source=${source} resting=${[...law.rules, ...law.figures].filter(({ rests_on }) => rests_on === source.name)} />`)}</section>`;
}

/** @param {{of: {verified: boolean}}} given */
const Read = ({ of }) => html`<${Tag} kind=${of.verified ? "" : "near"}>${t(of.verified ? "LAW_READ" : "LAW_UNREAD")}<//>`;

/** One text, folded: whose it is, for whom it holds, what was read of it, and every rule and figure that rests on it.
 * @param {{source: any, resting: any[]}} given */
function Source({ source, resting }) {
  const binds = worded(`LAW_BINDS_${source.binds.toUpperCase()}`) ? `LAW_BINDS_${source.binds.toUpperCase()}` : "LAW_BINDS_ONE";
  const about = [source.authority, source.mark_text, source.in_force && t("LAW_SINCE", { day: date(source.in_force) }), t("LAW_SEEN", { day: date(source.seen) })];
  return html`<details><summary>${[source.title, ...(/\d/.test(source.number) ? [source.number] : [])].join(" · ")}</summary><div class="stack tight">
    <p class="soft">${t(binds)}<br />${about.filter(Boolean).join(" · ")}</p>
    ${source.url && html`<p><a class="links" href=${source.url} rel="noreferrer">${t("LAW_OPEN")}</a></p>`}
    <ul class="dots">${resting.map((one) => html`<li>${one.name}${one.place && `（${one.place}）`}${one.said && `：${one.said}`} <${Read} of=${one} />${one.words && html`<br /><small>“${one.words}”</small>`}</li>`)}</ul>
  </div></details>`;
}
