"""What holds for the mails of a person whatever they choose and whenever they press."""

from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rehab.models import Message, Plan, Reminder
from rehab.plans import (
    LATER,
    DayOver,
    MailTimes,
    NoRoom,
    TimesTooClose,
    pause_mails,
    resume_mails,
    review_plan,
    set_mail_times,
    skip_today,
    snooze,
)
from rehab.plans.times import TimeAtNight
from rehab.programme.mails.calendar import APART, Night
from rehab.reminders.owing.at_once import owe_message, owe_visit
from rehab.reminders.owing.when import day_of, night_of, zone_of
from tests.factories import NOON, a_plan, a_runner, a_user

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
HOURS = 4 * 24
ZONES = ["UTC", "Asia/Kathmandu", "America/New_York", "Pacific/Kiritimati"]
DAYS = st.lists(st.integers(0, 6), unique=True)
WALLS = st.builds(time, st.integers(0, 23), st.sampled_from([0, 30]))


@st.composite
def mail_times(draw: st.DrawFn) -> dict[str, Any]:
    """Return times by which a runner may want mails; some are refused."""
    begins = draw(st.integers(0, 23))
    quiet = draw(st.integers(6, 14))
    awake = [(begins + quiet + hours) % 24 for hours in range(24 - quiet)]
    first = draw(st.integers(0, len(awake) - 7))
    return {
        "reminder_times": [time(awake[first + apart]) for apart in (0, 3, 6)],
        "session_time": draw(st.none() | WALLS),
        "check_in_time": draw(st.none() | WALLS),
        "care_days": draw(DAYS),
        "session_days": draw(DAYS),
        "week_day": draw(st.none() | st.integers(0, 6)),
        "night_begins": time(begins),
        "night_ends": time((begins + quiet) % 24),
    }


def press(plan: Plan, what: str, at: datetime, times: dict[str, Any]) -> None:
    """Do one thing that a runner, a rule or a physio may do."""
    mail = plan.reminders.filter(due_at__lte=at, kind__in=Reminder.DAILY).last()
    match what:
        case "hour" | "evening" | "tomorrow" if mail:
            snooze(reminder=mail, until=what, at=at)
        case "skip" if mail:
            skip_today(reminder=mail, at=at)
        case "visit":
            owe_visit(plan=plan, rule="worse", at=at)
        case "message":
            facts = {"person": plan.person, "by": a_user(), "at": at, "text": "Hello."}
            owe_message(message=Message.objects.create(**facts), at=at)
        case "times":
            set_mail_times(plan=plan, times=MailTimes(**times), at=at)
        case "pause":
            pause_mails(plan=plan, at=at)
        case "resume":
            resume_mails(plan=plan, at=at)


ACTS = st.sampled_from(
    [*LATER, "skip", "visit", "message", "times", "pause", "resume", "nothing"]
)


def send(plan: Plan, until: datetime) -> None:
    """Have what is due by then count as sent at its time, as if a worker was quick."""
    due = Reminder.objects.filter(person=plan.person_id, state="DUE", due_at__lte=until)
    for mail in due.order_by("due_at"):
        Reminder.objects.filter(pk=mail.pk).settle("SENT", at=mail.due_at)


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    zone=st.sampled_from(ZONES),
    phase=st.sampled_from([0, 1]),
    before=st.integers(0, 12),
    times=mail_times(),
    acts=st.lists(st.tuples(st.integers(0, HOURS), ACTS), max_size=12),
)
def test_four_a_day_none_at_night_and_two_hours_between(
    *,
    zone: str,
    phase: int,
    before: int,
    times: dict[str, Any],
    acts: list[tuple[int, str]],
) -> None:
    midnight = datetime.combine(NOON.date(), time(), ZoneInfo(zone)).astimezone(UTC)
    begun = NOON.date() - before * DAY
    person = a_runner(time_zone=zone)
    plan = a_plan(person=person, phase=phase, begun_on=begun, reviewed_on=begun)
    Plan.objects.filter(pk=plan.pk).update(reviewed_on=NOON.date() - DAY)

    turns = [(hour, "turn") for hour in range(0, HOURS, 24)]
    for hour, what in sorted([*acts, *turns]):
        at = midnight + timedelta(hours=hour, minutes=5)
        send(plan, at)
        if what == "turn":
            review_plan(plan_id=plan.pk, at=at)
        else:
            try_to_press(plan, what, at, times)
        plan.refresh_from_db()
        check(plan, at)


def try_to_press(plan: Plan, what: str, at: datetime, times: dict[str, Any]) -> None:
    try:
        press(plan, what, at, times)
    except (DayOver, NoRoom, TimeAtNight, TimesTooClose):
        return


def check(plan: Plan, at: datetime) -> None:
    mails = Reminder.objects.filter(person=plan.person_id).standing().order_by("due_at")
    owed = [mail for mail in mails if mail.state == "DUE"]
    night, zone = night_of(plan), zone_of(plan)
    by_day = [(mail.local_on, mail.slot) for mail in mails]
    assert len(by_day) == len({*by_day})
    assert {mail.kind for mail in mails if mail.slot == 4} <= {"VISIT", "SEEN"}
    assert [mail for mail in owed if _is_at(mail, night, zone)] == []
    assert [mail for mail in owed if mail.local_on != day_of(plan, mail.due_at)] == []
    daily = [mail for mail in owed if mail.kind in Reminder.DAILY]
    near = [(a, b) for a, b in pairwise(daily) if b.due_at - a.due_at < APART]
    assert near == []


def _is_at(mail: Reminder, night: Night, zone: ZoneInfo) -> bool:
    """Whether a mail comes at night; a welcome may, for somebody has just asked for it."""
    quiet = night.covers(mail.due_at.astimezone(zone).time())
    return quiet and mail.kind != Reminder.Kind.WELCOME
