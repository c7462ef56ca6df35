/** One application: as a draft its tasks and pages, once it is handed in where it stands and what there is to do. */
import { html, useEffect, useState } from "../shared/dom.js";
import { get, Problem } from "../shared/api.js";
import { useLoaded } from "../shared/load.js";
import { Failed, Waiting } from "../shared/parts.js";
import { t } from "../shared/words.js";

/** Pages of a draft and after; each is given the case and the rest of the place. @type {Record<string, () => Promise<any>>} */
const PAGES = {
  draft: () => import("./draft.js"),
  consent: () => import("./consent.js"),
  told: () => import("./told.js"),
  loan: () => import("./loan.js"),
  people: () => import("./people.js"),
  invite: () => import("./invite.js"),
  state: () => import("./state.js"),
  check: () => import("./check.js"),
  field: () => import("./field.js"),
  done: () => import("./done.js"),
  track: () => import("./track.js"),
  sign: () => import("./sign.js"),
  correct: () => import("./correct.js"),
  appeal: () => import("./appeal.js"),
  contest: () => import("./contest.js"),
  supply: () => import("./supply.js"),
  cost: () => import("./cost.js"),
  papers: () => import("./papers.js"),
  uses: () => import("./uses.js"),
  why: () => import("./why.js"),
  withdraw: () => import("./withdraw.js"),
  voice: () => import("./voice.js"),
};
const OF_A_DRAFT = new Set(["draft", "consent", "told", "loan", "people", "invite", "state", "check", "field", "withdraw", "voice"]);

/** @param {{rest: string[]}} given */
export default function Case({ rest }) {
  const [id = "", asked = "", ...more] = rest;
  const { value, problem, again } = useLoaded(() => loaded(id), [id]);
  if (problem) return html`<${Failed} problem=${problem} again=${again} />`;
  if (!value) return html`<${Waiting} />`;
  const open = value.app.status === "DRAFT";
  const page = PAGES[asked] && (!open || OF_A_DRAFT.has(asked)) ? asked : open ? "draft" : "track";
  return html`<${Lazy} key=${[id, page, ...more].join("/")} load=${PAGES[page]} it=${{ ...value, reload: again }} rest=${more} />`;
}

/** @param {string} id */
async function loaded(id) {
  const here = `v1/applications/${id}`;
  const [app, mine] = await Promise.all([get(here), get(`${here}/authorisations`)]);
  const schema = await form(app.form.kind, app.form.centre);
  return { id, app, mine, schema };
}

/** @type {Record<string, any>} */
const kept = {};
/** The form of a kind, fetched once, with the names of what it has as bare codes. @param {string} kind @param {string} centre */
async function form(kind, centre) {
  const path = `v1/forms/${kind}?centre=${centre}`;
  return (kept[path] ??= await Promise.all([get(path), get(`v1/kinds?centre=${centre}`)]).then(([schema, { centres }]) => {
    const of = schema.properties;
    name(of.people.items.properties.deposit_centre, Object.fromEntries(centres.map((/** @type {any} */ one) => [one.code, one.name])));
    name(of.home?.properties.city, Object.fromEntries(centres.map((/** @type {any} */ one) => [one.code, t("APPLY_CITY", { centre: one.name })])));
    name(of.home?.properties.seller?.properties.bank, of.wish?.properties.bank?.["x-codes"]?.codes);
    return schema;
  }));
}

/** What a kind does not ask is not in its form: somebody who brings a loan over names no seller. @param {any} field @param {any} names */
function name(field, names) {
  if (field) field["x-names"] = names;
}

/** @param {{load: () => Promise<any>, it: any, rest: string[]}} given */
function Lazy({ load, it, rest }) {
  const [part, set] = useState(/** @type {any} */ (null));
  const [lost, lose] = useState(false);
  const fetch = () => {
    lose(false);
    load().then((module) => set(() => module.default), () => lose(true));
  };
  useEffect(fetch, [load]);
  if (lost) return html`<${Failed} problem=${new Problem(0, {})} again=${() => location.reload()} />`;
  return part ? html`<${part} it=${it} rest=${rest} />` : html`<${Waiting} />`;
}
