/** Which work is mine, and how much time is left of it: in words first, by colour besides. */
import { session } from "../shared/session.js";
import { t } from "../shared/words.js";
import { KINDS } from "./work.js";

/** The kinds of work of whoever is logged in. */
export const ours = () => KINDS[session()?.audience ?? ""] ?? [];

const DAY = 86_400_000;

/** How much time a task has left by the law, or by its own due time where that is sooner: {text, kind: "" | "near" | "late", at}.
 * @param {{due_at: string, law_by?: string | null}} task @param {number} [now] */
export function left({ due_at, law_by }, now = Date.now()) {
  const law = law_by ? Date.parse(`${law_by}T23:59:59+08:00`) : Infinity;
  const at = Math.min(Date.parse(due_at), law);
  const days = Math.floor((at - now) / DAY);
  const by = law <= Date.parse(due_at) ? "LAW" : "OURS";
  if (at < now) return { at, kind: "late", text: t("PAGE_DESK_LATE", { days: Math.max(1, Math.ceil((now - at) / DAY)) }) };
  if (days < 1) return { at, kind: "near", text: t(`PAGE_DESK_TODAY_${by}`) };
  return { at, kind: days < 2 ? "near" : "", text: t(`PAGE_DESK_LEFT_${by}`, { days }) };
}
