"""``floorwatch users``."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from api.cli.faults import CommandFault, reported
from api.run import now
from api.site.load import load_site
from api.store import open_store, store_url
from privacy.passwords import WeakPassword
from workflow.accounts import Accounts, NoSuchUser, UserExists
from workflow.roles import Role

app = typer.Typer(no_args_is_help=True, help="Who may sign in.")
SiteOption = Annotated[Path, typer.Option("--site", help="The site file.")]


def _accounts(site: Path) -> Accounts:
    return Accounts(open_store(store_url(load_site(site))))


@app.command()
def add(
    name: Annotated[str, typer.Argument(help="The name to sign in with.")],
    site: SiteOption = Path("floor.yaml"),
    role: Annotated[Role, typer.Option(help="What they do here.")] = Role.DUTY_LEAD,
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Read the password from standard input.")
    ] = False,
) -> None:
    """Add a user; the password is asked for and shown nowhere.

    Example: floorwatch users add li.na --role duty_lead --site floor.yaml
    """
    with reported():
        loaded = load_site(site)
        accounts = _accounts(site)
        if password_stdin:
            password = sys.stdin.readline().rstrip("\n")
        else:
            password = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
        language = loaded.settings.site.language
        try:
            accounts.create_user(name, password, role, language, now())
        except (ValueError, WeakPassword, UserExists) as error:
            raise CommandFault(f"{name}: {error}") from None
        typer.echo(f"{name} can sign in as {role.value}")


@app.command("list")
def list_users(site: SiteOption = Path("floor.yaml")) -> None:
    """List who may sign in.

    Example: floorwatch users list --site floor.yaml
    """
    with reported():
        for user in _accounts(site).users():
            typer.echo(f"{user.name}\t{user.role.value}\t{user.language}")


@app.command()
def remove(
    name: Annotated[str, typer.Argument(help="The name.")], site: SiteOption = Path("floor.yaml")
) -> None:
    """Remove a user and end their sessions.

    Example: floorwatch users remove li.na --site floor.yaml
    """
    with reported():
        try:
            _accounts(site).delete_user(name)
        except NoSuchUser:
            raise CommandFault(f"{name}: no such user") from None
        typer.echo(f"{name} can no longer sign in")
