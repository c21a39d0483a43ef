"""What no rule may be about, and why: refused by name when a pack is read."""

import re
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Forbidden:
    """A subject, the words by which it is known in a rule's id, name or policy, and the reason."""

    subject: str
    words: tuple[str, ...]
    reason: str


FORBIDDEN: Final = (
    Forbidden(
        "dress and looks",
        (
            *("dress code", "hair", "make-up", "makeup", "beard"),
            *("着装", "发型", "化妆", "浓妆", "淡妆", "胡须", "工装", "指甲"),
        ),
        "how people look is no matter for cameras: a picture of a face or a body would be kept",
    ),
    Forbidden(
        "attitude and emotion",
        ("attitude", "emotion", "mood", "smile", "情绪", "态度", "微笑", "表情"),
        "reading emotions at work is forbidden (EU AI Act, Article 5(1)(f))",
    ),
    Forbidden(
        "what is said, and noise",
        ("noise", "shouting", "loud", "what is said", "喧哗", "噪音", "谈话内容", "不文明用语"),
        "nobody is listened to: no sound is ever taken",
    ),
    Forbidden(
        "what is on a screen",
        (
            *("screen content", "watching videos", "online game", "browsing"),
            *("屏幕内容", "上外网", "在线游戏", "观看视频"),
        ),
        "screens are masked before anything looks at a picture",
    ),
    Forbidden(
        "toilet use and where somebody went",
        ("toilet", "restroom", "bathroom", "where they went", "洗手间", "厕所", "去向"),
        "a break is a length of time; where it was spent is nobody's business",
    ),
    Forbidden(
        "sleep and fatigue",
        (
            "sleep",
            "asleep",
            "fatigue",
            "tired",
            "drowsy",
            "drowsiness",
            "睡觉",
            "打瞌睡",
            "瞌睡",
            "疲劳",
        ),
        "it is a matter of health, and closed eyes prove nothing",
    ),
    Forbidden(
        "who may resign",
        ("resignation", "attrition", "离职"),
        "a guess on somebody's future out of where they sit is profiling (GDPR 22, PIPL 24)",
    ),
    Forbidden(
        "fines",
        ("fine of", "fined", "deduct pay", "罚款", "扣款", "扣钱", "照价赔偿"),
        "no sanction comes out of a camera; a person decides, and money is not ours to take",
    ),
    Forbidden(
        "seating as a sanction",
        ("re-seat", "reseat", "调换座位", "换座处罚"),
        "a camera moves nobody; who sits where is for people to say",
    ),
)


def forbidden_in(texts: tuple[str, ...]) -> Forbidden | None:
    """The first forbidden subject that one of the texts names."""
    whole = "\n".join(texts).casefold()
    for each in FORBIDDEN:
        if any(_names(word, whole) for word in each.words):
            return each
    return None


def _names(word: str, text: str) -> bool:
    """Whether a text has the word: as a whole one in English, where a chair has a hair in it."""
    if word.isascii():
        return re.search(rf"\b{re.escape(word)}\b", text) is not None
    return word in text
