"""Only networks of the allow-list run, and only as the files that were listed."""

import shutil
from pathlib import Path

import pytest
import yaml

from models.manifest import PACKAGE, ModelError, Purpose, load_manifest, verified_bytes


def test_every_listed_network_is_here_with_card_licence_and_hash() -> None:
    for entry in load_manifest().networks:
        assert verified_bytes(entry)
        assert entry.licence == "AGPL-3.0-only"
        assert entry.name in (PACKAGE / entry.card).read_text("utf-8")


def test_a_file_that_was_changed_is_refused(tmp_path: Path) -> None:
    entry = load_manifest().entry("floor-n")
    (tmp_path / "weights").mkdir()
    shutil.copy(PACKAGE / entry.file, tmp_path / entry.file)
    with (tmp_path / entry.file).open("ab") as file:
        file.write(b"x")
    with pytest.raises(ModelError, match=r"SHA-256 is .* but the manifest says 9ef2374a"):
        verified_bytes(entry, tmp_path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"floor-n\.onnx: the weights of 'floor-n' are missing"):
        verified_bytes(load_manifest().entry("floor-n"), tmp_path)


def test_a_network_that_is_not_listed_is_refused_and_the_listed_are_named() -> None:
    with pytest.raises(ModelError, match=r"'arcface' is not on the allow-list.*floor-pose-n"):
        load_manifest().entry("arcface")


@pytest.mark.parametrize("purpose", ["face", "reid", "emotion", "gait", "audio"])
def test_no_manifest_can_list_a_network_that_identifies(tmp_path: Path, purpose: str) -> None:
    assert purpose not in set(Purpose)
    manifest = yaml.safe_load((PACKAGE / "manifest.yaml").read_text("utf-8"))
    manifest["networks"][0]["purpose"] = purpose
    file = tmp_path / "manifest.yaml"
    file.write_text(yaml.safe_dump(manifest), "utf-8")
    with pytest.raises(ModelError, match="purpose"):
        load_manifest(file)
