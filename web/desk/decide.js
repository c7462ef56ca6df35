/** The bar below: a reason first, from a list or in one's own words, then the word. A refusal names the rules it rests on. What ends a case is asked twice. */
import { html, useState } from "../shared/dom.js";
import { post } from "../shared/api.js";
import { Lines, Pick, Tick } from "../shared/fields.js";
import { day } from "../shared/figures.js";
import { useAct } from "../shared/load.js";
import { Restored, done as forget, useTyped } from "../shared/typed.js";
import { Act, Wrongs } from "../shared/parts.js";
import { t, worded } from "../shared/words.js";
import { Anew, useAnew } from "./anew.js";
import { useKeys } from "./keys.js";
import { next } from "./queue.js";
import { unkept } from "./unkept.js";

const HARM = ["refuse", "compensate", "upheld", "conceded"];

/** The lines of the checklist: what was ticked, and why a line is not met, by its code. @typedef {{checked: string[], unmet: Record<string, string>}} Lined */

/** @param {{task: any, decision: any, done: () => void}} given */
export function Decide({ task, decision, done }) {
  const [reason, setReason, , hasReason] = useTyped(`task/${task.id}/reason`, ""); // a task that is lost loses no words
  const [ruled, setRules, , hasRules] = useTyped(`task/${task.id}/rules`, /** @type {string[]} */ ([]));
  const [wanted, setAsks, , hasAsks] = useTyped(`task/${task.id}/asks`, /** @type {string[]} */ ([]));
  const [{ checked, unmet }, setLines, , hasLines] = useTyped(`task/${task.id}/lines`, /** @type {Lined} */ ({ checked: [], unmet: {} }));
  const [sure, ask] = useState("");
  const [wrong, setWrong] = useState(/** @type {{text: string, href: string}[] | undefined} */ (undefined));
  const act = useAct();
  const anew = useAnew(task);
  const open = task.offered.includes("refuse") ? (decision?.rules ?? []).filter((/** @type {any} */ rule) => rule.outcome !== "pass") : [];
  const rules = ruled.filter((code) => open.some((/** @type {any} */ rule) => rule.code === code)); // of what was kept, what is in view
  const asks = wanted.filter((where) => task.asking?.places.some((/** @type {any} */ one) => one.where === where));
  const tick = (/** @type {string} */ code) => setLines((now) => (now.checked.includes(code) ? without(now, code) : { ...without(now, code), checked: [...now.checked, code] }));
  useKeys(Object.fromEntries(task.checklist.lines.map((/** @type {any} */ line, /** @type {number} */ n) => [`${n + 1}`, () => tick(line.code)])));
  const no = (/** @type {string} */ code) => setLines((now) => (code in now.unmet ? without(now, code) : { ...without(now, code), unmet: { ...now.unmet, [code]: "" } }));
  const told = task.kind === "appeal"; // the parties read the reason as it stands
  const say = (/** @type {string} */ word) => {
    const unread = task.checklist.before.includes(word) ? task.checklist.lines.filter((/** @type {any} */ line) => !checked.includes(line.code)) : [];
    const why = Object.entries(unmet).filter(([, said]) => said.trim());
    const missing = [...unkept(), ...anew.lacking(word), ...(reason.trim().length < 2 ? [{ text: t("PAGE_DESK_REASON_MISSING"), href: "#reason" }] : []),
      ...unread.map((/** @type {any} */ line) => ({ text: t(line.code in unmet ? "PAGE_DESK_LINE_UNMET" : "PAGE_DESK_LINE_OPEN", { line: line.text }), href: `#line-${line.code}` }))];
    setWrong(missing.length ? missing : undefined);
    if (missing.length) return;
    if (HARM.includes(word) && sure !== word) return ask(word);
    const body = { decision: word, reason: reason.trim(), ...(word === "refuse" && rules.length ? { rules } : {}), ...(word === "ask" && asks.length ? { asks } : {}), ...anew.body(word), ...(checked.length ? { checked } : {}), ...(why.length ? { unmet: why.map(([line, said]) => ({ line, reason: said.trim() })) } : {}) };
    act.run(async () => { await post(`v1/tasks/${task.id}/decision`, body); forget(`task/${task.id}/`); await next(done); });
  };
  return html`<section class="decide" aria-label=${t("PAGE_DESK_DECIDE")}>
    <${Wrongs} problem=${act.problem} wrong=${wrong} /><${Restored} restored=${hasReason || hasRules || hasAsks || hasLines} />
    ${(task.asking?.asked ?? []).map((/** @type {any} */ one) => html`<p>${t("PAGE_DESK_ASKED", { day: day(one.at), words: one.words })}
      ${one.items.map((/** @type {any} */ item) => html`<br /><small>${item.text}${item.reply && html`：<strong>${item.reply}</strong>`}</small>`)}</p>`)}
    ${anew.looks.length > 0 && html`<${Anew} anew=${anew} wrong=${wrong} />`}
    ${task.checklist.lines.length > 0 && html`<fieldset class="row"><legend>${t("PAGE_DESK_CHECKLIST")}</legend>
      ${task.checklist.lines.map((/** @type {any} */ line, /** @type {number} */ n) => html`<${Tick} id=${`line-${line.code}`} label=${`${n + 1} ${line.text}`} value=${checked.includes(line.code)} onInput=${() => tick(line.code)} />
        <button type="button" class="plain small" aria-pressed=${line.code in unmet} aria-label=${`${t("PAGE_DESK_LINE_NO")} ${line.text}`} onClick=${() => no(line.code)}>${t("PAGE_DESK_LINE_NO")}</button>`)}</fieldset>
      ${task.checklist.lines.filter((/** @type {any} */ line) => line.code in unmet).map((/** @type {any} */ line) => html`<${Lines} id=${`unmet-${line.code}`} rows=${1} label=${t("PAGE_DESK_LINE_WHY", { line: line.text })} value=${unmet[line.code]} onInput=${(/** @type {string} */ said) => setLines((now) => ({ ...now, unmet: { ...now.unmet, [line.code]: said } }))} />`)}`}
    <div class="reasons">
      <${Pick} id="usual" label=${t("PAGE_DESK_USUAL")} value="" onInput=${(/** @type {string} */ said) => said && setReason((now) => `${now}${said}`)} options=${usual(task)} />
      <${Lines} id="reason" rows=${2} label=${t("PAGE_DESK_REASON")} hint=${told ? t("PAGE_DESK_REASON_TOLD") : undefined} value=${reason} onInput=${setReason} wrong=${wrong?.find(({ href }) => href === "#reason")?.text} />
    </div>
    ${open.length > 0 && html`<details><summary>${t("PAGE_DESK_RESTS_ON", { number: rules.length || open.length })}</summary>
      ${open.map((/** @type {any} */ rule) => html`<${Tick} id=${`rule-${rule.code}-${rule.subject}`} label=${`${rule.name} ${rule.subject_text}`} value=${rules.includes(rule.code)}
        onInput=${(/** @type {boolean} */ on) => setRules((now) => (on ? [...new Set([...now, rule.code])] : now.filter((code) => code !== rule.code)))} />`)}</details>`}
    ${task.offered.includes("ask") && html`<details><summary>${t("PAGE_DESK_ASKS", { number: asks.length })}</summary><p class="soft">${t("PAGE_DESK_ASKS_WHY")}</p>
      ${task.asking.places.map((/** @type {any} */ one) => html`<${Tick} id=${`ask-${one.where}`} label=${one.text} value=${asks.includes(one.where)}
        onInput=${(/** @type {boolean} */ on) => setAsks((now) => (on ? [...now, one.where] : now.filter((where) => where !== one.where)))} />`)}</details>`}
    ${sure && html`<p role="alert"><strong>${t(`PAGE_DESK_SURE_${told ? "APPEAL" : sure.toUpperCase()}`)}</strong></p>`}
    <div class="row">${[...task.offered].reverse().map((word) => html`<${Act} kind=${HARM.includes(word) ? "harm" : ""} busy=${act.busy} onClick=${() => say(word)}>${t(sure === word ? "PAGE_DESK_YES_DO" : `PAGE_DESK_SAY_${task.kind.toUpperCase()}_${word.toUpperCase()}`)}<//>`)}
      <span class="grow"></span><span class="soft">${t("PAGE_DESK_REASON_FIRST")}</span></div>
  </section>`;
}

/** The lines but for one. @param {Lined} now @param {string} code @returns {Lined} */
const without = ({ checked, unmet }, code) => ({ checked: checked.filter((one) => one !== code), unmet: Object.fromEntries(Object.entries(unmet).filter(([one]) => one !== code)) });

/** Sentences that are said often, of the words that are offered: one word means another thing in another kind of task. @param {any} task */
const usual = (task) =>
  task.offered.flatMap((/** @type {string} */ word) => [`${task.kind}_${word}`, word]).flatMap((/** @type {string} */ said) => [1, 2, 3].map((number) => `PAGE_DESK_USUAL_${said.toUpperCase()}_${number}`)).filter(worded).map((/** @type {string} */ code) => [t(code), t(code)]);
