"""``floorwatch rules``: packs of rules, shown and tested."""

import json
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from api.cli.faults import reported
from api.cli.options import JsonOption
from api.packs import load_pack, pack_names
from floor.packs.example import differences
from floor.packs.judge import is_judged
from floor.packs.rule import Rule

app = typer.Typer(no_args_is_help=True, help="Rule packs: show them, test them.")

PackArgument = Annotated[str, typer.Argument(help="The name of a pack, or the path of its file.")]


@app.command("packs")
def packs(as_json: JsonOption = False) -> None:
    """List the packs that come along.

    Example: floorwatch rules packs
    """
    with reported():
        found = [load_pack(name).pack for name in pack_names()]
        if as_json:
            said = [{"id": each.id, "name": each.name.model_dump()} for each in found]
            typer.echo(json.dumps(said, ensure_ascii=False))
            return
        for each in found:
            typer.echo(f"{each.id:16} {each.name.zh} / {each.name.en} ({len(each.rules)} rules)")


@app.command("list")
def list_rules(pack: PackArgument = "call-centre", as_json: JsonOption = False) -> None:
    """Show the rules of a pack: what is watched, from when on, what excuses, what follows.

    Example: floorwatch rules list service-desk
    """
    with reported():
        file = load_pack(pack)
        if as_json:
            rules = [
                rule.model_dump(mode="json") | {"judged": is_judged(rule)}
                for rule in file.pack.rules
            ]
            typer.echo(json.dumps(rules, ensure_ascii=False))
            return
        table = Table(title=f"{file.pack.name.zh} / {file.pack.name.en}")
        for name in ("", "rule", "numbers", "excused by", "becomes"):
            table.add_column(name)
        for rule in file.pack.rules:
            table.add_row(*_row(rule))
        Console().print(table)


def _row(rule: Rule) -> tuple[str, str, str, str, str]:
    numbers = ", ".join(f"{name} {value:g}" for name, value in rule.when.numbers.items())
    state = "off" if not rule.on else rule.outcome if is_judged(rule) else "not judged yet"
    return (
        rule.id,
        f"{rule.name.zh} / {rule.name.en}",
        numbers,
        ", ".join((*rule.excuses, *rule.grants)),
        state,
    )


@app.command("test")
def test_pack(pack: PackArgument = "call-centre", as_json: JsonOption = False) -> None:
    """Run a pack's own examples: a few minutes of a floor each, and what the rules are to say.

    Example: floorwatch rules test my-floor.yaml
    """
    with reported():
        file = load_pack(pack)
        wrong = {each.name: differences(each, file.pack.rules) for each in file.pack.examples}
        bad = {name: said for name, said in wrong.items() if said}
        if as_json:
            typer.echo(json.dumps({"examples": len(wrong), "wrong": bad}, ensure_ascii=False))
        else:
            for name, said in wrong.items():
                typer.echo(f"{'good ' if not said else 'WRONG'} {name}")
                for each in said:
                    typer.echo(f"      {each}")
            if not wrong:
                typer.echo(f"{file.path}: has no examples; write some, so that its meaning is held")
        if bad:
            raise typer.Exit(1)
