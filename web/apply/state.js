/** Declarations (申明): each ticked by itself, in the words of the policy. */
import { html, useState } from "../shared/dom.js";
import { Tick } from "../shared/fields.js";
import { useAct } from "../shared/load.js";
import { Restored, useTyped } from "../shared/typed.js";
import { Act, Back, Title, Wrongs } from "../shared/parts.js";
import { go } from "../shared/router.js";
import { t } from "../shared/words.js";
import { declared, next } from "./tasks.js";

/** @param {{it: any}} given */
export default function State({ it }) {
  const texts = it.schema.properties.declarations["x-texts"];
  const [ticked, set, saved, restored] = useTyped(`${it.id}/declarations`, /** @type {string[]} */ (it.app.form.declarations ?? []));
  const said = new Set(ticked);
  const [wrong, setWrong] = useState(/** @type {{text: string, href: string}[]} */ ([]));
  const { busy, problem, run } = useAct();
  const turn = (/** @type {string} */ code) => (/** @type {boolean} */ on) => set((now) => [...now.filter((one) => one !== code), ...(on ? [code] : [])]);
  const keep = (/** @type {Event} */ event) => {
    event.preventDefault();
    const found = declared(it.schema).filter((code) => !said.has(code)).map((code) => ({ text: t("APPLY_STATE_MISSING"), href: `#${code}` }));
    setWrong(found);
    if (found.length) return;
    run(async () => {
      const now = await it.save({ "/declarations": [...said] });
      saved();
      go(next(now));
    });
  };
  const list = (/** @type {string} */ sort) => texts.filter((/** @type {any} */ one) => one.sort === sort).map(
    (/** @type {any} */ one) => html`<${Tick} id=${one.code} label=${one.text} value=${said.has(one.code)} onInput=${turn(one.code)} wrong=${wrong.find(({ href }) => href === `#${one.code}`)?.text} />`,
  );
  return html`<form class="stack" novalidate onSubmit=${keep}>
    <${Back} to=${`#/case/${it.id}`} />
    <${Title} wrong=${wrong.length > 0}>${t("APPLY_TASK_STATE")}<//>
    <${Wrongs} problem=${problem} wrong=${wrong} />
    <${Restored} restored=${restored} />
    <p>${t("APPLY_STATE_WHY")}</p>
    ${list("declaration")}
    <h2>${t("APPLY_STATE_OPTIONS")}</h2>
    ${list("option")}
    <${Act} type="submit" busy=${busy}>${t("PAGE_SAVE")}<//>
  </form>`;
}
