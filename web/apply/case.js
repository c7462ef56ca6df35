/** One application: as a draft its tasks and pages, once it is handed in where it stands and what there is to do. */
import { html, useEffect, useState } from "../shared/dom.js";
import { get, Problem } from "../shared/api.js";
import { useLoaded } from "../shared/load.js";
import { Failed, Waiting } from "../shared/parts.js";
import { asked as askedOf } from "./asked.js";
import { save } from "./form.js";

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
  later: () => import("./later.js"),
  field: () => import("./field.js"),
  done: () => import("./done.js"),
  track: () => import("./track.js"),
  sign: () => import("./sign.js"),
  correct: () => import("./correct.js"),
  appeal: () => import("./appeal.js"),
  contest: () => import("./contest.js"),
  owed: () => import("./owed.js"),
  supply: () => import("./supply.js"),
  cost: () => import("./cost.js"),
  papers: () => import("./papers.js"),
  uses: () => import("./uses.js"),
  why: () => import("./why.js"),
  withdraw: () => import("./withdraw.js"),
  voice: () => import("./voice.js"),
};
const OF_A_DRAFT = new Set(["draft", "consent", "told", "loan", "people", "invite", "state", "check", "later", "field", "withdraw", "voice"]);

/** @param {{rest: string[]}} given */
export default function Case({ rest }) {
  const [id = "", asked = "", ...more] = rest;
  const { value, problem, again, put } = useLoaded(() => loaded(id), [id]);
  if (problem) return html`<${Failed} problem=${problem} again=${again} />`;
  if (!value) return html`<${Waiting} />`;
  if (isFormer(value)) {
    const page = asked === "consent" && value.mine.items.some((/** @type {any} */ one) => one.use === more[0] && one.state === "GIVEN") ? "consent" : "uses";
    return html`<${Lazy} key=${[id, page, ...more].join("/")} load=${PAGES[page]} it=${{ ...value, reload: again }} rest=${more} />`;
  }
  const open = value.app.status === "DRAFT";
  /** Saves by pointer, and takes up the case as it is then: two requests, unless it changes what is to be authorised. @param {Record<string, any>} values */
  const saved = async (values) => {
    await save(id, value.mine.person, values, value.app);
    const app = await get(`v1/applications/${id}`);
    const stands = value.mine.items.every((/** @type {any} */ one) => (one.state === "GIVEN") !== app.lacks.includes(one.use));
    const mine = stands ? value.mine : await get(`v1/applications/${id}/authorisations`);
    put({ ...value, app, mine });
    return { ...value, app, mine };
  };
  /** Where an act has brought it, as the API says: that holds whether it can be looked at again now or not. @param {string} status */
  const became = (status) => put({ ...value, app: { ...value.app, status } });
  const page = PAGES[asked] && (!open || OF_A_DRAFT.has(asked)) ? asked : open ? "draft" : "track";
  return html`<${Lazy} key=${[id, page, ...more].join("/")} load=${PAGES[page]} it=${{ ...value, reload: again, became, save: saved }} rest=${more} />`;
}

/** @param {string} id */
async function loaded(id) {
  const here = `v1/applications/${id}`;
  const [app, mine] = await Promise.all([get(here).catch(unlessGone), get(`${here}/authorisations`)]);
  const schema = app && (await askedOf(app.form.kind, app.form.centre));
  return { id, app, mine, schema };
}

/** @param {any} problem @returns {null} */
function unlessGone(problem) {
  if (problem.status === 404) return null;
  throw problem;
}

/** Whether whoever reads is in the case no more: what they authorised they may take back, and follow, and nothing else. @param {{app: any}} of */
const isFormer = ({ app }) => !app?.parties.length;

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
