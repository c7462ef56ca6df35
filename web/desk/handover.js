/** Handing out (出件) at the window: to who has come, or to their agent, against a signature or the scan of one on paper; or by post. The receipt is printed here. */
import { html, useState } from "../shared/dom.js";
import { post } from "../shared/api.js";
import { Text, Tick } from "../shared/fields.js";
import { moment } from "../shared/figures.js";
import { useAct } from "../shared/load.js";
import { Act, Note, Tag, Wrongs, useShut } from "../shared/parts.js";
import { t } from "../shared/words.js";
import { TYPES, digest, stored } from "../apply/upload.js";
import { party } from "./called.js";
import { IsHere, Presence } from "./presence.js";

/** @param {{it: any}} given */
export function HandOver({ it }) {
  const { results, parties, deliveries } = it.track;
  if (!results.length) return null;
  const way = (/** @type {string} */ person) => deliveries.find((/** @type {any} */ one) => one.person === person);
  return html`<section class="sheet"><h2>${t("PAGE_DESK_HAND_OVER_PAPERS")}</h2>
    <ul class="lines">${results.map((/** @type {any} */ one) => html`<li><span>${one.title}${one.replaced && html` <${Tag} kind="wait">${t("PAGE_DESK_REPLACED")}<//>`}
      ${one.handed.map((/** @type {any} */ time) => html`<small>${time.text} ${moment(time.at)}</small>`)}</span></li>`)}</ul>
    ${parties.map((/** @type {any} */ one) => html`<details><summary>${t("PAGE_DESK_HAND_TO", { who: party(one.person) })} · ${way(one.person)?.text}</summary><${ToOne} it=${it} person=${one.person} way=${way(one.person)} /></details>`)}</section>`;
}

/** @param {{it: any, person: string, way: any}} given */
function ToOne({ it, person, way }) {
  const [here, come] = useState(/** @type {import("./presence.js").Here | undefined} */ (undefined));
  const [file, choose] = useState(/** @type {File | null} */ (null));
  const [got, set] = useState(/** @type {any} */ (null));
  const act = useAct();
  const base = `v1/applications/${it.id}`;
  const hand = () => act.run(async () => {
    const receipt = file ? { receipt: await kept(base, file) } : {};
    set(await post(`${base}/results`, { person, ...receipt }));
    await it.reload();
  });
  return html`<div class="look"><${Wrongs} problem=${act.problem} />
    ${!here && !got && html`<${Presence} id=${it.id} person=${person} at="hand" agents=${["results"]} done=${come} />`}
    ${here && !got && html`<p><${IsHere} here=${here} /></p>
      ${way && !here.agent && html`<${Choice} it=${it} way=${way} />`}
      <div class="field"><label for=${`signed-${person}`}>${t("PAGE_DESK_SIGNED_FOR")}</label><p class="soft">${t("PAGE_DESK_SIGNED_FOR_HINT")}</p>
        <input type="file" id=${`signed-${person}`} accept=${TYPES.join(",")} onChange=${(/** @type {any} */ event) => choose(event.target.files[0] ?? null)} /></div>
      <p><${Act} kind="" busy=${act.busy} onClick=${hand}>${t("PAGE_DESK_HAND_NOW")}<//></p>`}
    ${got && html`<${Given} got=${got} number=${it.app.number ?? ""} />`}
    <${ByPost} it=${it} person=${person} /></div>`;
}

/** How papers are to reach who is here: read to them, and taken down as they say; the opposite, which is offered then, stays shut until it is asked
 * for. An agent does not choose for them. @param {{it: any, way: any}} given */
function Choice({ it, way }) {
  const act = useAct();
  const { box, shut } = useShut();
  const choose = () => act.run(async () => {
    await post(`v1/applications/${it.id}/delivery`, { person: way.person, electronic: !way.electronic });
    shut();
    await it.reload();
  });
  return html`<details ref=${box}><summary>${t(way.electronic ? "PAGE_DESK_WANTS_PAPER" : "PAGE_DESK_AGREES_ELECTRONIC")}</summary><${Wrongs} problem=${act.problem} />
    <p class="soft">${way.other}</p><p><${Act} kind="second" busy=${act.busy} onClick=${choose}>${t("PAGE_DESK_CHOICE_KEEP")}<//></p></details>`;
}

/** The receipt (签收单), with a line for a signature. @param {{got: any, number: string}} given */
function Given({ got, number }) {
  return html`<div class="note slip" role="status"><h3>${t("PAGE_DESK_SLIP")}</h3><p class="num">${number}</p>
    <p>${got.text}${got.is_agent && t("PAGE_DESK_BY_AGENT")} · ${moment(new Date().toISOString())}</p>
    <ul class="dots">${got.items.map((/** @type {any} */ one) => html`<li><a class="links" href=${one.link} target="_blank" rel="noopener">${one.title}</a><small class="num">${one.sha256.slice(0, 16)}</small></li>`)}</ul>
    <p>${t("PAGE_DESK_SLIP_SIGN")}</p><p><button type="button" class="second" onClick=${() => print()}>${t("PAGE_PRINT")}</button></p></div>`;
}

/** @param {{it: any, person: string}} given */
function ByPost({ it, person }) {
  const [tracking, set] = useState("");
  const [byCard, card] = useState(false);
  const [sent, tell] = useState(/** @type {any} */ (null));
  const act = useAct();
  const [wrong, setWrong] = useState(/** @type {{text: string, href: string}[] | undefined} */ (undefined));
  const send = (/** @type {Event} */ event) => {
    event.preventDefault();
    setWrong(tracking.trim() ? undefined : [{ text: t("PAGE_MISSING", { what: t("PAGE_DESK_TRACKING") }), href: `#post-${person}` }]);
    act.set(undefined);
    if (tracking.trim()) act.run(async () => { tell(await post(`v1/applications/${it.id}/mailings`, { person, tracking: tracking.trim().toUpperCase(), by_id_card: byCard })); await it.reload(); });
  };
  // Without an address the tick below puts it right; anything else is of the letter's number.
  const refused = act.problem?.defects.map(({ code, text }) => ({ text, href: code === "NO_ADDRESS" ? `#post-card-${person}` : `#post-${person}` }));
  return html`<details><summary>${t("PAGE_DESK_BY_POST")}</summary>${sent ? html`<${Note}><p role="status">${t("PAGE_DESK_POSTED", { number: sent.tracking, to: sent.to_text })}</p><//>` : html`<form class="row low" onSubmit=${send} novalidate>
    <${Wrongs} problem=${act.problem} wrong=${refused ?? wrong} /><${Text} id=${`post-${person}`} label=${t("PAGE_DESK_TRACKING")} value=${tracking} onInput=${set} max=${30} narrow wrong=${wrong?.[0]?.text} />
    <${Tick} id=${`post-card-${person}`} label=${t("PAGE_DESK_TO_ID_CARD")} value=${byCard} onInput=${card} />
    <${Act} kind="second" type="submit" busy=${act.busy}>${t("PAGE_DESK_POST")}<//></form>`}</details>`;
}

/** @param {string} base @param {File} file */
async function kept(base, file) {
  const slot = await post(`${base}/signed-forms`, { content_type: file.type });
  await stored(slot, file, () => {});
  return { document: slot.id, content_type: file.type, sha256: await digest(file) };
}
