/** The one form on one page, by keyboard: Enter goes to the next field, Ctrl+S saves. What is still missing is named beside it all the time. */
import { html } from "../shared/dom.js";
import { get, Problem } from "../shared/api.js";
import { useAct, useLoaded } from "../shared/load.js";
import { Act, Back, Failed, Note, Title, Waiting, Wrongs } from "../shared/parts.js";
import { Restored, useEdits } from "../shared/typed.js";
import { t } from "../shared/words.js";
import { asked } from "../apply/asked.js";
import { save, sent, node } from "../apply/form.js";
import { Fields } from "./fields.js";
import { HandIn } from "./handin.js";
import { HandOver } from "./handover.js";
import { Owed } from "./later.js";
import { People } from "./people.js";
import { useSave } from "./keys.js";
import { Progress } from "./progress.js";
import { Recuse } from "./recuse.js";
import { Said } from "./said.js";
import { Scans, useForms } from "./scans.js";
import { Signing } from "./signing.js";

/** @param {{parts: string[]}} given */
export function Form({ parts: [id] }) {
  const it = useLoaded(() => loaded(id), [id]);
  const { value } = it;
  if (!value) return it.problem ? html`<${Failed} problem=${it.problem} again=${it.again} />` : html`<${Waiting} />`;
  /** Handed in, whether it can be looked at again now or not. @param {string} status */
  const became = (status) => it.put({ ...value, app: { ...value.app, status }, track: null, open: false });
  return html`<${Shown} key=${id} it=${{ ...value, reload: it.again, became }} />`;
}

/** @param {string} id */
async function loaded(id) {
  const app = await get(`v1/applications/${id}`);
  const open = ["DRAFT", "CORRECTION"].includes(app.status);
  const [schema, materials, track] = await Promise.all([asked(app.form.kind, app.form.centre), get(`v1/applications/${id}/materials`), open && app.status === "DRAFT" ? null : get(`v1/applications/${id}/track`)]);
  return { id, app, schema, materials, track, open };
}

/** @param {{it: any}} given */
function Shown({ it }) {
  const { edits, restored, now, edit, sent: gone } = useEdits(`window/${it.id}`, it.app.form);
  const act = useAct();
  const forms = useForms(it.id);
  /** True once all that is typed is kept: what is typed meanwhile is still to be. */
  const keep = async () => {
    let whole = false;
    await act.run(async () => {
      const typed = now();
      const values = Object.fromEntries(Object.entries(typed).map(([pointer, value]) => [pointer, sent(node(it.schema, pointer) ?? {}, value)]));
      if (Object.keys(values).length) await save(it.id, "borrower", values, it.app);
      if (!(await it.reload())) throw new Problem(0, {}); // in view until the record as it is now is; whoever goes on from there hears it
      whole = gone(typed);
    });
    return whole;
  };
  useSave(keep);
  const dirty = Object.keys(edits).length > 0;
  const given = { it, edits, edit };
  const people = (it.app.form.people ?? []).map((/** @type {any} */ one) => one.key);
  return html`<div class="row topline"><${Back} to="#/window" /><${Title}>${it.schema.title ?? t("PAGE_DESK_FORM")}<//>
      <span class="num soft">${it.app.number ?? it.id.slice(0, 8)}</span><span class="grow"></span>
      ${it.open && html`<span class="soft" role="status">${t(dirty ? "PAGE_DESK_UNSAVED" : "PAGE_DESK_SAVED")}</span><${Act} kind=${dirty ? "" : "second"} busy=${act.busy} onClick=${keep}>${t("PAGE_DESK_KEEP")} <kbd>Ctrl S</kbd><//>`}</div>
    <${Wrongs} problem=${act.problem} />
    <${Restored} restored=${restored && dirty} />
    ${it.track && html`<${Progress} it=${it} /><${Owed} it=${it} /><${Signing} it=${it} forms=${forms} /><${HandOver} it=${it} />`}
    ${it.open && html`<div class="desk"><div class="stack" onKeyDown=${onward}>
        <${People} ...${given} forms=${forms} keep=${keep} dirty=${dirty} />
        <section class="sheet"><h2>${it.schema.properties.home?.title}</h2><${Fields} ...${given} part="/home" /></section>
        <section class="sheet"><h2>${it.schema.properties.wish?.title}</h2><${Fields} ...${given} part="/wish" /></section>
      </div>
      <aside class="stack"><${HandIn} ...${given} dirty=${dirty} keep=${keep} /></aside></div>`}
    ${!it.open && !it.track && html`<${Note}>${t("PAGE_DESK_CLOSED")}<//>`}
    <${Scans} id=${it.id} people=${people} forms=${forms} />
    <${Said} id=${it.id} people=${people} />
    <${Recuse} of=${it.id} to="window" />`;
}

/** Enter in a line goes to the next field, as a scan-gun's does; buttons, lists and several lines keep theirs. @param {KeyboardEvent} event */
function onward(event) {
  const at = /** @type {HTMLInputElement} */ (event.target);
  if (event.key !== "Enter" || at.tagName !== "INPUT" || !["text", "date"].includes(at.type) || at.form) return;
  event.preventDefault();
  const fields = [.../** @type {HTMLElement} */ (event.currentTarget).querySelectorAll("input:not([type=file]), select, textarea")];
  /** @type {HTMLElement | undefined} */ (fields[fields.indexOf(at) + 1])?.focus();
}
