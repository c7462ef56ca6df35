/** The loan wished for (贷款意愿): down payment, amount, term and method, account; one thing a page, with what it costs in view. */
import { html, useEffect, useState } from "../shared/dom.js";
import { years, yuan } from "../shared/figures.js";
import { Choice, Pick } from "../shared/fields.js";
import { useAct } from "../shared/load.js";
import { Restored, useTyped } from "../shared/typed.js";
import { Back, Note, Title, Wrongs } from "../shared/parts.js";
import { go } from "../shared/router.js";
import { t } from "../shared/words.js";
import { Control, fault } from "./field.js";
import { Saving } from "./face.js";
import { at, movesMoney, node, sent } from "./form.js";
import { Cost, nothing } from "./instalments.js";
import { useQuote } from "./reckon.js";
import { next, unasked } from "./tasks.js";

/** @type {Record<string, string[]>} */
const PAGES = {
  down: ["/home/down_payment"],
  amount: ["/wish/amount"],
  term: ["/wish/months", "/wish/method"],
  account: ["/wish/bank", "/wish/repayment_account"],
};
const YEARS = [30, 25, 20, 15, 10, 5]; // offered up to the longest term of the policy, which the schema tells

/** @param {{it: any, rest: string[]}} given */
export default function Loan({ it, rest }) {
  const left = unasked(it);
  const page = rest[0] && PAGES[rest[0]] ? rest[0] : Object.keys(PAGES).find((name) => PAGES[name].some((one) => left.includes(one))) ?? "amount";
  const other = left.find((one) => !Object.values(PAGES).flat().includes(one));
  useEffect(() => {
    if (other && left[0] === other) go(`case/${it.id}/field${other}`, true); // what a kind asks besides, such as the bank's part
  }, [other]);
  return html`<${OnePage} key=${page} it=${it} page=${page} fields=${PAGES[page]} />`;
}

/** @param {{it: any, page: string, fields: string[]}} given */
function OnePage({ it, page, fields }) {
  const form = it.app.form;
  const [said, set, saved, restored] = useTyped(`${it.id}/${page}`, Object.fromEntries(fields.map((one) => [one, at(form, one) ?? { "/wish/method": "01", "/wish/months": longest(it) }[one]])));
  const [wrong, setWrong] = useState(/** @type {{text: string, href: string}[]} */ ([]));
  const { busy, problem, run, set: setProblem } = useAct();
  const tell = (/** @type {string} */ one) => (/** @type {any} */ value) => set((now) => ({ ...now, [one]: value }));
  const of = (/** @type {string} */ one) => wrong.find(({ href }) => href === `#${one}`)?.text ?? problem?.defects.find(({ field }) => field === one)?.text;
  const asked = () => Object.fromEntries(fields.map((one) => [one, sent(node(it.schema, one), said[one])]));
  const keep = (/** @type {Event | undefined} */ event = undefined) => {
    event?.preventDefault();
    setProblem(undefined);
    const found = fields.map((one) => ({ text: fault(node(it.schema, one), said[one]) || beyond(form, one, asked()[one]), href: `#${one}` })).filter(({ text }) => text);
    setWrong(found);
    if (found.length) return;
    run(async () => {
      const now = await it.save(asked());
      saved();
      go(next(now));
    });
  };
  return html`<form class="stack" novalidate onSubmit=${keep}>
    <${Back} to=${`#/case/${it.id}`} />
    <${Title} wrong=${wrong.length > 0}>${t(`APPLY_LOAN_${page.toUpperCase()}`)}<//>
    <${Wrongs} problem=${problem} wrong=${wrong} />
    <${Restored} restored=${restored} />
    ${page === "term" ? html`<${Term} it=${it} said=${said} tell=${tell} of=${of} />` : fields.map((one) => html`<${Control} id=${one} of=${node(it.schema, one)} value=${said[one]} onInput=${tell(one)} wrong=${of(one)} />`)}
    ${page === "amount" && html`<${Most} it=${it} wished=${asked()["/wish/amount"]} />`}
    <${Saving} busy=${busy} act=${keep} asks=${movesMoney(form, asked())} problem=${problem} />
  </form>`;
}

/** The longest term, in months. @param {any} it @returns {number} */
const longest = (it) => node(it.schema, "/wish/months").maximum;

/** @param {{it: any, said: Record<string, any>, tell: (one: string) => (value: any) => void, of: (one: string) => string | undefined}} given */
function Term({ it, said, tell, of }) {
  const months = Number(said["/wish/months"]);
  const most = longest(it);
  const options = [...new Set([most, ...YEARS.map((one) => one * 12), months])].sort((one, other) => other - one);
  const quote = useQuote(it, { amount: it.app.form.wish?.amount, months, method: said["/wish/method"] });
  return html`
    <${Pick} id="/wish/months" label=${t("APPLY_TERM")} wrong=${of("/wish/months")} value=${String(months)} onInput=${(/** @type {string} */ value) => tell("/wish/months")(Number(value))}
      options=${options.filter((one) => one > 0 && one <= most).map((one) => [String(one), years(one)])} />
    <${Choice} id="/wish/method" label=${t("APPLY_METHOD")} wrong=${of("/wish/method")} value=${said["/wish/method"]} onInput=${tell("/wish/method")}
      options=${[["01", t("APPLY_METHOD_01"), t("APPLY_METHOD_01_HINT")], ["02", t("APPLY_METHOD_02"), t("APPLY_METHOD_02_HINT")]]} />
    ${quote && html`<${Cost} quote=${quote} />`}`;
}

/** Why a sum cannot be, whatever anybody decides: more than the home costs, or than is left of it. @param {any} form @param {string} pointer @param {any} sum @returns {string} */
function beyond(form, pointer, sum) {
  const { price, down_payment: down } = form.home ?? {};
  if (!price || !(Number(sum) > 0)) return "";
  if (pointer === "/home/down_payment" && Number(sum) > Number(price)) return t("APPLY_DOWN_BEYOND", { price: yuan(price) });
  if (pointer !== "/wish/amount" || Number(sum) + Number(down ?? 0) <= Number(price)) return "";
  return t("APPLY_AMOUNT_BEYOND", { price: yuan(price), down: yuan(down ?? "0") });
}

/** How much it could be at most, as far as what is known of oneself says; a wish beyond it is told at once. @param {{it: any, wished: string}} given */
function Most({ it, wished }) {
  const quote = useQuote(it, {});
  if (!quote) return null;
  if (nothing(quote)) return html`<${Note} kind="near"><p>${nothing(quote)}</p><p class="soft">${t("APPLY_MOST_ALONE")}</p><//>`;
  const beyondIt = Number(wished) > Number(quote.amount);
  const binding = quote.caps.find((/** @type {any} */ one) => one.binding);
  return html`<${Note} kind=${beyondIt ? "near" : ""}>
    ${beyondIt && html`<p role="status"><strong>${t("APPLY_BEYOND_MOST", { wished: yuan(wished), amount: yuan(quote.amount) })}</strong></p>`}
    <p>${t("APPLY_MOST", { amount: yuan(quote.amount) })}${binding && html` <small>${t("APPLY_MOST_BECAUSE", { cap: binding.name })}</small>`}</p>
    <p class="soft">${t("APPLY_MOST_ALONE")}</p>
  <//>`;
}
