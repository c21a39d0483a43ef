"""The script in its own process: what it is told, what it answers, and why it may not run."""

import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from api.site.load import Site
from eval.bench.script_side import NotMeasured, ScriptSettings, ScriptSide, watched
from eval.bench.stage import APART_S, Size, Stage, clips_of, set_stage

# Stands in for an interpreter: answers as the script does, without its networks.
STAND_IN = """#!{python}
import json, sys
told = json.loads(sys.stdin.readline())
assert told["clips"]
print(json.dumps({{"versions": {{"ultralytics": "8.4"}}}}), flush=True)
for line in sys.stdin:
    n = int(line)
    if n == 13:
        print("no such thing as 13", file=sys.stderr)
        sys.exit(1)
    costs = {{"costs_s": [0.5] * n, "decode_s": 0.1, "cpu_s": 0.8, "taken": 3}}
    print(json.dumps(costs), flush=True)
"""


@pytest.fixture
def stage(site: Site, tmp_path: Path) -> Stage:
    (tmp_path / "stage").mkdir()
    return set_stage([site], clips_of(site), Size(8, (640, 360), 3), tmp_path / "stage")


@pytest.fixture
def stand_in(tmp_path: Path) -> ScriptSettings:
    path = tmp_path / "python"
    path.write_text(STAND_IN.format(python=sys.executable))
    path.chmod(0o755)
    return ScriptSettings(path)


def test_it_is_told_the_sites_own_weights_clips_and_seats(stage: Stage) -> None:
    told = watched(stage, ScriptSettings(Path("python")))
    assert Path(told["weights"]).name == "floor-n.onnx"
    assert told["tracker"] == "botsort.yaml"
    assert len(told["clips"]) == 4
    first, _, third, _ = told["clips"]
    assert Path(first["path"]).name == Path(third["path"]).name == "left.mp4"
    assert (first["first"], third["first"]) == (0, round(APART_S * 8))
    assert (first["size"], first["every"]) == ([640, 360], 4)
    assert len(first["zones"]) == 3
    assert first["zones"][0][0] == [20, 20]


def test_its_answers_make_rounds(stage: Stage, stand_in, tmp_path: Path) -> None:
    with ScriptSide(stage, stand_in, tmp_path) as script:
        assert script.versions == {"ultralytics": "8.4"}
        done = script.round(4)
    assert done.frames == 4
    assert (done.decode_s, done.work_s, done.cpu_s) == (0.1, pytest.approx(1.9), 0.8)
    assert done.costs_s == (0.5,) * 4


def test_when_it_breaks_its_last_words_are_told(stage: Stage, stand_in, tmp_path: Path) -> None:
    with (
        ScriptSide(stage, stand_in, tmp_path) as script,
        pytest.raises(NotMeasured, match="broke off: no such thing as 13"),
    ):
        script.round(13)


def test_an_interpreter_that_is_none(stage: Stage, tmp_path: Path) -> None:
    nothing = ScriptSettings(tmp_path / "no-such-python")
    with (
        pytest.raises(NotMeasured, match=r"no-such-python cannot be started.*--script-python"),
        ScriptSide(stage, nothing, tmp_path),
    ):
        pass


@pytest.mark.skipif(find_spec("ultralytics") is not None, reason="ultralytics is installed here")
def test_what_an_interpreter_lacks_is_told_with_the_way_to_get_it(
    stage: Stage, tmp_path: Path
) -> None:
    with (
        pytest.raises(
            NotMeasured, match=r"has no ultralytics.*-m pip install 'floorwatch\[train\]'"
        ),
        ScriptSide(stage, ScriptSettings(Path(sys.executable)), tmp_path),
    ):
        pass
