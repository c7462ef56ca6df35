/** The window: cases of the day, a case by its number from the scan-gun, and a new one. */
import { html, useState } from "../shared/dom.js";
import { get, post } from "../shared/api.js";
import { Choice, Text } from "../shared/fields.js";
import { moment } from "../shared/figures.js";
import { useAct, useLoaded } from "../shared/load.js";
import { Act, Failed, Note, Tag, Title, Waiting, Wrongs } from "../shared/parts.js";
import { go } from "../shared/router.js";
import { session } from "../shared/session.js";
import { t } from "../shared/words.js";
import { Numbers } from "./numbers.js";

export function Window() {
  const { value, problem, again } = useLoaded(() => get("v1/applications"), []);
  if (!value) return problem ? html`<${Failed} problem=${problem} again=${again} />` : html`<${Waiting} />`;
  const today = new Date().toLocaleDateString("sv", { timeZone: "Asia/Shanghai" });
  const of_today = (/** @type {any} */ row) => new Date(row.opened_at).toLocaleDateString("sv", { timeZone: "Asia/Shanghai" }) === today;
  const rows = [...value.items].sort((a, b) => Number(of_today(b)) - Number(of_today(a)));
  return html`<${Title}>${t("PAGE_DESK_SIDE_WINDOW")}<//>
    <div class="halves"><div class="stack"><${Numbers} /><${Find} rows=${value.items} /></div><${New} /></div>
    <section class="sheet"><h2>${t("PAGE_DESK_OF_TODAY")}</h2>
      ${rows.length === 0 ? html`<${Note}>${t("PAGE_DESK_NONE_YET")}<//>` : html`<div class="scroll" tabindex="0" role="region" aria-label=${t("PAGE_DESK_OF_TODAY")}><table>
        <thead><tr>${["NUMBER", "STATE", "OPENED"].map((column) => html`<th scope="col">${t(`PAGE_DESK_COLUMN_${column}`)}</th>`)}</tr></thead>
        <tbody>${rows.map((row) => html`<tr><td><a class="num" href=${`#/form/${row.id}`}>${row.number ?? t("PAGE_DESK_DRAFT", { id: row.id.slice(0, 8) })}</a></td>
          <td><${Tag} kind=${row.status === "DRAFT" ? "near" : "wait"}>${t(`PAGE_DESK_AT_${row.status}`)}<//></td><td class="num">${moment(row.opened_at)}</td></tr>`)}</tbody>
      </table></div>`}
    </section>`;
}

/** What a scan-gun types ends with Enter: the end of a number is enough for what is listed; any whole number of a case, contract or mortgage finds the rest. @param {{rows: any[]}} given */
function Find({ rows }) {
  const [said, set] = useState("");
  const [wrong, setWrong] = useState("");
  const act = useAct();
  const find = (/** @type {Event} */ event) => {
    event.preventDefault();
    const number = said.trim();
    const found = number ? rows.filter((row) => row.id.startsWith(number) || (row.number ?? "").endsWith(number)) : [];
    setWrong(number && found.length < 2 ? "" : t("PAGE_DESK_NOT_ONE"));
    if (found.length === 1) go(`form/${found[0].id}`);
    else if (number && !found.length) act.run(async () => go(`form/${(await post("v1/cases/find", { number })).id}`));
  };
  return html`<form class="sheet" onSubmit=${find} novalidate><h2>${t("PAGE_DESK_FIND")}</h2><${Wrongs} problem=${act.problem} />
    <${Text} id="number" label=${t("PAGE_DESK_NUMBER")} hint=${t("PAGE_DESK_SCAN")} value=${said} onInput=${set} max=${43} wrong=${wrong} />
    <p><${Act} kind="second" type="submit" busy=${act.busy}>${t("PAGE_DESK_OPEN")}<//></p></form>`;
}

function New() {
  const centre = session()?.centre ?? "";
  const kinds = useLoaded(() => get(`v1/kinds?centre=${centre}`), [centre]);
  const [kind, set] = useState("");
  const [card, scan] = useState("");
  const [wrong, setWrong] = useState(/** @type {{text: string, href: string}[] | undefined} */ (undefined));
  const act = useAct();
  const begin = (/** @type {Event} */ event) => {
    event.preventDefault();
    const missing = [...(card.trim() ? [] : [{ text: t("PAGE_DESK_CARD_MISSING"), href: "#card" }]), ...(kind ? [] : [{ text: t("PAGE_DESK_KIND_MISSING"), href: "#kind" }])];
    setWrong(missing.length ? missing : undefined);
    const people = [{ key: "borrower", id_number: card.trim().toUpperCase() }];
    if (!missing.length) act.run(async () => go(`form/${(await post("v1/applications", { centre, kind, people })).id}`));
  };
  return html`<form class="sheet" onSubmit=${begin} novalidate><h2>${t("PAGE_DESK_NEW")}</h2>
    <${Wrongs} problem=${act.problem} wrong=${wrong} />
    <${Text} id="card" label=${t("PAGE_DESK_CARD")} hint=${t("PAGE_DESK_CARD_HINT")} value=${card} onInput=${scan} max=${18} wrong=${wrong?.find((/** @type {any} */ { href }) => href === "#card")?.text} />
    ${kinds.value ? html`<${Choice} id="kind" label=${t("PAGE_DESK_NEW_KIND")} value=${kind} onInput=${set} wrong=${wrong?.find((/** @type {any} */ { href }) => href === "#kind")?.text} options=${kinds.value.items.map((/** @type {any} */ one) => [one.code, one.name ?? one.text ?? one.code])} />` : kinds.problem ? html`<${Failed} problem=${kinds.problem} again=${kinds.again} />` : html`<${Waiting} />`}
    <p><${Act} kind="" type="submit" busy=${act.busy}>${t("PAGE_DESK_BEGIN")}<//></p></form>`;
}
