"""The words that the page's modules show, by key. Every state and code of the floor has one."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import TypeVar

from api.web.advice import ADVICE
from api.web.reasons import CAMERA_REASONS, FINDING_REASONS, N_
from api.web.seat_parts import PARTS
from floor.agent_state import AgentState
from floor.finding import EpisodeKind, FindingStatus

SEAT = {
    "occupied": N_("Seated"),
    "empty": N_("Away"),
    "standing": N_("Standing"),
    "vacant": N_("Vacant"),
    "unknown": N_("Unknown"),
}
"""What the plan says of a seat; ``vacant`` is an empty seat to which nobody is signed in."""

CHAIR = {
    "in": N_("pushed in"),
    "out": N_("left out"),
    "occupied": N_("in use"),
    "unknown": N_("not visible"),
}

AGENT = {
    AgentState.LOGGED_OFF: N_("Signed out"),
    AgentState.AVAILABLE: N_("Available"),
    AgentState.ON_CONTACT: N_("On a call"),
    AgentState.AFTER_CONTACT_WORK: N_("After-call work"),
    AgentState.BREAK: N_("Short break"),
    AgentState.MEAL: N_("Meal"),
    AgentState.MEETING: N_("Meeting"),
    AgentState.BUSY: N_("Busy"),
    AgentState.UNKNOWN: N_("No signal"),
}

STATUS = {
    FindingStatus.CANDIDATE: N_("Explained"),
    FindingStatus.CONFIRMED: N_("For review"),
    FindingStatus.CONFLICT: N_("Signal conflict"),
    FindingStatus.UNKNOWN: N_("Uncertain"),
}

SHOWN = {
    "help": N_("Asks for help"),
    "seen": N_("Seen"),
}
"""What the page says instead of a candidate's status: of a raised hand, and of what only cameras
tell. "Explained" would be wrong of both."""

KIND = {
    EpisodeKind.OFF_SEAT: N_("Away from seat"),
    EpisodeKind.CHAIR_LEFT_OUT: N_("Chair left out"),
    EpisodeKind.STANDING: N_("Standing up"),
    EpisodeKind.CHATTING: N_("Chat across seats"),
    EpisodeKind.PHONE_USE: N_("Phone in use"),
    EpisodeKind.FOOD_ON_DESK: N_("Food on desk"),
    EpisodeKind.HAND_RAISED: N_("Hand raised"),
    EpisodeKind.PHOTOGRAPHING: N_("Phone held up"),
    EpisodeKind.DRINKING: N_("Drinking"),
    EpisodeKind.FEET_ON_DESK: N_("Feet on desk"),
}

CAMERA = {
    "connecting": N_("Connecting"),
    "live": N_("Live"),
    "degraded": N_("Degraded"),
    "stalled": N_("No frames"),
    "backing_off": N_("Retrying"),
    "misconfigured": N_("Misconfigured"),
    "stopped": N_("Stopped"),
}

PAGE = {
    "link.connecting": N_("Connecting"),
    "link.live": N_("Live"),
    "link.stale": N_("No decisions for {s} s"),
    "link.lost": N_("Connection lost, retrying"),
    "announce.confirmed": N_("New for review: seat {seat}, {kind}"),
    "announce.conflict": N_("Signal conflict at seat {seat}"),
    "announce.camera": N_("Camera {camera}: {why}"),
    "announce.help": N_("Seat {seat} asks for help"),
    "seat.label": N_("Seat {seat}: {state}"),
    "seat.title": N_("Seat {seat}"),
    "seat.count": N_("{n} seats"),
    "time.s": N_("{s} s"),
    "time.min": N_("{min} min {s} s"),
    "time.h": N_("{h} h {min} min"),
    "card.state": N_("State"),
    "card.since": N_("Since"),
    "card.reason": N_("What was seen"),
    "card.confidence": N_("Confidence"),
    "card.chair": N_("Chair"),
    "card.agent": N_("Agent (pseudonym)"),
    "card.agent_state": N_("Phone system"),
    "card.finding": N_("Finding"),
    "card.none": N_("none"),
    "card.camera": N_("Camera {camera}"),
    "camera.since": N_("since {time}, for {duration}"),
    "camera.age": N_("{s} s ago"),
    "camera.people": N_("{n} in view"),
    "camera.on_feet": N_("{n} on their feet"),
    "camera.groups": N_("{n} standing together"),
    "camera.no_picture": N_("No picture"),
    "camera.no_picture_why": N_("Seats are drawn where the camera sees them."),
    "camera.alt": N_("Masked picture of camera {camera}"),
    "finding.confidence": N_("confidence {percent}"),
    "finding.started": N_("from {time}"),
    "finding.ended": N_("ended"),
    "finding.rule": N_("rule {rule}"),
    "finding.acknowledge": N_("Follow up"),
    "finding.acknowledged": N_("Marked for follow-up"),
    "finding.dismiss": N_("No issue…"),
    "finding.dismiss_send": N_("No issue"),
    "finding.dismissed": N_("Closed, no issue"),
    "finding.cancel": N_("Cancel"),
    "finding.why": N_("Why is there nothing to do?"),
    "finding.failed": N_("That did not work: {detail}"),
    "finding.none": N_("Nothing waits for a person."),
    "finding.show": N_("Show seat {seat} on the map"),
}


E = TypeVar("E", bound=StrEnum)


def page_strings(translate: Callable[[str], str]) -> dict[str, str]:
    """All words, keyed ``seat.occupied``, ``agent.BREAK``, ``reason.nobody`` and so on."""

    groups: dict[str, dict[str, str]] = {
        "seat.": SEAT,
        "chair.": CHAIR,
        "agent.": _plain(AGENT),
        "status.": {**_plain(STATUS), **SHOWN},
        "kind.": _plain(KIND),
        "camera.": CAMERA,
        "why.": CAMERA_REASONS,
        "advice.": ADVICE,
        "reason.": _plain(FINDING_REASONS),
        "part.": PARTS,
        "": PAGE,
    }
    return {
        prefix + key: translate(text)
        for prefix, group in groups.items()
        for key, text in group.items()
    }


def _plain(words: Mapping[E, str]) -> dict[str, str]:
    """The same words under the plain text of their enum members."""
    return {str(key): text for key, text in words.items()}
