// The numbers at the top: seats by state, findings by status.

import { byId, el, icon, setAttributes, setText } from "./dom.js";
import { shownStatus } from "./finding_status.js";
import { seatState } from "./floor.js";
import { word } from "./settings.js";

class Counts {
  constructor(root, group, keys) {
    this.numbers = new Map(keys.map((key) => {
      const number = el("b", {}, "0");
      const item = el("li", { "data-state": key }, icon(key), number, el("span", {}, word(group, key)));
      root.append(item);
      return [key, { number, item }];
    }));
  }

  show(values) {
    for (const [key, { number, item }] of this.numbers) {
      const count = values.filter((value) => value === key).length;
      setText(number, String(count));
      setAttributes(item, { "data-none": count ? null : "yes" });
    }
  }
}

export class AllCounts {
  constructor() {
    this.seats = new Counts(byId("seat-counts"), "seat",
      ["occupied", "empty", "standing", "vacant", "unknown"]);
    this.findings = new Counts(byId("finding-counts"), "status", ["help", "confirmed", "conflict"]);
  }

  update(floor) {
    this.seats.show([...floor.seats.values()].map(seatState));
    this.findings.show([...floor.findings.values()].map(shownStatus));
  }
}
