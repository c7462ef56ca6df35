/** One field of the form on a page of its own, by its JSON pointer: what it is comes from the schema. Of what a department has told it says that. */
import { html, useState } from "../shared/dom.js";
import { Restored, useTyped, whoseOf } from "../shared/typed.js";
import { Choice, Pick, Text } from "../shared/fields.js";
import { useAct } from "../shared/load.js";
import { Back, Note, Title, Wrongs } from "../shared/parts.js";
import { go } from "../shared/router.js";
import { t, worded } from "../shared/words.js";
import { areChildren, childFault, Children, childrenSent } from "./children.js";
import { Saving } from "./face.js";
import { at, filled, isCard, isSum, movesMoney, node, sent, shown, title } from "./form.js";
import { idFault, IdText } from "../shared/ids.js";
import { next, untold } from "./tasks.js";

/** @param {{it: any, rest: string[], told?: any}} given — `told`: what a department has there, on the page of all it has */
export default function OneField({ it, rest, told }) {
  const pointer = `/${rest.join("/")}`;
  const of = node(it.schema, pointer);
  if (!of || of.readOnly) return html`<${Title}>${t("PAGE_NOT_FOUND")}<//>`;
  return html`<${Asked} key=${whoseOf(it.app.form, pointer)} it=${it} pointer=${pointer} of=${of} told=${told} />`;
}

/** @param {{it: any, pointer: string, of: any, told?: any}} given */
function Asked({ it, pointer, of, told }) {
  const [value, set, saved, restored] = useTyped(`${it.id}${whoseOf(it.app.form, pointer)}`, told && !filled(it.app.form, pointer) ? told.value : at(it.app.form, pointer));
  const [wrong, setWrong] = useState(/** @type {{text: string, href: string}[]} */ ([]));
  const { busy, problem, run, set: setProblem } = useAct();
  const values = areChildren(of) ? childrenSent(pointer, value) : { [pointer]: sent(of, value) };
  const card = isCard(it.app.form, pointer);
  const keep = (/** @type {Event | undefined} */ event = undefined) => {
    event?.preventDefault();
    setProblem(undefined);
    const found = [fault(of, value, card)].filter(Boolean).map((text) => ({ text, href: `#${pointer}` }));
    setWrong(found);
    if (found.length) return;
    run(async () => {
      const now = await it.save(values);
      saved();
      if (it.app.status !== "DRAFT") return history.back();
      if (told) return go(`case/${it.id}/told`, true); // what else was told there is not taken over yet, and need not be typed
      const missing = untold(now)[0];
      go(missing ? `case/${it.id}/field${missing}` : next(now), true);
    });
  };
  const said = wrong[0]?.text || problem?.defects.find((one) => one.field === pointer)?.text;
  return html`<form class="stack one" novalidate onSubmit=${keep}>
    <${Back} to=${told ? `#/case/${it.id}/told` : `#/case/${it.id}`} />
    <${Title} wrong=${!!said}>${title(it.schema, pointer)}<//>
    <${Wrongs} problem=${problem} wrong=${wrong} />
    <${Restored} restored=${restored} />
    ${told?.state === "KNOWN" && html`<p>${t("APPLY_TOLD_OTHER", { value: shown(it.schema, pointer, told.value) })}<br /><small>${told.text}</small><br /><small>${t("APPLY_TOLD_CHANGED")}</small></p>`}
    <${Control} id=${pointer} of=${of} value=${value} onInput=${set} wrong=${said} card=${card} label=${title(it.schema, pointer)} />
    ${isOneOfUs(it.app.form, pointer, value) && html`<${Note} kind="near"><p role="status">${t("APPLY_HOLDER_IS_PARTY")}</p><//>`}
    <${Saving} busy=${busy} act=${keep} asks=${movesMoney(it.app.form, values)} problem=${problem} />
  </form>`;
}

/** Whether the account the seller is paid into is said to be a party's own. @param {any} form @param {string} pointer @param {any} value */
const isOneOfUs = (form, pointer, value) => pointer === "/home/seller/holder" && (form.people ?? []).some((/** @type {any} */ one) => one.name && one.name === String(value ?? "").trim());

/** The control a field of the schema asks for. @param {{id: string, of: any, value: any, onInput: (value: any) => void, wrong?: string, label?: string, card?: boolean}} given — `card`: it is the number of an identity card */
export function Control({ of, label = of.title, card = false, ...given }) {
  const { id, value } = given;
  const name = id.split("/").filter((part) => part && !/^\d+$/.test(part)).join("_").toUpperCase();
  const hint = worded(`APPLY_HINT_${name}`) ? t(`APPLY_HINT_${name}`) : undefined;
  const about = { ...given, label, hint };
  if (areChildren(of)) return html`<${Children} ...${about} />`;
  if (card) return html`<${IdText} ...${about} />`;
  const names = of["x-names"] && { [value ?? ""]: value, ...of["x-names"] };
  if (names) return html`<${Pick} ...${about} options=${Object.entries(names).filter(([code]) => code)} />`;
  const codes = of["x-codes"] ? Object.entries(of["x-codes"].codes).filter(([code]) => !of.enum || of.enum.includes(code)) : [];
  if (of.type === "boolean") return html`<${Choice} ...${about} options=${[[true, t("PAGE_YES")], [false, t("PAGE_NO")]]} />`;
  if (codes.length > 6) return html`<${Pick} ...${about} options=${codes} />`;
  if (codes.length) return html`<${Choice} ...${about} options=${codes} />`;
  if (isSum(of)) return html`<${Text} ...${about} mode="decimal" after=${t("PAGE_YUAN")} narrow />`;
  return html`<${Text} ...${about} mode=${of.type === "integer" ? "numeric" : "text"} max=${of.maxLength} />`;
}

/** What is wrong with a value by itself, and how to put it right; empty if nothing. @param {any} of @param {any} value @param {boolean} [card] @returns {string} */
export function fault(of, value, card = false) {
  if (areChildren(of)) return childFault(value);
  const said = typeof value === "string" ? String(isSum(of) ? sent(of, value) : value.trim()) : value;
  if (said === undefined || said === null || said === "") return t("PAGE_MISSING", { what: of.title });
  if (card && idFault(said)) return t(idFault(said));
  if (isSum(of) && !new RegExp(of.pattern).test(said)) return t("PAGE_NOT_A_SUM", { what: of.title });
  if (of.type === "integer" && !/^\d+$/.test(String(said))) return t("APPLY_NOT_A_NUMBER", { what: of.title });
  return "";
}
