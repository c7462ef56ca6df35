/** Recusal (回避): who must not handle a case says so, once; it is not taken back, and what they had claimed of it goes back to the queue. */
import { html, useState } from "../shared/dom.js";
import { post } from "../shared/api.js";
import { Pick } from "../shared/fields.js";
import { useAct } from "../shared/load.js";
import { Act, Wrongs } from "../shared/parts.js";
import { go } from "../shared/router.js";
import { t } from "../shared/words.js";

const TIES = ["relative", "interest", "other"];

/** @param {{of: string, to: string}} given — the case, and where one goes then */
export function Recuse({ of, to }) {
  const [tie, set] = useState("");
  const [wrong, setWrong] = useState(/** @type {{text: string, href: string}[] | undefined} */ (undefined));
  const act = useAct();
  const send = (/** @type {Event} */ event) => {
    event.preventDefault();
    setWrong(tie ? undefined : [{ text: t("PAGE_DESK_TIE_MISSING"), href: "#tie" }]);
    if (tie) act.run(async () => { await post(`v1/applications/${of}/recusals`, { tie }); go(to); });
  };
  return html`<details class="recuse"><summary>${t("PAGE_DESK_RECUSE")}</summary><form class="stack tight" onSubmit=${send} novalidate>
    <p class="soft">${t("PAGE_DESK_RECUSE_WHAT")}</p><${Wrongs} problem=${act.problem} wrong=${wrong} />
    <${Pick} id="tie" label=${t("PAGE_DESK_TIE")} value=${tie} wrong=${wrong?.[0].text} onInput=${set} options=${TIES.map((one) => [one, t(`PAGE_DESK_TIE_${one.toUpperCase()}`)])} />
    <p><${Act} kind="harm" type="submit" busy=${act.busy}>${t("PAGE_DESK_RECUSE_ACT")}<//></p></form></details>`;
}
