"""Text is readable: WCAG AA (4.5 : 1) for every pair of colours that the page puts together."""

import re
from pathlib import Path

import pytest

import api.web.app

TOKENS = Path(api.web.app.__file__).parent / "static" / "css" / "tokens.css"
STATES = ("occupied", "empty", "standing", "unknown", "confirmed", "conflict", "help", "candidate")
PAIRS = [
    *((f"{state}-ink", f"{state}-fill") for state in STATES),
    ("vacant-ink", "panel"),
    *((text, on) for text in ("ink", "quiet", "fault") for on in ("panel", "page", "raised")),
    ("accent-ink", "accent"),
    ("panel", "confirmed"),
    ("panel", "conflict"),
    ("panel", "help"),
]


def schemes() -> dict[str, dict[str, str]]:
    light, dark = TOKENS.read_text().split("@media", 1)
    found = re.compile(r"--([\w-]+): (#[0-9a-f]{6})")
    return {"light": dict(found.findall(light)), "dark": dict(found.findall(dark))}


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_stands_out(scheme: str, text: str, ground: str) -> None:
    colours = schemes()[scheme]
    high, low = sorted((luminance(colours[text]), luminance(colours[ground])), reverse=True)
    assert (high + 0.05) / (low + 0.05) >= 4.5
