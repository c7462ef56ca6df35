/** Sending a paper (上传材料): a photo or PDF, seen before it goes, with how far it is; what failed can be sent again. */
import { html, useEffect, useState } from "../shared/dom.js";
import { post, Problem } from "../shared/api.js";
import { moment } from "../shared/figures.js";
import { said } from "../shared/parts.js";
import { t } from "../shared/words.js";

export const TYPES = ["image/jpeg", "image/png", "application/pdf"];
export const MOST = 10 * 1024 * 1024; // bytes the API takes
const LARGE = 3 * 1024 * 1024; // from which on a photo is made smaller first
const EDGE = 2400; // pixels of its longer edge then
const LOOKS = 10;

/** @param {{it: any, material: string, person?: string, label: string, onDone: (id: string) => void, going?: (update: (was: number) => number) => void}} given — `material`: or the key of an upload, which says whose it is; `going` counts what is on its way, for a page whose act would leave without it */
export function Upload({ it, material: key, person: whose, label, onDone, going }) {
  const [material, person] = ofKey(key, whose);
  const [file, setFile] = useState(/** @type {File | null} */ (null));
  const [state, set] = useState(/** @type {{at: "none" | "going" | "looking" | "done" | "later" | "failed", share: number, why: string}} */ ({ at: "none", share: 0, why: "" }));
  const picture = usePicture(file);
  const id = `file-${material}-${person ?? ""}`;
  const on = ["going", "looking"].includes(state.at);
  useEffect(() => {
    if (!on || !going) return undefined;
    going((was) => was + 1);
    return () => going((was) => was - 1);
  }, [on]);
  const failed = (/** @type {string} */ why) => set({ at: "failed", share: 0, why });
  const send = async (/** @type {File} */ chosen) => {
    setFile(chosen);
    try {
      const paper = await smaller(chosen);
      if (!TYPES.includes(paper.type)) return failed(t("APPLY_FILE_TYPE"));
      if (paper.size > MOST) return failed(t("APPLY_FILE_SIZE"));
      set({ at: "going", share: 0, why: "" });
      const about = { material, ...(person ? { person } : {}), content_type: paper.type, size: paper.size, sha256: await digest(paper) };
      const slot = await post(`v1/applications/${it.id}/documents`, about);
      await stored(slot, paper, (share) => set({ at: "going", share, why: "" }));
      set({ at: "looking", share: 1, why: "" });
      const looked = await inspected(it.id, slot.id);
      if (looked.state === "rejected") return failed(looked.defect?.text ?? t("APPLY_FILE_FAILED"));
      set({ at: looked.state === "verified" ? "done" : "later", share: 1, why: "" });
      onDone(slot.id);
    } catch (problem) {
      failed(problem instanceof Problem ? [said(problem), ...problem.defects.map((one) => one.text)].join("；") : t("APPLY_FILE_FAILED"));
    }
  };
  return html`<div class="field">
    <label for=${id}>${label}</label>
    <p class="soft" id=${`${id}-hint`}>${t("APPLY_FILE_HINT")}</p>
    <input type="file" id=${id} accept=${TYPES.join(",")} aria-describedby=${`${id}-hint`} onChange=${(/** @type {any} */ event) => event.target.files[0] && send(event.target.files[0])} />
    ${picture && html`<img class="preview" src=${picture} alt=${t("APPLY_FILE_PREVIEW", { name: label })} />`}
    <div class="row kept">
      <div class="row grow" role="status">
        ${state.at === "going" && html`<progress class="grow" max="1" value=${state.share} aria-label=${t("APPLY_FILE_GOING")}></progress><p class="soft">${t("APPLY_FILE_SHARE", { share: Math.round(state.share * 100) })}</p>`}
        ${state.at === "looking" && html`<p class="soft">${t("APPLY_FILE_LOOKING")}</p>`}
        ${state.at === "later" && html`<p>${t("APPLY_FILE_LATER")}</p>`}
        ${state.at === "done" && html`<p>✓ ${t("APPLY_FILE_DONE")}</p>`}
      </div>
      ${state.at === "failed" && html`<p class="error" role="alert">${state.why}</p>${file && html`<button type="button" class="second" onClick=${() => send(file)}>${t("PAGE_AGAIN")}</button>`}`}
    </div>
  </div>`;
}

/** Material and party of the key of an upload, `B03` or `D01.spouse`. @param {string} key @param {string} [person] @returns {[string, string | undefined]} */
function ofKey(key, person) {
  const [material = "", party = person] = key.split(".");
  return [material, party];
}

/** What of a material was brought already and counts. @param {any} it @param {string} key @param {string} [whose] @returns {any[]} */
function kept(it, key, whose) {
  const [material, person] = ofKey(key, whose);
  return it.app.documents.filter((/** @type {any} */ one) => one.material === material && (one.person ?? "") === (person ?? "") && one.state === "verified");
}

/** Whether any was. @param {any} it @param {string} material */
export const isKept = (it, material) => kept(it, material).length > 0;

/** When it was. @param {{it: any, material: string, person?: string}} given */
export const Brought = ({ it, material, person }) => kept(it, material, person).map((one) => html`<p>✓ ${t("APPLY_FILE_BROUGHT", { at: moment(one.at) })}</p>`);

/** @param {File | null} file */
function usePicture(file) {
  const [url, set] = useState("");
  useEffect(() => {
    if (!file?.type.startsWith("image/")) return set("");
    const made = URL.createObjectURL(file);
    set(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return url;
}

/** A large photo made smaller, so that it goes by a slow line; anything else as it is. @param {File} file @returns {Promise<Blob>} */
async function smaller(file) {
  if (!file.type.startsWith("image/") || file.size <= LARGE) return file;
  const image = await createImageBitmap(file);
  const scale = Math.min(1, EDGE / Math.max(image.width, image.height));
  const canvas = Object.assign(document.createElement("canvas"), { width: image.width * scale, height: image.height * scale });
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob((made) => resolve(made ?? file), "image/jpeg", 0.85));
}

/** @param {Blob} paper */
export async function digest(paper) {
  const bytes = await crypto.subtle.digest("SHA-256", await paper.arrayBuffer());
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Sends it to the store with what the API has signed. @param {any} slot @param {Blob} paper @param {(share: number) => void} going @returns {Promise<void>} */
export function stored(slot, paper, going) {
  const body = new FormData();
  for (const [name, value] of Object.entries(slot.fields)) body.append(name, String(value));
  body.append("file", paper);
  return new Promise((resolve, reject) => {
    const sending = new XMLHttpRequest();
    sending.upload.onprogress = ({ loaded, total }) => going(loaded / total);
    sending.onload = () => (sending.status < 300 ? resolve() : reject(new Error(String(sending.status))));
    sending.onerror = () => reject(new Problem(0, { code: "UNREACHABLE" }));
    sending.open("POST", slot.url);
    sending.send(body);
  });
}

/** Has it looked at; where the scanner has not answered yet, asks again. @param {string} id @param {string} document @returns {Promise<any>} */
async function inspected(id, document) {
  for (let looks = 1; ; looks += 1) {
    const looked = await post(`v1/applications/${id}/documents/${document}/verify`);
    if (looked.state !== "waiting" || looks === LOOKS) return looked;
    await new Promise((resolve) => setTimeout(resolve, 2000));
  }
}
