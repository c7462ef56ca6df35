/** How one was served (投诉、建议、评价): said to the centre alone, by number and day; what it answered stands below. */
import { html, useState } from "../shared/dom.js";
import { get, post } from "../shared/api.js";
import { day, moment } from "../shared/figures.js";
import { Choice, Lines } from "../shared/fields.js";
import { useAct, useLoaded } from "../shared/load.js";
import { Act, Back, Failed, Title, Waiting, Wrongs } from "../shared/parts.js";
import { Restored, useTyped } from "../shared/typed.js";
import { t } from "../shared/words.js";

const [SORTS, STARS] = [["complaint", "suggestion", "rating"], [5, 4, 3, 2, 1]];
const NOTHING = { sort: "", stars: 0, text: "" };

/** @param {{it: any}} given */
export default function Voice({ it }) {
  const here = `v1/applications/${it.id}/voices`;
  const { value, problem, again } = useLoaded(() => get(here).then(({ items }) => items), [it.id]);
  const [said, set, saved, restored] = useTyped(`${it.id}/voice`, NOTHING);
  const [wrong, setWrong] = useState(/** @type {{text: string, href: string}[]} */ ([]));
  const { busy, problem: refused, run } = useAct();
  if (problem) return html`<${Back} to=${`#/case/${it.id}`} /><${Failed} problem=${problem} again=${again} />`;
  if (!value) return html`<${Waiting} />`;
  const rated = value.some((/** @type {any} */ one) => one.sort === "rating");
  const of = (/** @type {string} */ id) => wrong.find(({ href }) => href === `#${id}`)?.text;
  const send = (/** @type {Event} */ event) => {
    event.preventDefault();
    const found = lacking(said);
    setWrong(found);
    if (!found.length) run(async () => {
      await post(here, { sort: said.sort, ...(said.sort === "rating" ? { stars: said.stars } : {}), ...(said.text.trim() ? { text: said.text.trim() } : {}) });
      set(NOTHING);
      saved();
      await again();
    });
  };
  return html`<form class="stack" novalidate onSubmit=${send}>
    <${Back} to=${`#/case/${it.id}`} />
    <${Title} wrong=${wrong.length > 0}>${t("APPLY_VOICE")}<//>
    <${Wrongs} problem=${refused} wrong=${wrong} />
    <p>${t("APPLY_VOICE_WHY")}</p>
    <${Restored} restored=${restored} />
    <div class="stack tight" aria-live="polite">${[...value].reverse().map((/** @type {any} */ one) => html`<${Said} voice=${one} />`)}</div>
    <${Choice} id="sort" label=${t("APPLY_VOICE_SORT")} wrong=${of("sort")} value=${said.sort} onInput=${(/** @type {string} */ sort) => set((now) => ({ ...now, sort }))}
      options=${SORTS.filter((sort) => sort !== "rating" || !rated).map((sort) => [sort, t(`APPLY_VOICE_${sort.toUpperCase()}`)])} />
    ${said.sort === "rating" && html`<${Choice} id="stars" label=${t("APPLY_VOICE_STARS")} wrong=${of("stars")} value=${said.stars} onInput=${(/** @type {number} */ stars) => set((now) => ({ ...now, stars }))}
      options=${STARS.map((stars) => [stars, t(`APPLY_VOICE_STARS_${stars}`)])} />`}
    ${said.sort && html`<${Lines} id="text" label=${t(said.sort === "rating" ? "APPLY_VOICE_TEXT_RATING" : "APPLY_VOICE_TEXT")} wrong=${of("text")} value=${said.text} onInput=${(/** @type {string} */ text) => set((now) => ({ ...now, text }))} />`}
    <${Act} type="submit" busy=${busy}>${t("APPLY_VOICE_SEND")}<//>
    <p class="soft">${t("APPLY_VOICE_ELSEWHERE")} <a class="links" href="tel:12345">12345</a></p>
  </form>`;
}

/** @param {{voice: any}} given */
const Said = ({ voice }) => html`<section class="sheet">
  <h2>${t(`APPLY_VOICE_${voice.sort.toUpperCase()}`)}${voice.stars ? ` · ${t(`APPLY_VOICE_STARS_${voice.stars}`)}` : ""}</h2>
  <p class="soft num">${t("APPLY_VOICE_NUMBER", { number: voice.number, at: moment(voice.at) })}</p>
  ${voice.text && html`<p>${voice.text}</p>`}
  ${voice.answer
    ? html`<p><strong>${t("APPLY_VOICE_ANSWER", { at: moment(voice.answered_at) })}</strong><br />${voice.answer}</p>`
    : html`<p class="soft">${voice.due_at ? t("APPLY_VOICE_BY", { day: day(voice.due_at) }) : t("APPLY_VOICE_KEPT")}</p>`}
</section>`;

/** @param {{sort: string, stars: number, text: string}} said */
function lacking(said) {
  if (!said.sort) return [{ href: "#sort", text: t("APPLY_VOICE_SORT_MISSING") }];
  if (said.sort === "rating") return said.stars ? [] : [{ href: "#stars", text: t("APPLY_VOICE_STARS_MISSING") }];
  return said.text.trim().length >= 2 ? [] : [{ href: "#text", text: t("APPLY_VOICE_TEXT_MISSING") }];
}
