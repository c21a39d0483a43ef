"""A network is on the list wholly or not at all, and a name keeps its bytes."""

import hashlib
import shutil
from pathlib import Path

import pytest
import yaml
from pydantic import ValidationError

from models.manifest import (
    PACKAGE,
    InputSpec,
    ManifestEntry,
    ModelError,
    Output,
    Purpose,
    Score,
    SeatInput,
    load_manifest,
    verified_bytes,
)
from models.registry import as_yaml, register

PICTURE = InputSpec(
    layout="NCHW", colour="RGB", range=(0, 1), letterbox=114, stride=32, size=(320, 320), fixed=True
)


def entry(**changes) -> ManifestEntry:
    fields = {
        "name": "site-n",
        "file": Path("elsewhere.onnx"),
        "sha256": "0" * 64,
        "licence": "AGPL-3.0",
        "purpose": Purpose.DETECTION,
        "classes": ("person", "chair"),
        "output": Output.END_TO_END,
        "input": PICTURE,
        "made_from": "site.pt",
    }
    return ManifestEntry.model_validate(fields | changes)


@pytest.fixture
def manifest(tmp_path: Path) -> Path:
    return Path(shutil.copy(PACKAGE / "manifest.yaml", tmp_path / "manifest.yaml"))


def test_what_was_added_is_listed_and_verified(manifest: Path) -> None:
    before = load_manifest(manifest).networks
    added = register(manifest, entry(scores={"ap50": Score(value=0.6, how="by hand")}), b"net")
    after = load_manifest(manifest)
    assert after.networks == (*before, added)
    assert added.sha256 == hashlib.sha256(b"net").hexdigest()
    assert verified_bytes(after.entry("site-n"), manifest.parent) == b"net"


def test_a_seat_network_has_heads_and_its_own_input(manifest: Path) -> None:
    added = register(
        manifest,
        entry(
            name="seat-n",
            purpose=Purpose.SEAT_STATE,
            classes={"occupancy": ("empty", "occupied"), "hand": ("down", "raised")},
            output=Output.HEADS,
            input=SeatInput(layout="NCHW", channels=8, size=(128, 128)),
        ),
        b"seat",
    )
    assert load_manifest(manifest).entry("seat-n") == added
    assert added.class_names == ("occupancy", "hand")


def test_a_name_keeps_its_bytes(manifest: Path) -> None:
    register(manifest, entry(), b"net")
    before = manifest.read_bytes()
    with pytest.raises(ModelError, match=r"'site-n' is there with SHA-256 .*another name"):
        register(manifest, entry(), b"other")
    assert manifest.read_bytes() == before
    assert (manifest.parent / "weights/site-n.onnx").read_bytes() == b"net"


def test_the_same_bytes_may_get_new_scores(manifest: Path) -> None:
    register(manifest, entry(), b"net")
    scored = register(manifest, entry(scores={"ap50": Score(value=0.6, how="by hand")}), b"net")
    assert [each for each in load_manifest(manifest).networks if each.name == "site-n"] == [scored]


def test_no_one_else_s_file_is_overwritten(manifest: Path) -> None:
    content = yaml.safe_load(manifest.read_text("utf-8"))
    content["networks"][0]["file"] = "weights/site-n.onnx"
    manifest.write_text(yaml.safe_dump(content), "utf-8")
    with pytest.raises(ModelError, match="belongs to 'floor-n'"):
        register(manifest, entry(), b"net")


def test_what_fails_midway_leaves_the_old_list(
    manifest: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = manifest.read_bytes()
    real = Path.replace

    def full_disk(path: Path, target: Path) -> Path:
        if Path(target) == manifest:
            raise OSError(28, "No space left on device", str(target))
        return real(path, target)

    monkeypatch.setattr(Path, "replace", full_disk)
    with pytest.raises(OSError, match="No space"):
        register(manifest, entry(), b"net")
    assert manifest.read_bytes() == before
    assert not list(manifest.parent.rglob(".part-*"))


@pytest.mark.parametrize("name", ["face", "Human_Face", "happy", "female", "man", "人脸"])
def test_no_entry_may_sort_people(name: str) -> None:
    with pytest.raises(ValidationError, match="sorts people"):
        entry(classes=("person", name))


@pytest.mark.parametrize("name", ["../evil", "a/b", "", ".hidden"])
def test_a_name_is_no_path(name: str) -> None:
    with pytest.raises(ValidationError, match="name"):
        entry(name=name)


def test_a_pose_network_has_keypoints() -> None:
    with pytest.raises(ValidationError, match="a pose network has keypoints"):
        entry(purpose=Purpose.POSE)


def test_heads_are_for_seats_only() -> None:
    with pytest.raises(ValidationError, match="heads belong to a network that looks at seats"):
        entry(output=Output.HEADS)
    with pytest.raises(ValidationError, match="another kind of input"):
        entry(purpose=Purpose.SEAT_STATE)


def test_the_embedded_manifest_reads_the_same_when_written_again(tmp_path: Path) -> None:
    written = tmp_path / "manifest.yaml"
    written.write_text(as_yaml(load_manifest()), "utf-8")
    assert load_manifest(written) == load_manifest()
