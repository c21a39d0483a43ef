import json
from pathlib import Path

import pytest

from eval.real.keypoints import frame_line, read_people
from eval.real.stills import PlacedStill, Still
from floor.errors import InputFaults


def annotation(number: int, points: list[float], crowd: int = 0) -> dict[str, object]:
    box = [10, 20, 30, 40]
    return {"id": number, "image_id": 1, "bbox": box, "iscrowd": crowd, "keypoints": points}


def published(folder: Path, *annotations: dict[str, object]) -> Path:
    file = folder / "coco.json"
    images = [{"id": 1, "file_name": "a.jpg"}]
    file.write_text(json.dumps({"images": images, "annotations": annotations}))
    return file


def test_people_come_with_their_keypoints_and_crowds_are_left_out(tmp_path: Path) -> None:
    file = published(
        tmp_path, annotation(7, [12, 24, 2] + [0] * 48), annotation(8, [0] * 51, crowd=1)
    )
    ((person,),) = read_people(file).values()
    assert (person.id, person.box) == ("p7", (10, 20, 40, 60))
    assert person.keypoints[:2] == ((12, 24, 2), (0, 0, 0))


def test_keypoints_follow_a_picture_into_its_cameras_size(tmp_path: Path) -> None:
    people = read_people(published(tmp_path, annotation(7, [12, 24, 2] * 17)))["a.jpg"]
    placed = PlacedStill(Still(Path("a.jpg"), (100, 100)), "cam1", 0.0, (200, 300))
    (line,) = frame_line(placed, people)["people"]
    assert line["box"] == [20, 60, 80, 180]
    assert line["keypoints"] == [[24, 72, 2]] * 17


@pytest.mark.parametrize("text", ["[]", "{", '{"images": [], "annotations": [{"id": 1}]}'])
def test_other_json_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "coco.json").write_text(text)
    with pytest.raises(InputFaults, match="COCO keypoints"):
        read_people(tmp_path / "coco.json")


def test_a_person_needs_seventeen_keypoints(tmp_path: Path) -> None:
    with pytest.raises(InputFaults, match="COCO keypoints"):
        read_people(published(tmp_path, annotation(7, [1, 2, 2])))
