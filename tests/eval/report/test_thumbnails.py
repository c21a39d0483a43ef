"""An error's picture is of the moment at which somebody may have been missed: nobody is shown."""

import cv2
import numpy as np
from support.made_up_evaluation import PERSON, SIZE, SKIN, frames, scenario, seen

from eval.report.thumbnails import Moment, masked_moments
from privacy.anonymised import MaskedPicture

LATER = Moment("cam1", 15.2)


def skin(picture: MaskedPicture) -> int:
    """Pixels of the picture that look like the person."""
    image = cv2.imdecode(np.frombuffer(picture.data, np.uint8), cv2.IMREAD_COLOR)
    return int((np.abs(image.astype(int) - SKIN).max(axis=2) < 40).sum())


def test_who_was_detected_is_covered(site) -> None:
    (picture,) = masked_moments(site, scenario(), [LATER]).values()
    assert (picture.width, picture.height) == SIZE
    assert picture.time == 15_000_000  # the last decision before
    assert skin(picture) == 0


def test_who_was_missed_but_is_truly_there_is_covered_too(site) -> None:
    missed = scenario(detections=seen(person_from=99))
    (picture,) = masked_moments(site, missed, [LATER]).values()
    assert skin(picture) == 0


def test_the_check_sees_somebody_who_is_not_covered(site) -> None:
    """If it did not, the tests above would prove nothing."""
    nobody = tuple(type(frame)(frame.time, frame.camera, frame.seats, ()) for frame in frames())
    wrong = scenario(detections=seen(person_from=99), true_frames=nobody)
    (picture,) = masked_moments(site, wrong, [LATER]).values()
    x0, y0, x1, y1 = PERSON
    assert skin(picture) > 0.5 * (x1 - x0) * (y1 - y0)


def test_where_it_is_not_known_who_is_there_nothing_is_shown(site) -> None:
    untold = scenario(true_frames=frames(people=False))
    assert masked_moments(site, untold, [LATER]) == {}


def test_without_detections_or_truth_there_is_no_picture(site) -> None:
    assert masked_moments(site, scenario(detections=None), [LATER]) == {}
    assert masked_moments(site, scenario(true_frames=None), [LATER]) == {}
    assert masked_moments(site, scenario(detections=seen()[:10]), [LATER]) == {}
    assert masked_moments(site, scenario(true_frames=frames()[:10]), [LATER]) == {}


def test_a_moment_shows_the_same_whatever_else_is_asked_for(site) -> None:
    alone = masked_moments(site, scenario(), [LATER])
    others = masked_moments(site, scenario(), [Moment("cam1", 3.0), LATER, Moment("cam1", 19.9)])
    assert len(others) == 3
    assert others[LATER].data == alone[LATER].data
