// The floor as last heard of, and its time: the site's clock runs on between two decisions.

const MICROS_PER_MS = 1000;
const KNOWN_MS = 10000; // without a decision for longer than this, time stands still: no dwell grows

export class Floor {
  constructor() {
    this.seats = new Map();
    this.cameras = new Map();
    this.findings = new Map();
    this.time = null;
    this.heard = 0;
  }

  /** Take the whole floor. */
  replace(floor) {
    const byId = (list) => new Map(list.map((item) => [item.id, item]));
    this.seats = byId(floor.seats);
    this.cameras = byId(floor.cameras);
    this.findings = byId(floor.findings);
    this.#tick(floor);
  }

  /** Take what changed. */
  merge(change) {
    for (const seat of change.seats) this.seats.set(seat.id, seat);
    for (const camera of change.cameras) this.cameras.set(camera.id, camera);
    for (const finding of change.findings) this.findings.set(finding.id, finding);
    for (const id of change.gone) this.findings.delete(id);
    this.#tick(change);
  }

  /** The floor's time now, in microseconds; null before the first word. */
  now() {
    if (this.time === null) return null;
    return this.time + Math.min(performance.now() - this.heard, KNOWN_MS) * MICROS_PER_MS;
  }

  /** Seconds since the last decision arrived. */
  silence() {
    return this.time === null ? 0 : (performance.now() - this.heard) / 1000;
  }

  #tick(message) {
    this.time = message.time;
    this.heard = performance.now();
  }
}

/** What the plan says of a seat. An empty seat to which nobody is signed in is merely vacant. */
export function seatState(seat) {
  if (seat.posture === "standing") return "standing";
  if (seat.occupancy !== "empty") return seat.occupancy;
  return seat.agent === null || seat.agent_state === "LOGGED_OFF" ? "vacant" : "empty";
}
