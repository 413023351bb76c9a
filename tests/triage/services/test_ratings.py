"""Physios give answers a level before seeing ours, and we count how often we agree."""

from datetime import datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from accounts.models import AccessLog, CareLink, Clinic, User
from accounts.services import log_view
from tests.factories import NOON, a_clinic, a_physio, a_result, a_runner, an_assessment
from tests.rehab.steps import an_unfinished_check
from triage.models import Assessment, BlindRating
from triage.rules.parts import Level
from triage.services import (
    NotDrawn,
    NotTreating,
    SawOurs,
    agreements,
    draw_to_rate,
    rate,
)
from triage.services.ratings import Share

pytestmark = pytest.mark.django_db

LATER = NOON + timedelta(days=1)
WEEK, TWO_WEEKS, TODAY = Level.WITHIN_A_WEEK, Level.WITHIN_2_WEEKS, Level.SAME_DAY


@pytest.fixture
def clinic() -> Clinic:
    return a_clinic()


@pytest.fixture
def physio(clinic: Clinic) -> User:
    return a_physio(clinic=clinic)


@pytest.fixture
def result(clinic: Clinic) -> Assessment:
    return a_result(patient=a_runner(clinic=clinic), level=TWO_WEEKS)


def rated(result: Assessment, by: User, level: Level = WEEK) -> BlindRating:
    """Rate a result whose answers were shown, as the page does once it was drawn."""
    shown(result, by)
    return rate(assessment=result, by=by, level=level, at=LATER)


def shown(result: Assessment, by: User) -> None:
    looked(result, by, f"blind rating of assessment {result.pk}")


def looked(result: Assessment, by: User, what: str, *, at: datetime = LATER) -> None:
    assert result.patient is not None
    log_view(viewer=by, person=result.patient, what=what, at=at)


def drawn(by: User) -> Assessment | None:
    return draw_to_rate(by=by, at=LATER)


def test_the_next_is_a_result_of_a_runner_whom_one_treats(
    physio: User, result: Assessment
) -> None:
    a_result(patient=a_runner(), level=WEEK)

    assert drawn(physio) == result


def test_nothing_is_left_once_all_are_rated(physio: User, result: Assessment) -> None:
    rated(result, physio)

    assert drawn(physio) is None


def test_each_physio_rates_for_themself(
    physio: User, result: Assessment, clinic: Clinic
) -> None:
    rated(result, physio)

    assert drawn(a_physio(clinic=clinic)) == result


def test_who_has_looked_since_the_result_is_not_asked(
    physio: User, result: Assessment
) -> None:
    looked(result, physio, "patient 1")

    assert drawn(physio) is None
    with pytest.raises(SawOurs):
        rated(result, physio)


def test_a_look_before_the_result_or_at_the_answers_alone_tells_nothing(
    physio: User, result: Assessment
) -> None:
    looked(result, physio, "patient 1", at=NOON - timedelta(days=1))
    shown(result, physio)

    assert drawn(physio) == result


def test_a_look_at_what_a_colleague_rated_tells_of_it(
    physio: User, result: Assessment
) -> None:
    looked(result, physio, "blind rating 1")

    assert drawn(physio) is None
    with pytest.raises(SawOurs):
        rated(result, physio)


@pytest.mark.parametrize(
    ("what", "tells"),
    [
        ("list of access logs", False),
        ("list of care links", False),
        ("list of clearances", False),
        ("list of patients", False),
        ("care link 7, physio chosen", False),
        ("list of assessments", True),
        ("list of plans", True),
        ("needs attention", True),
        ("something new", True),
    ],
)
def test_only_a_look_that_may_tell_the_level_makes_a_result_known(
    physio: User,
    result: Assessment,
    what: str,
    tells: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    looked(result, physio, what)

    assert drawn(physio) == (None if tells else result)


def test_nobody_rates_their_own_result(physio: User, clinic: Clinic) -> None:
    CareLink.objects.create(patient=physio, clinic=clinic, begun_at=NOON)
    own = a_result(patient=physio, level=WEEK)

    assert drawn(physio) is None
    with pytest.raises(NotTreating):
        rated(own, physio)
    assert drawn(a_physio(clinic=clinic)) == own


def test_the_first_rating_stands(physio: User, result: Assessment) -> None:
    first = rated(result, physio, WEEK)
    again = rated(result, physio, TODAY)

    assert (again, again.level) == (first, WEEK)
    assert str(first) == f"rating {first.pk}"


def test_the_same_is_drawn_until_it_is_rated(physio: User, clinic: Clinic) -> None:
    results = {a_result(patient=a_runner(clinic=clinic), level=WEEK) for _ in range(5)}

    first = drawn(physio)
    again = {drawn(physio) for _ in range(20)}
    assert first is not None
    rated(first, physio)

    assert again == {first}
    assert drawn(physio) in results - {first}


def test_each_draw_is_a_look_at_the_answers(physio: User, result: Assessment) -> None:
    for _ in range(2):
        drawn(physio)

    looks = AccessLog.objects.values_list("viewer", "person", "what", "at")
    what = f"blind rating of assessment {result.pk}"
    assert [*looks] == [(physio.pk, result.patient_id, what, LATER)] * 2


def test_what_was_seen_or_is_theirs_no_more_makes_way_for_another(
    physio: User, clinic: Clinic
) -> None:
    results = [a_result(patient=a_runner(clinic=clinic), level=WEEK) for _ in range(3)]
    for left in (2, 1):
        before = drawn(physio)
        assert before is not None
        assert before.patient is not None
        if left == 2:
            log_view(viewer=physio, person=before.patient, what="patient 1", at=LATER)
        else:
            before.patient.care_links.update(ended_at=LATER)
        results.remove(before)

    assert drawn(physio) == results[0]


def test_what_was_not_drawn_is_not_rated(
    physio: User, result: Assessment, clinic: Clinic
) -> None:
    shown(result, a_physio(clinic=clinic))

    with pytest.raises(NotDrawn):
        rate(assessment=result, by=physio, level=WEEK, at=LATER)

    assert not BlindRating.objects.exists()


def test_nobody_rates_a_stranger_or_what_is_not_finished(
    physio: User, result: Assessment, clinic: Clinic
) -> None:
    stranger = a_physio(clinic=a_clinic())
    unfinished = an_unfinished_check(a_runner(clinic=clinic), at=NOON)

    for assessment, by in ((result, stranger), (unfinished, physio)):
        with pytest.raises(NotTreating):
            rated(assessment, by)


def test_figures_count_what_is_the_same_more_urgent_and_calmer(
    physio: User, clinic: Clinic
) -> None:
    for level in (TWO_WEEKS, Level.SELF_CARE, WEEK, TODAY):
        result = an_assessment(patient=a_runner(clinic=clinic), rest_pain=5)
        assert result.level == TWO_WEEKS
        rated(result, physio, level)

    [figures] = agreements(seen_by=physio)

    assert figures.same == Share(number=1, of=4)
    assert figures.over == Share(number=1, of=4)
    assert figures.under == Share(number=2, of=4)
    assert figures.far_under == Share(number=1, of=4)


def test_figures_count_what_was_drawn_and_seen_before_it_was_rated(
    physio: User, clinic: Clinic, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first, second, third, waiting, elsewhere = (
        an_assessment(patient=a_runner(clinic=clinic)) for _ in range(5)
    )
    CareLink.objects.filter(patient=elsewhere.patient_id).update(ended_at=LATER)
    for result in (first, first, second, third, waiting, elsewhere):
        shown(result, physio)
    shown(first, a_physio(clinic=clinic))
    rate(assessment=third, by=physio, level=WEEK, at=LATER)
    for result in (first, second, third, elsewhere):
        looked(result, physio, "needs attention", at=LATER + timedelta(days=1))
    looked(waiting, physio, "list of patients")
    looked(waiting, physio, f"blind rating of assessment {waiting.pk}, refused")

    assert physio.roles
    with django_assert_num_queries(3):
        [figures] = agreements(seen_by=physio)

    assert (figures.dropped, figures.same.of) == (2, 1)


def test_figures_tell_of_a_release_of_which_all_was_seen_first(
    physio: User, result: Assessment
) -> None:
    drawn(physio)
    looked(result, physio, "patient 1")

    [figures] = agreements(seen_by=physio)

    assert figures.release == result.release
    assert (figures.dropped, figures.same) == (1, Share(number=0, of=0))


def test_figures_are_those_of_runners_whom_one_treats(
    physio: User, result: Assessment
) -> None:
    rated(result, physio)

    assert agreements(seen_by=a_physio(clinic=a_clinic())) == []


@pytest.mark.parametrize(
    ("number", "of", "low", "high"),
    # Worked out by hand from the formula; the first is Wilson's for none of ten.
    [(0, 10, 0.0, 27.8), (5, 10, 23.7, 76.3), (10, 10, 72.2, 100.0)],
)
def test_a_share_tells_how_sure_it_is(
    number: int, of: int, low: float, high: float
) -> None:
    share = Share(number=number, of=of)

    assert share.percent == 100 * number / of
    assert [round(bound, 1) for bound in share.interval] == [low, high]
