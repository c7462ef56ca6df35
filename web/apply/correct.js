/** Correcting (一次补正): everything the notice asks, item by item on one page; then it is handed in once. */
import { html, useState } from "../shared/dom.js";
import { get, post, Problem } from "../shared/api.js";
import { day, yuan } from "../shared/figures.js";
import { useAct, useLoaded } from "../shared/load.js";
import { Restored, useEdits } from "../shared/typed.js";
import { Back, Failed, Title, Waiting, Wrongs } from "../shared/parts.js";
import { go } from "../shared/router.js";
import { t } from "../shared/words.js";
import { Binding } from "./face.js";
import { Control } from "./field.js";
import { at, isSum, node, sent } from "./form.js";
import { named, where } from "./check.js";
import { Later, Words } from "./later.js";
import { Reply, reasoned } from "./reply.js";
import { Brought, isKept, Upload } from "./upload.js";

const LACKING = "MATERIAL_MISSING";
/** What is stated of which too little was found, so that a paper has to show it: who has mistyped it puts it right instead. @type {Record<string, string>} */
const FIGURES = { B03: "/home/down_payment" };
const ACCOUNT = "property"; // whoever tells what the supervised account has received
const BY_WORD = "REMEDY_MARITAL_PROOF"; // one's word stands for the paper

/** @param {{it: any}} given */
export default function Correct({ it }) {
  const { value, problem, again } = useLoaded(() => asked(it), [it.id]);
  const { edits: said, restored, now, edit, sent: gone } = useEdits(`${it.id}/corrections`, it.app.form);
  const replies = useEdits(`${it.id}/replies`); // what is typed of each item's reply, by its number
  const [going, count] = useState(0); // papers on their way: what they answer is not there yet
  const [told, hear] = useState(0); // of which revision it was said what the corrections bring on: pressed all the same, they are handed in so
  const { busy, problem: refused, run } = useAct();
  if (problem) return html`<${Failed} problem=${problem} again=${again} />`;
  if (!value) return html`<${Waiting} />`;
  const here = `#/case/${it.id}`;
  if (!value.notice) return html`<${Back} to=${here} /><${Title}>${t("APPLY_CORRECT_NOTHING")}<//>`;
  const done = () => Promise.all([it.reload(), again()]);
  /** Replies to an item; the revision there is then. @param {any} item @param {string} answer @param {string} [reason] @param {number} [revision] */
  const reply = async (item, answer, reason, revision = it.app.revision) => {
    const typed = replies.now()[item.item];
    const kept = await post(`v1/applications/${it.id}/notice/${item.item}`, { answer, ...(reason ? { reason } : {}) }, { revision });
    replies.sent({ [item.item]: typed });
    await done();
    return kept.revision;
  };
  /** Saves all that was typed, replies too; the revision there is then, if nobody else has changed anything since this page was read. */
  const keep = async () => {
    let revision = await edited();
    for (const item of value.notice.defects) {
      const reason = replies.now()[item.item]?.trim(), answer = reasoned(item);
      const brought = answer === "cannot" && isKept(it, item.where); // they could after all
      if (reason && answer && !item.answer && !brought) revision = await reply(item, answer, reason, revision);
    }
    return revision;
  };
  const edited = async () => {
    const typed = now();
    const values = sendable(it, typed);
    if (!Object.keys(values).length) return gone(typed), it.app.revision;
    const { app: { revision } } = await it.save(values);
    if (!gone(typed) || revision !== it.app.revision + 1) throw new Problem(412, { code: "REVISION_MISMATCH", title: t("APPLY_CHANGED_MEANWHILE") });
    return revision;
  };
  const send = () => run(async () => {
    const revision = await keep(), incomplete = refused?.code === "STILL_LACKING" && told === revision;
    hear(revision);
    await post(`v1/applications/${it.id}/corrections`, { incomplete }, { revision });
    await it.reload();
    go(`case/${it.id}`);
  });
  const word = value.notice.words === null ? "APPLY_CORRECT" : "APPLY_ASKED"; // a reviewer's question corrects nothing
  const tell = (/** @type {string} */ pointer) => (/** @type {any} */ one) => edit(pointer, one);
  const fields = value.notice.defects.map((/** @type {any} */ defect) => fieldOf(it, defect));
  const place = (/** @type {string} */ field) => (/^\/notice\/\d+$/.test(field) ? `#${field.slice(1).replace("/", "-")}` : fields.includes(field) ? `#${field}` : where(it, field));
  return html`<div class="stack">
    <${Back} to=${here} />
    <${Title} wrong=${!!refused}>${t(word, { count: value.notice.defects.length })}<//>
    <${Restored} restored=${restored || replies.restored} />
    <p>${t(`${word}_WHY`, { day: day(value.notice.due_at) })}</p>
    <${Wrongs} problem=${refused} words=${refused?.defects.map((one) => ({ text: named(it, one.field, one.text), href: place(one.field) }))} />
    ${value.notice.words && html`<p><strong>${value.notice.words}</strong></p>`}
    ${value.notice.defects.map((/** @type {any} */ defect, /** @type {number} */ n) => html`<section class="sheet" id=${`notice-${n + 1}`} tabindex="-1">
      <h2>${defect.about ? t("APPLY_ASKED_OF", { n: n + 1, about: defect.about }) : t(`${word}_ITEM`, { n: n + 1 })}</h2>
      <p>${defect.text}</p>
      <${Remedy} it=${it} defect=${defect} words=${value.words} said=${said} tell=${tell} refused=${refused} done=${done} going=${count} />
      ${defect.code === LACKING && !isKept(it, defect.where) && html`<${Later} it=${it} owing=${value.owing} material=${defect.where} done=${done} />`}
      <${Reply} item=${defect} text=${replies.edits[defect.item] ?? ""} tell=${(/** @type {string} */ text) => replies.edit(defect.item, text)} reply=${reply} />
      ${defect.contested === false && html`<a class="links" href=${`${here}/contest/${defect.check}/${defect.where}/${defect.code}`}>${t("APPLY_CONTEST")}</a>`}
      ${defect.contested && html`<p class="soft">${t("APPLY_CONTESTED")}</p>`}
    </section>`)}
    <p class="soft">${t(`${word}_ONCE`)}</p>
    <${Binding} busy=${busy || going > 0} act=${send} before=${() => run(keep)}>${t(`${word}_SEND`)}<//>
  </div>`;
}

/** The notice; and of what is lacking, whether it may be brought later, or what may be said instead. @param {any} it */
async function asked(it) {
  const here = `v1/applications/${it.id}`, track = await get(`${here}/track`);
  const defects = (it.mine.person === "borrower" && track.notice?.defects) || [];
  const lacks = (/** @type {string} */ what) => defects.some((/** @type {any} */ one) => one.code === what || one.remedy === what);
  return { ...track, owing: lacks(LACKING) ? await get(`${here}/tolerances`) : null, words: lacks(BY_WORD) ? await get(`${here}/commitments`) : null };
}

/** How one defect is put right: a field, a paper, a commitment. @param {{it: any, defect: any, words: any, said: Record<string, any>, tell: (pointer: string) => (value: any) => void, refused?: Problem, done: () => Promise<unknown>, going: (update: (was: number) => number) => void}} given */
function Remedy({ it, defect, words, said, tell, refused, done, going }) {
  const pointer = fieldOf(it, defect);
  const seen = it.app.found.find((/** @type {any} */ one) => one.field === pointer && one.source === ACCOUNT);
  const word = !seen ? "FIGURE" : Number(seen.known) < Number(seen.stated) ? "FOUND" : "ENOUGH"; // put right by now
  const field = pointer && html`<${Control} id=${pointer} of=${node(it.schema, pointer)} value=${said[pointer] ?? at(it.app.form, pointer)} wrong=${refused?.defects.find((one) => one.field === pointer)?.text} onInput=${tell(pointer)} />`;
  if (defect.code === LACKING || defect.code.startsWith("ASKED_PAPER")) return html`${field && html`<p>${t(`APPLY_CORRECT_${word}`, { known: yuan(seen?.known), stated: yuan(seen?.stated) })}</p>${field}`}<${Brought} it=${it} material=${defect.where} /><${Upload} it=${it} material=${defect.where} label=${defect.values.name} onDone=${done} going=${going} />`;
  if (field) return field;
  if (defect.remedy === BY_WORD) return html`${words && html`<${Words} it=${it} words=${words} done=${done} />`}<${Upload} it=${it} material="A04" label=${t("APPLY_CORRECT_PROOF")} onDone=${done} going=${going} />`;
  return html`<${Upload} it=${it} material="Z01" label=${t("APPLY_CORRECT_PAPER")} onDone=${done} going=${going} />`;
}

/** The field of this page that puts a defect right, if any does. @param {any} it @param {any} defect @returns {string} */
function fieldOf(it, defect) {
  if (defect.code === LACKING) return (it.app.form.home?.kind === "new" && FIGURES[defect.where]) || ""; // of a resale no account tells what was paid
  const pointer = defect.code.startsWith("ASKED_PAPER") ? "" : pointerOf(it, defect);
  const of = pointer && node(it.schema, pointer);
  return of && of.type !== "object" ? pointer : "";
}

/** Where the field of a defect is: a notice names it by dots, of people without saying whose. @param {any} it @param {any} defect */
function pointerOf(it, defect) {
  if (!defect.field) return "";
  const pointer = `/${defect.field.replaceAll(".", "/")}`;
  if (!pointer.startsWith("/person")) return pointer;
  const n = it.app.form.people.findIndex((/** @type {any} */ one) => one.key === defect.where);
  return n < 0 ? "" : pointer.replace(/^\/person/, `/people/${n}`);
}

/** What of it is other than what stands there: saved as it is, nothing would have changed. @param {any} it @param {Record<string, any>} said */
const sendable = (it, said) => Object.fromEntries(Object.entries(said).map(([pointer, value]) => [pointer, Array.isArray(value) ? value : sent(node(it.schema, pointer), value)])
  .filter(([pointer, value]) => !same(node(it.schema, pointer), value, at(it.app.form, pointer))));

/** Whether two values of a field say the same; a sum does with or without its cents. @param {any} of @param {any} one @param {any} other */
const same = (of, one, other) => JSON.stringify(one) === JSON.stringify(other) || (isSum(of) && one !== "" && Number(one) === Number(other));
