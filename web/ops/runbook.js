/** A page of docs/runbooks, as it is written: headings, paragraphs, commands. */
import { html } from "../shared/dom.js";
import { useLoaded } from "../shared/load.js";
import { Problem } from "../shared/api.js";
import { Failed, Title, Waiting } from "../shared/parts.js";
import { t } from "../shared/words.js";

/** @param {{name: string}} given */
export function Runbook({ name }) {
  const { value, problem, again } = useLoaded(() => read(name), [name]);
  if (!value) return problem ? html`<${Failed} problem=${problem} again=${again} />` : html`<${Waiting} />`;
  const [title, ...blocks] = value.trim().split(/\n\n+/);
  return html`<p><button type="button" class="plain back" onClick=${() => history.back()}>${t("PAGE_BACK")}</button></p>
    <article class="sheet runbook"><${Title}>${title.replace(/^# /, "")}<//>${blocks.map(block)}</article>`;
}

/** @param {string} name */
async function read(name) {
  const answer = await fetch(new URL(`../runbooks/${encodeURIComponent(name)}.md`, import.meta.url)).catch(() => null);
  if (!answer?.ok) throw new Problem(answer?.status ?? 0, { code: "NOT_FOUND", title: answer ? t("PAGE_NOT_FOUND") : "" });
  return answer.text();
}

/** @param {string} text */
function block(text) {
  if (text.startsWith("## ")) return html`<h2>${text.slice(3)}</h2>`;
  if (/^( {4}|\t)/.test(text)) return html`<pre tabindex="0">${text.replace(/^ {4}/gm, "")}</pre>`;
  return html`<p>${text.split(/(`[^`]+`)/).map((part) => (part.startsWith("`") ? html`<code>${part.slice(1, -1)}</code>` : part))}</p>`;
}
