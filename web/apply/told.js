/** What the departments know (预填): shown with its source and time; taken over by saving, put right by saying something else. */
import { html } from "../shared/dom.js";
import { get } from "../shared/api.js";
import { moment } from "../shared/figures.js";
import { useAct, useLoaded } from "../shared/load.js";
import { Act, Back, Failed, Note, Title, Values, Waiting, Wrongs } from "../shared/parts.js";
import { go } from "../shared/router.js";
import { t } from "../shared/words.js";
import OneField from "./field.js";
import { at, filled, same, shown, title } from "./form.js";
import { next, place, untold } from "./tasks.js";

/** @param {{it: any, rest: string[]}} given — `rest`: the field of it that is put right */
export default function Told({ it, rest }) {
  const { value, problem, again } = useLoaded(() => get(`v1/applications/${it.id}/prefill`), [it.id]);
  const { busy, problem: refused, run } = useAct();
  if (problem) return html`<${Back} to=${`#/case/${it.id}`} /><${Failed} problem=${problem} again=${again} />`;
  if (!value) return html`<${Waiting} />`;
  if (rest.length) return html`<${OneField} it=${it} rest=${rest} told=${value.fields.find((/** @type {any} */ one) => one.field === `/${rest.join("/")}`) ?? {}} />`;
  const form = it.app.form;
  const known = value.fields.filter((/** @type {any} */ one) => one.state === "KNOWN" && (it.mine.person === "borrower" || one.field.startsWith("/people/")));
  const fresh = known.filter((/** @type {any} */ one) => !filled(form, one.field));
  const there = new Set(known.map((/** @type {any} */ one) => one.field));
  const missing = untold(it).filter((one) => !there.has(one));
  const mine = `/people/${place(it)}`;
  const said = (/** @type {string} */ name) => at(form, `${mine}/${name}`) ?? known.find((/** @type {any} */ one) => one.field === `${mine}/${name}`)?.value;
  const unnamed = Number(said("minor_children") ?? 0) - (said("children") ?? []).length;
  const take = () =>
    run(async () => {
      const now = fresh.length ? await it.save(Object.fromEntries(fresh.map((/** @type {any} */ one) => [one.field, one.value]))) : it;
      go(missing[0] ? field(it.id, missing[0]) : next(now));
    });
  const here = (/** @type {string} */ pointer) => `case/${it.id}/told${pointer}`;
  const why = (/** @type {string} */ pointer) => value.fields.find((/** @type {any} */ one) => one.field === pointer)?.text;
  return html`<div class="stack">
    <${Back} to=${`#/case/${it.id}`} />
    <${Title}>${t("APPLY_TOLD")}<//>
    <${Wrongs} problem=${refused} />
    <p>${t("APPLY_TOLD_WHY")}</p>
    ${sources(known).map(
      ([source, list]) => html`<section class="sheet">
        <h2>${source}<small class="after">${moment(list[0]?.at)}</small></h2>
        <${Values} rows=${list.map((/** @type {any} */ one) => ({
          name: title(it.schema, one.field),
          value: shown(it.schema, one.field, filled(form, one.field) ? at(form, one.field) : one.value),
          from: filled(form, one.field) && !same(at(form, one.field), one.value) ? t("APPLY_TOLD_OTHER", { value: shown(it.schema, one.field, one.value) }) : "",
          change: `#/${here(one.field)}`,
          label: t("APPLY_TOLD_WRONG"),
        }))} />
      </section>`,
    )}
    ${unnamed > 0 && html`<${Note} kind="near"><p>${t("APPLY_CHILDREN_UNNAMED", { n: unnamed })}</p><a class="links" href=${`#/${here(`${mine}/children`)}`}>${t("APPLY_CHILDREN_NAME")}</a><//>`}
    ${missing.length > 0 && html`<${Note} kind="near">
      <h2>${t("APPLY_TOLD_MISSING")}</h2>
      ${missing.map((one) => html`<p>${title(it.schema, one)}${why(one) && html`<br /><small>${why(one)}</small>`}</p>`)}
    <//>`}
    <${Act} busy=${busy} onClick=${take}>${t(missing.length ? "APPLY_TOLD_TAKE_ON" : "APPLY_TOLD_TAKE")}<//>
  </div>`;
}

/** The place of a field's own page. @param {string} id @param {string} pointer */
export const field = (id, pointer) => `case/${id}/field${pointer}`;

/** Fields by who told them. @param {any[]} known @returns {[string, any[]][]} */
function sources(known) {
  const by = new Map();
  for (const one of known) by.set(one.source_text, [...(by.get(one.source_text) ?? []), one]);
  return [...by];
}
