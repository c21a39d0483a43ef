// The state of the connection: live, silent for too long, or lost.

import { byId, setAttributes, setText } from "./dom.js";
import { t } from "./settings.js";

const STALE_S = 10;

export class Link {
  constructor() {
    this.node = byId("link");
    this.state = "connecting";
  }

  set(state, floor) {
    this.state = state;
    this.tick(floor);
  }

  tick(floor) {
    const silence = Math.floor(floor.silence());
    const stale = this.state === "live" && silence >= STALE_S;
    const state = stale ? "stale" : this.state;
    setAttributes(this.node, { "data-state": state });
    setAttributes(document.body, { "data-link": state });
    // The seconds stand in a step of ten: a status that changes each second would be read aloud.
    setText(this.node.querySelector("span"), t(`link.${state}`, { s: silence - (silence % 10) }));
  }
}
