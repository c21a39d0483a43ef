// A tile per camera: picture, state, how old its last frame is, and how many people it shows.

import { el, setAttributes, setText } from "./dom.js";
import { CameraView } from "./camera_view.js";
import { secondsBetween, spelled, timeOfDay } from "./format.js";
import { has, t, word } from "./settings.js";

/** "12 in view · 4 on their feet · 3 standing together"; nothing where it is not known. */
function peopleSaid(people) {
  if (!people) return "";
  const parts = [t("camera.people", { n: people.count })];
  if (people.on_feet) parts.push(t("camera.on_feet", { n: people.on_feet }));
  if (people.groups.length) parts.push(t("camera.groups", { n: people.groups.join(" + ") }));
  return parts.join(" · ");
}

class Tile {
  constructor(id) {
    this.view = new CameraView(id);
    this.state = el("span", { class: "camera-state" });
    this.age = el("span", { class: "quiet" });
    this.people = el("p", { class: "camera-people" });
    this.since = el("span", { class: "camera-since" });
    this.advice = el("span", { class: "camera-advice" });
    this.trouble = el("p", { class: "camera-trouble" }, this.advice, this.since);
    this.from = null;
    this.node = el("figure", { class: "camera panel" },
      el("figcaption", {}, el("b", {}, id), this.state, this.age), this.trouble, this.people, this.view.node);
  }

  update(camera, seats) {
    const why = camera.reason ? ` · ${word("why", camera.reason)}` : "";
    setText(this.state, word("camera", camera.state) + why);
    setAttributes(this.node, { "data-state": camera.state });
    const age = camera.frame_age_s;
    setText(this.age, age === null ? "" : t("camera.age", { s: age.toFixed(1) }));
    setText(this.people, peopleSaid(camera.people));
    this.#trouble(camera);
    this.view.update(camera, seats);
  }

  /** How long the camera has not been live. */
  tick(now) {
    setText(this.since, this.from === null ? "" : t("camera.since", {
      time: timeOfDay(this.from), duration: spelled(secondsBetween(this.from, now)),
    }));
  }

  /** Since when it is not live, and what to do about it. */
  #trouble(camera) {
    this.trouble.hidden = camera.state === "live";
    this.from = this.trouble.hidden ? null : camera.since;
    const advice = `advice.${camera.reason}`;
    setText(this.advice, has(advice) ? t(advice) : "");
  }
}

export class Cameras {
  constructor(root) {
    this.root = root;
    this.tiles = new Map();
  }

  update(floor) {
    for (const [id, tile] of this.tiles) {
      if (!floor.cameras.has(id)) {
        tile.view.close();
        tile.node.remove();
        this.tiles.delete(id);
      }
    }
    const seats = [...floor.seats.values()];
    for (const camera of floor.cameras.values()) {
      let tile = this.tiles.get(camera.id);
      if (!tile) {
        tile = new Tile(camera.id);
        this.tiles.set(camera.id, tile);
        this.root.append(tile.node);
      }
      tile.update(camera, seats);
    }
  }

  tick(now) {
    for (const tile of this.tiles.values()) tile.tick(now);
  }
}
