"""Look at the page by hand: ``python tests/api/web/try_page.py [PORT]``, then open the address."""

import random
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).parents[3]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from fake_floor import START, busy_floor, card, moved  # noqa: E402
from fake_services import FakeCases, services  # noqa: E402

from api.board import Board  # noqa: E402
from api.web.app import create_app  # noqa: E402
from api.web.serve import serve  # noqa: E402
from floor.observation import Occupancy  # noqa: E402
from floor.time import plus  # noqa: E402


def live(board: Board) -> None:
    """Publish twice a second; now and then somebody sits down or gets up."""
    snapshot, began = busy_floor(), time.monotonic()
    while True:
        now = plus(START, time.monotonic() - began)
        if random.random() < 0.1:
            seats, i = list(snapshot.seats), random.choice((0, 2, 4, 7, 11, 13))
            taken = seats[i].observation.occupancy is Occupancy.OCCUPIED
            state = Occupancy.EMPTY if taken else Occupancy.OCCUPIED
            why = "nobody" if taken else "person_seated"
            seats[i] = card(i, state, time=now, since_s=0, reason=why)
            snapshot = replace(snapshot, seats=tuple(seats))
        snapshot = moved(snapshot, now)
        board.publish(snapshot)
        time.sleep(0.5)


if __name__ == "__main__":
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 8000
    board, web = Board(), services(demo=True)
    assert isinstance(web.cases, FakeCases)
    for found in busy_floor().findings:
        if found.status in ("confirmed", "conflict"):
            web.cases.add(found.id, found.seats[0], found.kind)
    threading.Thread(target=live, args=[board], daemon=True).start()
    sys.stdout.write(f"http://127.0.0.1:{port}/\n")
    serve(create_app(board, web), port=port)
