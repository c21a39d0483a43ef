// One finding in the list. The element lives as long as the finding, so a half-typed reason stays.

import { el, icon, setAttributes, setText } from "./dom.js";
import { shownStatus } from "./finding_status.js";
import { duration, percent, secondsBetween, timeOfDay } from "./format.js";
import { t, word } from "./settings.js";

// The states from which a case can be taken up; a conflict of signals never can.
const FOLLOWS = ["STATE_CONFIRMED", "LEAD_REVIEW"];
const DECIDED = { acknowledge: "finding.acknowledged", dismiss: "finding.dismissed" };

export class FindingItem {
  constructor(cases, onSeat) {
    this.cases = cases;
    this.status = el("span", { class: "status" });
    this.seats = el("span", { class: "seats" });
    this.kind = el("b", { class: "kind" });
    this.length = el("span", { class: "length" });
    this.facts = el("p", { class: "facts" });
    this.reason = el("p", { class: "why" });
    this.actions = el("div", { class: "actions" });
    this.fault = el("p", { class: "fault", role: "alert", hidden: "" });
    this.onSeat = onSeat;
    this.shownStatus = this.shownSeats = this.shownCase = null;
    this.node = el("li", { class: "finding" },
      el("div", { class: "head" }, this.seats, this.kind, this.length),
      el("div", { class: "line" }, this.status, this.facts),
      this.reason, this.actions, this.fault);
  }

  update(finding, caseOf, now) {
    this.finding = finding;
    const status = shownStatus(finding);
    setAttributes(this.node, { "data-status": status, "data-finding-id": finding.id });
    if (this.shownStatus !== status) {
      this.shownStatus = status;
      this.status.replaceChildren(icon(status), word("status", status));
    }
    if (this.shownSeats !== finding.seats.join()) {
      this.shownSeats = finding.seats.join();
      this.seats.replaceChildren(...finding.seats.map((seat) => this.#seatButton(seat)));
    }
    setText(this.kind, word("kind", finding.kind));
    const facts = [
      word("agent", finding.agent_state),
      finding.agent,
      t("finding.confidence", { percent: percent(finding.confidence) }),
      finding.rule && t("finding.rule", { rule: finding.rule }),
    ];
    setText(this.facts, facts.filter(Boolean).join(" · "));
    setText(this.reason, word("reason", finding.reason));
    this.#offer(caseOf);
    this.tick(now);
  }

  tick(now) {
    const { start, end } = this.finding;
    setText(this.length, duration(secondsBetween(start, end ?? now)));
    const from = t("finding.started", { time: timeOfDay(start) });
    setAttributes(this.length, { title: end ? `${from}, ${t("finding.ended")}` : from });
    setAttributes(this.node, { "data-ended": end ? "yes" : null });
  }

  #seatButton(seat) {
    const label = t("finding.show", { seat });
    const button = el("button", { type: "button", class: "seat-link", "aria-label": label }, seat);
    button.addEventListener("click", () => this.onSeat(seat));
    return button;
  }

  /** Draw the buttons anew only where the case itself has changed. */
  #offer(caseOf) {
    const decided = caseOf ? null : this.cases.decided.get(this.finding.id);
    const canFollow = this.finding.status === "confirmed" && FOLLOWS.includes(caseOf?.status);
    const key = caseOf ? `${caseOf.id} ${caseOf.status} ${canFollow}` : decided ?? "";
    if (key === this.shownCase) return;
    this.shownCase = key;
    this.actions.replaceChildren();
    if (decided) this.actions.append(el("span", { class: "decided" }, t(DECIDED[decided])));
    if (!caseOf) return;
    const dismiss = el("button", { type: "button" }, t("finding.dismiss"));
    dismiss.addEventListener("click", () => this.#askWhy(caseOf));
    if (canFollow) {
      const follow = el("button", { type: "button", class: "primary" }, t("finding.acknowledge"));
      follow.addEventListener("click", () => this.#run(() => this.cases.acknowledge(caseOf.id)));
      this.actions.append(follow);
    }
    this.actions.append(dismiss);
  }

  #askWhy(caseOf) {
    const why = el("input", { name: "why", required: "", minlength: 2, maxlength: 500, autocomplete: "off" });
    const cancel = el("button", { type: "button" }, t("finding.cancel"));
    const send = el("button", { type: "submit", class: "primary" }, t("finding.dismiss_send"));
    const form = el("form", {}, el("label", {}, t("finding.why"), why), send, cancel);
    const back = () => {
      this.shownCase = null;
      this.#offer(caseOf);
    };
    cancel.addEventListener("click", back);
    form.addEventListener("keydown", (event) => event.key === "Escape" && back());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#run(() => this.cases.dismiss(caseOf.id, why.value));
    });
    this.actions.replaceChildren(form);
    why.focus();
  }

  async #run(step) {
    this.fault.hidden = true;
    for (const button of this.actions.querySelectorAll("button")) button.disabled = true;
    try {
      await step();
    } catch (error) {
      this.fault.hidden = false;
      setText(this.fault, t("finding.failed", { detail: error.message }));
    } finally {
      for (const button of this.actions.querySelectorAll("button")) button.disabled = false;
    }
  }
}
