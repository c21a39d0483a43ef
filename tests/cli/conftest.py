"""A whole small scenario on disk, and the real command run on it."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import Result
from support.videos import make_video
from typer.testing import CliRunner

from api.cli.main import app

SIZE = (320, 180)

FLOOR = """\
version: 1
site: {name: Test, timezone: Asia/Shanghai, language: en}
replay: {start: "2026-03-02T09:00:00+08:00"}
cameras:
  - {id: cam1, source: cam1.mp4, size: [320, 180], fps: 2}
seats:
  - id: A-01
    camera: cam1
    seat: [[10, 10], [150, 10], [150, 170], [10, 170]]
  - id: A-02
    camera: cam1
    seat: [[170, 10], [310, 10], [310, 170], [170, 170]]
roster: roster.csv
feeds: [{kind: jsonl, path: agents.jsonl}]
"""

ROSTER = """\
seat,agent_key,start,end,role,team
A-01,2011,,,agent,red
A-02,2012,,,agent,red
"""

EVENT = (
    '{{"event_id": "e{n}", "agent_key": "{agent}", "state": "{state}", '
    '"effective_at": "2026-03-02T09:00:0{n}+08:00"}}\n'
)
AGENTS = "".join(
    EVENT.format(n=n, agent=agent, state=state)
    for n, (agent, state) in enumerate(
        [("2011", "AVAILABLE"), ("2012", "BREAK"), ("2011", "ON_CONTACT"), ("2012", "AVAILABLE")]
    )
)


@dataclass(frozen=True)
class Scenario:
    """A folder that ``floorwatch replay`` can replay, until a test breaks it."""

    folder: Path

    @property
    def site(self) -> Path:
        return self.folder / "floor.yaml"

    def edit(self, old: str, new: str, file: str = "floor.yaml") -> None:
        path = self.folder / file
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")

    def add(self, text: str, file: str = "floor.yaml") -> None:
        with (self.folder / file).open("a", encoding="utf-8") as opened:
            opened.write(text)

    def contents(self) -> dict[str, bytes | None]:
        """Every file and folder with its bytes."""
        return {
            str(path.relative_to(self.folder)): path.read_bytes() if path.is_file() else None
            for path in sorted(self.folder.rglob("*"))
        }


@pytest.fixture(scope="session")
def video(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four seconds of picture, at ten a second."""
    return make_video(tmp_path_factory.mktemp("video") / "cam1.mp4", frames=40, fps=10, size=SIZE)


@pytest.fixture
def scenario(tmp_path: Path, video: Path) -> Scenario:
    folder = tmp_path / "scenario"
    folder.mkdir()
    shutil.copy(video, folder / "cam1.mp4")
    (folder / "floor.yaml").write_text(FLOOR, "utf-8")
    (folder / "roster.csv").write_text(ROSTER, "utf-8")
    (folder / "agents.jsonl").write_text(AGENTS, "utf-8")
    return Scenario(folder)


@pytest.fixture
def floorwatch() -> Callable[..., Result]:
    """Run the command; its traceback, should there be one, is the test's."""

    def run(*arguments: str | Path, stdin: str | None = None) -> Result:
        result = CliRunner().invoke(app, [str(each) for each in arguments], input=stdin)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return run
