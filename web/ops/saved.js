/** Filters somebody keeps on this device under a name; each is its address, so that one is a link too. */
import { html, useState } from "../shared/dom.js";
import { Text } from "../shared/fields.js";
import { t } from "../shared/words.js";
import { place } from "./place.js";

const KEPT = "anju-ops-saved";
const MOST = 12;

/** @typedef {{name: string, query: Record<string, string>}} Saved */

/** @returns {Saved[]} */
function kept() {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? "[]");
  } catch {
    return []; // no list that was made here
  }
}

/** @param {{chosen: Record<string, string>}} given */
export function Saves({ chosen }) {
  const [all, set] = useState(kept());
  const [name, called] = useState("");
  const keep = (/** @type {Saved[]} */ changed) => { localStorage.setItem(KEPT, JSON.stringify(changed)); set(changed); };
  const save = (/** @type {Event} */ event) => {
    event.preventDefault();
    if (!name.trim()) return;
    keep([...all.filter((/** @type {Saved} */ one) => one.name !== name.trim()), { name: name.trim(), query: chosen }].slice(-MOST));
    called("");
  };
  return html`<div class="row saved">${all.length > 0 && html`<span class="soft">${t("PAGE_OPS_SAVED")}</span>`}
    ${all.map((/** @type {Saved} */ one) => html`<span class="row"><a class="links" href=${place("cases", one.query)}>${one.name}</a><button type="button" class="plain" aria-label=${t("PAGE_OPS_FORGET", { name: one.name })} onClick=${() => keep(all.filter((/** @type {Saved} */ other) => other !== one))}>×</button></span>`)}
    <details><summary>${t("PAGE_OPS_SAVE")}</summary><form class="row find" onSubmit=${save} novalidate><${Text} id="saved-name" label=${t("PAGE_OPS_SAVE_AS")} value=${name} onInput=${called} max=${20} />
      <button type="submit" class="second">${t("PAGE_OPS_SAVE")}</button></form></details></div>`;
}
