"""Reason codes in words. A code without words is shown as it is; a test keeps the list whole."""


def N_(text: str) -> str:  # noqa: N802 - the usual name of the extraction marker
    """Mark ``text`` for extraction; it is translated where it is shown."""
    return text


SEAT_REASONS = {
    "person_seated": N_("Someone is sitting here."),
    "nobody": N_("The seat is in clear view and nobody is there."),
    "standing": N_("Someone is standing here."),
    "standing_beside": N_("Someone stands beside the chair."),
    "passing": N_("Someone is passing by."),
    "occluded": N_("The view of the seat is blocked."),
    "stale": N_("The picture is too old to judge."),
    "bad_frame": N_("The picture is not good enough to judge."),
    "camera_down": N_("The camera gives no picture."),
    "uncertain": N_("What is seen is not clear enough."),
    "starting": N_("The seat is still being learned."),
}
"""Why a seat is in its state."""

FINDING_REASONS = {
    "available_but_empty": N_("The phone system says available; the seat was empty."),
    "on_contact_but_empty": N_("The phone system says on a call; the seat looks empty. Check both."),
    "on_break": N_("The agent is on a break."),
    "on_meal": N_("The agent is at a meal."),
    "in_meeting": N_("The agent is in a meeting."),
    "logged_off": N_("Nobody is signed in at this seat."),
    "under_limit": N_("Still within the time the rule allows."),
    "state_stale": N_("The phone system has not reported in time."),
    "state_unknown": N_("The phone system's state is not known."),
    "blind": N_("The camera could not see the seat for part of the time."),
    "no_rule": N_("No rule applies; for information only."),
}
"""Why a finding has its status."""

CAMERA_REASONS = {
    "refused": N_("The camera refused the connection."),
    "timeout": N_("The camera does not answer."),
    "no_frames": N_("The stream is open but no frames arrive."),
    "unauthorised": N_("The camera rejected the password."),
    "size_changed": N_("The picture's size has changed; the seats must be drawn again."),
    "view_changed": N_("The camera has been moved; the seats must be drawn again."),
    "ended": N_("The recording has ended."),
}
"""Why a camera is not live."""
