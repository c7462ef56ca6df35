/** Reckoning (试算) with what a draft already knows of its applicant: asked of the API, which judges it by the rules of a decision. */
import { useEffect, useState } from "../shared/dom.js";
import { get, post } from "../shared/api.js";

/** The quote's question for a case and a wish, or null where too little is known. @param {any} it @param {any[]} records @param {object} wish */
export function question(it, records, wish) {
  const { form } = it.app;
  const me = form.people.find((/** @type {any} */ one) => one.key === "borrower");
  const known = Object.fromEntries(records.filter((one) => one.state === "KNOWN").map((one) => [one.name, one.value]));
  const id = me?.id_number ?? "";
  if (!form.home?.price || id.length !== 18 || !known.deposit_base) return null;
  const person = {
    born: `${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}`, sex: Number(id[16]) % 2 ? "1" : "2",
    base: known.deposit_base, balance: known.balance, consecutive_months: known.consecutive_months, monthly_deposit: known.monthly_deposit,
  };
  const home = { price: form.home.price, ...(form.home.down_payment ? { down_payment: form.home.down_payment } : {}) };
  return { centre: form.centre, kind: form.kind, home, people: [person], wish };
}

/** The quote for a wish, asked again as it changes; undefined while there is none. Never an obstacle: a draft goes on without.
 * @param {any} it @param {{amount?: string, months?: number, method?: string}} wish @returns {any} */
export function useQuote(it, wish) {
  const [quote, set] = useState(/** @type {any} */ (undefined));
  useEffect(() => {
    let mine = true;
    reckoned(it, wish).then((made) => mine && set(made ?? undefined), () => {});
    return () => void (mine = false);
  }, [wish.amount, wish.months, wish.method]);
  return quote;
}

/** What is on record of a case's people, asked once while the page is open: each look is counted. @type {Record<string, Promise<any>>} */
const told = {};

/** @param {any} it @param {object} wish */
async function reckoned(it, wish) {
  const whose = `${it.id} ${it.mine.person}`;
  told[whose] ??= get(`v1/applications/${it.id}/prefill`).catch((problem) => { delete told[whose]; throw problem; });
  const { records } = await told[whose];
  const asked = question(it, records, wish);
  return asked && post("v1/quotes", asked);
}
