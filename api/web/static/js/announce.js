// A polite word for those who listen to the page: only what newly waits for a person is said.

import { byId } from "./dom.js";
import { shownStatus } from "./finding_status.js";
import { waits } from "./findings.js";
import { has, t, word } from "./settings.js";

export class Announcer {
  constructor() {
    this.known = null;
    this.troubled = new Set();
  }

  /** Say what is new; nothing is said of what was there when the page opened. */
  update(floor) {
    const now = new Map([...floor.findings.values()].filter(waits).map((f) => [f.id, f]));
    if (this.known !== null) {
      const fresh = [...now.values()].filter((finding) => !this.known.has(finding.id));
      const said = [...fresh.map(sentence), ...this.#newTroubles(floor)];
      if (said.length) byId("news").textContent = said.join(". ");
    }
    this.troubled = troubles(floor);
    const changed = this.known === null || [...now.keys()].some((id) => !this.known.has(id));
    this.known = now;
    return changed;
  }

  #newTroubles(floor) {
    return [...troubles(floor)].filter((id) => !this.troubled.has(id)).map((id) => t("announce.camera", {
      camera: id, why: word("why", floor.cameras.get(id).reason),
    }));
  }
}

/** The cameras that somebody has to look after: turned, covered, and so on. */
const troubles = (floor) => new Set([...floor.cameras.values()]
  .filter((camera) => has(`advice.${camera.reason}`)).map((camera) => camera.id));

const sentence = (finding) => t(`announce.${shownStatus(finding)}`, {
  seat: finding.seats.join(", "), kind: word("kind", finding.kind),
});
