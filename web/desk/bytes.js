/** The very bytes behind a link, kept on this page alone: shown beside the data as a picture or by the browser's own reader, with the digest computed here. */
import { html, useState } from "../shared/dom.js";
import { t } from "../shared/words.js";

const PDF = "application/pdf";

/** No digest where the browser cannot say (no TLS). @typedef {{url: string, type: string, sha256: string | null}} File */

/** What kind it is the record tells, or how the file begins. @param {string} link @param {string} [type] @returns {Promise<File>} */
export async function fetched(link, type) {
  const bytes = await (await fetch(link)).arrayBuffer();
  const is = type ?? begun(new Uint8Array(bytes, 0, Math.min(4, bytes.byteLength)));
  return { url: URL.createObjectURL(new Blob([bytes], { type: is })), type: is, sha256: await digest(bytes) };
}

/** @param {ArrayBuffer} bytes */
async function digest(bytes) {
  if (!crypto.subtle) return null;
  const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...sum].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @param {Uint8Array} start */
const begun = ([first, second]) => (first === 0xff && second === 0xd8 ? "image/jpeg" : first === 0x89 && second === 0x50 ? "image/png" : PDF);

/** A picture with a button to turn it, whatever else there is to say, and the file to save. @param {{file: File, name: string, saved: string, children?: any}} given */
export function Shown({ file, name, saved, children }) {
  const [turned, turn] = useState(0);
  const picture = file.type.startsWith("image/");
  return html`<figure class="paper">
    ${picture && html`<div class="scroll page" tabindex="0" role="region" aria-label=${name}><img src=${file.url} alt=${name} class=${`turned${turned}`} /></div>`}
    ${file.type === PDF && html`<iframe class="page" src=${file.url} title=${name}></iframe>`}
    <figcaption class="row">${children}<span class="grow"></span>
      ${picture && html`<button type="button" class="plain small" onClick=${() => turn((turned + 1) % 4)}>${t("PAGE_DESK_TURN")}</button>`}
      <a class="button second" href=${file.url} download=${`${saved}.${file.type.split("/")[1]}`}>${t("PAGE_DESK_SAVE")}</a>
    </figcaption></figure>`;
}
