// The plan: every seat at its place. Built once per layout, then only what changed is touched.

import { seatsThatCall } from "./finding_status.js";
import { svg, setAttributes, setText, byId } from "./dom.js";
import { extent, glyphScale } from "./plan_geometry.js";
import { isArrow, nextSeat } from "./plan_keys.js";
import { SeatGlyph, legendItem } from "./seat_glyph.js";
import { t, word } from "./settings.js";

const LEGEND = ["occupied", "empty", "standing", "vacant", "unknown"];
const FLAGS = ["help", "confirmed", "conflict"];

export class Plan {
  constructor(root, onOpen) {
    this.root = root;
    this.glyphs = new Map();
    this.layout = "";
    root.addEventListener("click", (event) => {
      const seat = event.target.closest(".seat");
      if (seat) {
        this.focus(seat.dataset.seat);
        onOpen(seat.dataset.seat);
      }
    });
    root.addEventListener("keydown", (event) => this.#key(event, onOpen));
    byId("legend").append(
      ...LEGEND.map((state) => legendItem(state, word("seat", state))),
      ...FLAGS.map((status) => legendItem(status, word("status", status))),
    );
  }

  /** Show the floor, building the plan anew where seats were added or moved. */
  update(floor) {
    const seats = [...floor.seats.values()];
    const layout = JSON.stringify(seats.map((seat) => [seat.id, seat.x, seat.y, seat.facing]));
    if (layout !== this.layout) {
      this.layout = layout;
      this.#build(seats);
    }
    const now = floor.now();
    const calling = seatsThatCall([...floor.findings.values()]);
    for (const seat of seats) this.glyphs.get(seat.id).update(seat, calling.has(seat.id), now);
  }

  tick(now) {
    for (const glyph of this.glyphs.values()) glyph.tick(now);
  }

  /** Move the keyboard focus to a seat. */
  focus(id) {
    const glyph = this.glyphs.get(id);
    if (!glyph) return;
    for (const other of this.glyphs.values()) setAttributes(other.node, { tabindex: -1 });
    setAttributes(glyph.node, { tabindex: 0 });
    glyph.node.focus();
  }

  #build(seats) {
    this.glyphs.clear();
    const scale = glyphScale(seats);
    const view = seats.length ? extent(seats, scale) : { x: 0, y: 0, width: 10, height: 5 };
    setAttributes(this.root, { viewBox: `${view.x} ${view.y} ${view.width} ${view.height}` });
    this.root.replaceChildren(definitions(), svg("rect", {
      class: "plan-grid", fill: "url(#metres)",
      x: view.x - 50, y: view.y - 50, width: view.width + 100, height: view.height + 100,
    }));
    for (const seat of seats) {
      const glyph = new SeatGlyph(seat, scale);
      this.glyphs.set(seat.id, glyph);
      this.root.append(glyph.node);
    }
    if (seats.length) setAttributes(this.glyphs.get(seats[0].id).node, { tabindex: 0 });
    setText(byId("plan-note"), t("seat.count", { n: seats.length }));
  }

  #key(event, onOpen) {
    const node = event.target.closest(".seat");
    if (!node) return;
    const id = node.dataset.seat;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      onOpen(id);
    } else if (isArrow(event.key)) {
      event.preventDefault();
      const seats = [...this.glyphs.values()].map((glyph) => glyph.seat);
      const next = nextSeat(seats, this.glyphs.get(id).seat, event.key);
      if (next) this.focus(next.id);
    }
  }
}

function definitions() {
  return svg("defs", {},
    svg("pattern", {
      id: "hatch", width: 0.11, height: 0.11, patternUnits: "userSpaceOnUse",
      patternTransform: "rotate(45)",
    }, svg("path", { class: "hatch-line", d: "M0 0V0.11" })),
    svg("pattern", { id: "metres", width: 1, height: 1, patternUnits: "userSpaceOnUse" },
      svg("circle", { class: "metre", cx: 0.5, cy: 0.5, r: 0.022 })),
  );
}
