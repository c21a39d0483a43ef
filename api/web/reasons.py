"""Reason codes in words. A code without words is shown as it is; a test keeps the lists whole."""

from floor.reasons import Reason


def N_(text: str) -> str:
    """Mark ``text`` for extraction; it is translated where it is shown."""
    return text


FINDING_REASONS = {
    Reason.EXPECTED_AT_SEAT: N_("The seat was empty while the phone system expected the agent."),
    Reason.ON_CALL: N_("The phone system says on a call; the seat looks empty. Check both."),
    Reason.ON_BREAK: N_("The agent is on a break."),
    Reason.AT_MEAL: N_("The agent is at a meal."),
    Reason.IN_MEETING: N_("The agent is in a meeting."),
    Reason.BUSY: N_("The agent has set busy."),
    Reason.LOGGED_OFF: N_("Nobody is signed in at this seat."),
    Reason.BELOW_THRESHOLD: N_("Still within the time the rule allows."),
    Reason.STATE_UNKNOWN: N_("The phone system's state is not known."),
    Reason.STATE_STALE: N_("The phone system has not reported in time."),
    Reason.CAMERA_BLIND: N_("The camera could not see the seat for part of the time."),
    Reason.NO_AGENT: N_("The roster puts nobody on this seat."),
    Reason.SEEN: N_("Seen by the camera; nothing else is known."),
    Reason.HAND_RAISED: N_("Seen, with a hand up for most of the time."),
    Reason.COMPANY_BESIDE: N_("Seen, with somebody on their feet beside the seat."),
    Reason.ASKS_FOR_HELP: N_("A hand is up: somebody wants to be helped."),
}
"""Why a finding has its status."""

CAMERA_REASONS = {
    "live": N_("The camera has only just come back."),
    "stale": N_("The picture is too old to judge."),
    "no_frame": N_("There is no picture of this moment."),
    "connecting": N_("The camera is being connected."),
    "stalled": N_("The stream is open but no frames arrive."),
    "backing_off": N_("The camera will be tried again shortly."),
    "misconfigured": N_("The camera's settings do not fit."),
    "stopped": N_("The camera has been stopped."),
    "ended": N_("The recording has ended."),
    "internal": N_("The reader failed; the log says why."),
    "source_error": N_("The source cannot be read."),
    "missing": N_("The source is not there."),
    "not_a_video": N_("The source is not a video."),
    "no_video_track": N_("The source has no video track."),
    "truncated": N_("The recording breaks off."),
    "damaged": N_("The picture is damaged."),
    "bad_size": N_("The picture's size has changed; the seats must be drawn again."),
    "unauthorised": N_("The camera rejected the password."),
    "refused": N_("The camera refused the connection."),
    "timed_out": N_("The camera does not answer."),
    "lost": N_("The connection to the camera was lost."),
    "black": N_("The picture is black."),
    "overexposed": N_("The picture is overexposed."),
    "flat": N_("The picture shows nothing."),
    "smeared": N_("The picture is smeared."),
    "compressed": N_("The picture is compressed too much."),
    "frozen": N_("The camera sends the same picture again and again."),
    "covered": N_("Something covers the lens."),
    "moved": N_("The camera looks elsewhere than before."),
    "shifted": N_("The camera was touched; its picture is moved back under the seats."),
    "few": N_("Fewer pictures come than decisions need."),
    "late": N_("Pictures come too late."),
    "degraded": N_("The pictures are not as they should be."),
}
"""Why a camera is not live or its picture not judged; its seats give the same codes."""
