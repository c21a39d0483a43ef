// The findings: who calls for help first, then those that wait for a person; the rest folded away.

import { byId, setText } from "./dom.js";
import { FindingItem } from "./finding_item.js";
import { shownStatus } from "./finding_status.js";
import { t } from "./settings.js";

const URGENCY = { help: 0, confirmed: 1, conflict: 2, seen: 3, candidate: 4, unknown: 5 };
const WAITS = ["help", "confirmed", "conflict"];

export const waits = (finding) => WAITS.includes(shownStatus(finding));

const urgency = (finding) => URGENCY[shownStatus(finding)];

export class Findings {
  constructor(cases, onSeat) {
    this.cases = cases;
    this.onSeat = onSeat;
    this.items = new Map();
    setText(byId("findings-none"), t("finding.none"));
  }

  update(floor) {
    const now = floor.now();
    const sorted = [...floor.findings.values()].sort((a, b) =>
      urgency(a) - urgency(b) || b.start - a.start || (a.id < b.id ? -1 : 1));
    for (const [id, item] of this.items) {
      if (!floor.findings.has(id)) {
        item.node.remove();
        this.items.delete(id);
      }
    }
    for (const finding of sorted) {
      if (!this.items.has(finding.id)) {
        this.items.set(finding.id, new FindingItem(this.cases, this.onSeat));
      }
      this.items.get(finding.id).update(finding, this.cases.byFinding.get(finding.id), now);
    }
    this.#place(byId("findings-open"), sorted.filter(waits));
    const quiet = sorted.filter((finding) => !waits(finding));
    this.#place(byId("findings-quiet"), quiet);
    setText(byId("findings-rest-count"), String(quiet.length));
    byId("findings-rest").hidden = quiet.length === 0;
    byId("findings-none").hidden = quiet.length !== sorted.length;
  }

  tick(now) {
    for (const item of this.items.values()) item.tick(now);
  }

  /** Put the items in order; one already in its place is not touched, so focus is kept. */
  #place(list, findings) {
    findings.forEach((finding, i) => {
      const { node } = this.items.get(finding.id);
      if (list.children[i] !== node) list.insertBefore(node, list.children[i] ?? null);
    });
  }
}
