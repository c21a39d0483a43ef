// The page's wiring: the stream changes the floor, and the floor is shown.

import { Announcer } from "./announce.js";
import { Cameras } from "./cameras.js";
import { Cases } from "./cases.js";
import { AllCounts } from "./counts.js";
import { byId, setText } from "./dom.js";
import { Findings } from "./findings.js";
import { Floor } from "./floor.js";
import { dayOf, timeOfDay } from "./format.js";
import { Link } from "./link.js";
import { Plan } from "./plan.js";
import { SeatCard } from "./seat_card.js";
import { listen } from "./stream.js";

const TICK_MS = 1000;

const floor = new Floor();
const link = new Link();
const card = new SeatCard(byId("card"));
const plan = new Plan(byId("plan"), (seat) => card.open(seat, floor));
const cases = new Cases(() => floor.time !== null && findings.update(floor));
const findings = new Findings(cases, (seat) => plan.focus(seat));
const counts = new AllCounts();
const cameras = new Cameras(byId("cameras"));
const announcer = new Announcer();

function show() {
  for (const part of [plan, cameras, findings, counts, card]) part.update(floor);
  if (announcer.update(floor)) cases.refresh();
  tick();
}

function tick() {
  link.tick(floor);
  const now = floor.now();
  if (now === null) return;
  setText(byId("clock"), timeOfDay(now));
  setText(byId("date"), dayOf(now));
  plan.tick(now);
  cameras.tick(now);
  findings.tick(now);
  card.tick(floor);
}

listen({
  onFloor: (message) => { floor.replace(message); show(); },
  onChange: (message) => { floor.merge(message); show(); },
  onLink: (state) => link.set(state, floor),
});
window.setInterval(tick, TICK_MS);
