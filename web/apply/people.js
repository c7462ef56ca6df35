/** Who else is in it (其他申请人): somebody who borrows too, or owns the home too and owes nothing; named here, confirmed by themselves on their own phone. */
import { html, useState } from "../shared/dom.js";
import { Choice, Pick, Text } from "../shared/fields.js";
import { idFault, IdText, plainId } from "../shared/ids.js";
import { useAct } from "../shared/load.js";
import { Act, Back, Title, Wrongs } from "../shared/parts.js";
import { go } from "../shared/router.js";
import { Restored, useTyped } from "../shared/typed.js";
import { t } from "../shared/words.js";
import { node } from "./form.js";

const SORTS = ["co_borrower", "co_owner"];
const NOBODY = { sort: "", name: "", id: "", relation: "" };

/** @param {{it: any}} given */
export default function People({ it }) {
  const [said, set, saved, restored] = useTyped(`${it.id}/people`, NOBODY);
  const [wrong, setWrong] = useState(/** @type {{text: string, href: string}[]} */ ([]));
  const { busy, problem, run } = useAct();
  const form = it.app.form;
  const of = (/** @type {string} */ id) => wrong.find(({ href }) => href === `#${id}`)?.text;
  const tell = (/** @type {string} */ name) => (/** @type {string} */ value) => set((now) => ({ ...now, [name]: value }));
  const others = it.app.parties.filter((/** @type {any} */ one) => SORTS.some((sort) => one.person.startsWith(sort)));
  const add = (/** @type {Event} */ event) => {
    event.preventDefault();
    const found = lacking(said);
    setWrong(found);
    if (!found.length) run(async () => {
      const key = free(it, said.sort);
      const relation = said.sort === "co_borrower" ? { relation: said.relation } : {};
      await it.save({ [`/people/${form.people.length}`]: { key, name: said.name.trim(), id_number: plainId(said.id), ...relation } });
      saved();
      go(`case/${it.id}/invite/${key}`);
    });
  };
  const drop = (/** @type {string} */ key) => run(async () => {
    await it.save({ "/people": form.people.filter((/** @type {any} */ one) => one.key !== key) });
  });
  return html`<form class="stack" novalidate onSubmit=${add}>
    <${Back} to=${`#/case/${it.id}`} />
    <${Title} wrong=${wrong.length > 0}>${t("APPLY_PEOPLE")}<//>
    <${Wrongs} problem=${problem} wrong=${wrong} />
    <p>${t("APPLY_PEOPLE_WHY")}</p>
    <${Restored} restored=${restored} />
    ${others.map((/** @type {any} */ one) => html`<section class="sheet"><h2>${one.text}</h2><p class="soft">${one.state_text}</p>
      <${Act} kind="plain start" busy=${busy} onClick=${() => drop(one.person)}>${t("APPLY_PEOPLE_DROP", { whom: one.text })}<//></section>`)}
    <${Choice} id="sort" label=${t("APPLY_PEOPLE_SORT")} wrong=${of("sort")} value=${said.sort} onInput=${tell("sort")}
      options=${SORTS.filter((sort) => free(it, sort)).map((sort) => [sort, t(`APPLY_PEOPLE_${sort.toUpperCase()}`), t(`APPLY_PEOPLE_${sort.toUpperCase()}_HINT`)])} />
    ${said.sort && html`
      <${Text} id="name" label=${t("APPLY_PEOPLE_NAME")} wrong=${of("name")} value=${said.name} onInput=${tell("name")} max=${100} />
      <${IdText} id="id" label=${t("APPLY_PEOPLE_ID")} wrong=${of("id")} value=${said.id} onInput=${tell("id")} />`}
    ${said.sort === "co_borrower" && html`<${Pick} id="relation" label=${node(it.schema, "/people/0/relation").title} wrong=${of("relation")} value=${said.relation} onInput=${tell("relation")}
      options=${relations(it.schema)} />`}
    <${Act} type="submit" busy=${busy}>${t("APPLY_PEOPLE_ADD")}<//>
  </form>`;
}

/** The next key nobody has of a sort; empty where all are taken. @param {any} it @param {string} sort @returns {string} */
function free(it, sort) {
  const taken = it.app.form.people.map((/** @type {any} */ one) => one.key);
  const keys = /** @type {string[]} */ (node(it.schema, "/people/0/key").enum ?? []);
  return keys.find((key) => key.startsWith(sort) && !taken.includes(key)) ?? "";
}

/** How one may be related to the borrower: not as their spouse, who is a party of their own. @param {any} schema @returns {[string, string][]} */
function relations(schema) {
  const of = node(schema, "/people/0/relation");
  return of.enum.filter((/** @type {string} */ code) => code !== "1").map((/** @type {string} */ code) => [code, of["x-codes"].codes[code]]);
}

/** @param {Record<string, string>} said */
function lacking(said) {
  if (!said.sort) return [{ href: "#sort", text: t("APPLY_PEOPLE_SORT_MISSING") }];
  const found = [];
  if (!said.name?.trim()) found.push({ href: "#name", text: t("PAGE_MISSING", { what: t("APPLY_PEOPLE_NAME") }) });
  if (idFault(said.id)) found.push({ href: "#id", text: t(idFault(said.id)) });
  if (said.sort === "co_borrower" && !said.relation) found.push({ href: "#relation", text: t("APPLY_PEOPLE_RELATION_MISSING") });
  return found;
}
