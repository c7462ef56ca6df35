/** What is still to be done on a draft (任务清单), read off the record alone: so it is the same on every device. */
import { filled, lacking } from "./form.js";
import { t } from "../shared/words.js";

/** @typedef {{key: string, name: string, hint?: string, waits?: boolean, done: boolean, open: boolean, to: string}} Task */
/** @typedef {{id: string, app: any, mine: any, schema: any}} Case */

const DOWN_PAYMENT = "/home/down_payment";

/** Where my own entry is in the form. @param {Case} it */
export const place = (it) => it.app.form.people.findIndex((/** @type {any} */ one) => one.key === it.mine.person);

/** Whether I only own the home with who borrows: asked who I am, and nothing else. @param {Case} it */
export const owesNothing = (it) => it.mine.person.startsWith("co_owner");

/** Whether I have given an authorisation. @param {Case} it @param {string} use */
export const given = (it, use) => asked(it, use)?.state === "GIVEN";

/** @param {Case} it @param {string} use */
const asked = (it, use) => it.mine.items.find((/** @type {any} */ one) => one.use === use);

/** A task that is an authorisation; one given in earlier words says that it is asked again. @param {Case} it @param {string} use @param {boolean} open @returns {Task} */
const authorise = (it, use, open) => ({ ...task(use, given(it, use), open, `case/${it.id}/consent/${use}`), hint: asked(it, use)?.state === "GIVEN_BEFORE" ? asked(it, use).state_text : undefined });

/** What departments may tell: my own entry, and to the applicant the home, but for what nobody knows. @param {Case} it @returns {string[]} */
export function untold(it) {
  const form = it.app.form;
  const parts = it.mine.person === "borrower" ? it.schema.required.filter((/** @type {string} */ one) => !["centre", "kind", "people", "wish"].includes(one)) : [];
  const rest = parts.flatMap((/** @type {string} */ one) => lacking(it.schema, form, `/${one}`));
  return [...lacking(it.schema, form, `/people/${place(it)}`), ...rest].filter((one) => one !== DOWN_PAYMENT);
}

/** What is lacking of the loan. @param {Case} it @returns {string[]} */
export const unasked = (it) => [...(filled(it.app.form, DOWN_PAYMENT) || it.app.form.home?.kind === "own" ? [] : [DOWN_PAYMENT]), ...lacking(it.schema, it.app.form, "/wish")];

/** @param {Case} it @returns {Task[]} */
export function tasks(it) {
  const to = (/** @type {string} */ page) => `case/${it.id}/${page}`;
  if (owesNothing(it)) {
    const own = untold(it)[0];
    return [task("mine", !own, true, to(own ? `field${own}` : `field/people/${place(it)}/phone`)), authorise(it, "identity", !own)];
  }
  const data = given(it, "data");
  const told = untold(it).length === 0;
  const list = [authorise(it, "data", true), task("told", data && told, data, to("told"))];
  const credit = authorise(it, "credit", data && told);
  if (it.mine.person !== "borrower") return [...list, credit];
  const others = it.app.parties.filter((/** @type {any} */ one) => one.person !== "borrower");
  const invitations = others.map((/** @type {any} */ one) => ({
    ...task("invite", one.state === "CONFIRMED", true, to(`invite/${one.person}`)),
    name: t("APPLY_TASK_INVITE", { whom: one.text }),
    hint: one.state_text,
    waits: one.state === "INVITED",
  }));
  const loan = task("loan", unasked(it).length === 0, data, to("loan"));
  const stated = declared(it.schema).every((code) => it.app.form.declarations?.includes(code));
  const before = [...list, loan, ...invitations, task("state", stated, true, to("state")), credit];
  return [...before, task("check", false, before.every((one) => one.done), to("check"))];
}

/** The declarations everybody has to make. @param {any} schema @returns {string[]} */
export const declared = (schema) =>
  schema.properties.declarations["x-texts"].filter((/** @type {any} */ one) => one.sort === "declaration").map((/** @type {any} */ one) => one.code);

/** Where to go on: the first thing that can be done now, but for waiting on others. @param {Case} it */
export function next(it) {
  const left = tasks(it).filter((one) => !one.done && one.open);
  const mine = left.filter((one) => !one.waits);
  return mine[0]?.to ?? `case/${it.id}`;
}

/** @param {string} key @param {boolean} done @param {boolean} open @param {string} to @returns {Task} */
const task = (key, done, open, to) => ({ key, name: t(`APPLY_TASK_${key.toUpperCase()}`), done, open, to });
