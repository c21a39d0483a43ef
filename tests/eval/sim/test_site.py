"""The site file: every seat with the camera that sees it, and polygons in that frame."""

from pathlib import Path

import cv2
import numpy as np
import pytest
import yaml

from eval.sim.camera import area
from eval.sim.layout import seats_of
from eval.sim.occlusion import share_in_sight
from eval.sim.script import Script, UnplayableError, load_script
from eval.sim.script.parts import Partition
from eval.sim.site import cameras_of, seat_views, site_file, views_in_sight
from eval.sim.zones import aisle_zones


def test_the_demo_seats_are_large_and_within_the_frame(demo: Path) -> None:
    for view in seat_views(load_script(demo)):
        assert area(view.seated) > 3000
        assert np.ptp(view.seated[:, 1]) > 70  # pixels: enough for a detector
        for polygon in (view.seated, view.desk, view.chair_home):
            assert polygon.min() >= 0
            assert (polygon <= (640, 360)).all()


def test_a_sitters_chest_is_inside_their_polygon(small: Script) -> None:
    cameras = {camera.id: camera for camera in cameras_of(small)}
    for view in seat_views(small):
        chest = view.seat.to_world([(0.0, 1.0, 0.0)])
        pixel = cameras[view.camera].project(chest)[0][0]
        polygon = view.seated.astype(np.float32).reshape(-1, 1, 2)
        assert cv2.pointPolygonTest(polygon, (float(pixel[0]), float(pixel[1])), False) > 0


def test_the_file_says_what_the_design_asks_for(small: Script) -> None:
    said = yaml.safe_load(site_file(small, seat_views(small)))
    assert said["version"] == 1
    assert said["site"] == {"name": "Small", "timezone": "Asia/Shanghai", "language": "zh-CN"}
    assert said["replay"] == {"start": "2026-03-02T09:00:00+08:00"}
    (camera,) = said["cameras"]
    assert camera["reference"] == "cam1.reference.jpg"
    assert (camera["source"], camera["size"], camera["fps"]) == ("cam1.mp4", [160, 90], 2)
    assert [seat["id"] for seat in said["seats"]] == ["A-01", "A-02"]
    assert said["seats"][0]["map"] == {"x": 1.3, "y": 2.5, "facing": 270}
    assert said["roster"] == "roster.csv"
    assert said["feeds"] == [{"kind": "jsonl", "path": "agents.jsonl"}]


def test_a_seat_that_no_camera_sees_is_refused(small: Script) -> None:
    away = small.cameras[0].model_copy(update={"target": (3.0, -5.0, 1.0)})
    with pytest.raises(UnplayableError, match="no camera sees 'A-01'") as raised:
        seat_views(small.model_copy(update={"cameras": [away]}))
    fields = [fault.where for fault in raised.value.faults]
    assert fields == [("rows", 0, "seats", 0), ("rows", 0, "seats", 1)]


def test_a_camera_may_have_a_size_of_its_own(small: Script) -> None:
    wide = small.cameras[0].model_copy(update={"size": (320, 180)})
    script = small.model_copy(update={"cameras": [wide]})
    views, larger = seat_views(small), seat_views(script)
    said = yaml.safe_load(site_file(script, larger))
    assert said["cameras"][0]["size"] == [320, 180]
    for view, double in zip(views, larger, strict=True):
        assert double.seated == pytest.approx(2 * view.seated, abs=0.01)


def test_seats_within_a_chats_reach_are_neighbours_the_nearest_first(small: Script) -> None:
    row = small.rows[0].model_copy(update={"seats": ["A-01", "A-02", "A-03", "A-04"]})
    script = small.model_copy(update={"rows": [row], "people": []})
    said = yaml.safe_load(site_file(script, views_in_sight(script)))
    neighbours = {seat["id"]: seat.get("neighbours") for seat in said["seats"]}
    assert neighbours["A-01"] == ["A-02", "A-03"]  # 1.5 m, 3 m; not 4.5 m


def test_aisles_are_zones_inside_the_frame(small: Script) -> None:
    said = yaml.safe_load(site_file(small, seat_views(small)))
    assert [zone["id"] for zone in said["zones"]] == ["aisle-1-cam1", "aisle-2-cam1"]
    for zone in said["zones"]:
        polygon = np.array(zone["polygon"])
        assert zone["kind"] == "aisle"
        assert (polygon >= 0).all() and (polygon <= (160, 90)).all()


def test_an_aisles_middle_is_inside_its_zone(small: Script) -> None:
    (camera,) = cameras_of(small)
    zone = aisle_zones(small, [camera])[0]
    middle = camera.project([(2.8, 0.0, 4.5)])[0][0]
    polygon = zone.polygon.astype(np.float32).reshape(-1, 1, 2)
    assert cv2.pointPolygonTest(polygon, (float(middle[0]), float(middle[1])), False) > 0


def test_the_panel_behind_a_desk_hides_what_is_behind_it(small: Script) -> None:
    seat = seats_of(small)["A-01"]
    low, high = (seat.to_world([(0.0, height, 1.5)]) for height in (0.5, 1.6))
    eye = seat.to_world([(0.0, 1.4, -1.0)])[0]
    assert share_in_sight(eye, low, [seat]) == 0
    assert share_in_sight(eye, high, [seat]) == 1


@pytest.mark.parametrize(
    ("height", "ends", "share"),
    [(1.5, (-2.0, 2.0), 0.0), (0.3, (-2.0, 2.0), 1.0), (1.5, (1.0, 2.0), 1.0)],
)
def test_a_partition_hides_what_is_behind_it_and_below_its_top(
    height: float, ends: tuple[float, float], share: float
) -> None:
    left, right = ends
    wall = Partition.model_validate({"from": [left, 1.0], "to": [right, 1.0], "height": height})
    eye, point = np.array([0.0, 1.4, 0.0]), np.array([[0.0, 0.5, 2.0]])
    assert share_in_sight(eye, point, [], [wall]) == share
