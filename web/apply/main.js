/** The applicant's page: who may, what it takes, then the one form, told from data, on everybody's own phone. */
// @ts-expect-error made by the server from messages/pages
import words from "../words/apply.js";
import { html } from "../shared/dom.js";
import { Frame } from "../shared/frame.js";
import { start } from "../shared/start.js";
import { Title } from "../shared/parts.js";
import { t } from "../shared/words.js";

start(words, () => html`<${Frame} audience="apply"><${Title}>${t("PAGE_BRAND")}<//><//>`);
