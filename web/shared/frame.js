/** The frame of every page: skip link, brand, 长辈版, who is logged in, notice when offline, main, foot. Prefer `frame` once per audience. */
import { html, useEffect, useState } from "./dom.js";
import { focusTitle } from "./router.js";
import { useStale } from "./stale.js";
import { t } from "./words.js";

const TYPE = "anju-type";

/** Takes up the size of type this person has chosen; once, before anything is drawn. */
export function chosenType() {
  document.documentElement.dataset.type = localStorage.getItem(TYPE) ?? "";
}

/** @param {{audience: string, home?: string, extra?: unknown, foot?: unknown, wide?: boolean, children?: any}} given */
export function Frame({ audience, home = "#/", extra, foot, wide = false, children }) {
  const [large, setLarge] = useState(document.documentElement.dataset.type === "large");
  const offline = useOffline();
  const turn = () => {
    localStorage.setItem(TYPE, large ? "" : "large");
    chosenType();
    setLarge(!large);
  };
  return html`
    <a class="skip" href="#main" onClick=${focusMain}>${t("PAGE_SKIP")}</a>
    <header class="top">
      <a class="brand" href=${home}>${t("PAGE_BRAND")}<small>${t(`PAGE_AUDIENCE_${audience.toUpperCase()}`)}</small></a>
      <span class="grow"></span>
      ${extra}
      <button type="button" class="plain" aria-pressed=${large} onClick=${turn}>${t(large ? "PAGE_NORMAL_TYPE" : "PAGE_LARGE_TYPE")}</button>
    </header>
    <main id="main" class=${wide ? "wide" : ""}>${children}</main>
    <div class="state" role="status">${offline ? html`<p class="note near">${t("PAGE_OFFLINE")}<small>${t("PAGE_OFFLINE_KEPT")}</small></p>` : html`<${Stale} />`}</div>
    ${foot && html`<footer>${foot}</footer>`}
  `;
}

/** What is shown could not be refreshed: it stays, and can be looked at again. */
function Stale() {
  const again = useStale();
  const [busy, set] = useState(false);
  const look = () => {
    set(true);
    again?.().finally(() => {
      set(false);
      requestAnimationFrame(() => document.activeElement === document.body && focusTitle()); // the button is gone
    });
  };
  return again && html`<div class="note near row"><p class="grow">${t("PAGE_STALE")}<small>${t("PAGE_STALE_KEPT")}</small></p>
    <button type="button" class="second" aria-disabled=${busy} onClick=${busy ? undefined : look}>${t(busy ? "PAGE_BUSY" : "PAGE_AGAIN")}</button></div>`;
}

/** @param {Event} event */
function focusMain(event) {
  event.preventDefault();
  focusTitle();
}

function useOffline() {
  const [offline, set] = useState(!navigator.onLine);
  useEffect(() => {
    const look = () => set(!navigator.onLine);
    for (const event of ["online", "offline"]) addEventListener(event, look);
    return () => ["online", "offline"].forEach((event) => removeEventListener(event, look));
  }, []);
  return offline;
}
