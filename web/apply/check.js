/** Check your answers (核对并提交): everything that is handed in, where it comes from, a way to change each, and the one act. */
import { html, useEffect, useState } from "../shared/dom.js";
import { get, post } from "../shared/api.js";
import { moment } from "../shared/figures.js";
import { useAct, useLoaded } from "../shared/load.js";
import { Back, Title, Values, Wrongs } from "../shared/parts.js";
import { go } from "../shared/router.js";
import { t } from "../shared/words.js";
import { Binding } from "./face.js";
import { at, node, shown, title } from "./form.js";
import { WayLater } from "./later.js";
import { Brought, Upload } from "./upload.js";

/** @param {{it: any}} given */
export default function Check({ it }) {
  const { busy, problem, run } = useAct();
  const { revision } = it.app;
  const lacks = useLoaded(async () => ({ ...(await get(`v1/applications/${it.id}/track`)), of: revision }), [it.id]);
  // A paper that came, or whoever changed the form, has it asked for anew; what is on its way stays in view meanwhile.
  useEffect(() => void (lacks.value && lacks.value.of !== revision && lacks.again()), [revision, lacks.value]);
  const form = it.app.form;
  // Whoever was shown what is lacking, and presses all the same, hands it in so.
  const [told, tell] = useState(0); // of which revision the API said it
  const [going, count] = useState(0); // papers on their way: they are not there yet
  const incomplete = (lacks.value?.of === revision && lacks.value.foreseen.length > 0) || (problem?.code === "STILL_LACKING" && told === revision);
  const submit = () =>
    run(async () => {
      tell(revision);
      const { status } = await post(`v1/applications/${it.id}/submit`, { incomplete }, { revision });
      it.became(status);
      await it.reload();
      go(`case/${it.id}/done`, true);
    });
  // Somebody changed it meanwhile: it is shown anew before it is sent.
  const changed = problem?.code === "CHANGED_MEANWHILE" || problem?.code === "REVISION_MISMATCH";
  const words = problem?.defects.map(({ text, field }) => ({ text: named(it, field, text), href: where(it, field) }));
  return html`<div class="stack">
    <${Back} to=${`#/case/${it.id}`} />
    <${Title} wrong=${!!problem}>${t("APPLY_TASK_CHECK")}<//>
    <${Wrongs} problem=${problem} words=${words} />
    ${changed && html`<button type="button" class="second" onClick=${it.reload}>${t("APPLY_LOOK_AGAIN")}</button>`}
    ${form.people.map((/** @type {any} */ _, /** @type {number} */ n) => html`<${Part} it=${it} name=${named(it, `/people/${n}/key`, "")} part=${`/people/${n}`} locked=${n > 0} />`)}
    <${Part} it=${it} name=${title(it.schema, "/home")} part="/home" />
    <${Part} it=${it} name=${title(it.schema, "/wish")} part="/wish" />
    <section class="sheet">
      <h2>${title(it.schema, "/declarations")}</h2>
      <ul class="dots">${it.schema.properties.declarations["x-texts"].filter((/** @type {any} */ one) => form.declarations?.includes(one.code)).map((/** @type {any} */ one) => html`<li>${one.text}</li>`)}</ul>
      <a class="links" href=${`#/case/${it.id}/state`}>${t("PAGE_CHANGE")}</a>
    </section>
    <${Foreseen} it=${it} lacks=${lacks} going=${count} />
    <${WayLater} it=${it} />
    <p>${t("APPLY_SUBMIT_WHY")}</p>
    <${Binding} busy=${busy || going > 0} act=${submit}>${t("APPLY_SUBMIT")}<//>
  </div>`;
}

/** What the notice would name of it as it stands, with what can be uploaded now; it may be handed in without. @param {{it: any, lacks: any, going: (update: (was: number) => number) => void}} given */
function Foreseen({ it, lacks: { value }, going }) {
  if (it.mine.person !== "borrower" || !value?.foreseen.length) return null;
  return html`<section class="sheet"><h2>${t("APPLY_FORESEEN")}</h2><p class="soft">${t("APPLY_FORESEEN_WHY")}</p>
    ${value.foreseen.map((/** @type {any} */ one) => html`<div class="stack" key=${one.code + one.where}><p>${one.text}</p>${one.code === "MATERIAL_MISSING" && html`<${Brought} it=${it} material=${one.where} /><${Upload} it=${it} material=${one.where} label=${one.values.name} onDone=${it.reload} going=${going} />`}</div>`)}
  </section>`;
}

/** One part of the form, what it says by field. @param {{it: any, name: string, part: string, locked?: boolean}} given */
function Part({ it, name, part, locked = false }) {
  return html`<section class="sheet">
    <h2>${name}</h2>
    <${Values} rows=${leaves(at(it.app.form, part), part).filter((one) => !one.endsWith("/key")).map((one) => {
      const origin = it.app.origins.find((/** @type {any} */ told) => told.field === one);
      return {
        name: title(it.schema, one),
        value: shown(it.schema, one, at(it.app.form, one)),
        from: origin && t(origin.same ? "APPLY_FROM" : "APPLY_FROM_OTHER", { source: origin.source_text, at: moment(origin.at) }),
        change: locked || !node(it.schema, one) ? undefined : `#/case/${it.id}/field${one}`,
      };
    })} />
  </section>`;
}

/** Every field that says something. @param {any} part @param {string} place @returns {string[]} */
function leaves(part, place) {
  if (part === null || part === undefined || part === "") return [];
  if (typeof part !== "object") return [place];
  return Object.entries(part).flatMap(([name, inner]) => leaves(inner, `${place}/${name}`));
}

/** A defect with the name of its field before it. @param {any} it @param {string} field @param {string} text */
export function named(it, field, text) {
  const person = /^\/people\/(\d+)/.exec(field);
  const who = person ? it.schema.properties.people.items.properties.key["x-codes"].codes[it.app.form.people[Number(person[1])]?.key] ?? "" : "";
  if (field.endsWith("/key")) return who;
  const what = field && node(it.schema, field) && title(it.schema, field); // "" is of no field, not of the whole form
  return [who, what].filter(Boolean).join(" · ") + (who || what ? "：" : "") + text;
}

/** Where a defect is put right. @param {any} it @param {string} field @returns {string | undefined} */
export function where(it, field) {
  if (field.startsWith("/declarations")) return `#/case/${it.id}/state`;
  if (/^\/people\/\d+$/.test(field)) return `#/case/${it.id}/draft`;
  const of = node(it.schema, field);
  return of && of.type !== "object" ? `#/case/${it.id}/field${field}` : undefined;
}
