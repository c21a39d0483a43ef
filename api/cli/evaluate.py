"""``floorwatch eval``."""

import json
from collections.abc import Sequence
from contextlib import ExitStack
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from api.cli.faults import reported
from api.cli.options import JsonOption, ModelsOption
from api.cli.scored import bars, named, replayed, scoring_installed
from api.site.load import load_site
from models.manifest import PACKAGE

if TYPE_CHECKING:
    from eval.baseline.comparison import Comparison
    from eval.scores.result import EvalResult
    from eval.scores.scenario import Scenario


def evaluate(
    scenarios: Annotated[
        list[Path], typer.Argument(help="Folders with floor.yaml and truth, or the files.")
    ],
    results: Annotated[
        Path | None,
        typer.Option("--results", help="Keep each replay in DIR/NAME, and use it while it holds."),
    ] = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="Replay what is kept as well.")] = False,
    save: Annotated[
        Path | None, typer.Option("--save", help="Write the figures here, for --baseline.")
    ] = None,
    report: Annotated[
        Path | None,
        typer.Option("--report", help="Write report.html here: timelines, worst errors, plots."),
    ] = None,
    baseline: Annotated[
        Path | None,
        typer.Option(
            "--baseline", help="Figures of --save; exit status 1 if worse than them beyond noise."
        ),
    ] = None,
    models: ModelsOption = PACKAGE,
    as_json: JsonOption = False,
) -> None:
    """Replay scenarios and score what was seen against the truth.

    Example: floorwatch eval eval/demo --baseline base.json
    """
    with reported(), ExitStack() as stack:
        with scoring_installed():
            from eval.baseline.compare import compare
            from eval.scores.read import check_truth, read_scenario
            from eval.scores.result_json import read_result, to_json
            from eval.scores.score import score
        earlier = None if baseline is None else read_result(baseline)
        sites = named([load_site(path) for path in scenarios])
        lengths = {name: check_truth(site) for name, site in sites.items()}
        kept = results or Path(stack.enter_context(TemporaryDirectory(prefix="floorwatch-eval-")))
        with bars() as progress:
            for name, site in sites.items():
                task = progress.add_task(name, total=lengths[name])
                replayed(site, kept / name, models, fresh, progress, task)
            read: Sequence[Scenario] = [
                read_scenario(site, name, kept / name) for name, site in sites.items()
            ]
            task = progress.add_task("scoring", total=None)
            result = score(read, version("floorwatch"))
            if report is not None:
                from eval.report.write import Replayed, write_report

                replays = [Replayed(sites[each.name], each) for each in read]
                write_report(
                    result,
                    replays,
                    report,
                    lambda name: progress.update(task, description=f"pictures of {name}"),
                )
        comparison = None if earlier is None else compare(result, earlier)
        if save is not None:
            save.write_text(to_json(result), "utf-8")
        if as_json:
            typer.echo(_as_json(result, comparison))
        else:
            _show(result, comparison)
        if comparison is not None and not comparison.passes:
            raise typer.Exit(1)


def _as_json(result: "EvalResult", comparison: "Comparison | None") -> str:
    """The figures; with a baseline, what changed is one key more."""
    from eval.baseline.told import as_json
    from eval.scores.result_json import to_json

    if comparison is None:
        return to_json(result).rstrip()
    figures = json.loads(to_json(result))
    return json.dumps(figures | {"comparison": as_json(comparison)}, indent=2, ensure_ascii=False)


def _show(result: "EvalResult", comparison: "Comparison | None") -> None:
    from api.cli.eval_tables import tables
    from eval.baseline.told import lines

    for table in tables(result):
        Console().print(table)
    for line in () if comparison is None else lines(comparison):
        typer.echo(line)
