/** Who has come (到场): the party, or an agent of theirs for one act, by the code of the terminal that has read their card and face. */
import { html, useState } from "../shared/dom.js";
import { post } from "../shared/api.js";
import { Pick, Text } from "../shared/fields.js";
import { useAct } from "../shared/load.js";
import { Act, Tag, Wrongs } from "../shared/parts.js";
import { t } from "../shared/words.js";

/** @typedef {{until: string, agent: string}} Here — `agent`: for which act an agent of theirs is here; empty: they are here themselves */

/** @param {{id: string, person: string, at: string, agents: string[], first?: () => Promise<unknown>, done: (here: Here) => unknown}} given — `at`: the part of the page, `agents`: the acts an
 * agent may come for here; `first`: what has to be done before, false where it was not */
export function Presence({ id, person, at, agents, first, done }) {
  const [code, set] = useState("");
  const [agent, come] = useState("");
  const act = useAct();
  const prove = (/** @type {Event} */ event) => {
    event.preventDefault();
    act.run(async () => {
      if (first && !(await first())) return;
      const { until } = await post(`v1/applications/${id}/presences`, { person, code: code.trim(), ...(agent ? { agent_for: agent } : {}) });
      set("");
      await done({ until, agent });
    });
  };
  return html`<form class="stack tight" onSubmit=${prove} novalidate><${Wrongs} problem=${act.problem} />
    <div class="row low">
      <${Text} id=${`${at}-face-${person}`} label=${t("PAGE_DESK_FACE")} value=${code} onInput=${set} max=${200} narrow />
      ${agents.length > 0 && html`<${Pick} id=${`${at}-came-${person}`} label=${t("PAGE_DESK_CAME")} none=${t("PAGE_DESK_CAME_SELF")} value=${agent} onInput=${come} options=${agents.map((one) => [one, t("PAGE_DESK_CAME_AGENT", { act: t(`ACT_${one.toUpperCase()}`) })])} />`}
      <${Act} kind="second" type="submit" busy=${act.busy}>${t("PAGE_DESK_PROVE")}<//></div></form>`;
}

/** @param {{here: Here}} given */
export const IsHere = ({ here }) => html`<${Tag}>${here.agent ? t("PAGE_DESK_AGENT_HERE", { act: t(`ACT_${here.agent.toUpperCase()}`), until: clock(here.until) }) : t("PAGE_DESK_IS_HERE", { until: clock(here.until) })}<//>`;

/** @param {string} at */
const clock = (at) => new Date(at).toLocaleTimeString("zh-CN", { timeZone: "Asia/Shanghai", hour: "2-digit", minute: "2-digit" });
