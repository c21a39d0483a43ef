// Arrow keys on the plan: to the nearest seat in that direction. One seat at a time has tabindex 0.

const DIRECTIONS = {
  ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1],
};
const SIDEWAYS = 2.2; // a step aside costs this much more than a step ahead

/** The seat to go to from `from`, or null where there is none further that way. */
export function nextSeat(seats, from, key) {
  const [dx, dy] = DIRECTIONS[key];
  let best = null;
  let least = Infinity;
  for (const seat of seats) {
    const [x, y] = [seat.x - from.x, seat.y - from.y];
    const ahead = x * dx + y * dy;
    if (ahead <= 0.05) continue;
    const cost = ahead + SIDEWAYS * Math.abs(x * dy - y * dx);
    if (cost < least) [best, least] = [seat, cost];
  }
  return best;
}

export const isArrow = (key) => Object.hasOwn(DIRECTIONS, key);
