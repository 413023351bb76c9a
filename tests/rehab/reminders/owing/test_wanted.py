"""Whether a mail is wanted, before it is owed."""

from datetime import timedelta
from typing import Any

import pytest

from accounts.models import User
from rehab.models import Plan
from rehab.reminders.owing.precedence import Kind
from rehab.reminders.owing.wanted import is_reached, is_wanted, wanted_days
from tests.factories import NOON, a_plan, a_reminder, a_runner

pytestmark = pytest.mark.django_db

TODAY = NOON.date()
DAY = timedelta(days=1)
QUIET: dict[str, Any] = {"rhythm": Plan.Rhythm.QUIET, "rhythm_since": TODAY}


def wanted(plan: Plan) -> set[Kind]:
    return {kind for kind in Kind if is_wanted(plan, kind, TODAY)}


def test_with_consent_each_kind_is_wanted() -> None:
    assert wanted(a_plan()) == {*Kind}


@pytest.mark.parametrize(
    "person", [{"is_active": False}, {"mail_refused_at": NOON}], ids=str
)
def test_who_cannot_be_reached_is_owed_nothing(person: dict[str, Any]) -> None:
    plan = a_plan(person=a_runner(**person))

    assert wanted(plan) == set()
    assert not is_reached(plan)


def test_without_consent_nothing_is_wanted() -> None:
    plan = a_plan()
    assert is_reached(plan)
    User.objects.get(pk=plan.person_id).consents.update(withdrawn_at=NOON)

    assert wanted(plan) == set()


def test_while_mails_are_paused_safety_and_messages_go_on() -> None:
    plan = a_plan(mails_paused_at=NOON)

    assert wanted(plan) == {Kind.VISIT, Kind.SEEN, Kind.MESSAGE}


def test_who_has_not_answered_for_long_is_left_alone_but_for_what_cannot_wait() -> None:
    safe = {Kind.VISIT, Kind.SEEN, Kind.MESSAGE}

    assert wanted(a_plan(**QUIET)) == safe | {Kind.WELCOME, Kind.GOODBYE}


def test_care_and_sessions_come_on_chosen_days_of_the_week() -> None:
    plan = a_plan(care_days=[0, 1], session_days=[6])
    week = [TODAY + number * DAY for number in range(7)]  # from a Sunday

    assert wanted_days(plan, Kind.CARE, week) == {TODAY + DAY, TODAY + 2 * DAY}
    assert wanted_days(plan, Kind.SESSION, week) == {TODAY}
    assert wanted_days(plan, Kind.CHECK_IN, week) == {*week}


def test_what_was_skipped_waits_for_tomorrow_where_the_runner_is() -> None:
    plan = a_plan(person=a_runner(time_zone="Pacific/Auckland"))
    act = {"what": "SKIPPED", "at": NOON}  # one o'clock in the night of the 23rd
    a_reminder(plan=plan).acts.create(**act)
    days = [TODAY, TODAY + DAY, TODAY + 2 * DAY]

    for kind in (Kind.CARE, Kind.SESSION):
        assert wanted_days(plan, kind, days) == {TODAY, TODAY + 2 * DAY}
    assert wanted_days(plan, Kind.CHECK_IN, days) == {*days}
