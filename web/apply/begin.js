/** Beginning a draft (新建申请): which home, which contract, who else; enough for the departments to be asked. */
import { html, useState } from "../shared/dom.js";
import { get, post, Problem } from "../shared/api.js";
import { Choice, Pick, Text } from "../shared/fields.js";
import { idFault, IdText, plainId } from "../shared/ids.js";
import { useAct, useLoaded } from "../shared/load.js";
import { useTyped } from "../shared/typed.js";
import { Act, Back, Failed, Title, Waiting, Wrongs } from "../shared/parts.js";
import { go } from "../shared/router.js";
import { chooseCentre, chosenCentre } from "./centre.js";
import { t } from "../shared/words.js";

const OWN = "own";
const [PROVINCE, CAPITAL] = ["620000", "620100"]; // the province's own centre sits in the capital

/** @param {{rest: string[]}} given — which of the pages */
export default function Begin({ rest }) {
  const [said, set, saved] = useTyped("new", { centre: chosenCentre(), kind: "", home: "", contract: "", spouse: "", id: "" });
  const [wrong, setWrong] = useState(/** @type {{text: string, href: string}[]} */ ([]));
  const { busy, problem, run, set: setProblem } = useAct();
  const kinds = useLoaded(() => get(`v1/kinds?centre=${said.centre}`), [said.centre]);
  const tell = (/** @type {string} */ name) => (/** @type {string} */ value) => set((now) => ({ ...now, [name]: value }));
  const of = (/** @type {string} */ id) => wrong.find(({ href }) => href === `#${id}`)?.text;
  if (kinds.problem) return html`<${Failed} problem=${kinds.problem} again=${kinds.again} />`;
  if (!kinds.value) return html`<${Waiting} />`;
  const offered = kinds.value.items;
  const kind = said.kind ? offered.find((/** @type {any} */ one) => one.code === said.kind) : undefined;

  const home = kind && (kind.homes.length > 1 ? said.home : kind.homes[0]);
  const filed = home !== OWN; // one's own home has no filing of a sale
  const page = rest[0] === "contract" && home && filed ? "contract" : rest[0] === "family" && (said.contract || !filed) ? "family" : "kind";
  const next = (/** @type {Event} */ event) => {
    event.preventDefault();
    const found = lacking(page, said, kind);
    setWrong(found);
    setProblem(undefined);
    if (found.length) return;
    if (page === "kind") go(filed ? "new/contract" : "new/family");
    else if (page === "contract") go("new/family");
    else run(async () => {
      const id = await begun(said, home);
      saved();
      go(`case/${id}`, true);
    });
  };
  const back = { kind: "#/cases", contract: "#/new", family: filed ? "#/new/contract" : "#/new" }[page];
  return html`<form class="stack" novalidate onSubmit=${next} key=${page}>
    <${Back} to=${back} />
    <${Title} wrong=${wrong.length > 0}>${t(`APPLY_NEW_${page.toUpperCase()}`)}<//>
    <${Wrongs} problem=${problem} wrong=${wrong} />
    ${page === "kind" && html`
      <${Choice} id="kind" label=${t("APPLY_KIND")} wrong=${of("kind")} value=${said.kind} onInput=${tell("kind")} options=${offered.map((/** @type {any} */ one) => [one.code, one.name, one.note])} />
      ${kind?.homes.length > 1 && html`<${Choice} id="home" label=${t("APPLY_HOME")} wrong=${of("home")} value=${said.home} onInput=${tell("home")} options=${kind.homes.map((/** @type {string} */ one) => [one, t(`APPLY_HOME_${one.toUpperCase()}`)])} />`}
      <${Pick} id="centre" label=${t("APPLY_CENTRE")} hint=${t("APPLY_CENTRE_HINT")} value=${said.centre} onInput=${(/** @type {string} */ code) => { chooseCentre(code); tell("centre")(code); }} options=${kinds.value.centres.map((/** @type {any} */ one) => [one.code, one.name])} />`}
    ${page === "contract" && html`<${Text} id="contract" label=${t("APPLY_CONTRACT")} hint=${t("APPLY_CONTRACT_HINT")} wrong=${of("contract")} value=${said.contract} onInput=${tell("contract")} max=${30} />`}
    ${page === "family" && html`
      <${Choice} id="spouse" label=${t("APPLY_SPOUSE")} hint=${t("APPLY_SPOUSE_HINT")} wrong=${of("spouse")} value=${said.spouse} onInput=${tell("spouse")} options=${[["yes", t("APPLY_SPOUSE_YES")], ["no", t("APPLY_SPOUSE_NO")]]} />
      ${said.spouse === "yes" && html`<${IdText} id="id" label=${t("APPLY_SPOUSE_ID")} hint=${t("APPLY_SPOUSE_ID_HINT")} wrong=${of("id")} value=${said.id} onInput=${tell("id")} />`}`}
    <${Act} type="submit" busy=${busy}>${t("PAGE_NEXT")}<//>
  </form>`;
}

/** @param {string} page @param {Record<string, string>} said @param {any} kind */
function lacking(page, said, kind) {
  const found = [];
  if (page === "kind" && !said.kind) found.push({ href: "#kind", text: t("APPLY_KIND_MISSING") });
  if (page === "kind" && kind?.homes.length > 1 && !kind.homes.includes(said.home)) found.push({ href: "#home", text: t("APPLY_HOME_MISSING") });
  if (page === "contract" && !said.contract.trim()) found.push({ href: "#contract", text: t("APPLY_CONTRACT_MISSING") });
  if (page === "family" && !said.spouse) found.push({ href: "#spouse", text: t("APPLY_SPOUSE_MISSING") });
  if (page === "family" && said.spouse === "yes" && idFault(said.id)) found.push({ href: "#id", text: t(idFault(said.id)) });
  return found;
}

/** The id of the draft. @param {Record<string, string>} said @param {string} which */
async function begun(said, which) {
  const spouse = said.spouse === "yes" ? [{ key: "spouse", id_number: plainId(said.id) }] : [];
  const contract = which === OWN ? {} : { contract_number: said.contract.trim() };
  const home = { kind: which, city: said.centre === PROVINCE ? CAPITAL : said.centre, ...contract };
  const made = await post("v1/applications", { centre: said.centre, kind: said.kind, people: [{ key: "borrower" }, ...spouse], home });
  if (!made.id) throw new Problem(500, {});
  return made.id;
}
