// The card of one seat: all that is known of it, beside what its camera sees.

import { CameraView } from "./camera_view.js";
import { byId, el, setText } from "./dom.js";
import { seatState } from "./floor.js";
import { duration, percent, secondsBetween, timeOfDay } from "./format.js";
import { said } from "./said.js";
import { t, word } from "./settings.js";

export class SeatCard {
  constructor(dialog) {
    this.dialog = dialog;
    this.seat = null;
    this.view = null;
    this.facts = new Map();
    byId("card-close").addEventListener("click", () => dialog.close());
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    dialog.addEventListener("close", () => {
      this.seat = null;
      this.view?.close();
      this.view = null;
    });
  }

  open(id, floor) {
    const seat = floor.seats.get(id);
    if (!seat) return;
    this.seat = id;
    this.view?.close();
    this.view = new CameraView(seat.camera);
    byId("card-view").replaceChildren(this.view.node);
    setText(byId("card-title"), t("seat.title", { seat: id }));
    this.update(floor);
    if (!this.dialog.open) this.dialog.showModal();
  }

  update(floor) {
    const seat = this.seat === null ? undefined : floor.seats.get(this.seat);
    if (!seat) return;
    const camera = floor.cameras.get(seat.camera);
    if (camera) this.view.update(camera, [...floor.seats.values()], seat.id);
    const none = t("card.none");
    this.dialog.dataset.state = seatState(seat);
    this.#fact("state", word("seat", seatState(seat)));
    this.#since(seat, floor.now());
    this.#fact("confidence", percent(seat.confidence));
    this.#fact("chair", word("chair", seat.chair));
    this.#fact("agent_state", word("agent", seat.agent_state));
    this.#fact("agent", seat.agent ?? none);
    this.#fact("finding", seat.finding ? word("status", seat.finding) : none);
  }

  tick(floor) {
    const seat = this.seat === null ? undefined : floor.seats.get(this.seat);
    if (seat) this.#since(seat, floor.now());
  }

  #since(seat, now) {
    this.#fact("reason", said(seat, now));
    this.#fact("since", `${timeOfDay(seat.since)} · ${duration(secondsBetween(seat.since, now))}`);
  }

  #fact(key, text) {
    let value = this.facts.get(key);
    if (!value) {
      value = el("dd");
      this.facts.set(key, value);
      byId("card-facts").append(el("div", { class: `fact-${key}` }, el("dt", {}, t(`card.${key}`)), value));
    }
    setText(value, text);
  }
}
