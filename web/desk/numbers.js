/** Calling a queue number (叫号): the hall's own system says whose turn it is; which counter this is, the device remembers. */
import { html, useState } from "../shared/dom.js";
import { get, post } from "../shared/api.js";
import { Text } from "../shared/fields.js";
import { useAct, useLoaded } from "../shared/load.js";
import { Act, Wrongs } from "../shared/parts.js";
import { t } from "../shared/words.js";

const COUNTER = "anju-counter";

export function Numbers() {
  const [kept] = useState(localStorage.getItem(COUNTER) ?? "");
  const [counter, set] = useState(kept);
  const [wrong, setWrong] = useState(/** @type {{text: string, href: string}[] | undefined} */ (undefined));
  const stood = useLoaded(() => (kept ? get(`v1/numbers?counter=${encodeURIComponent(kept)}`) : Promise.resolve(null)), []);
  const act = useAct();
  const call = (/** @type {boolean} */ again) => () => {
    setWrong(counter.trim() ? undefined : [{ text: t("PAGE_MISSING", { what: t("PAGE_DESK_COUNTER") }), href: "#counter" }]);
    if (counter.trim()) act.run(async () => {
      stood.put(await post("v1/numbers/next", { counter: counter.trim(), again }));
      localStorage.setItem(COUNTER, counter.trim());
    });
  };
  const at = stood.value;
  return html`<section class="sheet"><h2>${t("PAGE_DESK_NUMBERS")}</h2><${Wrongs} problem=${act.problem ?? stood.problem} wrong=${wrong} />
    <${Text} id="counter" label=${t("PAGE_DESK_COUNTER")} hint=${t("PAGE_DESK_COUNTER_HINT")} value=${counter} onInput=${set} max=${20} wrong=${wrong?.[0]?.text} />
    <div role="status">${at && html`<p>${at.number ? html`<strong class="big num">${at.number}</strong> ${t("PAGE_DESK_CALLED", { counter: at.counter })}` : t("PAGE_DESK_NOBODY_CALLED")} <span class="soft">${t("PAGE_DESK_WAITING", { number: at.waiting })}</span></p>`}</div>
    <div class="row"><${Act} kind="" busy=${act.busy} onClick=${call(false)}>${t("PAGE_DESK_CALL_NEXT")}<//>${at?.number && html`<${Act} kind="second" busy=${act.busy} onClick=${call(true)}>${t("PAGE_DESK_CALL_AGAIN")}<//>`}</div>
  </section>`;
}
