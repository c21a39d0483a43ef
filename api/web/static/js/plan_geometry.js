// How large a seat may be drawn and which part of the plan is shown. Metres; pure.

// A seat facing up, around its position: the desk in front, the chair behind.
export const GLYPH = { left: -0.79, right: 0.79, top: -0.93, bottom: 0.68 };
const LARGEST = 1.25;
const SMALLEST = 0.15;
const MARGIN = 0.35;

/** The glyph's bounding box once turned by `facing` degrees. */
function turned(facing) {
  const angle = (facing * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const corners = [GLYPH.left, GLYPH.right].flatMap((x) =>
    [GLYPH.top, GLYPH.bottom].map((y) => [x * cos - y * sin, x * sin + y * cos]));
  const xs = corners.map(([x]) => x);
  const ys = corners.map(([, y]) => y);
  return {
    left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys),
  };
}

/** The largest scale at which two seats do not touch. */
function room(a, b) {
  const [p, q] = [turned(a.facing), turned(b.facing)];
  const across = b.x >= a.x ? (b.x - a.x) / (p.right - q.left) : (a.x - b.x) / (q.right - p.left);
  const down = b.y >= a.y ? (b.y - a.y) / (p.bottom - q.top) : (a.y - b.y) / (q.bottom - p.top);
  return Math.max(across, down);
}

/** The scale for all seats: as large as fits, the same for all. */
export function glyphScale(seats) {
  let scale = LARGEST;
  seats.forEach((a, i) => {
    for (const b of seats.slice(i + 1)) scale = Math.min(scale, room(a, b));
  });
  return Math.max(SMALLEST, scale);
}

/** The part of the plan with all seats: `{x, y, width, height}`. */
export function extent(seats, scale) {
  const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (const seat of seats) {
    const glyph = turned(seat.facing);
    box.left = Math.min(box.left, seat.x + glyph.left * scale);
    box.right = Math.max(box.right, seat.x + glyph.right * scale);
    box.top = Math.min(box.top, seat.y + glyph.top * scale);
    box.bottom = Math.max(box.bottom, seat.y + glyph.bottom * scale);
  }
  return {
    x: box.left - MARGIN,
    y: box.top - MARGIN,
    width: box.right - box.left + 2 * MARGIN,
    height: box.bottom - box.top + 2 * MARGIN,
  };
}

/** Whether a desk stands on end, so that its text needs three short lines. */
export const isNarrow = (facing) => Math.abs(Math.sin((facing * Math.PI) / 180)) > 0.7;
