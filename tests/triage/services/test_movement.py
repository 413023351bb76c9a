from datetime import timedelta

import pytest

from tests.factories import NOON, a_movement_check, an_assessment
from triage.models import Assessment, MovementCheck, ProtocolRelease
from triage.protocols.medial_knee.movement import MOVEMENT, SEEN_FIRST
from triage.rules.answers import Answer, Silence
from triage.rules.decide import AnswerRefused
from triage.services import (
    MovementMustWait,
    NoMovementCheckOpen,
    begin_movement_check,
    publish_protocol,
    record_movement_check,
    why_movement_waits,
)

pytestmark = pytest.mark.django_db

FIT = dict.fromkeys(MOVEMENT.pages[0].keys, False)
TESTS = {
    key: question.values()[0]
    for key, question in MOVEMENT.questions.items()
    if key not in FIT
}
LATER = NOON + timedelta(hours=1)


def released() -> ProtocolRelease:
    return publish_protocol(protocol=MOVEMENT, at=NOON)


def begin(assessment: Assessment, **today: Answer) -> MovementCheck:
    return begin_movement_check(
        assessment_id=assessment.pk, release=released(), answers=FIT | today, at=NOON
    )


def test_a_check_begins_with_how_the_knee_is_today() -> None:
    assessment = an_assessment()

    check = begin(assessment)

    check.refresh_from_db()
    assert (check.assessment, check.release) == (assessment, released())
    assert (check.begun_at, check.checked_at) == (NOON, None)
    assert check.given == FIT


def test_one_that_is_open_goes_on_with_what_was_told() -> None:
    assessment = an_assessment()
    begun = begin(assessment)
    record_movement_check(assessment_id=assessment.pk, answers={"squat": "often"}, at=NOON)

    again = begin(assessment)

    assert again == begun
    assert again.given == FIT | {"squat": "often"}


@pytest.mark.parametrize("answer", [True, Silence.LEFT_OPEN, Silence.NOT_SURE])
def test_a_knee_that_is_not_fit_today_waits(answer: Answer) -> None:
    with pytest.raises(MovementMustWait) as waits:
        begin(an_assessment(), knee_changed=answer)

    assert waits.value.reasons == ()
    assert not MovementCheck.objects.exists()


def test_a_result_that_speaks_against_it_waits_with_its_reasons() -> None:
    sore_bone, urgent = an_assessment(landing=True), an_assessment(giving_way=True)

    for assessment in (sore_bone, urgent):
        with pytest.raises(MovementMustWait) as waits:
            begin(assessment)
        assert waits.value.reasons == why_movement_waits(assessment)
    assert why_movement_waits(urgent) == (SEEN_FIRST,)


def test_answers_to_pages_that_were_not_asked_do_not_count() -> None:
    slow = an_assessment(onset="gradual", this_week=True)

    assert why_movement_waits(slow) == ()


def test_answers_are_kept_page_by_page_and_the_last_one_finishes() -> None:
    assessment = an_assessment()
    begin(assessment)
    last = "too_little_food"
    first = {key: answer for key, answer in TESTS.items() if key != last}

    open_still = record_movement_check(assessment_id=assessment.pk, answers=first, at=LATER)
    finished = record_movement_check(
        assessment_id=assessment.pk, answers={last: Silence.LEFT_OPEN}, at=LATER
    )

    assert (open_still.checked_at, finished.checked_at) == (None, LATER)
    finished.refresh_from_db()
    assert finished.given == FIT | TESTS | {last: Silence.LEFT_OPEN}


def test_whoever_stops_keeps_what_was_told_so_far() -> None:
    check = a_movement_check(assessment=an_assessment(), squat="twice")

    assert check.checked_at == NOON
    assert check.given == FIT | {"squat": "twice"}


def test_nothing_is_added_to_one_that_was_finished() -> None:
    assessment = an_assessment()
    check = a_movement_check(assessment=assessment, squat="twice")

    with pytest.raises(NoMovementCheckOpen):
        record_movement_check(
            assessment_id=assessment.pk, answers={"squat": "often"}, at=LATER
        )

    check.refresh_from_db()
    assert check.given["squat"] == "twice"


def test_one_answer_that_is_not_offered_keeps_them_all_out() -> None:
    assessment = an_assessment()
    check = begin(assessment)

    with pytest.raises(AnswerRefused):
        record_movement_check(
            assessment_id=assessment.pk,
            answers={"squat": "often", "arch": "broken"},
            at=NOON,
        )

    check.refresh_from_db()
    assert check.given == FIT


def test_it_leaves_the_assessment_and_its_decision_as_they_are() -> None:
    assessment = an_assessment(feet_roll_in=True)
    before = Assessment.objects.values().get()

    a_movement_check(assessment=assessment, squat="often", line="mostly")

    assert Assessment.objects.values().get() == before
