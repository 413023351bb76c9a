from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from accounts.models import Consent, User
from accounts.services import NoSuchClinic, give_consent
from rehab.models import Plan, Reminder
from rehab.plans import (
    AnotherPlanIsOpen,
    NoPositiveResult,
    RedFlagUncleared,
    TimeAtNight,
    TimesTooClose,
    finish_plan,
    offered_assessment,
    pause_plan,
    stop_mails,
)
from tests.factories import NOON, a_clinic, a_plan, a_reminder, a_runner, an_assessment
from tests.rehab.steps import LATER, NOTHING_NEW, an_unfinished_check, changes, opened, told

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


@pytest.fixture
def runner() -> User:
    """Return a runner with a positive result."""
    runner = a_runner()
    an_assessment(patient=runner)
    return runner


def test_a_positive_result_is_offered_a_plan(runner: User) -> None:
    assert offered_assessment(person=runner, at=LATER) == runner.assessments.get()


def test_nobody_without_a_result_is_offered_a_plan() -> None:
    with pytest.raises(NoPositiveResult):
        offered_assessment(person=a_runner(), at=LATER)


def test_pain_elsewhere_is_offered_no_plan() -> None:
    runner = a_runner()
    an_assessment(patient=runner, place="outer")

    with pytest.raises(NoPositiveResult):
        offered_assessment(person=runner, at=LATER)


def test_a_newer_result_stands_in_the_way_of_an_older_one(runner: User) -> None:
    older = runner.assessments.get()
    an_assessment(patient=runner, at=LATER, place="outer")

    with pytest.raises(NoPositiveResult):
        opened(runner, check=older.pk)


def test_an_older_result_is_not_taken_for_the_newest(runner: User) -> None:
    older = runner.assessments.get()
    an_assessment(patient=runner, at=LATER)

    with pytest.raises(NoPositiveResult):
        opened(runner, check=older.pk)


def test_a_result_lasts_two_weeks(runner: User) -> None:
    days = timedelta(days=1)
    offered_assessment(person=runner, at=NOON + 14 * days - timedelta(seconds=1))

    with pytest.raises(NoPositiveResult):
        offered_assessment(person=runner, at=NOON + 14 * days)


def test_a_result_makes_one_plan_and_no_second(runner: User) -> None:
    finish_plan(plan=opened(runner), at=LATER)

    with pytest.raises(NoPositiveResult):
        offered_assessment(person=runner, at=LATER)


@pytest.mark.parametrize("sign", [{"pop": True}, {"chest": True}])
def test_checklist_46_a_red_flag_blocks_a_plan_whatever_came_later(
    sign: dict[str, Any],
) -> None:
    runner = a_runner()
    an_assessment(patient=runner, **sign)
    an_assessment(patient=runner, at=LATER)

    with pytest.raises(RedFlagUncleared):
        opened(runner)


def test_a_red_flag_in_a_check_that_was_left_blocks_a_plan(runner: User) -> None:
    an_unfinished_check(runner, at=LATER, pop=True)

    with pytest.raises(RedFlagUncleared):
        opened(runner, check=runner.assessments.earliest("pk").pk)


def test_a_red_flag_in_the_diary_of_an_earlier_plan_blocks_another() -> None:
    plan = a_plan()
    told(a_reminder(plan=plan), signs=NOTHING_NEW | {"new_calf": True})
    finish_plan(plan=plan, at=LATER)
    an_assessment(patient=plan.person, at=LATER)

    with pytest.raises(RedFlagUncleared):
        offered_assessment(person=plan.person, at=LATER)


def test_after_a_pause_only_a_newer_check_opens_another_plan() -> None:
    plan = a_plan()
    older = an_assessment(patient=plan.person, at=LATER)
    pause_plan(plan=plan, why="Call me first.", at=LATER + MINUTE)
    finish_plan(plan=plan, at=LATER + 2 * MINUTE)

    with pytest.raises(NoPositiveResult):
        opened(plan.person, check=older.pk, at=LATER + 3 * MINUTE)

    newer = an_assessment(patient=plan.person, at=LATER + 4 * MINUTE)
    assert opened(plan.person, at=LATER + 5 * MINUTE).assessment == newer


def test_what_is_told_after_the_end_of_a_plan_calls_for_a_newer_check_too() -> None:
    plan = a_plan(finished_at=LATER)
    an_assessment(patient=plan.person, at=LATER)
    told(a_reminder(plan=plan), worse=True, at=LATER + MINUTE)

    with pytest.raises(NoPositiveResult):
        offered_assessment(person=plan.person, at=LATER + 2 * MINUTE)


def test_a_plan_opens_with_what_it_was_told(runner: User) -> None:
    plan = opened(runner, name="Robin")

    assert plan.reminder_times == [time(9), time(13), time(18)]
    assert (plan.no_ice, plan.no_compression) == (False, True)
    assert (plan.opened_at, plan.begun_on) == (LATER, date(2026, 11, 22))
    assert plan.phase == Plan.Phase.SETTLE
    assert (plan.person.name, plan.person.time_zone) == ("Robin", "Europe/Berlin")
    assert changes(plan) == [("OPENED", "The runner started it.", runner)]


def test_day_0_is_the_day_where_the_runner_is(runner: User) -> None:
    at = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)

    plan = opened(runner, at=at)

    assert plan.begun_on == date(2026, 11, 23)


def test_a_plan_owes_a_welcome_and_a_week_of_care(runner: User) -> None:
    plan = opened(runner)

    kinds = [*plan.reminders.order_by("due_at").values_list("kind", flat=True)]
    assert kinds[0] == Reminder.Kind.WELCOME
    assert {*kinds[1:]} == {Reminder.Kind.CARE}


def test_the_words_of_each_consent_are_kept_as_they_were_shown(runner: User) -> None:
    clinic = a_clinic()

    opened(runner, clinic_code=f" {clinic.code.lower()} ")

    given = runner.consents.filter(kind__in=["MAILS", "CLINIC"]).order_by("kind")
    assert [*given.values_list("kind", "wording", "given_at")] == [
        ("CLINIC", "Show them.", LATER),
        ("MAILS", "Write to me.", LATER),
    ]
    assert runner.care_links.get().clinic == clinic


def test_a_consent_that_is_in_force_is_not_given_twice(runner: User) -> None:
    give_consent(kind=Consent.Kind.MAILS, wording="Before.", at=NOON, person=runner)

    opened(runner)

    assert runner.consents.get(kind=Consent.Kind.MAILS).wording == "Before."


def test_a_name_left_open_keeps_the_one_we_know(runner: User) -> None:
    User.objects.filter(pk=runner.pk).update(name="Kim")
    runner.refresh_from_db()

    assert opened(runner).person.name == "Kim"


@pytest.mark.usefixtures("as_application")
def test_the_role_of_production_may_do_all_of_it() -> None:
    runner = a_runner()
    an_assessment(patient=runner)

    plan = opened(runner)
    told(plan.reminders.earliest("pk"), worse=True)
    stop_mails(person=runner, at=LATER)

    assert [what for what, _, _ in changes(plan)] == ["OPENED", "PAUSED", "MAILS"]


def test_to_send_it_twice_opens_one_plan(runner: User) -> None:
    plan = opened(runner)
    owed = plan.reminders.count()

    again = opened(runner, at=LATER + timedelta(seconds=1))

    assert again == plan
    assert plan.reminders.count() == owed
    assert len(changes(plan)) == 1


def test_there_is_one_plan_at_a_time(runner: User) -> None:
    opened(runner)
    an_assessment(patient=runner, at=LATER)

    with pytest.raises(AnotherPlanIsOpen):
        opened(runner)


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"clinic_code": "NOWHERE"}, NoSuchClinic),
        ({"time_zone": "Mars/Olympus"}, ValidationError),
        ({"reminder_times": [time(9), time(10), time(18)]}, TimesTooClose),
        ({"reminder_times": [time(7), time(10), time(18)]}, TimeAtNight),
    ],
)
def test_what_cannot_be_leaves_nothing_behind(
    runner: User, given: dict[str, Any], fault: type[Exception]
) -> None:
    with pytest.raises(fault):
        opened(runner, **given)

    assert not Plan.objects.exists()
    assert not runner.consents.filter(kind=Consent.Kind.MAILS).exists()
    assert User.objects.get(pk=runner.pk).time_zone == "UTC"


def test_what_only_the_database_refuses_is_no_fact_about_the_runner(runner: User) -> None:
    with pytest.raises(IntegrityError, match="rehab_three_reminder_times"):
        opened(runner, reminder_times=[time(9)])
