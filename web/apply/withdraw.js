/** Withdrawing (撤回申请): what follows from it, then the one act. */
import { html } from "../shared/dom.js";
import { post } from "../shared/api.js";
import { useAct } from "../shared/load.js";
import { Back, Note, Title, Wrongs } from "../shared/parts.js";
import { go } from "../shared/router.js";
import { t } from "../shared/words.js";
import { Binding } from "./face.js";

/** @param {{it: any}} given */
export default function Withdraw({ it }) {
  const { busy, problem, run } = useAct();
  const withdraw = () => run(async () => {
    const { status } = await post(`v1/applications/${it.id}/withdraw`);
    it.became(status);
    await it.reload();
    go(`case/${it.id}`, true);
  });
  return html`<div class="stack">
    <${Back} to=${`#/case/${it.id}`} />
    <${Title}>${t("APPLY_WITHDRAW")}<//>
    <${Wrongs} problem=${problem} />
    <${Note} kind="near"><p>${t(it.app.status === "DRAFT" ? "APPLY_WITHDRAW_DRAFT" : "APPLY_WITHDRAW_WHAT")}</p><//>
    <${Binding} busy=${busy} act=${withdraw}>${t("APPLY_WITHDRAW_ACT")}<//>
  </div>`;
}
