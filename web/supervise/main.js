/** Supervision: what is overdue or nearly so, what stands still, who has how much of what, how old it is. Each figure opens its list. */
// @ts-expect-error made by the server from messages/pages
import words from "../words/supervise.js";
import { html, useEffect } from "../shared/dom.js";
import { Frame } from "../shared/frame.js";
import { useLoaded } from "../shared/load.js";
import { Failed, Title, Waiting } from "../shared/parts.js";
import { useWhere } from "../shared/router.js";
import { Gate, LoggedIn } from "../shared/staff.js";
import { start } from "../shared/start.js";
import { t } from "../shared/words.js";
import { waiting } from "../desk/queue.js";
import { Figures, LISTS, listed } from "./figures.js";
import { People } from "./people.js";
import { List } from "./list.js";

start(words, ({ problem }) => html`<${Frame} audience="supervise" wide extra=${html`<a class="button plain" href="desk">${t("SUPERVISE_DESK")}</a><${LoggedIn} />`}>
  <${Gate} audiences=${["supervisor"]} channel="desk" problem=${problem}><${Overview} /><//>
<//>`);

function Overview() {
  useEffect(() => void document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: new URL("../desk/desk.css", import.meta.url).href })), []);
  const [asked = ""] = useWhere();
  const { value, problem, again } = useLoaded(() => waiting(), []);
  if (!value) return problem ? html`<${Failed} problem=${problem} again=${again} />` : html`<${Waiting} />`;
  const at = LISTS[asked] ? asked : "late";
  return html`<${Title}>${t("PAGE_AUDIENCE_SUPERVISE")}<//>
    <p class="soft" role="status">${t(value.more ? "SUPERVISE_MORE" : "SUPERVISE_ALL", { number: value.items.length })}</p>
    <${Figures} items=${value.items} at=${at} />
    <div class="desk">
      <section class="sheet"><h2>${t(`SUPERVISE_LIST_${at.toUpperCase()}`)}</h2><${List} items=${listed(value.items, at)} /></section>
      <section class="sheet"><h2>${t("SUPERVISE_PEOPLE")}</h2><${People} items=${value.items} /></section>
    </div>`;
}
