"""``floorwatch models promote``."""

import json
from collections.abc import Mapping
from contextlib import ExitStack
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.faults import CommandFault, reported
from api.cli.network_tables import FolderOption
from api.cli.options import JsonOption
from api.cli.scored import bars, named, replayed, scoring_installed
from api.site.load import Site, load_site
from api.trial import SETTINGS, with_network
from models.manifest import (
    PACKAGE,
    Manifest,
    ManifestEntry,
    ModelError,
    Score,
    load_manifest,
    verified_bytes,
)
from models.registry import register

if TYPE_CHECKING:
    from eval.baseline.comparison import Comparison
    from eval.scores.result import EvalResult
    from eval.scores.scenario import Scenario

NOT_LOOKED_AT = (
    "Not looked at: what it has forgotten of real rooms. Drawn scenarios do not show that; "
    "give real ones with --real."
)


def promote(
    network: Annotated[str, typer.Argument(help="The candidate, by its name on the list.")],
    over: Annotated[str, typer.Option("--over", help="The network it would take the place of.")],
    scenarios: Annotated[
        list[Path],
        typer.Option("--scenarios", help="A folder with floor.yaml and truth; may be repeated."),
    ],
    real: Annotated[
        list[Path] | None,
        typer.Option("--real", help="Likewise, but of real recordings: what shows forgetting."),
    ] = None,
    results: Annotated[
        Path | None,
        typer.Option("--results", help="Keep the replays here, and use them while they hold."),
    ] = None,
    report: Annotated[
        Path | None,
        typer.Option("--report", help="Write each network's report.html and comparison.json here."),
    ] = None,
    folder: FolderOption = PACKAGE,
    as_json: JsonOption = False,
) -> None:
    """Hold a candidate against the network it would replace; refuse it if it is worse.

    Both replay the same scenarios. A figure that is worse beyond noise is named, the exit status
    is 1 and nothing is recorded. Without --real the report says that nobody looked whether the
    candidate has forgotten real rooms.

    Example: floorwatch models promote floor-mine --over floor-n --scenarios scenarios/quick-bay
    """
    with reported(), ExitStack() as stack:
        with scoring_installed():
            from eval.baseline.compare import compare
            from eval.baseline.told import lines
        manifest = load_manifest(folder / "manifest.yaml")
        new, old = _comparable(manifest, network, over)
        sites = named([load_site(path) for path in (*scenarios, *(real or ()))])
        kept = results or Path(stack.enter_context(TemporaryDirectory(prefix="floorwatch-try-")))
        then = scored_with(old, sites, kept, folder, report)
        now = scored_with(new, sites, kept, folder, report)
        comparison = compare(now, then)
        if report is not None:
            told = _as_json(new, old, comparison, bool(real))
            (report / "comparison.json").write_text(told, "utf-8")
        if not comparison.figures:
            raise CommandFault("the scenarios measure nothing; give some with truth.jsonl")
        if as_json:
            typer.echo(_as_json(new, old, comparison, bool(real)))
        else:
            for line in lines(comparison):
                typer.echo(line)
            if not real:
                typer.echo(NOT_LOOKED_AT)
        if not comparison.passes:
            worse = ", ".join(each.figure for each in comparison.worse)
            raise CommandFault(f"{new.name} is not promoted over {old.name}, worse in: {worse}")
        today = datetime.now(UTC).date()
        register(
            folder / "manifest.yaml",
            _promoted(new, old, comparison, today),
            verified_bytes(new, folder),
        )
        if not as_json:
            typer.echo(
                f"{new.name} is promoted over {old.name}. To use it, write in the site file:\n"
                f"vision: {{{SETTINGS[new.purpose]}: {new.name}}}"
            )


def scored_with(
    entry: ManifestEntry, sites: Mapping[str, Site], kept: Path, folder: Path, report: Path | None
) -> "EvalResult":
    """Replay the sites with a network in its place, and score what was seen."""
    from eval.scores.read import check_truth, read_scenario
    from eval.scores.score import score

    own = kept / f"{entry.name}-{entry.sha256[:12]}"
    used = {name: with_network(site, entry) for name, site in sites.items()}
    with bars() as progress:
        for name, site in used.items():
            task = progress.add_task(f"{name} with {entry.name}", total=check_truth(site))
            replayed(site, own / name, folder, False, progress, task)
        read: list[Scenario] = [
            read_scenario(site, name, own / name) for name, site in used.items()
        ]
        task = progress.add_task("scoring", total=None)
        result = score(read, f"{version('floorwatch')} with {entry.name}")
        if report is not None:
            from eval.report.write import Replayed, write_report

            write_report(
                result,
                [Replayed(used[each.name], each) for each in read],
                report / entry.name,
                lambda name: progress.update(task, description=f"pictures of {name}"),
            )
    return result


def _comparable(manifest: Manifest, network: str, over: str) -> tuple[ManifestEntry, ManifestEntry]:
    new, old = manifest.entry(network), manifest.entry(over)
    if new.name == old.name:
        raise typer.BadParameter(f"{network} cannot be promoted over itself", param_hint="--over")
    if new.purpose is not old.purpose:
        raise ModelError(
            f"network {new.name!r} is for {new.purpose.value}, {old.name!r} for "
            f"{old.purpose.value}: one cannot take the other's place"
        )
    return new, old


def _promoted(
    new: ManifestEntry, old: ManifestEntry, comparison: "Comparison", today: date
) -> ManifestEntry:
    """The entry with the figures that it was promoted for, beside those that it had."""
    where = f"promoted {today.isoformat()} over {old.name} on {', '.join(comparison.shared)}"
    scores = {
        f"scenarios {each.figure}": Score(
            value=each.now, how=f"{where}; {old.name}: {each.then:.4g}"
        )
        for each in comparison.figures
        if each.now is not None and each.then is not None
    }
    return new.model_copy(update={"scores": {**new.scores, **scores}})


def _as_json(new: ManifestEntry, old: ManifestEntry, comparison: "Comparison", real: bool) -> str:
    from eval.baseline.told import as_json

    told = {
        "network": new.name,
        "over": old.name,
        "promoted": comparison.passes,
        "forgetting_looked_at": real,
    }
    return json.dumps({**told, "comparison": as_json(comparison)}, indent=2, ensure_ascii=False)
