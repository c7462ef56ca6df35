/** A restart: one person asks with a reason, another confirms with theirs. It is not said to have worked before the step was passed. */
import { html, useState } from "../shared/dom.js";
import { post } from "../shared/api.js";
import { Lines, Pick } from "../shared/fields.js";
import { useAct } from "../shared/load.js";
import { Act, Note, Wrongs } from "../shared/parts.js";
import { t } from "../shared/words.js";

/** @param {{at: string, asked: any, step: string, reasons: {code: string, text: string}[], said?: {confirmed: boolean}, tell: (said: any) => void, done: () => void}} given */
export function Restart({ at, asked, step, reasons, said, tell, done }) {
  const [code, setCode] = useState("");
  const [more, setMore] = useState("");
  const [wrong, setWrong] = useState(/** @type {{text: string, href: string}[] | undefined} */ (undefined));
  const { busy, problem, run } = useAct();
  const send = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const missing = !code ? { text: t("PAGE_OPS_REASON_MISSING"), href: "#reason" } : code === "RESTART_OTHER" && more.trim().length < 2 ? { text: t("PAGE_OPS_WORDS_MISSING"), href: "#words" } : undefined;
    setWrong(missing ? [missing] : undefined);
    if (missing) return;
    const listed = code === "RESTART_OTHER" ? "" : reasons.find((one) => one.code === code)?.text;
    const reason = [listed, more.trim()].filter(Boolean).join("：");
    await run(async () => tell({ ...(await post(`${at}/restart`, { reason })), step }));
  };
  if (said) return html`<${Note}><p role="status">${t(said.confirmed ? "PAGE_OPS_RESTARTED" : "PAGE_OPS_RESTART_ASKED", { step })}</p>
    <p><button type="button" class="second" onClick=${done}>${t("PAGE_OPS_LOOK_AGAIN")}</button></p><//>`;
  return html`<form class="sheet" onSubmit=${send} novalidate>
    <p>${t(asked ? "PAGE_OPS_SECOND" : "PAGE_OPS_FIRST", { step })}</p>
    <${Wrongs} problem=${problem} wrong=${wrong} />
    <${Pick} id="reason" label=${t("PAGE_OPS_REASON")} value=${code} onInput=${setCode} options=${reasons.map((one) => [one.code, one.text])} wrong=${wrong?.find((/** @type {any} */ { href }) => href === "#reason")?.text} />
    <${Lines} id="words" rows=${2} label=${t("PAGE_OPS_WORDS")} hint=${t("PAGE_OPS_WORDS_HINT")} value=${more} onInput=${setMore} wrong=${wrong?.find((/** @type {any} */ { href }) => href === "#words")?.text} />
    <p><${Act} kind="" type="submit" busy=${busy}>${t(asked ? "PAGE_OPS_CONFIRM_NOW" : "PAGE_OPS_ASK_NOW")}<//></p>
  </form>`;
}
