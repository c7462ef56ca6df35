/** A complaint, a suggestion or a rating (投诉建议、好差评) taken down at the window, of who has come: a supervisor answers it, the window reads it no more. */
import { html, useState } from "../shared/dom.js";
import { post } from "../shared/api.js";
import { day } from "../shared/figures.js";
import { Choice, Lines, Pick } from "../shared/fields.js";
import { useAct } from "../shared/load.js";
import { Act, Note, Wrongs } from "../shared/parts.js";
import { t } from "../shared/words.js";
import { party } from "./called.js";
import { IsHere, Presence } from "./presence.js";

const SORTS = ["complaint", "suggestion"]; // how one was served, one rates oneself

/** @param {{id: string, people: string[]}} given */
export function Said({ id, people }) {
  const [person, choose] = useState("");
  return html`<section class="sheet"><details><summary>${t("PAGE_DESK_VOICE_TAKE")}</summary><div class="stack">
    <p class="soft">${t("PAGE_DESK_VOICE_TAKE_HOW")}</p>
    <${Pick} id="voice-of" label=${t("PAGE_DESK_VOICE_OF")} value=${person} onInput=${choose} options=${people.map((key) => [key, party(key)])} />
    ${person && html`<${OfOne} key=${person} id=${id} person=${person} />`}</div></details></section>`;
}

/** @param {{id: string, person: string}} given */
function OfOne({ id, person }) {
  const [here, come] = useState(/** @type {import("./presence.js").Here | undefined} */ (undefined));
  const [sort, choose] = useState(SORTS[0]);
  const [text, set] = useState("");
  const [wrong, setWrong] = useState(/** @type {{text: string, href: string}[] | undefined} */ (undefined));
  const [kept, keep] = useState(/** @type {any} */ (null));
  const act = useAct();
  const send = () => {
    const missing = text.trim().length < 2 ? [{ text: t("PAGE_MISSING", { what: t("APPLY_VOICE_TEXT") }), href: "#voice-text" }] : undefined;
    setWrong(missing);
    if (!missing) act.run(async () => keep(await post(`v1/applications/${id}/voices`, { sort, text: text.trim(), person })));
  };
  if (kept) return html`<${Note}><p role="status">${t("PAGE_DESK_VOICE_TAKEN", { number: kept.number, day: day(kept.due_at) })}</p><//>`;
  if (!here) return html`<${Presence} id=${id} person=${person} at="voice" agents=${[]} done=${come} />`;
  return html`<div class="stack"><${Wrongs} problem=${act.problem} wrong=${wrong} /><p><${IsHere} here=${here} /></p>
    <${Choice} id="voice-sort" label=${t("APPLY_VOICE_SORT")} value=${sort} onInput=${choose} options=${SORTS.map((one) => [one, t(`APPLY_VOICE_${one.toUpperCase()}`)])} />
    <${Lines} id="voice-text" label=${t("APPLY_VOICE_TEXT")} value=${text} onInput=${set} wrong=${wrong?.[0].text} />
    <p><${Act} kind="" busy=${act.busy} onClick=${send}>${t("PAGE_DESK_VOICE_KEEP")}<//></p></div>`;
}
