/** Before you start (办前须知): who may, what to have at hand, how it goes, and how long; then begin, or reckon first. */
import { html } from "../shared/dom.js";
import { Title } from "../shared/parts.js";
import { t } from "../shared/words.js";

export const Before = () => html`<div class="stack">
  <${Title}>${t("APPLY_BEFORE")}<//>
  <p>${t("APPLY_BEFORE_WHAT")}</p>
  <${Block} title="APPLY_WHO" lines=${["APPLY_WHO_DEPOSITOR", "APPLY_WHO_HOME", "APPLY_WHO_LOANS"]} />
  <${Block} title="APPLY_HAVE" lines=${["APPLY_HAVE_CONTRACT", "APPLY_HAVE_SPOUSE", "APPLY_HAVE_ACCOUNT"]} />
  <${Block} title="APPLY_HOW" lines=${["APPLY_HOW_AUTHORISE", "APPLY_HOW_SUBMIT", "APPLY_HOW_SIGN"]} />
  <a class="button wide" href="#/cases">${t("APPLY_BEGIN")}</a>
  <a class="button wide second" href="#/quote">${t("APPLY_RECKON")}</a>
  <p class="soft">${t("APPLY_NO_FEE")}</p>
</div>`;

/** @param {{title: string, lines: string[]}} given */
const Block = ({ title, lines }) => html`<section class="stack tight">
  <h2>${t(title)}</h2>
  <ul class="dots">${lines.map((line) => html`<li>${t(line)}</li>`)}</ul>
</section>`;
