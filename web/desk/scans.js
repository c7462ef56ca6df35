/** Signed forms (签字表单) and agents (代办): who cannot come signs on paper; its scan counts for one act once a colleague has looked at it. */
import { html, useState } from "../shared/dom.js";
import { get, post } from "../shared/api.js";
import { Pick, Text, Tick } from "../shared/fields.js";
import { moment } from "../shared/figures.js";
import { useAct, useLoaded } from "../shared/load.js";
import { Act, Failed, Note, Tag, Waiting, Wrongs } from "../shared/parts.js";
import { t } from "../shared/words.js";
import { TYPES, digest, stored } from "../apply/upload.js";
import { party } from "./called.js";

const FOR_AGENT = "agent";
const ACTS = ["consents.data", "consents.credit", "consents.identity", "submit", "corrections", "signatures", FOR_AGENT];
const OF_AGENT = ["documents", "submit", "corrections", "results"];
const STATES = /** @type {Record<string, string>} */ ({ WAITING: "near", KEPT: "", USED: "wait", EXPIRED: "wait", VOID: "wait", DENIED: "late" });
const PLACE = "anju-window"; // where this terminal stands: the same all day

/** The forms of a case, and whose accepted form stands for which act now. @param {string} id */
export function useForms(id) {
  const found = useLoaded(() => get(`v1/applications/${id}/signed-forms`), [id]);
  const stands = (/** @type {string} */ person, /** @type {string} */ act) => (found.value?.items ?? []).some((/** @type {any} */ one) => one.person === person && one.state === "KEPT" && !one.is_agent && one.act.code === code(act));
  return { ...found, stands };
}

/** @param {string} act */
const code = (act) => `ACT_${act.toUpperCase().replaceAll(".", "_")}`;

/** @param {{id: string, people: string[], forms: ReturnType<typeof useForms>}} given */
export function Scans({ id, people, forms }) {
  return html`<section class="sheet"><h2>${t("PAGE_DESK_SCANS")}</h2>
    ${forms.value ? html`<ul class="lines">${forms.value.items.map((/** @type {any} */ one) => html`<li><${Tag} kind=${STATES[one.state] ?? "near"}>${one.state_text}<//>
        <span>${one.text} · ${one.act.text}<small>${one.by} ${moment(one.at)}${one.second && ` · ${t("PAGE_DESK_SECOND", { who: one.second })}`}${one.warning && ` · ${one.warning}`}</small></span></li>`)}</ul>`
      : forms.problem ? html`<${Failed} problem=${forms.problem} again=${forms.again} />` : html`<${Waiting} />`}
    <details><summary>${t("PAGE_DESK_BRING")}</summary><${Bring} id=${id} people=${people} done=${forms.again} /></details></section>`;
}

/** @param {{id: string, people: string[], done: () => unknown}} given */
function Bring({ id, people, done }) {
  const [said, set] = useState({ person: "", act: "", place: localStorage.getItem(PLACE) ?? "", card: "", until: "", acts: /** @type {string[]} */ ([]) });
  const [file, choose] = useState(/** @type {File | null} */ (null));
  const [wrong, setWrong] = useState(/** @type {{text: string, href: string}[] | undefined} */ (undefined));
  const [kept, keep] = useState(false);
  const act = useAct();
  const tell = (/** @type {string} */ name) => (/** @type {any} */ value) => set((was) => ({ ...was, [name]: value }));
  const turn = (/** @type {string} */ one) => (/** @type {boolean} */ on) => set((was) => ({ ...was, acts: [...was.acts.filter((other) => other !== one), ...(on ? [one] : [])] }));
  const for_agent = said.act === FOR_AGENT;
  const send = (/** @type {Event} */ event) => {
    event.preventDefault();
    const missing = lacking(said, file, for_agent);
    setWrong(missing.length ? missing : undefined);
    if (missing.length || !file) return;
    keep(false);
    act.run(async () => {
      localStorage.setItem(PLACE, said.place.trim());
      const slot = await post(`v1/applications/${id}/signed-forms`, { content_type: file.type });
      await stored(slot, file, () => {});
      const agent = for_agent ? { agent: { id_number: said.card.trim().toUpperCase(), acts: said.acts, until: said.until } } : {};
      await post(`v1/applications/${id}/signed-forms/${slot.id}/verify`, { person: said.person, act: said.act, place: said.place.trim(), content_type: file.type, sha256: await digest(file), ...agent });
      keep(true);
      await done();
    });
  };
  return html`<form class="stack" onSubmit=${send} novalidate><${Wrongs} problem=${act.problem} wrong=${wrong} />
    <div class="grid">
      <${Pick} id="scan-person" label=${t("PAGE_DESK_SCAN_WHO")} value=${said.person} onInput=${tell("person")} options=${people.map((key) => [key, party(key)])} />
      <${Pick} id="scan-act" label=${t("PAGE_DESK_SCAN_ACT")} value=${said.act} onInput=${tell("act")} options=${ACTS.map((one) => [one, t(code(one))])} />
      <${Text} id="scan-place" label=${t("PAGE_DESK_SCAN_PLACE")} hint=${t("PAGE_DESK_SCAN_PLACE_HINT")} value=${said.place} onInput=${tell("place")} max=${40} />
    </div>
    ${for_agent && html`<div class="grid">
      <${Text} id="scan-card" label=${t("PAGE_DESK_AGENT_CARD")} value=${said.card} onInput=${tell("card")} max=${18} />
      <div class="field"><label for="scan-until">${t("PAGE_DESK_AGENT_UNTIL")}</label><input id="scan-until" type="date" value=${said.until} onInput=${(/** @type {any} */ event) => tell("until")(event.target.value)} /></div></div>
      <fieldset class="field"><legend>${t("PAGE_DESK_AGENT_ACTS")}</legend>${OF_AGENT.map((one) => html`<${Tick} id=${`scan-${one}`} label=${t(code(one))} value=${said.acts.includes(one)} onInput=${turn(one)} />`)}</fieldset>`}
    <div class="field"><label for="scan-file">${t("PAGE_DESK_SCAN_FILE")}</label><input type="file" id="scan-file" accept=${TYPES.join(",")} onChange=${(/** @type {any} */ event) => choose(event.target.files[0] ?? null)} /></div>
    <div class="row"><${Act} kind="second" type="submit" busy=${act.busy}>${t("PAGE_DESK_SCAN_KEEP")}<//></div>
    <div role="status">${kept && html`<${Note}>${t("PAGE_DESK_SCAN_KEPT")}<//>`}</div></form>`;
}

/** @param {{person: string, act: string, place: string, card: string, until: string, acts: string[]}} said @param {File | null} file @param {boolean} for_agent */
function lacking(said, file, for_agent) {
  const asked = [["person", said.person, "PAGE_DESK_SCAN_WHO"], ["act", said.act, "PAGE_DESK_SCAN_ACT"], ["place", said.place.trim(), "PAGE_DESK_SCAN_PLACE"], ["file", file, "PAGE_DESK_SCAN_FILE"],
    ...(for_agent ? [["card", said.card.trim(), "PAGE_DESK_AGENT_CARD"], ["until", said.until, "PAGE_DESK_AGENT_UNTIL"], ["documents", said.acts.length, "PAGE_DESK_AGENT_ACTS"]] : [])];
  return asked.filter(([, value]) => !value).map(([name, , label]) => ({ text: t("PAGE_MISSING", { what: t(String(label)) }), href: `#scan-${name}` }));
}
