/** The parties: each there in person (card and face at the terminal), told from data once they have authorised, their own fields, their own consents. */
import { html, useState } from "../shared/dom.js";
import { get, post } from "../shared/api.js";
import { Text } from "../shared/fields.js";
import { useAct, useLoaded } from "../shared/load.js";
import { Act, Failed, Wrongs } from "../shared/parts.js";
import { t } from "../shared/words.js";
import { filled, save } from "../apply/form.js";
import { Fields } from "./fields.js";
import { IsHere, Presence } from "./presence.js";

const AGENTS = ["documents", "submit", "corrections"]; // what somebody may come for in another's place while the form is open

/** @param {{it: any, forms: any, edits: any, edit: any, keep: () => Promise<unknown>, dirty: boolean}} given */
export function People({ it, forms, edits, edit, keep, dirty }) {
  const people = it.app.form.people ?? [];
  const codes = it.schema.properties.people.items.properties.key["x-codes"].codes;
  const sort = (/** @type {string} */ key) => key.replace(/_?\d+$/, "");
  const free = ["spouse", ...Object.keys(codes)].filter((key) => !people.some((/** @type {any} */ one) => one.key === key))
    .filter((key, at, all) => all.findIndex((one) => sort(one) === sort(key)) === at); // the next of each sort
  return html`${people.map((/** @type {any} */ one, /** @type {number} */ place) => html`<section class="sheet" aria-label=${codes[one.key]}>
      <h2>${codes[one.key]}</h2><${There} it=${it} forms=${forms} person=${one.key} dirty=${dirty} keep=${keep} edit=${edit} />
      <${Fields} it=${it} edits=${edits} edit=${edit} part=${`/people/${place}`} /></section>`)}
    ${free.map((key) => html`<${Another} key=${key} it=${it} person=${key} name=${codes[key]} dirty=${dirty} keep=${keep} />`)}`;
}

/** Another party begins with their ID card, as the first did. @param {{it: any, person: string, name: string, dirty: boolean, keep: () => Promise<unknown>}} given */
function Another({ it, person, name, dirty, keep }) {
  const [card, set] = useState("");
  const [wrong, setWrong] = useState(/** @type {{text: string, href: string}[] | undefined} */ (undefined));
  const act = useAct();
  const add = (/** @type {Event} */ event) => {
    event.preventDefault();
    setWrong(card.trim() ? undefined : [{ text: t("PAGE_DESK_CARD_MISSING"), href: `#card-${person}` }]);
    if (!card.trim()) return;
    act.run(async () => {
      if (dirty && !(await keep())) return;
      await save(it.id, "borrower", { [`/people/${it.app.form.people.length}`]: { key: person, id_number: card.trim().toUpperCase() } }, it.app);
      await it.reload();
    });
  };
  return html`<details><summary>${t("PAGE_DESK_ADD", { who: name })}</summary><form class="sheet" onSubmit=${add} novalidate>
    <${Wrongs} problem=${act.problem} wrong=${act.problem ? undefined : wrong} />
    <${Text} id=${`card-${person}`} label=${t("PAGE_DESK_CARD")} value=${card} onInput=${set} max=${18} wrong=${wrong?.[0]?.text} />
    <p><${Act} kind="second" type="submit" busy=${act.busy}>${t("PAGE_DESK_ADD", { who: name })}<//></p></form></details>`;
}

/** Presence, and what needs it: authorising and being told from data. @param {any} given */
function There({ it, forms, person, dirty, keep, edit }) {
  const [here, come] = useState(/** @type {import("./presence.js").Here | undefined} */ (undefined));
  const [unknown, setUnknown] = useState(/** @type {string[] | undefined} */ (undefined));
  const act = useAct();
  const arrived = async (/** @type {import("./presence.js").Here} */ now) => {
    come(now);
    await it.reload();
  };
  const told = () => act.run(async () => {
    const { fields } = await get(`v1/applications/${it.id}/prefill?person=${person}`);
    const fresh = fields.filter((/** @type {any} */ one) => one.state === "KNOWN" && !filled(it.app.form, one.field));
    for (const one of fresh) edit(one.field, one.value);
    const why = fields.filter((/** @type {any} */ one) => one.state !== "KNOWN").map((/** @type {any} */ one) => one.text);
    setUnknown([t(fresh.length ? "PAGE_DESK_TOLD_NEW" : "PAGE_DESK_TOLD_NOTHING", { number: fresh.length }), ...new Set(why)]);
  });
  const by_form = ["data", "credit", "identity"].filter((use) => forms.stands(person, `consents.${use}`));
  const in_person = here && !here.agent;
  return html`${here ? html`<div class="row"><${IsHere} here=${here} />${in_person && html`<${Act} kind="second" busy=${act.busy} onClick=${told}>${t("PAGE_DESK_TOLD")}<//>`}</div>`
      : html`<${Presence} id=${it.id} person=${person} at="form" agents=${AGENTS} first=${async () => !dirty || keep()} done=${arrived} />`}
    <${Wrongs} problem=${act.problem} />
    ${unknown && html`<div role="status">${unknown.map((one) => html`<p class="soft">${one}</p>`)}</div>`}
    ${(in_person || by_form.length > 0) && html`<${Consents} it=${it} person=${person} only=${in_person ? null : by_form} />`}`;
}

/** What is asked of them, read out, given by themselves while they are there. @param {{it: any, person: string, only: string[] | null}} given — `only`: the uses they have signed for */
function Consents({ it, person, only }) {
  const base = `v1/applications/${it.id}`;
  const asked = useLoaded(() => get(`${base}/authorisations?person=${person}`).catch(() => get(`${base}/authorisations`)), [person]);
  const act = useAct();
  const items = (asked.value?.items ?? []).filter((/** @type {any} */ one) => one.state !== "GIVEN" && (!only || only.includes(one.use)));
  const give = (/** @type {any} */ one) => act.run(async () => { await post(`${base}/consents`, { use: one.use, version: one.version, person }); await asked.again(); await it.reload(); });
  return html`${asked.problem && html`<${Failed} problem=${asked.problem} again=${asked.again} />`}<${Wrongs} problem=${act.problem} />${items.map((/** @type {any} */ one) => html`<details><summary>${one.name}</summary>
    ${one.state === "GIVEN_BEFORE" && html`<p>${one.state_text}</p>`}<p>${one.scope}</p><p class="soft">${one.purpose}</p><${Act} kind="" busy=${act.busy} onClick=${() => give(one)}>${t("PAGE_DESK_GIVE")}<//></details>`)}`;
}
