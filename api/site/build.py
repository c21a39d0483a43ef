"""What the rooms need, built from a checked site: specs, regions, plan, rules."""

from collections.abc import Iterable
from itertools import combinations
from math import hypot

from api.site.load import Site
from api.site.model import CameraSection, Polygon
from cameras.frame import CameraId
from cameras.reading import Decode, DecodeOn, Reading, Transport
from cameras.spec import CameraSpec, resolve_source
from floor.layout import PlanPosition, SeatId
from floor.rules import OffSeatRule
from vision.seat_region import SeatRegion

CHAT_M = 2.2
"""People whose seats are farther apart do not chat across them."""

CELL_M = 1.6
"""Metres between seats on a plan that is laid out from the pictures."""

UNIT = tuple[tuple[float, float], ...]
"""A polygon normalised to 0..1."""


def camera_specs(site: Site) -> tuple[CameraSpec, ...]:
    """The cameras, with paths resolved against the site file's folder."""
    return tuple(
        CameraSpec(
            CameraId(camera.id),
            resolve_source(camera.source, site.folder),
            camera.size,
            camera.fps,
            reading(camera),
        )
        for camera in site.settings.cameras
    )


def reading(camera: CameraSection) -> Reading:
    """How the camera's stream is to be read."""
    return Reading(
        Decode(camera.decode),
        Transport(camera.transport),
        camera.tls_verify,
        DecodeOn(camera.decode_on),
    )


def static_masks(site: Site) -> dict[CameraId, tuple[UNIT, ...]]:
    """Each camera's static masks, normalised."""
    return {
        CameraId(camera.id): tuple(normalised(mask.polygon, camera.size) for mask in camera.masks)
        for camera in site.settings.cameras
    }


def seat_regions(site: Site) -> tuple[SeatRegion, ...]:
    """Where the cameras see the seats. The only place where pixels become 0..1."""
    cameras: dict[str, CameraSection] = {camera.id: camera for camera in site.settings.cameras}
    regions = []
    for seat in site.settings.seats:
        size = cameras[seat.camera].size
        home = None if seat.chair_home is None else normalised(seat.chair_home, size)
        desk = None if seat.desk is None else normalised(seat.desk, size)
        regions.append(
            SeatRegion.of(
                SeatId(seat.id),
                CameraId(seat.camera),
                normalised(seat.seat, size),
                size[0] / size[1],
                home,
                desk,
            )
        )
    return tuple(regions)


def neighbour_pairs(site: Site) -> tuple[tuple[SeatId, SeatId], ...]:
    """The pairs of seats whose people might talk: those that the site names, else those that
    stand near one another on the plan."""
    named = {
        (a, b)
        for seat in site.settings.seats
        for other in seat.neighbours or ()
        for a, b in [sorted((seat.id, other))]
    }
    if not named:
        places = plan(site)
        named = {
            (a, b)
            for a, b in combinations(sorted(places), 2)
            if hypot(places[a].x - places[b].x, places[a].y - places[b].y) <= CHAT_M
        }
    return tuple((SeatId(a), SeatId(b)) for a, b in sorted(named))


def normalised(polygon: Polygon, size: tuple[int, int]) -> UNIT:
    """Pixels to 0..1 of width and height."""
    return tuple((x / size[0], y / size[1]) for x, y in polygon)


def off_seat_rule(site: Site) -> OffSeatRule:
    """The numbers of R27 at this site. The shortest-lived feed decides when a state is stale."""
    numbers = site.settings.rules.off_seat
    heartbeats = [feed.heartbeat_s for feed in site.settings.file_feeds if feed.heartbeat_s]
    rule = OffSeatRule(
        enter_s=numbers.enter_s,
        exit_s=numbers.exit_s,
        confirm_s=numbers.confirm_s,
        lag_s=numbers.lag_s,
        blind_bridge_s=numbers.blind_bridge_s,
        state_ttl_s=2 * min(heartbeats) if heartbeats else OffSeatRule().state_ttl_s,
        max_gap_s=max(OffSeatRule().max_gap_s, 2 / min(c.fps for c in site.settings.cameras)),
    )
    return rule


def plan(site: Site) -> dict[SeatId, PlanPosition]:
    """Each seat's place on the plan: the site's own, else laid out from the pictures.

    Without a map, each camera's seats form rows by how high they lie in its picture, and the
    cameras stand side by side. It shows who is where, not how far.
    """
    placed = {
        SeatId(seat.id): PlanPosition(seat.map.x, seat.map.y, seat.map.facing)
        for seat in site.settings.seats
        if seat.map is not None
    }
    right = max((position.x for position in placed.values()), default=-CELL_M) + CELL_M
    for camera in site.settings.cameras:
        centres = {
            SeatId(seat.id): _centre(normalised(seat.seat, camera.size))
            for seat in site.settings.seats
            if seat.camera == camera.id and seat.map is None
        }
        rows = _rows(centres)
        for number, row in enumerate(rows):
            for column, seat_id in enumerate(row):
                placed[seat_id] = PlanPosition(right + column * CELL_M, number * CELL_M, 0.0)
        right += max((len(row) for row in rows), default=0) * CELL_M + CELL_M / 2
    return placed


def _centre(polygon: UNIT) -> tuple[float, float]:
    xs, ys = zip(*polygon, strict=True)
    return sum(xs) / len(xs), sum(ys) / len(ys)


def _rows(centres: dict[SeatId, tuple[float, float]], apart: float = 0.12) -> list[list[SeatId]]:
    """Seats whose centres differ by less than ``apart`` of the height are one row."""
    rows: list[list[SeatId]] = []
    top = -1.0
    for seat, (_, y) in sorted(centres.items(), key=lambda item: (item[1][1], item[0])):
        if not rows or y - top > apart:
            rows.append([])
            top = y
        rows[-1].append(seat)
    return [sorted(row, key=lambda seat: centres[seat][0]) for row in rows]


def seat_ids(site: Site) -> frozenset[SeatId]:
    """All seats of the site."""
    return frozenset(_ids(seat.id for seat in site.settings.seats))


def _ids(names: Iterable[str]) -> Iterable[SeatId]:
    return (SeatId(name) for name in names)
