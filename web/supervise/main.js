/** Supervision: what is overdue or nearly so, what stands still, who has how much of what, how old it is. Each figure opens its list. */
// @ts-expect-error made by the server from messages/pages
import words from "../words/supervise.js";
import { html } from "../shared/dom.js";
import { get } from "../shared/api.js";
import { Frame } from "../shared/frame.js";
import { useLoaded } from "../shared/load.js";
import { Failed, Title, Waiting } from "../shared/parts.js";
import { useWhere } from "../shared/router.js";
import { Gate, LoggedIn } from "../shared/staff.js";
import { start } from "../shared/start.js";
import { t } from "../shared/words.js";
import { waiting } from "../desk/queue.js";
import { Absences } from "./absences.js";
import { Basis, Kinds, LISTS, Lists, TimeUsed, Unstaffed, counted, listed } from "./figures.js";
import { People } from "./people.js";
import { List } from "./list.js";

start(words, ({ problem }) => html`<${Frame} audience="supervise" wide extra=${html`<a class="button plain" href="desk">${t("SUPERVISE_DESK")}</a><${LoggedIn} />`}>
  <${Gate} audiences=${["supervisor"]} channel="desk" problem=${problem}><${Overview} /><//>
<//>`);

function Overview() {
  const [asked = ""] = useWhere();
  const { value, problem, again } = useLoaded(read, []);
  if (!value) return problem ? html`<${Failed} problem=${problem} again=${again} />` : html`<${Waiting} />`;
  const { work, told, away } = value;
  const at = LISTS[asked] ? asked : "late";
  const { kinds, people } = counted(told, work.items, work.more);
  return html`<${Title}>${t("PAGE_AUDIENCE_SUPERVISE")}<//>
    <${Basis} told=${told} more=${work.more} number=${work.items.length} />
    <${Unstaffed} kinds=${kinds} />
    <${Kinds} kinds=${kinds} />
    <${Lists} items=${work.items} more=${work.more} at=${at} />
    <div class="desk">
      <section class="sheet"><h2>${t(`SUPERVISE_LIST_${at.toUpperCase()}`)}</h2><${List} key=${at} items=${listed(work.items, at)} again=${again} /></section>
      <div class="stack"><section class="sheet"><h2>${t("SUPERVISE_PEOPLE")}</h2><${People} people=${people} away=${away} /></section>
        <${Absences} items=${away} again=${again} /><${TimeUsed} months=${told?.time_used ?? []} /></div>
    </div>`;
}

const MOST = 10; // pages of each queue that are read for the lists

/** What waits, what the API has counted of everything, and who is away. */
async function read() {
  const [work, told, away] = await Promise.all([waiting(undefined, MOST), get("v1/figures"), get("v1/absences")]);
  return { work, told, away: away.items };
}
