"""What the guide tells customers works as it stands there."""

import textwrap
from pathlib import Path

from eval.sim.improvise import Behaviour, Wishes, improvise_file
from eval.sim.rehearse import rehearse

GUIDE = (Path(__file__).parents[3] / "docs" / "simulator.md").read_text("utf-8")


def test_the_guides_layout_becomes_a_floor(tmp_path: Path) -> None:
    start = GUIDE.index("        version: 1")
    text = textwrap.dedent(GUIDE[start : GUIDE.index("5. **Improvise", start)])
    layout, script = tmp_path / "layout.yaml", tmp_path / "floor.yaml"
    layout.write_text(text, encoding="utf-8")
    assert not rehearse(layout).script.people
    script.write_text(improvise_file(layout, Wishes(1)).text, encoding="utf-8")
    assert len(rehearse(script).script.people) > 5


def test_the_guide_names_every_behaviour() -> None:
    assert not [each for each in Behaviour if f"`{each}`" not in GUIDE]
