/** Every alarm of this stage: those that ring first, each with the page that says what to do. */
import { html } from "../shared/dom.js";
import { get } from "../shared/api.js";
import { moment } from "../shared/figures.js";
import { useLoaded } from "../shared/load.js";
import { Failed, Note, Tag, Title, Waiting } from "../shared/parts.js";
import { t, worded } from "../shared/words.js";
import { place } from "./place.js";

const KINDS = /** @type {Record<string, string>} */ ({ OK: "", ALARM: "late", INSUFFICIENT_DATA: "wait" });

export function Alarms() {
  const { value, problem, again } = useLoaded(() => get("v1/ops/alarms"), []);
  if (!value) return problem ? html`<${Failed} problem=${problem} again=${again} />` : html`<${Waiting} />`;
  return html`<${Title}>${t("PAGE_OPS_TAB_ALARMS")}<//>
    ${value.items.length === 0 && html`<${Note}>${t("PAGE_OPS_NO_ALARMS")}<//>`}
    ${value.items.length > 0 && html`<section class="sheet"><div class="scroll" tabindex="0" role="region" aria-label=${t("PAGE_OPS_TAB_ALARMS")}><table>
      <thead><tr>${["STATE", "ALARM", "AT", "RUNBOOK"].map((column) => html`<th scope="col">${t(`PAGE_OPS_COLUMN_${column}`)}</th>`)}</tr></thead>
      <tbody>${value.items.map((/** @type {any} */ alarm) => html`<tr>
        <td><${Tag} kind=${KINDS[alarm.state]}>${alarm.text}<//></td><td>${about(alarm)}<small> ${alarm.name}</small></td>
        <td class="num">${moment(alarm.since)}</td><td><a href=${place(`runbook/${alarm.runbook}`)}>${alarm.runbook}</a></td>
      </tr>`)}</tbody>
    </table></div></section>`}`;
}

/** What it means, as its runbook is headed. @param {{runbook: string, meaning: string}} alarm */
function about({ runbook, meaning }) {
  const code = `RUNBOOK_${runbook}`;
  return worded(code) ? t(code) : meaning;
}
