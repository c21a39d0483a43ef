"""A network takes another's place only where nothing that was measured got worse beyond noise."""

import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from support.made_scenarios import scenario as made_scenario

from api.cli import promote
from eval.scores.result import EvalResult
from eval.scores.score import score
from eval.scores.span import Span
from models.manifest import PACKAGE, ManifestEntry, load_manifest
from models.registry import register

STARTS = range(2, 98, 8)
"""Twelve absences of six seconds in each scenario."""


@pytest.fixture
def models(tmp_path: Path) -> Path:
    """The list with a candidate that is the detector itself, under another name."""
    folder = tmp_path / "models"
    shutil.copytree(PACKAGE, folder, ignore=shutil.ignore_patterns("__pycache__", "*.py"))
    entry = load_manifest().entry("floor-n")
    register(
        folder / "manifest.yaml",
        entry.model_copy(update={"name": "candidate", "added": date(2026, 3, 2), "card": None}),
        (PACKAGE / entry.file).read_bytes(),
    )
    return folder


def suite(hits: Sequence[int]) -> EvalResult:
    """A result in which so many absences of each scenario were found."""
    scenarios = []
    for number, found in enumerate(hits):
        spans = [Span("off_seat", ("A",), start, start + 6) for start in STARTS]
        scenarios.append(made_scenario(f"s{number}", spans, spans[:found]))
    return score(scenarios, "1")


@pytest.fixture
def scores(monkeypatch: pytest.MonkeyPatch) -> Callable[[Sequence[int], Sequence[int]], None]:
    """Make up how the candidate and the network before it score."""

    def make_up(candidate: Sequence[int], before: Sequence[int]) -> None:
        made = {"candidate": suite(candidate), "floor-n": suite(before)}

        def scored_with(entry: ManifestEntry, *rest: object) -> EvalResult:
            return made[entry.name]

        monkeypatch.setattr(promote, "scored_with", scored_with)

    return make_up


def candidate_of(models: Path) -> ManifestEntry:
    return load_manifest(models / "manifest.yaml").entry("candidate")


def test_a_worse_network_is_refused_with_the_figure_and_nothing_is_recorded(
    models: Path, scenario, floorwatch, scores
) -> None:
    scores([9, 8, 9, 8], [12, 11, 12, 11])
    before = (models / "manifest.yaml").read_bytes()
    result = floorwatch(
        *("models", "promote", "candidate", "--over", "floor-n"),
        *("--scenarios", scenario.folder, "--folder", models),
    )
    assert result.exit_code == 1
    assert "worse: off_seat.recall 0.9583 -> 0.7083" in result.stdout
    assert "candidate is not promoted over floor-n" in result.stderr
    assert "off_seat.recall" in result.stderr
    assert (models / "manifest.yaml").read_bytes() == before


def test_a_better_network_is_recorded_with_scores_and_date(
    models: Path, scenario, floorwatch, scores
) -> None:
    scores([12, 11, 12, 11], [9, 8, 9, 8])
    result = floorwatch(
        *("models", "promote", "candidate", "--over", "floor-n"),
        *("--scenarios", scenario.folder, "--folder", models),
    )
    assert result.exit_code == 0
    assert "vision: {detector: candidate}" in result.stdout
    recorded = candidate_of(models).scores["scenarios off_seat.recall"]
    assert recorded.value == pytest.approx(46 / 48)
    assert recorded.how.startswith("promoted 20")
    assert recorded.how.endswith("over floor-n on s0, s1, s2, s3; floor-n: 0.7083")


def test_without_real_recordings_the_report_says_that_nobody_looked_for_forgetting(
    models: Path, scenario, floorwatch, scores
) -> None:
    scores([12, 11, 12, 11], [9, 8, 9, 8])
    arguments = ("models", "promote", "candidate", "--over", "floor-n", "--folder", models)
    drawn = floorwatch(*arguments, "--scenarios", scenario.folder)
    assert "Not looked at: what it has forgotten of real rooms" in drawn.stdout
    told = floorwatch(*arguments, "--scenarios", scenario.folder, "--json").stdout
    assert json.loads(told)["forgetting_looked_at"] is False


def test_a_real_recording_is_scored_like_the_others_and_counts_as_a_look(
    models: Path, scenario, floorwatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[list[str]] = []

    def scored_with(entry: ManifestEntry, sites: dict[str, object], *rest: object) -> EvalResult:
        seen.append(sorted(sites))
        return suite([12, 11, 12, 11])

    monkeypatch.setattr(promote, "scored_with", scored_with)
    real = shutil.copytree(scenario.folder, scenario.folder.with_name("real-room"))
    result = floorwatch(
        *("models", "promote", "candidate", "--over", "floor-n", "--folder", models),
        *("--scenarios", scenario.folder, "--real", real),
    )
    assert result.exit_code == 0, result.stderr
    assert "Not looked at" not in result.stdout
    assert seen == [sorted([scenario.folder.name, "real-room"])] * 2


def test_a_loss_by_chance_is_let_through(models: Path, scenario, floorwatch, scores) -> None:
    scores([12, 11, 12, 10], [12, 11, 11, 11])
    result = floorwatch(
        *("models", "promote", "candidate", "--over", "floor-n"),
        *("--scenarios", scenario.folder, "--folder", models, "--json"),
    )
    assert result.exit_code == 0
    assert json.loads(result.stdout)["promoted"] is True


def test_scenarios_that_measure_nothing_promote_nobody(
    models: Path, scenario, floorwatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_truth = replace(made_scenario("s", [], []), truth=None)
    monkeypatch.setattr(promote, "scored_with", lambda *entry_and_rest: score([without_truth], "1"))
    result = floorwatch(
        *("models", "promote", "candidate", "--over", "floor-n"),
        *("--scenarios", scenario.folder, "--folder", models),
    )
    assert result.exit_code == 1
    assert "the scenarios measure nothing" in result.stderr


def test_both_really_replay_the_scenario_with_their_own_network(
    models: Path, scenario, floorwatch, tmp_path: Path
) -> None:
    (scenario.folder / "truth.jsonl").write_text(
        '{"kind": "off_seat", "seat": "A-01", "start": 0.5, "end": 3.0}\n', "utf-8"
    )
    kept, report = tmp_path / "kept", tmp_path / "report"
    result = floorwatch(
        *("models", "promote", "candidate", "--over", "floor-n"),
        *("--scenarios", scenario.folder, "--folder", models),
        *("--results", kept, "--report", report),
    )
    assert result.exit_code == 0, result.stderr
    assert sorted(path.name[:-13] for path in kept.iterdir()) == ["candidate", "floor-n"]
    assert (report / "candidate" / "report.html").exists()
    assert json.loads((report / "comparison.json").read_text("utf-8"))["promoted"] is True


@pytest.mark.parametrize(
    ("network", "over", "wrong"),
    [
        ("candidate", "floor-pose-n", "one cannot take the other's place"),
        ("nobody", "floor-n", "network 'nobody' is not on the allow-list"),
    ],
)
def test_only_what_can_take_the_place_is_compared(
    network: str, over: str, wrong: str, models: Path, scenario, floorwatch
) -> None:
    result = floorwatch(
        *("models", "promote", network, "--over", over),
        *("--scenarios", scenario.folder, "--folder", models),
    )
    assert result.exit_code == 1
    assert wrong in result.stderr


def test_a_network_over_itself_is_wrong_use(models: Path, scenario, floorwatch) -> None:
    result = floorwatch(
        *("models", "promote", "floor-n", "--over", "floor-n"),
        *("--scenarios", scenario.folder, "--folder", models),
    )
    assert result.exit_code == 2
