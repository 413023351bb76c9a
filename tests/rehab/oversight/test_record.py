"""Where a runner stands, read in few queries."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from rehab.models import Attention, Plan
from rehab.oversight.record import record_of
from tests.factories import (
    NOON,
    a_clearance,
    a_clinic,
    a_physio,
    a_plan,
    a_run_week,
    a_runner,
    an_assessment,
    an_entry,
)
from triage.models import LevelOverrule

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def physio() -> User:
    return a_physio(clinic=a_clinic())


@pytest.fixture
def runner(physio: User) -> User:
    return a_runner(clinic=physio.memberships.get().clinic)


def test_of_somebody_new_there_is_little(physio: User, runner: User) -> None:
    record = record_of(runner, viewer=physio)

    assert (record.check, record.overruled, record.course) == (None, None, None)
    assert record.level is None
    assert [link["clinic"] for link in record.standing.links] == [
        physio.memberships.get().clinic.name
    ]


def test_the_newest_result_counts_and_the_newest_word_on_it(
    physio: User, runner: User
) -> None:
    an_assessment(patient=runner, at=NOON - HOUR, swollen=True)
    newest = an_assessment(patient=runner, at=NOON)
    plain = record_of(runner, viewer=physio)
    for hours, level in ((1, 5), (2, 3)):
        at = NOON + hours * HOUR
        LevelOverrule.objects.create(
            assessment=newest, level=level, why="So.", by=physio, at=at
        )

    record = record_of(runner, viewer=physio)

    assert (plain.check, plain.level) == (newest, 1)
    assert record.overruled is not None
    assert (record.level, record.overruled["at"]) == (3, NOON + 2 * HOUR)


def test_the_open_plan_comes_before_one_that_is_over(physio: User, runner: User) -> None:
    over = a_plan(person=runner, opened_at=NOON + HOUR, finished_at=NOON + 2 * HOUR)
    alone = record_of(runner, viewer=physio)
    is_open = a_plan(person=runner, mails=False)
    entry = an_entry(plan=is_open, at=NOON + HOUR)
    a_run_week(plan=is_open)

    course = record_of(runner, viewer=physio).course

    assert alone.course is not None
    assert alone.course.plan == over
    assert course is not None
    assert (course.plan, course.heard_at) == (is_open, entry.at)
    assert [week.ceiling for week in course.weeks] == [22_000]


def test_what_stands_is_read_as_days_and_instants(physio: User, runner: User) -> None:
    a_clearance(person=runner)
    asked = {"person": runner, "why": "So.", "raised_at": NOON, "renewed_at": NOON}
    Attention.objects.create(rule="SILENT", **asked)
    Attention.objects.create(rule="RED_FLAG", level=5, **asked)
    Attention.objects.create(rule="REFUSED", closed_at=NOON, **asked)

    standing = record_of(runner, viewer=physio).standing

    [visit] = standing.clearances
    assert (visit["seen_on"], visit["at"]) == (NOON.date(), NOON)
    assert [row["rule"] for row in standing.attention] == ["RED_FLAG", "SILENT"]


def test_it_takes_four_queries(
    physio: User, runner: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    plan: Plan = a_plan(person=runner)
    an_entry(plan=plan)
    _ = physio.treats_people  # read once a request

    with django_assert_num_queries(4):
        record_of(runner, viewer=physio)
