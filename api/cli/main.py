"""The ``floorwatch`` command."""

import typer

from api.cli import cameras, clock, db, networks, rules, sim, training, users
from api.cli.bench import bench_command
from api.cli.calibrate import calibrate_command
from api.cli.check import check
from api.cli.demo import demo
from api.cli.doctor import doctor
from api.cli.evaluate import evaluate
from api.cli.promote import promote
from api.cli.replay import replay_command
from api.cli.run import run

app = typer.Typer(
    name="floorwatch",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Watches a call-centre floor seat by seat and checks it against the phone system.",
)
app.command("demo")(demo)
app.command("run")(run)
app.command("check")(check)
app.command("calibrate")(calibrate_command)
app.command("replay")(replay_command)
app.command("eval")(evaluate)
app.command("bench")(bench_command)
app.command("doctor")(doctor)
app.add_typer(sim.app, name="sim")
app.add_typer(cameras.app, name="cameras")
app.add_typer(clock.app, name="clock")
app.add_typer(users.app, name="users")
app.add_typer(db.app, name="db")
app.add_typer(rules.app, name="rules")
networks.app.add_typer(training.app, name="train")
networks.app.command("promote")(promote)
app.add_typer(networks.app, name="models")
