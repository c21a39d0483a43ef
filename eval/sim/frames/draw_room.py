"""One room drawn: its pictures, their labels, and the crops of its seats."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from eval.sim.camera import NEAR_M, Camera
from eval.sim.drawing import Moment, Seen, Whole
from eval.sim.frames.classes import PERSON, coco_class
from eval.sim.frames.compose import Composed
from eval.sim.frames.folder import FramesFolder, Half, Line, half_of, write
from eval.sim.frames.paint import painted
from eval.sim.frames.seat_label import Sight, seat_label
from eval.sim.frames.seat_things import seat_things
from eval.sim.frames.source import Source
from eval.sim.frames.standing import Standing, seen_boxes, standing_things
from eval.sim.frames.yolo import detection_lines, is_labelled, pose_lines
from eval.sim.layout import seats_of
from eval.sim.motion.channels import Channel
from eval.sim.motion.track import Track
from eval.sim.rehearse import Rehearsal
from eval.sim.sensor import Sensor, expose
from eval.sim.site import camera_of
from eval.sim.studio import Studio, set_up
from eval.sim.truth.frame import SeatInView, Shown, frame_line
from eval.sim.truth.seat import SeatTruth, seat_truth
from vision.seat_crop import crop_rect, moved_polygon

EXPOSE_SEED = 8_000_000
PAINT_SEED = 9_000_000
TIDY_SEED = 9_500_000
TIDY_LIGHTS = (0.8, 1.15)  # times what the lamps gave: references are taken at another hour
JPEG_QUALITIES = (35, 80, 96)  # least, most often, most
LEAST_IN_SIGHT = 0.05  # of a seat, for a crop of it
CROP_QUALITIES = (60, 88, 97)
FACE_M = 1.2  # of who sits
STRETCH_M = 0.3

Picture = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture as it was drawn, with all that is true of it."""

    camera: Camera
    time: float
    moment: Moment
    shown: Shown
    seen: Seen
    wholes: Sequence[Whole]
    picture: Picture
    tidy: Picture
    """The same view with nobody there, nothing on the desks and all chairs pushed in."""


def draw_room(
    room: int, count: int | None, source: Source, folder: FramesFolder, tell: Callable[[], None]
) -> None:
    """Draw the first `count` frames of a room, or all, into the folder; `tell` is called after
    each."""
    composed, first = source.compose(room), source.first_frame(room)
    wanted = len(composed.shots) if count is None else count
    rng = np.random.default_rng([composed.script.seed, PAINT_SEED])
    studio = painted(set_up(composed.rehearsals[0]), rng)
    writer = RoomWriter(room, composed, studio, folder)
    lines: Line = {"count": wanted, "frames": [], "crops": []}
    for number, shot in enumerate(_shots(composed, studio, wanted)):
        frame = first + number
        frame_said, crops = writer.write(frame, composed.shots[number][0], shot)
        lines["frames"].append(frame_said)
        lines["crops"] += crops
        tell()
    folder.keep_room(room, lines)


def _shots(composed: Composed, studio: Studio, count: int) -> Iterator[Shot]:
    """The pictures in order; each camera's renderer is opened once."""
    wanted = composed.shots[:count]
    for number, rehearsal in enumerate(composed.rehearsals):
        times = [time for camera, time in wanted if camera == number]
        if not times:
            continue
        spec = rehearsal.script.cameras[0]
        camera, sensor = camera_of(rehearsal.script, spec), Sensor.of(spec, rehearsal.script.start)
        with studio.renderer(camera, spec) as renderer:
            rng = np.random.default_rng([composed.script.seed, TIDY_SEED, number])
            light = float(rng.uniform(*TIDY_LIGHTS))
            tidy = expose(renderer.picture(studio.tidy(light)), sensor, 0.0, rng)
            for time in times:
                moment, shown = studio.at(time)
                rng = np.random.default_rng(
                    [composed.script.seed, EXPOSE_SEED, number, round(time * 1000)]
                )
                picture = expose(renderer.picture(moment), sensor, time, rng)
                seen = renderer.seen(moment)
                wholes = renderer.whole(moment, seen)
                yield Shot(camera, time, moment, shown, seen, wholes, picture, tidy)


class RoomWriter:
    """Writes the pictures and labels of one room."""

    def __init__(self, room: int, composed: Composed, studio: Studio, folder: FramesFolder) -> None:
        self._room, self._composed, self._studio, self._folder = room, composed, studio, folder
        self._half: Half = half_of(room)
        self._owners = {
            track.seat.id: (track, seat_truth(track))
            for track in composed.rehearsals[0].tracks
            if track.seat
        }
        seats = list(seats_of(composed.script).values())
        self._standing: list[Standing] = standing_things(studio.furniture, seats)

    def write(self, frame: int, camera: int, shot: Shot) -> tuple[Line, list[Line]]:
        """One frame's files; returns its line and those of its crops."""
        rehearsal = self._composed.rehearsals[camera]
        rng = np.random.default_rng([self._composed.script.seed, EXPOSE_SEED + 1, frame])
        seats = [SeatInView(view.seat, *self._owner(view.seat.id)) for view in rehearsal.views]
        said = frame_line(shot.camera, shot.time, seats, shot.shown, shot.seen, shot.wholes)
        size = shot.camera.size
        people = [
            person
            for person in said["people"]
            if is_labelled("person", person["box"], person["visibility"])
        ]
        boxes = [(PERSON, person["box"]) for person in people]
        boxes += list(self._thing_boxes(said, shot))
        boxes += list(seen_boxes(self._standing, shot.camera, shot.seen.ids, shot.seen.depth))
        image, labels = self._folder.image(self._half, frame), self._folder.labels
        write(labels(self._half, frame), _text(detection_lines(boxes, size)))
        write(labels(self._half, frame, pose=True), _text(pose_lines(people, size)))
        write(image, _jpeg(shot.picture, _quality(JPEG_QUALITIES, rng)))
        source = {
            "seed": self._composed.script.seed,
            "room": self._room,
            "frame": frame,
            "camera": shot.camera.id,
            "time": shot.time,
        }
        line = {"image": image.relative_to(self._folder.root).as_posix(), **source, **said}
        crops = [crop | source for crop in self._crops(frame, rehearsal, shot, said, rng)]
        return line, crops

    def _owner(self, seat: str) -> tuple[Any, SeatTruth | None]:
        return self._owners.get(seat, (None, None))

    def _thing_boxes(self, said: Line, shot: Shot) -> Iterator[tuple[int, Sequence[float]]]:
        places = {thing.id: number for number, thing in enumerate(shot.shown.things)}
        for each in said["objects"]:
            mesh = self._studio.meshes[shot.moment.things[places[each["id"]]].mesh]
            number = coco_class(each["kind"], mesh)
            if number is not None and is_labelled(each["kind"], each["box"], each["visibility"]):
                yield number, each["box"]

    def _crops(
        self, frame: int, rehearsal: Rehearsal, shot: Shot, said: Line, rng: np.random.Generator
    ) -> Iterator[Line]:
        chairs = {each["id"]: each["visibility"] for each in said["objects"]}
        owners = {each.get("seat"): each["visibility"] for each in said["people"]}
        for view in rehearsal.views:
            rect = crop_rect(view.seated, (view.desk, view.chair_home), shot.camera.size)
            in_sight = said["seats"][view.seat.id]["in_sight"]
            if rect is None or in_sight < LEAST_IN_SIGHT:
                continue
            left, top, right, bottom = rect
            path = self._folder.crop(self._half, frame, view.seat.id)
            write(path, _jpeg(shot.picture[top:bottom, left:right], _quality(CROP_QUALITIES, rng)))
            tidy = self._folder.reference(self._half, self._room, shot.camera.id, view.seat.id)
            if not tidy.exists():
                quality = _quality(CROP_QUALITIES, rng)
                write(tidy, _jpeg(shot.tidy[top:bottom, left:right], quality))
            track, truth = self._owner(view.seat.id)
            sight = Sight(
                in_sight,
                chairs.get(f"{view.seat.id}/chair", 0.0),
                owners.get(view.seat.id, 0.0),
            )
            others = [other for other in rehearsal.tracks if other is not track]
            label = seat_label(view.seat, track, truth, others, shot.time, sight)
            things, objects = shot.shown.things, said["objects"]
            yield {
                "crop": path.relative_to(self._folder.root).as_posix(),
                "reference": tidy.relative_to(self._folder.root).as_posix(),
                "seat": view.seat.id,
                "rect": list(rect),
                "seated": moved_polygon(view.seated, rect),
                "desk": moved_polygon(view.desk, rect),
                "chair_home": moved_polygon(view.chair_home, rect),
                **label,
                "gaze": _gaze(track, truth, shot),
                "pixels": _pixels(view.seat.id, shot),
                "things": seat_things(view.seat.id, label, things, objects, rect),
            }


def _pixels(seat: str, shot: Shot) -> dict[str, int]:
    """How many pixels of each thing of a seat are seen, by kind."""
    counts = np.bincount(shot.seen.ids.ravel(), minlength=len(shot.wholes) + 1)
    first = len(shot.shown.figures) + 1
    found: dict[str, int] = {}
    for number, thing in enumerate(shot.shown.things):
        if thing.seat == seat and thing.kind != "chair":
            found[thing.kind] = found.get(thing.kind, 0) + int(counts[first + number])
    return found


def _quality(qualities: tuple[int, int, int], rng: np.random.Generator) -> int:
    least, usual, most = qualities
    return round(float(rng.triangular(least, usual, most)))


def _jpeg(picture: Picture, quality: int) -> bytes:
    _, encoded = cv2.imencode(".jpg", picture[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, quality])
    return encoded.tobytes()


def _text(lines: Sequence[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _gaze(track: Track | None, truth: SeatTruth | None, shot: Shot) -> list[float] | None:
    """Where the face of who is at the seat points in the picture, right and down, in lengths of
    the same stretch held upright there: short where they look along the camera's axis."""
    if track is None or truth is None or truth.away[truth.sample(shot.time)]:
        return None
    state = track.at(shot.time)
    angle = float(state[Channel.HEADING] + state[Channel.TURN])
    face = np.array([state[Channel.X], FACE_M, state[Channel.Y]])
    ends = face + STRETCH_M * np.array(
        [(0.0, 0.0, 0.0), (np.sin(angle), 0.0, np.cos(angle)), (0.0, 1.0, 0.0)]
    )
    pixels, depths = shot.camera.project(ends)
    upright = float(np.hypot(*(pixels[2] - pixels[0])))
    if depths.min() < NEAR_M or upright < 1.0:
        return None
    gaze: list[float] = np.round((pixels[1] - pixels[0]) / upright, 3).clip(-3, 3).tolist()
    return gaze
