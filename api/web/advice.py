"""What to do about a camera that is not live, by the code of its reason."""

from api.web.reasons import N_

_NETWORK = N_("Look at the camera's power, cable and network.")
_LENS = N_("Look at the lens: is it covered, fogged or out of focus?")

ADVICE = {
    "stale": _NETWORK,
    "lost": _NETWORK,
    "timed_out": _NETWORK,
    "refused": _NETWORK,
    "missing": N_("Check the path in the camera's address."),
    "unauthorised": N_("Give the user and password that the camera accepts."),
    "not_a_video": N_("Give the address of a video stream."),
    "no_video_track": N_("Give the address of a video stream."),
    "source_error": N_("Run floorwatch check --live: it says what is wrong."),
    "bad_size": N_("Set the stream back to its size, or give the new one and draw the seats."),
    "truncated": N_("Copy or record it again."),
    "internal": N_("Read the log and send it to who looks after this program."),
    "damaged": N_("Look at the network between camera and here; take RTSP over TCP."),
    "smeared": N_("Look at the network between camera and here; take RTSP over TCP."),
    "black": N_("Switch on a light, or look whether the lens is covered."),
    "overexposed": N_("Turn the camera from the light, or set its exposure."),
    "flat": _LENS,
    "covered": _LENS,
    "compressed": N_("Give the stream a higher bit rate."),
    "frozen": N_("Switch the camera off and on."),
    "moved": N_("Turn it back, or draw its seats on the new view and start again."),
    "shifted": N_("Fasten the camera; if it is to stay so, draw its seats again."),
    "few": N_("Let the stream send more pictures and key frames a second."),
    "late": N_("Take the camera's smaller stream, or relieve the network."),
}
"""Where waiting is all that can be done, there is no advice."""
