"""What gets in the way changes the plan, once, with its reason."""

from datetime import timedelta
from typing import Any

import pytest

from rehab.models import Plan, Reminder
from rehab.plans import answer_barrier, heed_rhythm, record_day
from rehab.programme.mails.barriers import BARRIERS
from tests.factories import NOON, a_plan, a_reminder, a_session
from tests.rehab.rows import everything
from tests.rehab.steps import changes, telling

pytestmark = pytest.mark.django_db

TODAY = NOON.date()
DAY = timedelta(days=1)
Rhythm = Plan.Rhythm
SAID = "Asked what gets in the way, the runner said:"
ASKED: dict[str, Any] = {"rhythm": Rhythm.ASKED, "rhythm_since": TODAY}


def asked(**given: Any) -> Reminder:
    """Return a mail that asked what gets in the way of a plan with exercises."""
    plan = a_plan(**{"phase": 1} | ASKED | given)
    facts = {"kind": "BARRIER", "state": "SENT", "settled_at": NOON}
    return a_reminder(plan=plan, **facts)


def plan_of(reminder: Reminder) -> Plan:
    return Plan.objects.get(reminders=reminder)


@pytest.mark.parametrize("barrier", BARRIERS, ids=lambda each: each.id)
def test_each_answer_is_kept_and_leaves_a_change_with_its_reason(barrier: Any) -> None:
    reminder = asked()

    act = answer_barrier(reminder=reminder, barrier=barrier.id, at=NOON)

    assert (act.what, act.choice, act.at) == ("BARRIER", barrier.id, NOON)
    what, why, by = changes(reminder.of_plan)[-1]
    assert (what, by) == ("RHYTHM", reminder.person)
    assert why.startswith(f"{SAID} {barrier.words}. ")


@pytest.mark.parametrize("barrier", ["i-forget", "not-sure", "feel-better", "other"])
def test_most_answers_bring_all_mails_back(barrier: str) -> None:
    reminder = asked()

    answer_barrier(reminder=reminder, barrier=barrier, at=NOON)

    plan = plan_of(reminder)
    assert (plan.rhythm, plan.rhythm_since, plan.hold_until) == (Rhythm.FULL, None, None)


def test_who_has_no_time_gets_every_other_mail_until_they_tell_more() -> None:
    reminder = asked()
    answer_barrier(reminder=reminder, barrier="no-time", at=NOON)
    plan = plan_of(reminder)

    tomorrow = heed_rhythm(plan=plan, on=TODAY + DAY, at=NOON + DAY).rhythm
    plan.changes.create(what="SETTINGS", why="So.", at=NOON + DAY, by=plan.person)
    after = heed_rhythm(plan=plan, on=TODAY + 2 * DAY, at=NOON + 2 * DAY).rhythm

    assert [tomorrow, after] == [Rhythm.HALVED, Rhythm.FULL]


def test_if_it_hurts_exercises_wait_until_the_day_after_tomorrow() -> None:
    reminder = asked()
    session = a_session(plan=reminder.of_plan)
    owed = {"kind": "SESSION", "session": session, "slot": 2, "also": ["day-7"]}
    mail = a_reminder(plan=reminder.of_plan, **owed)

    answer_barrier(reminder=reminder, barrier="it-hurts", at=NOON)

    plan = plan_of(reminder)
    assert (plan.hold_until, plan.rhythm) == (TODAY + 2 * DAY, Rhythm.FULL)
    hold = plan.changes.get(what="HOLD")
    assert (hold.before, hold.after, hold.by) == ("", "2026-11-24", plan.person)
    assert hold.why == f"{SAID} It hurts. No exercises today and tomorrow."
    mail.refresh_from_db()
    assert (mail.state, mail.reason) == ("WITHDRAWN", "Exercises are on hold.")
    assert plan.reminders.get(kind="CHECK_IN").about == "day-7"


def test_it_hurts_does_not_answer_what_the_rules_answer() -> None:
    reminder = asked(phase=2, begun_on=TODAY - 5 * DAY, reviewed_on=TODAY)
    answer_barrier(reminder=reminder, barrier="it-hurts", at=NOON)

    told = telling(pain=2, swelling="MORE")
    record_day(plan=reminder.of_plan, telling=told, done=True, at=NOON)

    assert plan_of(reminder).phase == 1


def test_a_longer_hold_stands() -> None:
    until = TODAY + 5 * DAY
    reminder = asked(hold_until=until)

    answer_barrier(reminder=reminder, barrier="it-hurts", at=NOON)

    plan = plan_of(reminder)
    assert (plan.hold_until, plan.changes.filter(what="HOLD").count()) == (until, 0)


def test_a_shorter_hold_is_made_longer() -> None:
    reminder = asked(hold_until=TODAY + DAY)

    answer_barrier(reminder=reminder, barrier="it-hurts", at=NOON)

    hold = plan_of(reminder).changes.get(what="HOLD")
    assert (hold.before, hold.after) == ("2026-11-23", "2026-11-24")


def test_without_exercises_nothing_is_put_on_hold() -> None:
    reminder = asked(phase=0)

    answer_barrier(reminder=reminder, barrier="it-hurts", at=NOON)

    assert [what for what, *_ in changes(reminder.of_plan)] == ["RHYTHM"]


def test_the_first_answer_stands() -> None:
    reminder = asked()
    first = answer_barrier(reminder=reminder, barrier="i-forget", at=NOON)
    before = everything()

    again = answer_barrier(reminder=reminder, barrier="no-time", at=NOON + DAY)

    assert (again, again.choice) == (first, "i-forget")
    assert everything() == before


@pytest.mark.parametrize("given", [{"paused_at": NOON}, {"finished_at": NOON}], ids=str)
def test_a_plan_that_waits_or_is_over_stays_as_it_is(given: dict[str, Any]) -> None:
    reminder = asked(**given)

    act = answer_barrier(reminder=reminder, barrier="it-hurts", at=NOON)

    assert act.choice == "it-hurts"
    assert changes(reminder.of_plan) == []


def test_there_are_no_other_answers() -> None:
    reminder = asked()
    before = everything()

    with pytest.raises(KeyError):
        answer_barrier(reminder=reminder, barrier="laziness", at=NOON)

    assert everything() == before
