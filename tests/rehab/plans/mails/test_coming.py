"""The mails of the next seven days."""

from datetime import datetime, time, timedelta
from typing import Any

import pytest

from rehab.models import Plan
from rehab.plans import Coming, coming_mails, review_plan
from rehab.reminders.owing.first_days import owe_acute_care
from tests.factories import NOON, a_follow_up, a_plan, a_question, a_reminder, a_session

pytestmark = pytest.mark.django_db

TODAY = NOON.date()  # a Sunday
DAY = timedelta(days=1)
MIDNIGHT = NOON.replace(hour=0)
HALVED: dict[str, Any] = {"rhythm": Plan.Rhythm.HALVED, "rhythm_since": TODAY}


def at(hour: int, *, days: int = 0) -> datetime:
    return MIDNIGHT + timedelta(days=days, hours=hour)


def coming(plan: Plan, *, now: datetime = MIDNIGHT) -> list[tuple[str, datetime, str]]:
    """Return the kind and time of each mail, and what rides in it."""
    mails = coming_mails(plan=plan, at=now)
    return [(mail.kind, mail.at, " ".join(mail.also)) for mail in mails]


def test_what_is_owed_is_told_apart_from_what_the_plan_will_call_for() -> None:
    plan = a_plan(phase=1, week_day=None, reviewed_on=TODAY)
    session = a_session(plan=plan)
    owed = {"kind": "SESSION", "session": session, "also": ["day-2"], "due_at": at(9)}
    a_reminder(plan=plan, **owed)

    mails = coming_mails(plan=plan, at=MIDNIGHT)

    assert mails == (
        Coming(at=at(9), on=TODAY, kind="SESSION", also=("day-2",), owed=True),
        Coming(at=at(9, days=2), on=TODAY + 2 * DAY, kind="SESSION"),
        Coming(at=at(9, days=4), on=TODAY + 4 * DAY, kind="SESSION"),
    )


def test_a_forecast_comes_true_if_nothing_changes() -> None:
    plan = a_plan(phase=1, reviewed_on=TODAY - DAY)
    forecast = coming(plan)

    for day in range(7):
        review_plan(plan_id=plan.pk, at=at(0, days=day))

    rows = plan.reminders.filter(state="DUE").order_by("due_at")
    assert [(mail.kind, mail.due_at, " ".join(mail.also)) for mail in rows] == forecast
    assert forecast == [
        ("SESSION", at(9), ""),
        ("SESSION", at(9, days=2), "day-2"),
        ("SESSION", at(9, days=4), ""),
    ]


def test_in_the_first_days_all_is_owed_but_for_check_ins_that_ride() -> None:
    plan = a_plan(reviewed_on=TODAY)
    owe_acute_care(plan=plan, at=MIDNIGHT)

    mails = coming(plan)

    assert len(mails) == 1 + 2 + 3 * 3 + 3
    assert [mail for mail in mails if mail[2]] == [("CARE", at(9, days=2), "day-2")]


def test_later_days_of_care_are_foreseen_with_the_week_and_the_check_in() -> None:
    plan = a_plan(begun_on=TODAY - 9 * DAY, reviewed_on=TODAY - DAY, care_days=[6, 0])

    assert coming(plan) == [
        ("CARE", at(9), "day-7 week"),
        ("CARE", at(9, days=1), ""),
        ("CHECK_IN", at(13, days=5), ""),
    ]


def test_a_check_in_and_a_week_by_themselves_have_their_own_times() -> None:
    plan = a_plan(
        phase=1,
        begun_on=TODAY - 5 * DAY,
        reviewed_on=TODAY,
        session_days=[],
        week_day=1,
    )

    assert coming(plan, now=NOON) == [
        ("CHECK_IN", at(13, days=1), ""),
        ("WEEK", at(9, days=2), ""),
        ("CHECK_IN", at(13, days=2), ""),
    ]


def test_what_is_past_or_too_late_is_not_to_come() -> None:
    plan = a_plan(phase=1, week_day=None)
    a_reminder(plan=plan, kind="VISIT", about="x", slot=4, due_at=at(8))

    mails = coming(plan, now=at(14))

    assert mails[:2] == [("SESSION", at(18), ""), ("SESSION", at(9, days=2), "day-2")]


def test_every_other_session_is_foreseen_while_none_is_answered() -> None:
    plan = a_plan(phase=1, **HALVED)

    kinds = [kind for kind, *_ in coming(plan)]

    assert kinds == ["SESSION", "CHECK_IN", "SESSION"]


@pytest.mark.parametrize(
    "given",
    [
        {"mails_paused_at": NOON},
        {"mails": False},
        {"paused_at": NOON},
        {"finished_at": NOON},
        {"rhythm": Plan.Rhythm.QUIET, "rhythm_since": TODAY},
    ],
    ids=str,
)
def test_where_no_mails_come_only_what_cannot_wait_is_to_come(
    given: dict[str, Any],
) -> None:
    plan = a_plan(phase=1, **given)
    a_question(follow_up=a_follow_up(person=plan.person))

    assert coming(plan) == [("SEEN", NOON, "")]


def test_a_plan_that_only_protects_foresees_no_care() -> None:
    plan = a_plan(protect_only=True, begun_on=TODAY - 9 * DAY, week_day=None)

    assert [kind for kind, *_ in coming(plan)] == ["CHECK_IN", "CHECK_IN"]


def test_a_check_in_by_itself_has_its_own_time_if_the_runner_chose_one() -> None:
    plan = a_plan(phase=1, week_day=None, session_days=[], check_in_time=time(19))

    assert coming(plan) == [("CHECK_IN", at(19, days=2), "")]


def test_a_session_has_its_own_time() -> None:
    plan = a_plan(phase=1, week_day=None, session_time=time(19))

    assert coming(plan)[0] == ("SESSION", at(19), "")
