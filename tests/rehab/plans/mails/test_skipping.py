"""Not today."""

import pytest

from rehab.plans import DayOver, skip_today
from tests.factories import a_reminder
from tests.rehab.plans.mails.steps import DAY, TODAY, at, came
from tests.rehab.rows import everything
from tests.rehab.steps import changes

pytestmark = pytest.mark.django_db


def test_not_today_takes_back_what_the_day_still_owes_of_care_and_sessions() -> None:
    mail = came()
    plan = mail.of_plan
    a_reminder(plan=plan, slot=2, due_at=at(13), also=["day-2"])
    put_off = {"kind": "CHECK_IN", "about": "day-1", "snoozed_from": mail}
    a_reminder(plan=plan, slot=3, due_at=at(18), **put_off)
    a_reminder(plan=plan, slot=4, kind="VISIT", about="day-21", due_at=at(18))
    a_reminder(plan=plan, slot=1, local_on=TODAY + DAY, due_at=at(9, days=1))

    act = skip_today(reminder=mail, at=at(9, 5))

    assert (act.what, act.choice, act.at) == ("SKIPPED", "", at(9, 5))
    gone = plan.reminders.filter(state="WITHDRAWN").order_by("due_at")
    assert [(each.kind, each.reason) for each in gone] == [
        ("CARE", "The runner skipped today."),
        ("CHECK_IN", "The runner skipped today."),
    ]
    owed = plan.reminders.filter(state="DUE").order_by("due_at", "slot")
    assert [(each.kind, each.about, each.due_at) for each in owed] == [
        ("CHECK_IN", "day-2", at(13)),
        ("CHECK_IN", "day-1", at(18)),
        ("VISIT", "day-21", at(18)),
        ("CARE", "", at(9, days=1)),
    ]


def test_the_first_not_today_stands() -> None:
    mail = came()
    first = skip_today(reminder=mail, at=at(9, 5))
    before = everything()

    again = skip_today(reminder=mail, at=at(9, 6))

    assert again == first
    assert everything() == before


def test_not_today_is_an_answer_and_changes_nothing_else() -> None:
    mail = came()

    skip_today(reminder=mail, at=at(9, 5))

    assert changes(mail.of_plan) == []


def test_not_today_in_the_next_morning_changes_nothing() -> None:
    mail = came()
    a_reminder(plan=mail.of_plan, local_on=TODAY + DAY, due_at=at(9, days=1))
    before = everything()

    with pytest.raises(DayOver):
        skip_today(reminder=mail, at=at(0, days=1))

    assert everything() == before


def test_not_today_stands_after_its_day() -> None:
    mail = came()
    first = skip_today(reminder=mail, at=at(23, 59))

    assert skip_today(reminder=mail, at=at(0, days=1)) == first
