"""Days turn, and plans move on."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from rehab.models import Plan, PlanChange, Reminder
from rehab.plans import (
    RunDone,
    record_day,
    record_run,
    review_plan,
    review_plans,
    stop_mails,
)
from rehab.reminders.owing.mails_of_a_day import riding
from tests.factories import (
    NOON,
    a_clinic,
    a_plan,
    a_result,
    a_runner,
    an_assessment,
)
from tests.rehab.steps import changes, opened, telling
from triage.models import Assessment
from triage.rules.parts import Level

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
TODAY = NOON.date()
MIDNIGHT = NOON.replace(hour=0)


def reviewed_for(plan: Plan, days: int, tell: Callable[[datetime], object] = str) -> Plan:
    """Let so many days pass, with some reviews each; ``tell`` comes at 20 h UTC."""
    for number in range(days + 1):
        midnight = NOON.replace(hour=0) + number * DAY
        for hour in (0, 23):
            review_plans(at=midnight + timedelta(hours=hour))
        tell(midnight + timedelta(hours=20))
    return Plan.objects.get(pk=plan.pk)


def day_of(plan: Plan, what: str, subject: str = "") -> int:
    """Return on which day of the plan, where its runner is, something changed."""
    return plan.day_at(plan.changes.get(what=what, subject=subject).at)


def a_new_plan() -> Plan:
    runner = a_runner()
    an_assessment(patient=runner)
    return opened(runner)


def test_who_never_answers_still_moves_and_still_escalates() -> None:
    plan = a_new_plan()

    plan = reviewed_for(plan, 30)

    assert (plan.phase, plan.paused_at) == (1, None)
    assert (day_of(plan, "PHASE"), day_of(plan, "VISIT", "day-28")) == (7, 28)
    assert plan.changes.get(subject="day-28").level == Level.WITHIN_2_WEEKS
    assert all(change.why for change in plan.changes.all())
    assert plan.sessions.count() == 11
    mails = plan.reminders.exclude(state="WITHDRAWN").order_by("due_at")
    visits = [mail.local_on for mail in mails if mail.kind == "VISIT"]
    assert visits == [TODAY + 28 * DAY]
    # What no worker has sent is withdrawn with the first days; the mail of day 2 is one.
    asked = [name for mail in plan.reminders.order_by("due_at") for name in riding(mail)]
    check_ins = [*dict.fromkeys(name for name in asked if name != "week")]
    assert check_ins == ["day-2", "day-7", "day-14", "day-21", "week-4"]


def test_no_day_has_more_than_four_mails_and_only_safety_takes_the_fourth() -> None:
    plan = reviewed_for(a_new_plan(), 30)

    standing = plan.reminders.standing()
    assert {mail.kind for mail in standing.filter(slot=4)} == {"VISIT"}
    for mail in standing.exclude(kind__in=["WELCOME", "VISIT"]):
        hour = mail.due_at.astimezone(UTC).hour
        assert 7 <= hour < 20


def test_who_gets_better_meets_no_visit() -> None:
    plan = a_new_plan()

    def tell(at: datetime) -> None:
        record_day(plan=plan, telling=telling(pain=0), done=True, at=at)

    plan = reviewed_for(plan, 30, tell)

    assert plan.phase == 1
    assert not plan.changes.filter(what="VISIT").exists()


def test_a_review_is_made_once_a_day() -> None:
    plan = a_plan()

    first = review_plan(plan_id=plan.pk, at=NOON + 8 * DAY)
    again = review_plan(plan_id=plan.pk, at=NOON + 8 * DAY + timedelta(hours=5))

    plan.refresh_from_db()
    assert first
    assert again == []
    assert plan.reviewed_on == TODAY + 8 * DAY


def test_days_that_no_review_came_for_are_made_up_for() -> None:
    plan = a_plan()

    review_plan(plan_id=plan.pk, at=NOON + 12 * DAY)

    plan.refresh_from_db()
    moved = PlanChange.objects.get(what="PHASE")
    assert (plan.phase, plan.phase_since) == (1, TODAY + 7 * DAY)
    assert moved.at == NOON + 12 * DAY
    assert [each.on for each in plan.sessions.order_by("on")] == [
        TODAY + days * DAY for days in (7, 9, 11)
    ]
    assert not plan.reminders.filter(due_at__lte=NOON + 12 * DAY).exists()


@pytest.mark.parametrize(
    ("zone", "turns"),
    [
        ("Pacific/Kiritimati", datetime(2026, 11, 28, 10, tzinfo=UTC)),
        ("Europe/Berlin", datetime(2026, 11, 28, 23, tzinfo=UTC)),
        ("Pacific/Pago_Pago", datetime(2026, 11, 29, 11, tzinfo=UTC)),
    ],
)
def test_the_day_turns_where_the_runner_is(zone: str, turns: datetime) -> None:
    plan = a_plan(person=a_runner(time_zone=zone))

    before = review_plans(at=turns - timedelta(seconds=1))

    assert (before, review_plans(at=turns)) == ([], [plan])


def test_who_travels_has_no_day_twice_and_none_left_out() -> None:
    plan = a_plan(person=a_runner(time_zone="Pacific/Auckland"))
    days = []
    for hours, zone in (
        (0, "Pacific/Auckland"),
        (11, "Pacific/Auckland"),
        (12, "America/Los_Angeles"),
        (24, "America/Los_Angeles"),
        (36, "Pacific/Kiritimati"),
    ):
        User.objects.filter(pk=plan.person_id).update(time_zone=zone)
        review_plans(at=NOON.replace(hour=0) + timedelta(hours=hours))
        plan.refresh_from_db()
        days.append(plan.reviewed_on)

    assert days == [date(2026, 11, day) for day in (22, 23, 23, 23, 24)]


@pytest.mark.parametrize("ended", [{"paused_at": NOON}, {"finished_at": NOON}])
def test_a_plan_that_waits_or_is_over_is_left_alone(ended: dict[str, Any]) -> None:
    plan = a_plan(**ended)

    alone = review_plans(at=NOON + 9 * DAY), review_plan(plan_id=plan.pk, at=NOON + 9 * DAY)

    plan.refresh_from_db()
    assert alone == ([], [])
    assert (plan.phase, plan.reviewed_on) == (0, None)


def test_a_day_that_pauses_a_plan_is_its_last(
    django_assert_max_num_queries: Callable[..., CaptureQueriesContext],
) -> None:
    plan = a_plan()
    for days in (0, 14):
        at = NOON + days * DAY
        record_day(plan=plan, telling=telling(pain=5, swelling="SAME"), done=True, at=at)

    review_plan(plan_id=plan.pk, at=NOON + 20 * DAY)

    plan.refresh_from_db()
    assert plan.paused_at is not None
    assert plan.reviewed_on is not None
    assert plan.reviewed_on < TODAY + 20 * DAY


def test_one_plan_that_fails_does_not_stop_the_others(
    caplog: pytest.LogCaptureFixture,
) -> None:
    broken, sound = a_plan(), a_plan()
    a_cause_nobody_knows = a_result(patient=a_runner(), shown="housemaids_knee")
    assert broken.assessment_id < sound.assessment_id
    broken = a_plan(
        person=a_cause_nobody_knows.patient, assessment=a_cause_nobody_knows, phase=1
    )
    last = a_plan()

    moved = review_plans(at=NOON + 8 * DAY)

    assert last in moved
    assert broken not in moved
    [record] = caplog.records
    assert record.levelname == "ERROR"
    assert record.getMessage().startswith(f"plan {broken.pk} not reviewed: KeyError ")
    assert re.search(r" plans/mails/owing\.py:\d+ ", record.getMessage())
    assert "housemaids_knee" not in record.getMessage()
    assert Plan.objects.get(pk=broken.pk).reviewed_on is None


def test_the_clinic_says_after_how_many_days_a_visit_is_called_for() -> None:
    clinic = a_clinic()
    clinic.visit_after_days = 14
    clinic.save()
    plans = []
    for person in (a_runner(clinic=clinic), a_runner()):
        check = an_assessment(patient=person, rest_pain=4)
        plans.append(a_plan(person=person, assessment=check))

    for days in range(16):
        for plan in plans:
            at = NOON + days * DAY
            record_day(plan=plan, telling=telling(pain=4), done=True, at=at)
            review_plan(plan_id=plan.pk, at=at)

    visits = [
        plan.changes.filter(what="VISIT", level=Level.WITHIN_2_WEEKS) for plan in plans
    ]
    assert visits[0].filter(subject="day-21").exists()
    assert not visits[1].filter(subject="day-21").exists()


def test_who_stopped_mails_still_has_sessions_and_a_plan_that_moves() -> None:
    plan = a_new_plan()
    stop_mails(person=plan.person, at=NOON + timedelta(hours=2))

    plan = reviewed_for(plan, 9)

    assert plan.phase == 1
    assert plan.sessions.exists()
    assert not plan.reminders.filter(state=Reminder.State.DUE).exists()


def test_until_seen_nothing_goes_past_phase_1() -> None:
    person = a_runner()
    check = a_result(patient=person, level=Level.WITHIN_2_WEEKS)
    plan = a_plan(person=person, assessment=check, phase=3, stage=2, stage_since=TODAY)

    review_plan(plan_id=plan.pk, at=NOON)

    plan.refresh_from_db()
    assert (plan.phase, plan.stage) == (1, None)
    assert [what for what, *_ in changes(plan)] == ["PHASE", "STAGE"]


def test_each_automatic_change_says_why_and_that_nobody_made_it() -> None:
    plan = a_plan(phase=3, stage=3, stage_since=TODAY - 5 * DAY, begun_on=TODAY - 40 * DAY)
    run = RunDone(on=TODAY, minutes=24, pain=5, limped=True, stage=3)
    record_run(plan=plan, telling=telling(), run=run, at=NOON)

    noted = plan.changes.all()

    assert noted
    assert all(change.why and change.by is None for change in noted)


def test_the_newest_check_is_never_read_from_another_person() -> None:
    plan = a_plan()
    a_result(patient=a_runner(), level=Level.EMERGENCY, at=NOON + DAY)

    review_plan(plan_id=plan.pk, at=NOON + 2 * DAY)

    plan.refresh_from_db()
    assert plan.paused_at is None
    assert Assessment.objects.count() == 2
