// What a camera shows: its masked picture under the outlines of its seats.

import { el, icon, setAttributes, setText, svg } from "./dom.js";
import { seatState } from "./floor.js";
import { Picture } from "./picture.js";
import { t } from "./settings.js";

const PLAIN = { width: 1280, height: 720 }; // the schematic's size while there is no picture

export class CameraView {
  constructor(camera) {
    this.picture = new Picture(camera, t("camera.alt", { camera }));
    this.overlay = svg("svg", { class: "outlines", "aria-hidden": "true" });
    this.missing = el("p", { class: "missing" }, icon("camera"),
      el("span", {}, el("b", {}, t("camera.no_picture")), el("small", {}, t("camera.no_picture_why"))));
    this.node = el("div", { class: "view" }, this.picture.image, this.overlay, this.missing);
    this.shapes = new Map();
  }

  /** Show the camera and those of `seats` that it sees; `chosen` stands out. */
  update(camera, seats, chosen = null) {
    const { width, height } = camera.picture ?? PLAIN;
    this.picture.show(camera.picture);
    this.missing.hidden = camera.picture !== null;
    setAttributes(this.overlay, { viewBox: `0 0 ${width} ${height}` });
    this.node.style.aspectRatio = `${width} / ${height}`;
    const seen = seats.filter((seat) => seat.camera === camera.id && seat.outline.length > 2);
    const ids = new Set(seen.map((seat) => seat.id));
    for (const [id, shape] of this.shapes) {
      if (!ids.has(id)) {
        shape.group.remove();
        this.shapes.delete(id);
      }
    }
    for (const seat of seen) this.#outline(seat, width, height, chosen);
  }

  close() {
    this.picture.close();
  }

  #outline(seat, width, height, chosen) {
    let shape = this.shapes.get(seat.id);
    if (!shape) {
      shape = { polygon: svg("polygon"), text: svg("text", {}, seat.id) };
      shape.group = svg("g", {}, shape.polygon, shape.text);
      this.shapes.set(seat.id, shape);
      this.overlay.append(shape.group);
    }
    const points = seat.outline.map(([x, y]) => [x * width, y * height]);
    const left = Math.min(...points.map(([x]) => x));
    const top = Math.min(...points.map(([, y]) => y));
    const flagged = seat.finding === "confirmed" || seat.finding === "conflict";
    setAttributes(shape.polygon, { points: points.map((p) => p.join(",")).join(" ") });
    setAttributes(shape.text, { x: left, y: top - height * 0.018, "font-size": height * 0.07 });
    setText(shape.text, seat.id);
    setAttributes(shape.group, {
      "data-state": seatState(seat),
      "data-finding": flagged ? seat.finding : null,
      "data-chosen": seat.id === chosen ? "yes" : chosen ? "no" : null,
    });
  }
}
