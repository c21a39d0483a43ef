// A polite word for those who listen to the page: only what newly waits for a person is said.

import { byId } from "./dom.js";
import { shownStatus } from "./finding_status.js";
import { waits } from "./findings.js";
import { t, word } from "./settings.js";

export class Announcer {
  constructor() {
    this.known = null;
  }

  /** Say what is new; nothing is said of what was there when the page opened. */
  update(floor) {
    const now = new Map([...floor.findings.values()].filter(waits).map((f) => [f.id, f]));
    if (this.known !== null) {
      const fresh = [...now.values()].filter((finding) => !this.known.has(finding.id));
      if (fresh.length) byId("news").textContent = fresh.map(sentence).join(". ");
    }
    const changed = this.known === null || [...now.keys()].some((id) => !this.known.has(id));
    this.known = now;
    return changed;
  }
}

const sentence = (finding) => t(`announce.${shownStatus(finding)}`, {
  seat: finding.seats.join(", "), kind: word("kind", finding.kind),
});
