"""Where one live camera looks, over time: later pictures are held to the site's picture of the
empty floor, else to the camera's first good one.

A camera sags, swings on a loose screw or is touched by a cleaner: what moves slowly and little is
followed, and its pictures are moved back under the polygons. One that was turned, by somebody or
by its own motors, shows other seats under the polygons: nothing may be said of them.
"""

from dataclasses import dataclass, field

from cameras.frame import Image
from cameras.sketch import Sketch, sketched
from cameras.view import (
    NOT_SHIFTED,
    STILL,
    Covered,
    Moved,
    Same,
    Shift,
    Shifted,
    Verdict,
    has_texture,
    moved_back,
    view_of,
)

JUMP = 0.03
"""Of the width, from one look to the next: more is a blow or a hand, not a drift."""

WATCHED_S = 20.0
"""Every picture is looked at for so long after a start, a reconnect and a movement."""

EVERY_S = 10.0
MOST_LIGHTS = 4
UNSURE = 0.6
"""Of the tiles: where fewer recognise the room its light has changed, and it is learnt anew."""

LEARN_EVERY_S = 60.0
NOTHING_KNOWN = Same(0.0)


@dataclass(slots=True)
class Aim:
    """What is known of a camera's view. ``rows`` are those of its sketches, ``references`` those
    that it is compared with, the first one first."""

    rows: int
    references: list[Sketch] = field(default_factory=list)
    _shift: Shift | None = None
    _verdict: Verdict = NOTHING_KNOWN
    _connection: int = 0
    _looked: float = 0.0
    _watch_until: float = 0.0
    _learnt: float = 0.0

    def look(self, image: Image, monotonic: float, connection: int) -> Verdict:
        """What became of the view in a picture (H, W, 3) that came at ``monotonic`` seconds on the
        connection of that number; the last answer where it is not time to look again."""
        if connection != self._connection:
            self._connection = connection
            self._watch_until = monotonic + WATCHED_S
        blind = isinstance(self._verdict, Moved | Covered)
        due = blind or monotonic < self._watch_until or monotonic - self._looked >= EVERY_S
        if due:
            self._looked = monotonic
            self._verdict = self._look(image, monotonic)
        return self._verdict

    def _look(self, image: Image, monotonic: float) -> Verdict:
        now = sketched(image, self.rows)
        if not self.references:
            if has_texture(now):
                self.references.append(now)
                self._shift, self._learnt = NOT_SHIFTED, monotonic
            return NOTHING_KNOWN
        verdict = _surest([view_of(reference, now) for reference in self.references])
        if isinstance(verdict, Moved | Covered):
            return verdict
        shift = verdict.by if isinstance(verdict, Shifted) else NOT_SHIFTED
        off = 0.0 if self._shift is None else shift.off(self._shift, image.shape[:2])
        # Whoever puts a camera back where it was does what we would have asked for.
        if off > JUMP and shift.off(NOT_SHIFTED, image.shape[:2]) > JUMP:
            return Moved()
        if off > STILL:
            self._watch_until = monotonic + WATCHED_S
        self._shift = shift
        if verdict.sure < UNSURE and monotonic - self._learnt >= LEARN_EVERY_S:
            self._learn(image, shift, monotonic)
        return verdict

    def _learn(self, image: Image, shift: Shift, monotonic: float) -> None:
        """Keep the view in a new light, moved back, so that errors do not add up to a drift that
        nobody sees. The first reference stays."""
        if len(self.references) >= MOST_LIGHTS:
            del self.references[1]
        self.references.append(sketched(moved_back(image, shift), self.rows))
        self._learnt = monotonic


def _surest(verdicts: list[Verdict]) -> Verdict:
    """What the reference says that recognises most; where none does, that of the first."""
    known = [each for each in verdicts if isinstance(each, Same | Shifted)]
    return max(known, key=lambda each: each.sure) if known else verdicts[0]
