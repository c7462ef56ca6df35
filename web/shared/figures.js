/** Figures and days as people read them: amounts with thousands, days and times in China. Nothing here adds or rounds money. */
import { t } from "./words.js";

/** An amount of the API (decimal string, yuan) with thousands: 500,000.00, or 500,000 where there is nothing after the point.
 * @param {string | null | undefined} amount */
export function yuan(amount) {
  if (amount === null || amount === undefined || amount === "") return "—";
  const [whole, part = ""] = amount.split(".");
  return whole.replace(/\B(?=(\d{3})+$)/g, ",") + (/[1-9]/.test(part) ? `.${part}` : "");
}

const ZONE = "Asia/Shanghai";
const DAY = new Intl.DateTimeFormat("zh-CN", { timeZone: ZONE, month: "long", day: "numeric", weekday: "short" });
const DATE = new Intl.DateTimeFormat("zh-CN", { timeZone: ZONE, dateStyle: "long" });
const MOMENT = new Intl.DateTimeFormat("zh-CN", { timeZone: ZONE, month: "long", day: "numeric", hour: "2-digit", minute: "2-digit", hour12: false });

/** A day (2026-12-03) or the day of a moment: 12月3日周四. @param {string | null | undefined} on */
export function day(on) {
  if (!on) return "—";
  return DAY.format(new Date(on.length === 10 ? `${on}T04:00:00Z` : on));
}

/** A day far off, with its year: 2026年9月20日. @param {string} on */
export const date = (on) => DATE.format(new Date(`${on}T04:00:00Z`));

/** A moment: 11月25日 21:04. @param {string | null | undefined} at */
export const moment = (at) => (at ? MOMENT.format(new Date(at)) : "—");

/** Months as years and months: 30 年, 2 年 6 个月. @param {number} months */
export function years(months) {
  const [whole, rest] = [Math.floor(months / 12), months % 12];
  return [whole ? t("PAGE_YEARS", { years: whole }) : "", rest || !whole ? t("PAGE_MONTHS", { months: rest }) : ""].filter(Boolean).join(" ");
}

/** A length of time: 24 毫秒, 8.0 秒, 3 小时. @param {number} ms */
export function lasting(ms) {
  if (ms < 1000) return t("PAGE_MILLISECONDS", { n: Math.round(ms) });
  if (ms < 60_000) return t("PAGE_SECONDS", { n: (ms / 1000).toFixed(1) });
  if (ms < 3_600_000) return t("PAGE_MINUTES", { n: Math.round(ms / 60_000) });
  return ms < 172_800_000 ? t("PAGE_HOURS", { n: Math.round(ms / 3_600_000) }) : t("PAGE_DAYS", { n: Math.round(ms / 86_400_000) });
}
