// Numbers and times as people read them, in the page's language and the site's zone.

import { language, t, timezone } from "./settings.js";

const MICROS = 1e6;
const clock = new Intl.DateTimeFormat(language, {
  timeZone: timezone, hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23",
});
const day = new Intl.DateTimeFormat(language, {
  timeZone: timezone, month: "short", day: "numeric", weekday: "short",
});
const share = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 0 });

const date = (micros) => new Date(micros / 1000);

export const timeOfDay = (micros) => clock.format(date(micros));
export const dayOf = (micros) => day.format(date(micros));
export const percent = (value) => share.format(value);

/** Seconds between two instants, never below 0. */
export const secondsBetween = (start, end) => Math.max(0, Math.floor((end - start) / MICROS));

/** 75 is "1:15", 4500 is "1:15:00". */
export function duration(seconds) {
  const two = (n) => String(n).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const tail = two(seconds % 60);
  return hours ? `${hours}:${two(minutes)}:${tail}` : `${minutes}:${tail}`;
}

/** 74 is "1 min 14 s", in the page's words. */
export function spelled(seconds) {
  const h = Math.floor(seconds / 3600);
  const min = Math.floor(seconds / 60) % 60;
  const s = seconds % 60;
  if (h) return t("time.h", { h, min });
  return min ? t("time.min", { min, s }) : t("time.s", { s });
}
