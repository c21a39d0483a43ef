// What was seen at a seat as one line: its parts in the page's words.

import { secondsBetween, spelled } from "./format.js";
import { t } from "./settings.js";

/** "nobody for 1 min 14 s · chair 62 cm from home · camera good" */
export function said(seat, now) {
  const time = spelled(secondsBetween(seat.since, now));
  return seat.said.map(({ key, values }) => t(key, { ...values, time })).join(" · ");
}
