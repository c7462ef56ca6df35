/** What a person says anew of the home or its old loan, with the word to try a stopped pay-out again: all that is asked and what shows it, or nothing. */
import { html } from "../shared/dom.js";
import { Tick } from "../shared/fields.js";
import { useTyped } from "../shared/typed.js";
import { t } from "../shared/words.js";
import { Look, changed, fresh, item, lacking } from "./looks.js";

/** @typedef {{on: boolean, points: import("./looks.js").Said[]}} Typed */

/** What may be said, what is said so far, and what of it goes with a word. @param {any} task */
export function useAnew(task) {
  const looks = task.offered.includes("retry") ? task.looks : [];
  const [said, set] = useTyped(`task/${task.id}/anew`, /** @type {Typed} */ ({ on: false, points: looks.map(fresh) }));
  const of = (/** @type {string} */ word) => (word === "retry" && said.on ? looks : []);
  return {
    looks, said, set,
    lacking: (/** @type {string} */ word) => of(word).flatMap((/** @type {any} */ look, /** @type {number} */ place) => lacking(look, said.points[place], place)),
    body: (/** @type {string} */ word) => (of(word).length ? { items: looks.map((/** @type {any} */ look, /** @type {number} */ place) => item(look, said.points[place])) } : {}),
  };
}

/** @param {{anew: ReturnType<typeof useAnew>, wrong?: {text: string, href: string}[]}} given */
export function Anew({ anew: { looks, said, set }, wrong }) {
  const change = (/** @type {number} */ place, /** @type {import("./looks.js").More} */ more) => set((now) => ({ ...now, points: changed(now.points, place, more) }));
  return html`<${Tick} id="anew" label=${t("PAGE_DESK_ANEW")} value=${said.on} onInput=${(/** @type {boolean} */ on) => set((now) => ({ ...now, on }))} />
    ${said.on && looks.map((/** @type {any} */ look, /** @type {number} */ place) => html`<${Look} look=${look} place=${place} said=${said.points[place]} change=${change} wrong=${wrong} />`)}`;
}
