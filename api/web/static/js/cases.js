// The open cases, by the finding each came from, and the two things a duty lead can do with one.

import { csrf } from "./settings.js";

export class Cases {
  constructor(onChange) {
    this.byFinding = new Map();
    this.decided = new Map(); // what was decided on this page, by finding
    this.onChange = onChange;
    this.busy = false;
    this.again = false;
  }

  /** Ask for the open cases; calls while one is under way are joined into one more. */
  async refresh() {
    if (this.busy) {
      this.again = true;
      return;
    }
    this.busy = true;
    try {
      const found = new Map();
      let after = "";
      do {
        const answer = await fetch(`/api/v1/cases${after}`, { cache: "no-store" });
        if (!answer.ok) break;
        const page = await answer.json();
        for (const item of page.cases) found.set(item.finding_id, item);
        after = page.next ? `?after=${encodeURIComponent(page.next)}` : null;
      } while (after);
      this.byFinding = found;
      this.onChange();
    } catch {
      // Offline: the stream says so, and its return refreshes.
    } finally {
      this.busy = false;
      if (this.again) {
        this.again = false;
        this.refresh();
      }
    }
  }

  acknowledge(id) {
    return this.#post(id, "acknowledge", null);
  }

  dismiss(id, reason) {
    return this.#post(id, "dismiss", { reason });
  }

  async #post(id, step, body) {
    const answer = await fetch(`/api/v1/cases/${encodeURIComponent(id)}/${step}`, {
      method: "POST",
      headers: { "X-CSRF-Token": csrf, "Content-Type": "application/json" },
      body: body && JSON.stringify(body),
    });
    if (!answer.ok) {
      const problem = await answer.json().catch(() => ({ detail: answer.statusText }));
      throw new Error(problem.detail);
    }
    const decided = await answer.json();
    this.decided.set(decided.finding_id, step);
    await this.refresh();
  }
}
