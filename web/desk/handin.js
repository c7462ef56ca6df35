/** Beside the form: what is missing, declarations, materials to scan, handing in while the applicant is there. */
import { html, useState } from "../shared/dom.js";
import { get, post } from "../shared/api.js";
import { Tick } from "../shared/fields.js";
import { useAct } from "../shared/load.js";
import { Act, told as asTold, Wrongs } from "../shared/parts.js";
import { t } from "../shared/words.js";
import { lacking, title } from "../apply/form.js";
import { Brought, Upload } from "../apply/upload.js";
import { party } from "./called.js";
import { Later } from "./later.js";

const PAPERS = "/documents/";

/** @param {any} given */
export function HandIn({ it, edits, edit, dirty, keep }) {
  const act = useAct();
  const missing = [...(it.app.form.people ?? []).flatMap((/** @type {any} */ _, /** @type {number} */ n) => lacking(it.schema, it.app.form, `/people/${n}`)), ...lacking(it.schema, it.app.form, "/home"), ...lacking(it.schema, it.app.form, "/wish")].filter((pointer) => !(pointer in edits));
  const corrects = it.app.status === "CORRECTION";
  const [going, count] = useState(0); // papers on their way: they are not there yet
  const [told, tell] = useState(0); // of which revision it was said what is lacking
  const lacks = act.problem?.code === "STILL_LACKING" && !dirty && told === it.app.revision; // pressed all the same, it is handed in so
  const open = act.problem?.defects.filter(({ field }) => !isBrought(it, field)); // of what was told
  const submit = () => act.run(async () => {
    if (dirty && !(await keep())) return; // why it was not kept stands beside the form
    const { revision } = dirty ? await get(`v1/applications/${it.id}`) : it.app;
    tell(revision);
    const { status } = await post(`v1/applications/${it.id}/${corrects ? "corrections" : "submit"}`, { incomplete: lacks }, { revision });
    it.became(status);
    await it.reload();
  });
  return html`<section class="sheet" aria-live="polite"><h2>${t(missing.length ? "PAGE_DESK_MISSING" : "PAGE_DESK_NOTHING_MISSING", { number: missing.length })}</h2>
      <ul class="wrongs many">${missing.map((pointer) => html`<li><a href=${`#${pointer}`} onClick=${jump}>${whose(it, pointer)}${title(it.schema, pointer)}</a></li>`)}</ul></section>
    <${Declarations} it=${it} edits=${edits} edit=${edit} />
    <${Materials} it=${it} told=${act.problem?.defects.map(({ field }) => field) ?? []} going=${count} />
    <${Later} it=${it} />
    <section class="sheet"><h2>${t("PAGE_DESK_HAND_IN")}</h2><p class="soft">${t("PAGE_DESK_HAND_IN_HOW")}</p>
      <${Wrongs} problem=${open?.length || !act.problem?.defects.length ? act.problem : undefined} words=${open?.map(asTold)} />
      <p><${Act} kind="" busy=${act.busy || going > 0} onClick=${submit}>${t(lacks ? "PAGE_DESK_SUBMIT_SO" : corrects ? "PAGE_DESK_CORRECT" : "PAGE_DESK_SUBMIT")}<//></p></section>`;
}

/** @param {any} given */
function Declarations({ it, edits, edit }) {
  const of = it.schema.properties.declarations;
  const said = edits["/declarations"] ?? it.app.form.declarations ?? [];
  const turn = (/** @type {string} */ code) => (/** @type {boolean} */ on) =>
    edit("/declarations", (/** @type {string[]} */ now = it.app.form.declarations ?? []) => [...now.filter((one) => one !== code), ...(on ? [code] : [])]);
  return html`<section class="sheet"><h2>${of.title}</h2><p class="soft">${t("PAGE_DESK_READ_OUT")}</p>
    ${(of["x-texts"] ?? []).map((/** @type {any} */ one) => html`<${Tick} id=${`say-${one.code}`} label=${one.text} value=${said.includes(one.code)} onInput=${turn(one.code)} />`)}</section>`;
}

/** Whether what lacked has been brought since, and can be read. @param {any} it @param {string} field */
const isBrought = (it, field) => it.materials.items.some((/** @type {any} */ one) => PAPERS + one.upload_as === field && one.documents.some((/** @type {any} */ file) => file.state === "verified"));

/** What is to be uploaded, and what is lacking of what departments may tell; what was brought of either stays.
 * @param {{it: any, told: string[], going: (update: (was: number) => number) => void}} given — `told`: where that is put right */
function Materials({ it, told, going }) {
  const lacks = (/** @type {any} */ one) => told.includes(PAPERS + one.upload_as) || (one.mode === "upload" && !one.held);
  const listed = it.materials.items.filter((/** @type {any} */ one) => lacks(one) || one.documents.length > 0);
  const wanted = listed.filter((/** @type {any} */ one) => one.upload_as);
  const one = (/** @type {any} */ item) => {
    const of = { it, material: item.upload_as, person: ["case", "home"].includes(item.subject) ? undefined : item.subject };
    return html`<div class="stack tight" key=${`${item.code}.${item.subject}`}><${Brought} ...${of} /><${Upload} ...${of} label=${`${item.name} · ${item.subject_text}`} onDone=${it.reload} going=${going} /></div>`;
  };
  const unsettled = listed.filter((/** @type {any} */ one) => !one.upload_as && !one.optional); // what is filled in does not tell yet whether it is wanted
  const [asked, more] = [wanted.filter((/** @type {any} */ item) => !item.optional), wanted.filter((/** @type {any} */ item) => item.optional)];
  return html`<section class="sheet"><h2>${t("PAGE_DESK_PAPERS")}</h2>
    ${asked.length ? asked.map(one) : !unsettled.length && html`<p class="soft">${t("PAGE_DESK_NO_SCAN")}</p>`}
    ${unsettled.length > 0 && html`<p class="soft">${t("PAGE_DESK_UNSETTLED")}</p><ul class="dots">${unsettled.map((/** @type {any} */ item) => html`<li>${item.name} <small>${item.state_text}</small></li>`)}</ul>`}
    ${more.length > 0 && html`<details><summary>${t("PAGE_DESK_MORE_PAPERS", { number: more.length })}</summary><div class="stack">${more.map(one)}</div></details>`}</section>`;
}

/** Whose a field is, where several people have one of its name. @param {any} it @param {string} pointer */
function whose(it, pointer) {
  const [, part = "", n = ""] = pointer.split("/");
  const people = it.app.form.people ?? [];
  return part === "people" && people.length > 1 ? `${party(people[Number(n)].key)} ` : "";
}

/** @param {MouseEvent} event */
function jump(event) {
  event.preventDefault();
  document.getElementById(/** @type {HTMLAnchorElement} */ (event.currentTarget).getAttribute("href")?.slice(1) ?? "")?.focus();
}
