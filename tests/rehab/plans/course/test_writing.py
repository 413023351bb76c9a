"""Each change of the rules becomes rows, with its reason."""

from datetime import timedelta
from typing import Any

import pytest

from rehab.models import Plan, PlanExercise, Reminder
from rehab.plans import pause_plan
from rehab.plans.course.writing import write
from rehab.programme.course import Change, What
from tests.factories import NOON, a_plan, a_reminder, a_session
from triage.rules.parts import Level

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
TODAY = NOON.date()


def written(plan: Plan, *changes: Change) -> Plan:
    """Write ``changes`` down for tomorrow, and return what then stands in the database."""
    write(plan, changes, on=TODAY + DAY, at=NOON + DAY)
    return Plan.objects.get(pk=plan.pk)


def test_a_change_is_noted_with_all_that_it_says() -> None:
    change = Change(
        what=What.VISIT,
        why="No better.",
        subject="day-21",
        before="a",
        after="b",
        level=Level.WITHIN_2_WEEKS,
    )

    [noted] = write(a_plan(), [change], on=TODAY, at=NOON)

    assert (noted.what, noted.why, noted.subject) == ("VISIT", "No better.", "day-21")
    assert (noted.before, noted.after, noted.level) == ("a", "b", Level.WITHIN_2_WEEKS)
    assert (noted.at, noted.by) == (NOON, None)


def test_the_first_phase_with_exercises_begins_them_and_ends_the_mails_of_care() -> None:
    care = a_reminder()
    a_reminder(plan=care.of_plan, slot=2, kind="CHECK_IN", about="day-2")

    plan = written(care.of_plan, Change(what=What.PHASE, before="0", after="1", why="So."))

    assert (plan.phase, plan.phase_since) == (1, TODAY + DAY)
    assert plan.exercises_began_on == TODAY + DAY
    states = Reminder.objects.order_by("slot").values_list("state", "reason")
    assert [*states] == [("WITHDRAWN", "The first days are over."), ("DUE", "")]


def test_a_later_phase_leaves_the_day_on_which_exercises_began() -> None:
    plan = written(
        a_plan(phase=1), Change(what=What.PHASE, before="1", after="2", why="So.")
    )

    assert (plan.phase, plan.exercises_began_on) == (2, TODAY)


def test_back_to_the_first_phase_leaves_the_mails_of_care() -> None:
    care = a_reminder(plan=a_plan(phase=1))

    plan = written(care.of_plan, Change(what=What.PHASE, before="1", after="0", why="So."))

    care.refresh_from_db()
    assert (plan.phase, care.state) == (0, "DUE")


def test_an_exercise_moves_each_time() -> None:
    plan = a_plan(phase=1)

    for before, after in (("1", "2"), ("2", "3")):
        move = Change(what=What.RUNG, subject="X04", before=before, after=after, why="So.")
        written(plan, move)

    [held] = PlanExercise.objects.all()
    assert (held.exercise, held.rung, held.since) == ("X04", 3, TODAY + DAY)


def test_running_opens_and_is_locked_again() -> None:
    plan = a_plan(phase=3)

    opened = written(plan, Change(what=What.STAGE, after="1", why="So."))
    locked = written(plan, Change(what=What.STAGE, before="1", why="So."))

    assert (opened.stage, opened.stage_since) == (1, TODAY + DAY)
    assert (locked.stage, locked.stage_since) == (None, TODAY + DAY)


def test_days_of_rest_and_questions_asked_again_are_kept() -> None:
    until = (TODAY + 3 * DAY).isoformat()

    plan = written(
        a_plan(),
        Change(what=What.REST, after=until, why="So."),
        Change(what=What.HOLD, after=until, why="So."),
        Change(what=What.RECHECK, why="So."),
    )

    assert (plan.rest_until, plan.hold_until) == (TODAY + 3 * DAY, TODAY + 3 * DAY)
    assert plan.recheck_on == TODAY + DAY
    assert plan.changes.count() == 3


def test_a_call_for_a_visit_is_told_by_mail_and_a_word_is_not() -> None:
    plan = a_plan()
    level = Level.WITHIN_2_WEEKS

    written(
        plan,
        Change(what=What.VISIT, subject="silence", why="So."),
        Change(what=What.VISIT, subject="day-21", why="So.", level=level),
    )

    [mail] = plan.reminders.all()
    assert (mail.kind, mail.about, mail.slot) == ("VISIT", "day-21", 4)


def test_a_pause_withdraws_all_mails_but_the_one_that_says_to_be_seen() -> None:
    care = a_reminder()
    pause = Change(what=What.PAUSE, subject="worse", why="So.", level=Level.WITHIN_A_WEEK)

    plan = written(care.of_plan, pause)

    care.refresh_from_db()
    assert plan.paused_at == NOON + DAY
    assert (care.state, care.reason) == ("WITHDRAWN", "The plan is paused.")
    [visit] = Reminder.objects.filter(state="DUE").with_unwanted()
    assert (visit.kind, visit.unwanted) == ("VISIT", "")


def test_the_end_withdraws_all_mails() -> None:
    care = a_reminder()

    plan = written(care.of_plan, Change(what=What.FINISHED, why="So."))

    care.refresh_from_db()
    assert plan.finished_at == NOON + DAY
    assert (care.state, care.reason) == ("WITHDRAWN", "The plan is finished.")


HELD = Change(what=What.HOLD, after=(TODAY + 3 * DAY).isoformat(), why="So.")
DOWN = Change(what=What.PHASE, before="2", after="1", why="So.")
BACK = Change(what=What.PHASE, before="2", after="0", why="So.")


@pytest.mark.parametrize("snoozed", [False, True])
@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (HELD, "Exercises are on hold."),
        (DOWN, "The plan went back a phase."),
        (BACK, "The plan went back a phase."),
    ],
)
def test_a_hold_and_a_lower_phase_take_back_the_mails_of_their_sessions(
    change: Change, reason: str, *, snoozed: bool
) -> None:
    plan, morning = a_plan(phase=2), NOON + DAY - timedelta(hours=2)
    session = a_session(plan=plan, on=TODAY + DAY, phase=2)
    facts: dict[str, Any] = {"kind": "SESSION", "session": session}
    if snoozed:
        sent = a_reminder(plan=plan, **facts, state="SENT", settled_at=NOON)
        facts["snoozed_from"] = sent
    facts |= {"local_on": TODAY + DAY, "due_at": NOON + DAY, "also": ["day-7"]}
    mail = a_reminder(plan=plan, **facts, slot=2)

    write(plan, [change], on=TODAY + DAY, at=morning)

    mail.refresh_from_db()
    assert (mail.state, mail.reason) == ("WITHDRAWN", reason)
    assert plan.reminders.get(kind="CHECK_IN").about == "day-7"


def test_a_hold_and_a_lower_phase_leave_what_they_do_not_touch() -> None:
    plan = a_plan(phase=2)
    late = a_session(plan=plan, on=TODAY + 3 * DAY, number=1)
    facts: dict[str, Any] = {"local_on": late.on, "due_at": NOON + 3 * DAY}
    mail = a_reminder(plan=plan, kind="SESSION", session=late, **facts)

    written(plan, HELD, DOWN)

    mail.refresh_from_db()
    assert mail.state == "DUE"


def test_a_longer_hold_of_the_runners_own_stands() -> None:
    plan = written(a_plan(phase=2, hold_until=TODAY + 9 * DAY), HELD)

    assert plan.hold_until == TODAY + 9 * DAY


def test_a_second_pause_leaves_the_call_for_a_visit() -> None:
    plan = a_plan(phase=2)
    pause = Change(what=What.PAUSE, subject="worse", why="So.", level=Level.WITHIN_A_WEEK)
    write(plan, [pause], on=TODAY, at=NOON.replace(hour=0, minute=5))

    pause_plan(plan=plan, why="A check.", at=NOON.replace(hour=7))

    assert plan.reminders.get(kind="VISIT").state == "DUE"
