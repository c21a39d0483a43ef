"""Why a finding has its status: short stable codes that pages translate."""

from enum import StrEnum


class Reason(StrEnum):
    """Every code that ``Finding.reason`` can hold."""

    EXPECTED_AT_SEAT = "expected_at_seat"
    """Confirmed: seen empty for long enough while the state asked for presence."""
    ON_CALL = "on_call"
    """Conflict: the phone system says that the agent was on a call at the empty seat."""
    ON_BREAK = "on_break"
    AT_MEAL = "at_meal"
    IN_MEETING = "in_meeting"
    BUSY = "busy"
    LOGGED_OFF = "logged_off"
    BELOW_THRESHOLD = "below_threshold"
    """Candidate: presence was asked for, but for no stretch as long as the rule's."""
    STATE_UNKNOWN = "state_unknown"
    """Unknown: the phone system has said nothing yet, or said that it does not know."""
    STATE_STALE = "state_stale"
    """Unknown: the phone system's last word is too old."""
    CAMERA_BLIND = "camera_blind"
    """Unknown: only time in which the seat was not seen separates it from the rule's time."""
    NO_AGENT = "no_agent"
    """Unknown: the roster puts nobody on the seat, so there is no state to join."""
