"""``floorwatch doctor``."""

import json
from dataclasses import asdict
from pathlib import Path

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from api.cli.options import JsonOption
from api.doctor import Verdict, diagnose

COLOURS = {Verdict.GOOD: "green", Verdict.NOTE: "yellow", Verdict.MISSING: "red"}


def doctor(as_json: JsonOption = False) -> None:
    """Say what this machine can do and what is missing; 1 where something needed is missing.

    Example: floorwatch doctor
    """
    found = diagnose(Path.cwd())
    if as_json:
        typer.echo(json.dumps([asdict(each) for each in found]))
    else:
        table = Table("", "looked at", "found")
        for each in found:
            colour = COLOURS[each.verdict]
            table.add_row(f"[{colour}]{each.verdict.value}[/]", each.subject, escape(each.detail))
        Console().print(table)
    raise typer.Exit(1 if any(each.verdict is Verdict.MISSING for each in found) else 0)
