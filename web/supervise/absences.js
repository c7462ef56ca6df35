/** Who is away and who stands in (请假代理): what would move is shown first, and moves when it is confirmed; whoever is back has theirs kept for them. */
import { html, useState } from "../shared/dom.js";
import { post } from "../shared/api.js";
import { Text } from "../shared/fields.js";
import { day } from "../shared/figures.js";
import { useAct } from "../shared/load.js";
import { Act, Note, Wrongs } from "../shared/parts.js";
import { t } from "../shared/words.js";
import { called } from "./figures.js";

/** @param {{items: any[], again: () => Promise<void>}} given */
export function Absences({ items, again }) {
  const act = useAct();
  const back = (/** @type {string} */ who) => act.run(async () => { await post("v1/absences/end", { who }); await again(); });
  return html`<section class="sheet"><h2>${t("SUPERVISE_ABSENCES")}</h2><${Wrongs} problem=${act.problem} />
    ${items.length === 0 ? html`<p class="soft">${t("SUPERVISE_ALL_HERE")}</p>` : html`<ul class="lines">${items.map((one) => html`<li><span>${t("SUPERVISE_AWAY_LINE", { who: one.who, first: day(one.first), last: day(one.last), deputy: one.deputy })}</span>
      <${Act} kind="second" busy=${act.busy} onClick=${() => back(one.who)}>${t("SUPERVISE_BACK", { who: one.who })}<//></li>`)}</ul>`}
    <details><summary>${t("SUPERVISE_ABSENT_NEW")}</summary><${New} done=${again} /></details></section>`;
}

const EMPTY = { who: "", deputy: "", first: "", last: "" };

/** @param {{done: () => Promise<void>}} given */
function New({ done }) {
  const [said, set] = useState(EMPTY);
  const [shown, show] = useState(/** @type {any} */ (null));
  const [wrong, setWrong] = useState(/** @type {{text: string, href: string}[] | undefined} */ (undefined));
  const act = useAct();
  const tell = (/** @type {string} */ name) => (/** @type {string} */ value) => { set((was) => ({ ...was, [name]: value })); show(null); };
  const send = (/** @type {boolean} */ preview) => (/** @type {Event} */ event) => {
    event.preventDefault();
    const missing = Object.entries(said).filter(([, value]) => !value.trim()).map(([name]) => ({ text: t("PAGE_MISSING", { what: t(`SUPERVISE_ABSENT_${name.toUpperCase()}`) }), href: `#absent-${name}` }));
    setWrong(missing.length ? missing : undefined);
    if (missing.length) return;
    act.run(async () => {
      const answer = await post("v1/absences", { who: said.who.trim(), deputy: said.deputy.trim(), first: said.first, last: said.last, preview });
      if (preview) return show(answer);
      set(EMPTY);
      show(null);
      await done();
    });
  };
  const date = (/** @type {"first" | "last"} */ name) => html`<div class="field"><label for=${`absent-${name}`}>${t(`SUPERVISE_ABSENT_${name.toUpperCase()}`)}</label><input type="date" id=${`absent-${name}`} value=${said[name]} onInput=${(/** @type {any} */ event) => tell(name)(event.target.value)} /></div>`;
  return html`<form class="stack tight" onSubmit=${send(true)} novalidate><${Wrongs} problem=${act.problem} wrong=${wrong} />
    <div class="grid"><${Text} id="absent-who" label=${t("SUPERVISE_ABSENT_WHO")} value=${said.who} onInput=${tell("who")} max=${40} /><${Text} id="absent-deputy" label=${t("SUPERVISE_ABSENT_DEPUTY")} value=${said.deputy} onInput=${tell("deputy")} max=${40} />${date("first")}${date("last")}</div>
    ${shown && html`<${Note}><p role="status">${t("SUPERVISE_MOVES", { number: shown.moves.length, deputy: shown.deputy })}</p>
      ${shown.stays.length > 0 && html`<p>${t("SUPERVISE_STAYS", { number: shown.stays.length })}</p><ul class="dots">${shown.stays.map((/** @type {any} */ one) => html`<li>${called(one.task.kind)} ${one.task.case.slice(0, 8)}：${one.text}</li>`)}</ul>`}<//>`}
    <div class="row"><${Act} kind=${shown ? "second" : ""} type="submit" busy=${act.busy}>${t("SUPERVISE_ABSENT_PREVIEW")}<//>${shown && html`<${Act} kind="" busy=${act.busy} onClick=${() => send(false)(new Event("submit"))}>${t("SUPERVISE_ABSENT_CONFIRM")}<//>`}</div></form>`;
}
