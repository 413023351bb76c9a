"""When mails come, and a pause."""

from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.db import IntegrityError

from rehab.models import Plan, Reminder
from rehab.plans import (
    MailTimes,
    NightTooShort,
    TimeAtNight,
    TimesTooClose,
    pause_mails,
    resume_mails,
    set_mail_times,
)
from rehab.reminders.owing.first_days import owe_acute_care
from tests.factories import NOON, a_plan, a_reminder, a_session
from tests.rehab.rows import everything
from tests.rehab.steps import changes

pytestmark = pytest.mark.django_db

TODAY = NOON.date()
DAY = timedelta(days=1)
MIDNIGHT = NOON.replace(hour=0)
TIMES = [time(9), time(13), time(18)]
CHANGED = "The runner changed when mails come."


def at(hour: int, minute: int = 0, *, days: int = 0) -> datetime:
    return MIDNIGHT + timedelta(days=days, hours=hour, minutes=minute)


def set_to(plan: Plan, *, now: datetime = MIDNIGHT, **given: Any) -> Plan:
    """Change the times of a plan that the factory made, but only what is ``given``."""
    as_it_is: dict[str, Any] = {
        "reminder_times": TIMES,
        "session_time": None,
        "check_in_time": None,
        "care_days": range(7),
        "session_days": range(7),
        "week_day": 6,
        "night_begins": time(21),
        "night_ends": time(8),
    }
    return set_mail_times(plan=plan, times=MailTimes(**as_it_is | given), at=now)


def owed(plan: Plan) -> list[tuple[str, datetime]]:
    due = plan.reminders.filter(state="DUE").order_by("due_at")
    return [(mail.kind, mail.due_at) for mail in due]


@pytest.mark.parametrize(
    "given",
    [
        {"reminder_times": [time(8), time(13), time(18)]},
        {"session_time": time(19)},
        {"check_in_time": time(11)},
        {"care_days": [0, 2]},
        {"session_days": [1]},
        {"week_day": None},
        {"night_begins": time(22)},
        {"night_ends": time(7)},
    ],
    ids=str,
)
def test_a_change_is_kept_and_noted_once(given: dict[str, Any]) -> None:
    plan = a_plan()

    set_to(plan, **given)
    changed = set_to(plan, **given)

    assert {key: getattr(changed, key) for key in given} == given
    assert changes(plan) == [("SETTINGS", CHANGED, plan.person)]


def test_what_stays_as_it_is_leaves_no_trace() -> None:
    plan = a_plan()
    before = everything()

    set_to(plan, reminder_times=reversed(TIMES), care_days=[6, 5, 4, 3, 2, 1, 0, 0])

    assert everything() == before


@pytest.mark.parametrize(
    ("given", "refused"),
    [
        ({"reminder_times": [time(9), time(10), time(18)]}, TimesTooClose),
        ({"reminder_times": [time(9), time(13), time(21)]}, TimeAtNight),
        ({"session_time": time(7, 59)}, TimeAtNight),
        ({"check_in_time": time(20, 31)}, TimeAtNight),
        ({"night_begins": time(12)}, TimeAtNight),
        ({"night_begins": time(2, 1)}, NightTooShort),
        ({"night_begins": time(8)}, NightTooShort),
        ({"night_begins": time(1), "night_ends": time(6, 59)}, NightTooShort),
    ],
    ids=str,
)
def test_quiet_hours_can_be_moved_but_not_removed_and_hold_no_time(
    given: dict[str, Any], refused: type[Exception]
) -> None:
    plan = a_plan()
    before = everything()

    with pytest.raises(refused):
        set_to(plan, **given)

    assert everything() == before


def test_six_quiet_hours_are_enough_whenever_they_are() -> None:
    late = [time(2), time(9), time(23)]

    by_night = set_to(a_plan(), night_begins=time(2))
    by_day = set_to(
        a_plan(), reminder_times=late, night_begins=time(11), night_ends=time(17)
    )

    assert (by_night.night_begins, by_night.night_ends) == (time(2), time(8))
    assert by_day.reminder_times == late


def test_there_are_seven_days_in_a_week() -> None:
    plan = a_plan()

    with pytest.raises(IntegrityError, match="rehab_weekdays_from_0_to_6"):
        set_to(plan, care_days=[7])


def test_where_no_mail_is_owed_none_comes_of_new_times() -> None:
    plan = a_plan()

    set_to(plan, reminder_times=[time(8), time(13), time(18)], care_days=[])

    assert not plan.reminders.filter(kind="CARE").exists()


def test_care_comes_on_the_chosen_days_at_the_chosen_times() -> None:
    plan = a_plan()
    owe_acute_care(plan=plan, at=MIDNIGHT)

    set_to(
        plan,
        care_days=[1, 6],
        reminder_times=[time(10), time(12), time(20)],
        now=at(11),
    )

    assert owed(plan) == [
        *[("WELCOME", at(0))],
        *[("CARE", at(hour)) for hour in (12, 20)],
        *[("CARE", at(hour, days=2)) for hour in (10, 12, 20)],
        ("CARE", at(10, days=7)),
    ]
    moved = plan.reminders.filter(state="WITHDRAWN").values_list("reason", flat=True)
    assert {*moved} == {"It comes at another time now."}


def a_session_mail(plan: Plan, **given: Any) -> Reminder:
    facts = {"kind": "SESSION", "session": a_session(plan=plan), "due_at": at(9)}
    return a_reminder(plan=plan, **facts | given)


def test_the_mail_of_a_session_moves_to_its_own_time() -> None:
    plan = a_plan(phase=1, begun_on=TODAY - 7 * DAY)
    mail = a_session_mail(plan)

    set_to(plan, session_time=time(19, 30))

    mail.refresh_from_db()
    assert (mail.state, mail.due_at, mail.useful_until) == ("DUE", at(19, 30), at(21))
    assert owed(plan) == [("SESSION", at(19, 30))]


def test_a_check_in_by_itself_moves_to_its_own_time_of_its_own_day() -> None:
    plan = a_plan(phase=1, begun_on=TODAY - 7 * DAY)
    a_reminder(plan=plan, kind="CHECK_IN", about="day-7", due_at=at(13))

    set_to(plan, check_in_time=time(19, 30), session_days=[], care_days=[])

    assert owed(plan) == [("CHECK_IN", at(19, 30))]
    assert plan.reminders.get().local_on == TODAY


def test_the_week_by_itself_keeps_away_from_a_check_in_at_its_own_time() -> None:
    plan = a_plan(phase=1, begun_on=TODAY - 7 * DAY, reviewed_on=TODAY, week_day=None)

    set_to(plan, check_in_time=time(10), session_days=[], week_day=6)

    assert owed(plan) == [("CHECK_IN", at(10)), ("WEEK", at(13))]


def test_on_a_day_without_mails_for_sessions_its_check_in_still_comes() -> None:
    plan = a_plan(phase=1, begun_on=TODAY - 7 * DAY)
    mail = a_session_mail(plan, also=["day-7"])

    set_to(plan, session_days=[0])

    mail.refresh_from_db()
    why = "No such mail is wanted on that day of the week."
    assert (mail.state, mail.reason) == ("WITHDRAWN", why)
    assert owed(plan) == [("CHECK_IN", at(13))]


def test_a_session_of_a_day_that_is_chosen_now_is_owed() -> None:
    plan = a_plan(
        phase=1,
        begun_on=TODAY - 7 * DAY,
        reviewed_on=TODAY,
        session_days=[],
        week_day=None,
    )

    set_to(plan, week_day=None)

    assert owed(plan) == [("SESSION", at(9))]
    assert plan.reminders.get().also == ["day-7"]


@pytest.mark.parametrize(("day", "states"), [(None, ["WITHDRAWN"]), (6, ["DUE"])])
def test_a_summary_comes_on_its_day_or_not_at_all(
    day: int | None, states: list[str]
) -> None:
    plan = a_plan(phase=1)
    a_reminder(plan=plan, kind="WEEK", due_at=at(9), facts={"first": "2026-11-15"})

    set_to(plan, week_day=day, session_time=time(10))

    assert [mail.state for mail in plan.reminders.filter(kind="WEEK")] == states


def test_a_pause_takes_back_all_but_safety_and_is_noted_once() -> None:
    plan = a_plan()
    owe_acute_care(plan=plan, at=MIDNIGHT)
    a_reminder(plan=plan, kind="VISIT", about="day-21", slot=4)

    first = pause_mails(plan=plan, at=NOON)
    again = pause_mails(plan=plan, at=NOON + DAY)

    assert (first.mails_paused_at, again.mails_paused_at) == (NOON, NOON)
    assert owed(plan) == [("VISIT", NOON)]
    assert changes(plan) == [("RHYTHM", "The runner paused mails.", plan.person)]


def test_while_mails_are_paused_none_is_owed() -> None:
    plan = pause_mails(plan=a_plan(), at=MIDNIGHT)

    owe_acute_care(plan=plan, at=MIDNIGHT)

    assert owed(plan) == []


def test_after_a_pause_only_the_future_is_owed() -> None:
    plan = a_plan(reviewed_on=TODAY)
    owe_acute_care(plan=plan, at=MIDNIGHT)
    pause_mails(plan=plan, at=at(8))

    resume_mails(plan=plan, at=NOON)
    resumed = resume_mails(plan=plan, at=NOON)

    assert resumed.mails_paused_at is None
    assert owed(plan)[:3] == [
        ("WELCOME", NOON),
        ("CARE", at(18)),
        ("CARE", at(9, days=1)),
    ]
    again = ("RHYTHM", "The runner wants mails again.", plan.person)
    assert changes(plan)[1:] == [again]


def test_to_want_mails_again_brings_all_of_them_back() -> None:
    quiet = a_plan(rhythm=Plan.Rhythm.QUIET, rhythm_since=TODAY)

    plan = resume_mails(plan=quiet, at=NOON)

    assert (plan.rhythm, plan.rhythm_since) == (Plan.Rhythm.FULL, None)
    assert changes(plan) == [("RHYTHM", "The runner wants mails again.", plan.person)]


@pytest.mark.parametrize("given", [{"paused_at": NOON}, {"finished_at": NOON}], ids=str)
def test_a_plan_that_waits_or_is_over_owes_nothing_after_a_pause(
    given: dict[str, Any],
) -> None:
    plan = a_plan(mails_paused_at=NOON, **given)

    resume_mails(plan=plan, at=NOON)

    assert owed(plan) == []
