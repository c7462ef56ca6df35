/** Showing that it is oneself (刷脸核身): what binds a person is asked for only once their face was looked at, for ten minutes. */
import { html } from "../shared/dom.js";
import { Act, Note } from "../shared/parts.js";
import { provider, session, strong } from "../shared/session.js";
import { t } from "../shared/words.js";

/** A button for an act that binds: first the face, then the act. `before` keeps what was typed, since showing a face leaves the page.
 * @param {{busy: boolean, act: () => void, before?: () => Promise<boolean> | void, children: string}} given */
export function Binding({ busy, act, before, children }) {
  if (strong()) return html`<${Act} busy=${busy} onClick=${act}>${children}<//>`;
  const there = provider(session()?.channel ?? "", "face");
  if (!there) return html`<${Note} kind="near"><p>${t("APPLY_FACE_IN_CHANNEL")}</p><//>`;
  const leave = async (/** @type {Event} */ event) => {
    if (busy || before) event.preventDefault(); // a paper on its way would be lost
    if (busy || !before) return;
    if ((await before()) !== false) location.href = provider(session()?.channel ?? "", "face");
  };
  return html`<div class="stack tight">
    <a class="button wide" href=${there} aria-disabled=${busy} onClick=${leave}>${t(busy ? "PAGE_BUSY" : "APPLY_FACE")}</a>
    <p class="soft">${t("APPLY_FACE_WHY", { act: children })}</p>
  </div>`;
}

/** The button that saves. What moves money (another account) is asked for after showing one's face, like every act that binds: `asks` where
 * that is known beforehand, else the API says so (STEP_UP). @param {{busy: boolean, act: () => void, asks?: boolean, problem?: import("../shared/api.js").Problem}} given */
export const Saving = ({ busy, act, asks = false, problem }) =>
  asks || problem?.code === "STEP_UP" ? html`<${Binding} busy=${busy} act=${act}>${t("PAGE_SAVE")}<//>` : html`<${Act} type="submit" busy=${busy}>${t("PAGE_SAVE")}<//>`;
