// One seat on the plan: desk, screen, chair, and the words that must stay upright.

import { seatState } from "./floor.js";
import { duration, secondsBetween } from "./format.js";
import { icon, setAttributes, setText, svg } from "./dom.js";
import { isNarrow } from "./plan_geometry.js";
import { t, word } from "./settings.js";

const DESK = { x: -0.68, y: -0.82, width: 1.36, height: 0.72, rx: 0.09 };
const CHAIR = { cx: 0, cy: 0.21, r: 0.25 };
const FLAGGED = ["confirmed", "conflict"];
const LINES = { wide: [-0.08, 0.17, null], narrow: [-0.24, 0.03, 0.26] };

export class SeatGlyph {
  constructor(seat, scale) {
    const narrow = isNarrow(seat.facing);
    this.narrow = narrow;
    const upright = { transform: `rotate(${-seat.facing})` };
    const [first, second, third] = narrow ? LINES.narrow : LINES.wide;
    this.name = svg("text", { class: "seat-name", y: first }, seat.id);
    this.state = svg("text", { class: "seat-line", y: second });
    this.dwell = svg("text", { class: "seat-line", y: third ?? 0 });
    this.mark = svg("use", { x: -0.15, y: -0.15, width: 0.3, height: 0.3 });
    this.label = svg("text", { class: "seat-label", y: 0.052 });
    this.pill = svg("rect", { class: "seat-pill", y: -0.115, height: 0.23, rx: 0.115 });
    const desk = svg("g", { transform: "translate(0 -0.44)" },
      svg("g", upright, this.name, this.state, ...(narrow ? [this.dwell] : [])));
    this.tip = svg("title");
    this.node = svg("g", {
      class: "seat", role: "button", tabindex: -1, "data-seat": seat.id,
      transform: `translate(${seat.x} ${seat.y}) scale(${scale})`,
    },
    this.tip,
    svg("g", { transform: `rotate(${seat.facing})` },
      svg("rect", { class: "seat-halo", x: -0.74, y: -0.88, width: 1.48, height: 1.42, rx: 0.16 }),
      svg("path", { class: "seat-back", d: "M-0.27 0.33A0.3 0.3 0 0 0 0.27 0.33" }),
      svg("circle", { class: "seat-chair", ...CHAIR }),
      svg("circle", { class: "seat-hatch", fill: "url(#hatch)", ...CHAIR }),
      svg("rect", { class: "seat-desk", ...DESK }),
      svg("rect", { class: "seat-hatch", fill: "url(#hatch)", ...DESK }),
      svg("path", { class: "seat-screen", d: "M-0.24 -0.75H0.24" }),
      desk,
      svg("g", { class: "seat-mark", transform: "translate(0 0.21)" },
        svg("g", upright, this.mark)),
      svg("g", { class: "seat-flag", transform: "translate(0 0.52)" },
        svg("g", upright, this.pill, this.label)),
    ));
  }

  /** Show `seat`, and whether somebody `calls` from it; `now` is the floor's time. */
  update(seat, calls, now) {
    const state = seatState(seat);
    const flag = calls ? "help" : FLAGGED.includes(seat.finding) ? seat.finding : null;
    this.seat = seat;
    const words = [word("seat", state)];
    if (flag) words.push(word("status", flag));
    words.push(word("agent", seat.agent_state));
    const label = t("seat.label", { seat: seat.id, state: words.join(" · ") });
    setText(this.tip, label);
    setAttributes(this.node, { "data-state": state, "data-finding": flag, "aria-label": label });
    setAttributes(this.mark, { href: `#i-${state}` });
    setText(this.label, flag ? word("status", flag) : "");
    if (flag) this.#fitPill();
    this.tick(now);
  }

  /** Let the dwell time run. */
  tick(now) {
    if (!this.seat) return;
    const state = word("seat", seatState(this.seat));
    const dwell = duration(secondsBetween(this.seat.since, now));
    setText(this.state, this.narrow ? state : `${state} ${dwell}`);
    if (this.narrow) setText(this.dwell, dwell);
  }

  #fitPill() {
    // Wide characters take a full em, Latin ones about half of one; 0.145 is the font size.
    const ems = [...this.label.textContent].reduce((sum, c) => sum + (c > "\u2e80" ? 1 : 0.54), 0);
    const width = ems * 0.145 + 0.2;
    setAttributes(this.pill, { x: -width / 2, width });
  }
}

/** The same signs beside their words, for the legend. */
export const legendItem = (state, text) => {
  const item = document.createElement("li");
  item.dataset.state = state;
  item.append(icon(state), text);
  return item;
};
