"""What is never automated is refused by name, with the reason."""

from typing import Any

import pytest
from pydantic import ValidationError

from floor.packs.rule import Rule


def rule(**changes: Any) -> dict[str, Any]:
    text = {"zh": "不可随意站立", "en": "no standing at will"}
    return {
        "id": "X1",
        "name": text,
        "policy": {**text, "source": "site policy"},
        "purpose": {"zh": "保持安静", "en": "quiet"},
        "legal_basis": {"zh": "劳动规章制度", "en": "labour rules"},
        "approver": "manager",
        "when": {"kind": "seen", "episode": "standing", "longer_than_s": 60},
        **changes,
    }


@pytest.mark.parametrize(
    ("zh", "en", "subject"),
    [
        ("着装整齐", "tidy clothes", "dress and looks"),
        ("注意仪表", "hair must be tied", "dress and looks"),
        ("不带个人情绪", "no moods", "attitude and emotion"),
        ("禁止大声喧哗", "be quiet", "what is said, and noise"),
        ("上班期间严禁观看视频", "no videos", "what is on a screen"),
        ("去洗手间不超过十分钟", "short breaks", "toilet use"),
        ("不得睡觉", "stay awake", "sleep and fatigue"),
        ("关注有无离职倾向", "watch who may go", "who may resign"),
        ("违者罚款五十元", "pay for it", "fines"),
        ("违者调换座位", "move them", "seating as a sanction"),
    ],
)
def test_a_rule_on_it_does_not_load_and_says_why(zh: str, en: str, subject: str) -> None:
    policy = {"zh": zh, "en": en, "source": "site policy"}
    with pytest.raises(ValidationError, match=rf"{subject}.*never automated: \w"):
        Rule.model_validate(rule(policy=policy))


@pytest.mark.parametrize(
    "en", ["push the chair in", "screened windows stay shut", "a tiredless desk"]
)
def test_a_word_within_another_is_no_subject(en: str) -> None:
    Rule.model_validate(rule(policy={"zh": "椅子归位", "en": en, "source": "site policy"}))


@pytest.mark.parametrize("field", ["purpose", "legal_basis", "approver", "policy"])
def test_p1_without_its_privacy_fields_a_rule_does_not_load(field: str) -> None:
    spec = rule()
    del spec[field]
    with pytest.raises(ValidationError, match=field):
        Rule.model_validate(spec)


def test_an_empty_purpose_is_none() -> None:
    with pytest.raises(ValidationError, match="purpose"):
        Rule.model_validate(rule(purpose={"zh": "", "en": " "}))


def test_escalation_goes_up() -> None:
    with pytest.raises(ValidationError, match="reminder to warning to notice"):
        Rule.model_validate(rule(escalation=["warning", "reminder"]))


def test_a_request_for_help_never_escalates() -> None:
    with pytest.raises(ValidationError, match="only cases escalate"):
        Rule.model_validate(rule(outcome="help", escalation=["reminder"]))
