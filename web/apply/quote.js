/** Reckoning without logging in (贷款试算): a home, one person's deposits; nothing is kept. */
import { html, useState } from "../shared/dom.js";
import { get, post } from "../shared/api.js";
import { yuan } from "../shared/figures.js";
import { Choice, Pick, Text, Tick } from "../shared/fields.js";
import { useAct, useLoaded } from "../shared/load.js";
import { Act, Back, Failed, Note, Title, Values, Wrongs } from "../shared/parts.js";
import { t } from "../shared/words.js";
import { chooseCentre, useCentre } from "./centre.js";
import { Cost, nothing } from "./instalments.js";

const SUMS = ["price", "base", "balance"];
const SAID_BEFORE = ["AMOUNT", "TERM"]; // where nothing can be lent, why that is stands there already
const SUM = /^\d{1,10}(\.\d{1,2})?$/;
const PLACES = /** @type {Record<string, string>} */ ({ price: "/home/price", born: "/people/0/born", sex: "/people/0/sex", base: "/people/0/base", balance: "/people/0/balance", months: "/people/0/consecutive_months" });

export default function Quote() {
  const centre = useCentre();
  const [said, set] = useState(/** @type {Record<string, string>} */ ({ price: "", born: "", sex: "", base: "", balance: "", months: "" }));
  const [wrong, setWrong] = useState(/** @type {{text: string, href: string}[]} */ ([]));
  const [proofs, setProofs] = useState(/** @type {string[]} */ ([])); // materials that will be brought
  const [quote, setQuote] = useState(/** @type {any} */ (null));
  const { busy, problem, run, set: setProblem } = useAct();
  const kinds = useLoaded(() => get(`v1/kinds?centre=${centre}`), []);
  const centres = (kinds.value?.centres ?? []).map((/** @type {any} */ one) => [one.code, one.name]);
  const reckon = (/** @type {Event} */ event) => {
    event.preventDefault();
    setProblem(undefined);
    const found = lacking(said);
    setWrong(found);
    if (found.length || event.type === "submit") setQuote(null); // with a material more, what is read stays until there is another
    if (!found.length) run(async () => setQuote(await post("v1/quotes", { ...asked(said, centre), proofs })));
  };
  const bring = (/** @type {string} */ code) => (/** @type {boolean} */ on) => setProofs((now) => (on ? [...now, code] : now.filter((one) => one !== code)));
  const choose = (/** @type {string} */ code) => {
    setProofs([]); // each centre has its own
    setQuote(null);
    chooseCentre(code);
  };
  const refused = problem?.defects.map(({ field, text }) => named(field, text));
  const field = (/** @type {string} */ name) => {
    const id = PLACES[name] ?? name;
    const of = wrong.find(({ href }) => href === `#${id}`)?.text ?? problem?.defects.find((one) => one.field === id)?.text;
    return { id, label: t(`APPLY_QUOTE_${name.toUpperCase()}`), value: said[name], wrong: of, onInput: (/** @type {string} */ value) => set((was) => ({ ...was, [name]: value })) };
  };
  return html`<div class="stack">
    <${Back} to="#/" />
    <${Title} wrong=${wrong.length > 0}>${t("APPLY_QUOTE")}<//>
    <p class="soft">${t("APPLY_QUOTE_WHY")}</p>
    <${Wrongs} problem=${problem} wrong=${wrong} words=${refused} />
    <form class="stack" novalidate onSubmit=${reckon}>
      ${kinds.problem && html`<${Failed} problem=${kinds.problem} again=${kinds.again} />`}
      <${Pick} id="centre" label=${t("APPLY_CENTRE")} hint=${t("APPLY_CENTRE_HINT")} wrong=${problem?.defects.find(({ field }) => field === "/centre")?.text} value=${centre} onInput=${choose} options=${centres} />
      <${Text} ...${field("price")} mode="decimal" after=${t("PAGE_YUAN")} narrow />
      <${Text} ...${field("born")} mode="numeric" hint=${t("APPLY_QUOTE_BORN_HINT")} narrow />
      <${Choice} ...${field("sex")} options=${[["1", t("APPLY_MAN")], ["2", t("APPLY_WOMAN")]]} />
      <${Text} ...${field("base")} mode="decimal" after=${t("PAGE_YUAN")} hint=${t("APPLY_QUOTE_BASE_HINT")} narrow />
      <${Text} ...${field("balance")} mode="decimal" after=${t("PAGE_YUAN")} narrow />
      <${Text} ...${field("months")} mode="numeric" after=${t("APPLY_MONTHS_UNIT")} narrow />
      <${Act} type="submit" busy=${busy}>${t("APPLY_QUOTE_ACT")}<//>
    </form>
    <div aria-live="polite" class="stack">${quote && html`<${Answer} quote=${quote} proofs=${proofs} bring=${bring} busy=${busy} reckon=${reckon} />`}</div>
  </div>`;
}

/** What the API says of a field, with its name before it and the way to it; of what is not asked here as it is. @param {string} field @param {string} text */
function named(field, text) {
  const name = Object.keys(PLACES).find((one) => PLACES[one] === field);
  return name ? { href: `#${field}`, text: `${t(`APPLY_QUOTE_${name.toUpperCase()}`)}：${text}` } : { text };
}

/** @param {{quote: any, proofs: string[], bring: (code: string) => (on: boolean) => void, busy: boolean, reckon: (event: Event) => void}} given */
function Answer({ quote, proofs, bring, busy, reckon }) {
  const met = quote.rules.filter((/** @type {any} */ one) => one.outcome !== "pass" && !(nothing(quote) && SAID_BEFORE.includes(one.code)));
  const binding = quote.caps.find((/** @type {any} */ one) => one.binding);
  const [open] = useState(proofs.length > 0);
  return html`
    <h2>${nothing(quote) ? t("APPLY_QUOTE_NO") : t(`APPLY_QUOTE_${quote.eligible.toUpperCase()}`, { amount: yuan(quote.amount) })}</h2>
    <p class="soft">${t("APPLY_QUOTE_BY", { centre: quote.centre_name })}</p>
    ${nothing(quote) && html`<${Note} kind="late"><p>${nothing(quote)}</p><//>`}
    ${met.map((/** @type {any} */ one) => html`<${Note} kind="near"><p>${t(`APPLY_RULE_${one.outcome.toUpperCase()}`, { name: one.name })}<br /><small>${t("APPLY_RULE_SAYS", { text: one.text, basis: one.basis })}</small></p><//>`)}
    ${quote.eligible !== "no" && html`<${Cost} quote=${quote} />`}
    <section class="sheet"><${Values} rows=${[
      ...(binding ? [{ name: t("APPLY_QUOTE_BECAUSE"), value: binding.name }] : []),
      ...(quote.down_payment ? [{ name: t("APPLY_QUOTE_OWN"), value: t("APPLY_SUM", { sum: yuan(quote.down_payment.own_funds) }) }] : []),
    ]} /></section>
    ${quote.changes.length > 0 && html`<section class="stack tight"><h2>${t("APPLY_QUOTE_CHANGES")}</h2><ul class="dots">${quote.changes.map((/** @type {any} */ one) => html`<li>${one.text}</li>`)}</ul></section>`}
    ${quote.proofs.length > 0 && html`<details open=${open}><summary>${t("APPLY_QUOTE_PROOFS")}</summary><div class="stack tight">
      <p class="soft">${t("APPLY_QUOTE_PROOFS_WHY")}</p>
      ${quote.proofs.map((/** @type {any} */ one) => html`<${Tick} id=${`proof-${one.code}`} label=${one.name} value=${proofs.includes(one.code)} onInput=${bring(one.code)} />`)}
      <${Act} kind="wide second" busy=${busy} onClick=${reckon}>${t("APPLY_QUOTE_PROOFS_ACT")}<//></div></details>`}
    <details><summary>${t("APPLY_QUOTE_NOTES")}</summary><ul class="dots soft">${quote.notes.map((/** @type {string} */ one) => html`<li>${one}</li>`)}</ul></details>
    <a class="button wide" href="#/cases">${t("APPLY_BEGIN")}</a>`;
}

/** @param {Record<string, string>} said */
function lacking(said) {
  return Object.keys(PLACES).flatMap((name) => {
    const what = t(`APPLY_QUOTE_${name.toUpperCase()}`);
    const value = (said[name] ?? "").replace(/[,，\s]/g, "");
    const href = `#${PLACES[name]}`;
    if (!value) return [{ href, text: t("PAGE_MISSING", { what }) }];
    if (SUMS.includes(name) && !SUM.test(value)) return [{ href, text: t("PAGE_NOT_A_SUM", { what }) }];
    if (name === "born" && !/^\d{8}$/.test(value.replace(/\D/g, ""))) return [{ href, text: t("APPLY_BORN_WRONG") }];
    if (name === "months" && !/^\d{1,4}$/.test(value)) return [{ href, text: t("APPLY_NOT_A_NUMBER", { what }) }];
    return [];
  });
}

/** @param {Record<string, string>} said @param {string} centre */
function asked(said, centre) {
  const sum = (/** @type {string} */ name) => (said[name] ?? "").replace(/[,，\s]/g, "");
  const born = (said.born ?? "").replace(/\D/g, "");
  const person = { born: `${born.slice(0, 4)}-${born.slice(4, 6)}-${born.slice(6)}`, sex: said.sex, base: sum("base"), balance: sum("balance"), consecutive_months: Number(sum("months")) };
  return { centre, home: { price: sum("price") }, people: [person] };
}
