/** A button that copies a number or a link, and says that it has. */
import { html, useState } from "../shared/dom.js";
import { t } from "../shared/words.js";

/** @param {{text: string, what: string, named?: boolean}} given — `named`: the button says what it copies */
export function Copy({ text, what, named = false }) {
  const [done, set] = useState(false);
  const copy = async () => {
    await navigator.clipboard?.writeText(text).catch(() => {});
    set(true);
    setTimeout(() => set(false), 2000);
  };
  return html`<button type="button" class="plain small" onClick=${copy} aria-label=${`${t("PAGE_COPY")} ${what}`}>
    <span role="status">${done ? t("PAGE_COPIED") : named ? what : t("PAGE_COPY")}</span></button>`;
}
