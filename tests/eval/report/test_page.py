"""What the page says and holds, read as text."""

import base64
import re
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from support.made_up_evaluation import SKIN, scenario

from eval.report.write import NAME, Replayed, digest, write_report
from eval.scores.score import score


@pytest.fixture
def page(result, replayed, tmp_path: Path) -> str:
    return write_report(result, [replayed], tmp_path).read_text("utf-8")


def test_it_is_one_file(result, replayed, tmp_path) -> None:
    assert write_report(result, [replayed], tmp_path / "new") == tmp_path / "new" / NAME
    assert [file.name for file in (tmp_path / "new").iterdir()] == [NAME]


def test_the_same_result_gives_the_same_bytes(result, replayed, tmp_path) -> None:
    first = write_report(result, [replayed], tmp_path / "a").read_bytes()
    assert write_report(result, [replayed], tmp_path / "b").read_bytes() == first


def test_nothing_is_loaded_from_anywhere(page: str) -> None:
    assert set(re.findall(r'(?:src|href)="(?!data:image/jpeg|#)([^"]*)"', page)) == set()
    assert "<script" not in page and "<link" not in page and "@import" not in page
    assert re.findall(r"url\((?!#)", page) == []
    assert " style=" not in page


def test_the_policy_lets_only_the_pages_own_style_and_pictures_in(page: str) -> None:
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', page)
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.S)
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules == {
        "default-src": "'none'",
        "img-src": "data:",
        "style-src": f"'{digest(style)}'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }


def test_nobody_is_to_be_seen_in_any_picture(page: str) -> None:
    found = re.findall(r'src="data:image/jpeg;base64,([^"]+)"', page)
    assert found
    for data in found:
        jpeg = np.frombuffer(base64.b64decode(data), np.uint8)
        image = cv2.imdecode(jpeg, cv2.IMREAD_COLOR).astype(int)
        assert not (np.abs(image - SKIN).max(axis=2) < 40).any()


def test_where_nothing_can_be_masked_the_page_says_so(site, tmp_path) -> None:
    blind = Replayed(site, scenario(detections=None))
    text = write_report(score([blind.scenario], "1"), [blind], tmp_path).read_text()
    assert "data:image" not in text
    assert "No picture that could be shown safely" in text


def test_figures_are_those_of_the_result(page: str, result) -> None:
    off = result.kinds["off_seat"]
    assert off.precision == 0.5 and off.recall == 0.5
    assert page.count("<b>50.0 %</b>") >= 2
    accuracy = result.seat_state.occupancy_accuracy
    assert f"{100 * accuracy:.1f} %" in page


def test_names_from_files_are_text_and_not_markup(site, tmp_path) -> None:
    name = "<img src=x onerror=alert(1)>"
    odd = Replayed(site, scenario(name=name))
    text = write_report(score([odd.scenario], "1"), [odd], tmp_path).read_text()
    assert name not in text
    assert "&lt;img src=x" in text


def test_an_evaluation_without_episodes_or_errors_still_makes_a_page(
    result, replayed, tmp_path
) -> None:
    alone = replace(result.scenarios[0], episodes=(), kinds={}, seat_state=None, detection=None)
    nothing = replace(
        result, kinds={}, seat_state=None, confirmed=None, detection=None, scenarios=(alone,)
    )
    text = write_report(nothing, [replayed], tmp_path).read_text()
    assert "There are none." in text


def test_every_link_leads_to_something_on_the_page(page: str) -> None:
    ids = set(re.findall(r'\bid="([^"]+)"', page))
    used = set(re.findall(r'href="#([^"]+)"', page)) | set(re.findall(r"url\(#([^)]+)\)", page))
    used |= set(re.findall(r'(?:for|aria-labelledby)="([^"]+)"', page))
    assert used <= ids
