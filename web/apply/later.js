/** Bringing a material after acceptance (容缺受理), and one's written word in the place of a paper (告知承诺): in the very words that are kept,
 * each with the act that makes it. On a page of its own while the application is a draft; at what is lacking once that is told. */
import { html } from "../shared/dom.js";
import { get, post } from "../shared/api.js";
import { day } from "../shared/figures.js";
import { useAct, useLoaded } from "../shared/load.js";
import { useTyped } from "../shared/typed.js";
import { Back, Failed, Title, Waiting, Wrongs } from "../shared/parts.js";
import { t } from "../shared/words.js";
import { Binding } from "./face.js";

/** What is offered, and what was chosen, of both. @param {string} id @returns {Promise<any[]>} */
export const offers = (id) => Promise.all(["tolerances", "commitments"].map((one) => get(`v1/applications/${id}/${one}`)));

/** The way to it, where there is anything to choose. @param {{it: any}} given */
export function WayLater({ it }) {
  const { value, problem, again } = useLoaded(() => offers(it.id), [it.id]);
  if (problem) return html`<${Failed} problem=${problem} again=${again} />`;
  return value?.some((one) => one.offered.length) && html`<a class="links" href=${`#/case/${it.id}/later`}>${t("APPLY_LATER_WHAT")}</a>`;
}

/** @param {{it: any}} given */
export default function WhatMayBeLater({ it }) {
  const { value, problem, again } = useLoaded(() => offers(it.id), [it.id]);
  if (problem) return html`<${Failed} problem=${problem} again=${again} />`;
  if (!value) return html`<${Waiting} />`;
  const [owing, words] = value;
  const done = () => Promise.all([it.reload(), again()]);
  return html`<div class="stack">
    <${Back} to=${`#/case/${it.id}/check`} />
    <${Title}>${t("APPLY_LATER_WHAT")}<//>
    <p>${t(owing.offered.length + words.offered.length ? "APPLY_LATER_WHY" : "APPLY_LATER_NONE")}</p>
    ${owing.offered.map((/** @type {any} */ one) => html`<section class="sheet"><h2>${one.name}</h2><${Later} it=${it} owing=${owing} material=${one.upload_as} done=${done} /></section>`)}
    ${words.offered.length > 0 && html`<section class="sheet"><h2>${t("APPLY_COMMIT_WHAT")}</h2><${Words} it=${it} words=${words} done=${done} /></section>`}
  </div>`;
}

/** What may be brought later, to be read and chosen; once it was chosen, that it was.
 * @param {{it: any, owing: any, material: string, done: () => Promise<unknown>}} given — `owing` as GET …/tolerances has it */
export function Later({ it, owing, material, done }) {
  const chosen = owing?.owed.find((/** @type {any} */ one) => one.upload_as === material);
  if (chosen) return html`<p>✓ ${chosen.state_text}</p>`;
  const offer = owing?.offered.find((/** @type {any} */ one) => one.upload_as === material);
  return offer && html`<${Offer} it=${it} to="tolerances" names=${{ upload_as: material }} offer=${offer} word="APPLY_LATER" done=${done} />`;
}

/** One's word in the place of a paper; once it was given, that it was.
 * @param {{it: any, words: any, done: () => Promise<unknown>}} given — `words` as GET …/commitments has them */
export const Words = ({ it, words, done }) => words.offered.map((/** @type {any} */ one) => {
  const given = words.made.find((/** @type {any} */ made) => made.code === one.code && made.version === one.version);
  if (given) return html`<p>✓ ${given.state_text}</p><p class="soft">${given.words}</p>`;
  return html`<${Offer} it=${it} to="commitments" names=${{ code: one.code }} offer=${one} word="APPLY_COMMIT" done=${done} />`;
});

/** @param {{it: any, to: string, names: Record<string, string>, offer: any, word: string, done: () => Promise<unknown>}} given */
function Offer({ it, to, names, offer, word, done }) {
  const [, mean, saved, restored] = useTyped(`${it.id}/${to}/${Object.values(names)[0]}`, false); // open still after they showed their face
  const { busy, problem, run } = useAct();
  const act = () => run(async () => {
    await post(`v1/applications/${it.id}/${to}`, { ...names, version: offer.version });
    saved();
    await done();
  });
  return html`<details open=${restored}><summary>${t(word)}</summary><div class="stack tight">
    <${Wrongs} problem=${problem} />
    <p>${offer.words}</p>
    <${Binding} busy=${busy} act=${act} before=${() => mean(true)}>${t(`${word}_ACT`)}<//>
  </div></details>`;
}

const TO_BRING = ["to_bring", "not_enough", "late"];
/** Whether one that is owed waits for them to bring it. @param {any} one — as the track has it */
export const isToBring = (one) => TO_BRING.includes(one.state);

/** Where one that is owed stands, and until when it is to be brought. @param {any} one */
export function stands(one) {
  if (!one.due_at || !isToBring(one)) return one.state_text;
  return `${one.state_text} · ${t("APPLY_BY_WHEN", { day: day(one.due_at) })}${one.provisional ? t("APPLY_PROVISIONAL") : ""}`;
}
