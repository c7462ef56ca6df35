/** Operations' page: which cases there are and which stand still, one case from every side, agencies, sweep, alarms. Codes, steps and times alone. */
// @ts-expect-error made by the server from messages/pages
import words from "../words/ops.js";
import { html } from "../shared/dom.js";
import { Frame } from "../shared/frame.js";
import { Gate, LoggedIn } from "../shared/staff.js";
import { start } from "../shared/start.js";
import { t } from "../shared/words.js";
import { Alarms } from "./alarms.js";
import { Case } from "./case.js";
import { Health } from "./health.js";
import { List } from "./list.js";
import { place, usePlace } from "./place.js";
import { Refusals } from "./refusals.js";
import { Runbook } from "./runbook.js";

const VIEWS = /** @type {Record<string, any>} */ ({ cases: List, case: Case, health: Health, alarms: Alarms, refusals: Refusals, runbook: Runbook });
const TABS = ["cases", "health", "alarms", "refusals"];

start(words, ({ problem }) => html`<${Frame} audience="ops" wide extra=${html`<${LoggedIn} />`}>
  <${Gate} audiences=${["ops"]} channel="desk" problem=${problem}><${Console} /><//>
<//>`);

function Console() {
  const { parts, query } = usePlace();
  const at = VIEWS[parts[0]] ? parts[0] : "cases";
  return html`
    <nav class="tabs" aria-label=${t("PAGE_OPS_PARTS")}>
      ${TABS.map((tab) => html`<a href=${place(tab)} aria-current=${tab === at ? "page" : undefined}>${t(`PAGE_OPS_TAB_${tab.toUpperCase()}`)}</a>`)}
    </nav>
    <${VIEWS[at]} key=${`${at}/${parts[1] ?? ""}`} name=${parts[1] ?? ""} query=${query} />
  `;
}
