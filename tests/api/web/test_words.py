"""Every word of the pages, in every language."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from fake_services import services
from fastapi.testclient import TestClient

import cameras.errors
from api.board import Board
from api.i18n.compile import compiled
from api.i18n.extract import messages, path
from api.i18n.translate import LANGUAGES, catalogue, choose, offered
from api.web.app import create_app
from api.web.strings import page_strings
from cameras.state import CameraState
from floor.agent_state import AgentState
from floor.finding import EpisodeKind, FindingStatus
from floor.observation import Activity, Chair, Occupancy
from floor.reasons import Reason
from vision.evidence import Sight

STATIC = Path(create_app.__code__.co_filename).parent / "static" / "js"
ENGLISH = page_strings(lambda text: text)


def wanted() -> set[str]:
    return {str(message.id) for message in messages() if message.id}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_has_exactly_the_pages_messages(language: str) -> None:
    with path(language).open("rb") as source:
        catalog = read_po(source, locale=language)
    assert {str(message.id) for message in catalog if message.id} == wanted()


def test_chinese_lacks_no_translation() -> None:
    with path("zh_CN").open("rb") as source:
        catalog = read_po(source, locale="zh_CN")
    lacking = [m.id for m in catalog if m.id and (not m.string or m.fuzzy)]
    assert lacking == []


def test_chinese_keeps_the_placeholders_and_its_own_punctuation() -> None:
    words = catalogue("zh_CN")
    for text in wanted():
        chinese = words.gettext(text)
        assert set(re.findall(r"\{\w+\}", chinese)) == set(re.findall(r"\{\w+\}", text)), text
        assert not re.search(r"[\u4e00-\u9fff][,:;?()]", chinese), chinese


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_is_that_of_the_source(language: str) -> None:
    mo = path(language).with_suffix(".mo")
    assert mo.read_bytes() == compiled(path(language)), "run python -m api.i18n.compile"


def source_reasons() -> set[str]:
    errors = vars(cameras.errors).values()
    return {each.reason for each in errors if isinstance(each, type) and hasattr(each, "reason")}


@pytest.mark.parametrize(
    ("group", "codes"),
    [
        ("seat", {*Occupancy, "standing", "vacant"}),
        ("chair", set(Chair)),
        ("agent", set(AgentState)),
        ("status", set(FindingStatus)),
        ("kind", set(EpisodeKind)),
        ("camera", set(CameraState)),
        ("reason", set(Reason)),
        ("part", set(Activity)),
        ("part", {f"unknown_{reason}" for reason in (*Sight, "not_seen_yet")}),
        ("why", source_reasons() | {"ended", "internal", "stopped", "stale", "no_frame"}),
        ("why", {"black", "overexposed", "flat", "smeared", "compressed", "damaged"}),
        ("why", {"frozen", "covered", "moved", "shifted", "few", "late"}),
        ("why", {str(state) for state in CameraState}),
    ],
)
def test_every_code_has_words(group: str, codes: set[str]) -> None:
    assert {f"{group}.{code}" for code in codes} - ENGLISH.keys() == set()


def test_advice_is_given_for_reasons_that_there_are() -> None:
    reasons = {key.removeprefix("why.") for key in ENGLISH if key.startswith("why.")}
    advised = {key.removeprefix("advice.") for key in ENGLISH if key.startswith("advice.")}
    assert advised - reasons == set()
    waiting = {str(state) for state in CameraState} | {"no_frame", "ended"}
    assert reasons - advised - waiting == set(), "what somebody can do something about"


def test_every_key_that_a_module_asks_for_is_there_and_none_is_idle() -> None:
    code = "\n".join(module.read_text() for module in STATIC.glob("*.js"))
    asked = set(re.findall(r'"((?:announce|seat|card|camera|finding|link)\.\w+)"', code))
    assert asked - ENGLISH.keys() == set()
    idle = {key for key in ENGLISH if key.startswith("finding.")} - asked
    assert idle == set(), "words that no module shows"


def test_the_language_is_the_users_choice_then_the_browsers_then_the_sites() -> None:
    assert choose("en", "zh-CN", "zh_CN") == "en"
    assert choose(None, "fr;q=0.9, en-GB;q=0.8, zh;q=0.2", "zh_CN") == "en"
    assert choose("xx", "zh-Hans-CN", "en") == "zh_CN"
    assert choose(None, None, "zh_CN") == "zh_CN"
    assert choose(None, ";;;q=x,,*", "en") == "en"
    assert offered("zh-TW") == "zh_CN"


def test_the_choice_is_kept_in_a_cookie() -> None:
    client = TestClient(create_app(Board(), services(demo=True)))
    assert 'lang="zh-CN"' in client.get("/").text
    assert 'lang="en"' in client.get("/?lang=en").text
    assert 'lang="en"' in client.get("/", headers={"accept-language": "zh-CN"}).text
