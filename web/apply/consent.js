/** One authorisation (授权): who may use what of mine, for what, how long, in the words that are agreed to; given by oneself alone. */
import { html } from "../shared/dom.js";
import { post } from "../shared/api.js";
import { useAct } from "../shared/load.js";
import { Back, Note, Title, Values, Wrongs } from "../shared/parts.js";
import { go } from "../shared/router.js";
import { moment } from "../shared/figures.js";
import { t } from "../shared/words.js";
import { Binding } from "./face.js";
import { next } from "./tasks.js";

/** @param {{it: any, rest: string[]}} given */
export default function Consent({ it, rest }) {
  const asked = it.mine.items.find((/** @type {any} */ one) => one.use === rest[0]);
  const { busy, problem, run } = useAct();
  const give = () =>
    run(async () => {
      const mine = await post(`v1/applications/${it.id}/consents`, { use: asked.use, version: asked.version });
      await it.reload();
      go(next({ ...it, mine }));
    });
  const takeBack = () =>
    run(async () => {
      await post(`v1/applications/${it.id}/consents/withdrawals`, { use: asked.use });
      await it.reload();
      go(`case/${it.id}`);
    });
  if (!asked) return html`<${Back} to=${`#/case/${it.id}`} /><${Title}>${t("PAGE_NOT_FOUND")}<//>`;
  const rows = ["to", "purpose", "scope", "validity"].map((name) => ({ name: t(`APPLY_CONSENT_${name.toUpperCase()}`), value: asked[name] }));
  const departments = asked.departments.map((/** @type {any} */ one) => one.text).join("、");
  return html`<div class="stack">
    <${Back} to=${`#/case/${it.id}`} />
    <${Title}>${asked.name}<//>
    <${Wrongs} problem=${problem} />
    ${asked.state === "GIVEN_BEFORE" && html`<${Note} kind="near"><p>${asked.state_text}</p><//>`}
    <p>${t(`APPLY_CONSENT_WHY_${asked.use.toUpperCase()}`)}</p>
    <section class="sheet"><${Values} rows=${departments ? [...rows, { name: t("APPLY_CONSENT_DEPARTMENTS"), value: departments }] : rows} /></section>
    ${asked.state === "GIVEN"
      ? html`<${Note}><p>${t("APPLY_CONSENT_GIVEN", { at: moment(asked.given_at) })}</p><//>
          <details><summary>${t("APPLY_CONSENT_TAKE_BACK")}</summary><div class="stack tight">
            <p>${t("APPLY_CONSENT_TAKE_BACK_WHAT")}</p>
            <${Binding} busy=${busy} act=${takeBack}>${t("APPLY_CONSENT_TAKE_BACK_ACT")}<//>
          </div></details>`
      : html`<${Binding} busy=${busy} act=${give}>${t("APPLY_CONSENT_GIVE")}<//>`}
    <p class="soft">${t("APPLY_CONSENT_BACK")}</p>
  </div>`;
}
