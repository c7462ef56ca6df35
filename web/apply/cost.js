/** The bank's part of a combination (综合融资成本): what it costs in all, confirmed by each party before its contract. */
import { html } from "../shared/dom.js";
import { get, post } from "../shared/api.js";
import { years, yuan } from "../shared/figures.js";
import { useAct, useLoaded } from "../shared/load.js";
import { Back, Failed, Title, Values, Waiting, Wrongs } from "../shared/parts.js";
import { go } from "../shared/router.js";
import { t } from "../shared/words.js";
import { Binding } from "./face.js";

/** @param {{it: any}} given */
export default function BankCost({ it }) {
  const { value, problem, again } = useLoaded(() => get(`v1/applications/${it.id}/track`), [it.id]);
  const { busy, problem: refused, run } = useAct();
  if (problem) return html`<${Failed} problem=${problem} again=${again} />`;
  if (!value) return html`<${Waiting} />`;
  const offer = value.bank_part?.offer;
  if (!offer) return html`<${Back} to=${`#/case/${it.id}`} /><${Title}>${value.bank_part?.state_text ?? t("PAGE_NOT_FOUND")}<//>`;
  const confirm = () => run(async () => {
    await post(`v1/applications/${it.id}/costs`, { sha256: offer.sha256 });
    go(`case/${it.id}`);
  });
  return html`<div class="stack">
    <${Back} to=${`#/case/${it.id}`} />
    <${Title}>${t("APPLY_BANK_COST")}<//>
    <${Wrongs} problem=${refused} />
    <section class="sheet"><${Values} rows=${[
      { name: t("APPLY_SIGN_AMOUNT"), value: t("APPLY_SUM", { sum: yuan(offer.amount) }) },
      { name: t("APPLY_TERM"), value: years(Number(offer.months)) },
      { name: t("APPLY_SIGN_RATE"), value: `${offer.rate}%` },
      { name: t("APPLY_METHOD"), value: t(`APPLY_METHOD_${offer.method}`) },
      { name: t("APPLY_BANK_FEES"), value: t("APPLY_SUM", { sum: yuan(offer.fees) }) },
      { name: t("APPLY_BANK_ALL_IN"), value: `${offer.all_in}%` },
    ]} /></section>
    <${Binding} busy=${busy} act=${confirm}>${t("APPLY_BANK_COST_ACT")}<//>
  </div>`;
}
