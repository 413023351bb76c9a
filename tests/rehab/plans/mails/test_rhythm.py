"""Fewer mails for whoever does not answer, one question, then quiet; and back at once."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from accounts.models import User
from rehab.models import Plan, Reminder
from rehab.plans import heed_rhythm, record_clearance, record_day, record_gate, review_plan
from rehab.plans.mails.rhythm import ask_what_is_wrong, hear
from tests.factories import (
    NOON,
    a_follow_up,
    a_plan,
    a_question,
    a_reminder,
    a_result,
    a_session,
    an_entry,
)
from tests.rehab.steps import changes, telling

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
TODAY = NOON.date()
MIDNIGHT = NOON.replace(hour=0)
Rhythm = Plan.Rhythm
HALVED = "A week without an answer: every other mail comes."
ASKED = "2 weeks without an answer: one mail asks what gets in the way."
QUIET = "3 weeks without an answer: no more mails, and a physio is to know."
FULL = "The runner answered: all mails come again."


def sent(plan: Plan, day: int, *, kind: str = "CARE", **given: Any) -> Reminder:
    """Return a mail that went at noon on a day of the plan."""
    when = NOON + day * DAY
    facts = {"local_on": when.date(), "due_at": when, "state": "SENT", "settled_at": when}
    return a_reminder(plan=plan, kind=kind, **facts | given)


def silent(*days: int, **given: Any) -> Plan:
    """Return a plan to whose runner mails went on some days, and none was answered."""
    plan = a_plan(**given)
    for day in days:
        sent(plan, day)
    return plan


def heed(plan: Plan, day: int) -> Plan:
    at = MIDNIGHT + day * DAY
    return heed_rhythm(plan=plan, on=at.date(), at=at)


def ask(plan: Plan, day: int) -> None:
    at = MIDNIGHT + day * DAY
    ask_what_is_wrong(plan=plan, on=at.date(), at=at)


def states(plan: Plan) -> list[tuple[str, date, str, str]]:
    rows = plan.reminders.exclude(state="SENT").order_by("due_at", "pk")
    return [(row.kind, row.local_on, row.state, row.reason) for row in rows]


@pytest.mark.parametrize(("day", "rhythm"), [(6, Rhythm.FULL), (7, Rhythm.HALVED)])
def test_after_a_week_without_an_answer_every_other_mail_comes(
    day: int, rhythm: Rhythm
) -> None:
    plan = heed(silent(*range(7)), day)

    plan.refresh_from_db()
    assert plan.rhythm == rhythm
    assert plan.rhythm_since == (TODAY + 7 * DAY if rhythm else None)


def test_each_step_is_noted_once_with_its_reason() -> None:
    plan = silent(*range(21))

    for day in (7, 7, 14, 14, 21, 21, 28):
        heed(plan, day)

    assert changes(plan) == [
        ("RHYTHM", HALVED, None),
        ("RHYTHM", ASKED, None),
        ("RHYTHM", QUIET, None),
    ]
    steps = plan.changes.order_by("pk").values_list("before", "after")
    assert [*steps] == [("FULL", "HALVED"), ("HALVED", "ASKED"), ("ASKED", "QUIET")]


def test_what_is_owed_already_is_thinned_out_and_a_check_in_is_not_lost() -> None:
    plan = silent(*range(7), phase=1)
    for number in (0, 1):
        on = TODAY + (7 + number) * DAY
        session = a_session(plan=plan, number=number, on=on)
        due = {"local_on": on, "due_at": NOON + (7 + number) * DAY}
        a_reminder(plan=plan, kind="SESSION", session=session, also=["day-7"], **due)

    heed(plan, 7)

    out = "Every other mail is left out while none is answered."
    assert states(plan) == [
        ("SESSION", TODAY + 7 * DAY, "DUE", ""),
        ("SESSION", TODAY + 8 * DAY, "WITHDRAWN", out),
        ("CHECK_IN", TODAY + 8 * DAY, "DUE", ""),
    ]


def test_care_is_counted_by_its_days() -> None:
    plan = silent(*range(7))
    for day in (7, 8):
        when = NOON + day * DAY
        a_reminder(plan=plan, local_on=when.date(), due_at=when)

    heed(plan, 7)

    assert [(on, state) for _, on, state, _ in states(plan)] == [
        (TODAY + 7 * DAY, "WITHDRAWN"),
        (TODAY + 8 * DAY, "DUE"),
    ]


def test_the_question_what_gets_in_the_way_is_asked_once() -> None:
    plan = silent(*range(14), rhythm=Rhythm.HALVED, rhythm_since=TODAY + 7 * DAY)

    for day in (14, 14, 15):
        ask(heed(plan, day), day)

    assert states(plan) == [("BARRIER", TODAY + 14 * DAY, "DUE", "")]


@pytest.mark.parametrize(
    ("state", "unsure", "asked"),
    [
        ("MISSED", False, 2),
        ("WITHDRAWN", False, 2),
        ("PARKED", False, 2),  # refused, say
        ("PARKED", True, 1),  # it may have gone
        ("SENT", False, 1),
    ],
)
def test_a_question_that_never_came_is_asked_again(
    *, state: str, unsure: bool, asked: int
) -> None:
    plan = silent(rhythm=Rhythm.ASKED, rhythm_since=TODAY + 14 * DAY)
    ask(plan, 14)
    Reminder.objects.filter(kind="BARRIER").settle(
        state, at=NOON, reason="So." * (state != "SENT"), unsure=unsure
    )

    ask(plan, 15)

    assert plan.reminders.filter(kind="BARRIER").count() == asked


def test_a_question_that_was_put_off_is_asked_once() -> None:
    plan = silent(rhythm=Rhythm.ASKED, rhythm_since=TODAY + 14 * DAY)
    ask(plan, 14)
    put_off = Reminder.objects.get(kind="BARRIER")
    put_off.state, put_off.reason, put_off.settled_at = "WITHDRAWN", "Later.", NOON
    put_off.save()
    sent(plan, 14, kind="BARRIER", snoozed_from=put_off)

    ask(plan, 15)

    assert plan.reminders.filter(kind="BARRIER").count() == 2


def test_then_there_is_quiet_but_for_what_cannot_wait() -> None:
    plan = silent(*range(21), rhythm=Rhythm.ASKED, rhythm_since=TODAY + 14 * DAY)
    on = TODAY + 21 * DAY
    due = {"local_on": on, "due_at": NOON + 21 * DAY}
    a_reminder(plan=plan, kind="SESSION", session=a_session(plan=plan), slot=1, **due)
    a_reminder(plan=plan, kind="VISIT", about="day-21", slot=4, **due)

    heed(plan, 21)

    assert {(kind, state, why) for kind, _, state, why in states(plan)} == {
        ("SESSION", "WITHDRAWN", "No mail was answered for weeks."),
        ("VISIT", "DUE", ""),
    }


def test_without_mails_nothing_was_ignored() -> None:
    plan = heed(silent(), 30)

    assert plan.rhythm == Rhythm.FULL


def test_mails_that_ask_for_no_answer_are_not_ignored() -> None:
    plan = a_plan()
    sent(plan, 0, kind="VISIT", about="day-21", slot=4)

    assert heed(plan, 7).rhythm == Rhythm.FULL


def test_after_a_pause_of_mails_a_week_counts_from_the_first_one_after_it() -> None:
    plan = silent(0, 1, 20)

    assert [heed(plan, day).rhythm for day in (26, 27)] == [Rhythm.FULL, Rhythm.HALVED]


def cleared(plan: Plan, at: datetime) -> None:
    record_clearance(
        person=plan.person,
        by=plan.person,
        seen_on=at.date(),
        who="GP",
        may_exercise=True,
        may_run=True,
        at=at,
    )


def seen(plan: Plan, at: datetime) -> None:
    question = a_question(follow_up=a_follow_up(person=plan.person))
    question.seen_answers.create(said="SEEN", at=at)


def pressed(plan: Plan, at: datetime) -> None:
    mail: Reminder = plan.reminders.earliest("pk")
    mail.acts.create(what="SKIPPED", at=at)


HEARD: dict[str, Callable[[Plan, datetime], object]] = {
    "an entry": lambda plan, at: an_entry(plan=plan, at=at),
    "a list": lambda plan, at: record_gate(plan=plan, gate="phase-0", open_items=[], at=at),
    "a press": pressed,
    "an answer": seen,
    "a visit": cleared,
    "a setting": lambda plan, at: plan.changes.create(
        what="SETTINGS", why="So.", at=at, by=plan.person
    ),
    "a check": lambda plan, at: a_result(patient=plan.person, at=at),
}


@pytest.mark.parametrize("heard", HEARD)
def test_whatever_a_runner_tells_or_presses_brings_all_mails_back(heard: str) -> None:
    plan = silent(*range(21), rhythm=Rhythm.QUIET, rhythm_since=TODAY + 21 * DAY)
    HEARD[heard](plan, NOON + 22 * DAY)

    heed(plan, 23)

    plan.refresh_from_db()
    assert (plan.rhythm, plan.rhythm_since) == (Rhythm.FULL, None)
    assert ("RHYTHM", FULL, None) in changes(plan)


def test_what_a_physio_changes_is_no_word_of_the_runner() -> None:
    plan = silent(*range(21), rhythm=Rhythm.QUIET, rhythm_since=TODAY + 21 * DAY)
    physio = User.objects.create_user(email="physio@example.org")
    plan.changes.create(what="SETTINGS", why="So.", at=NOON + 22 * DAY, by=physio)

    assert heed(plan, 23).rhythm == Rhythm.QUIET


def test_an_entry_brings_all_mails_back_at_once() -> None:
    plan = silent(*range(7), rhythm=Rhythm.HALVED, rhythm_since=TODAY + 7 * DAY)
    Plan.objects.update(reviewed_on=TODAY + 8 * DAY)

    record_day(plan=plan, telling=telling(), done=True, at=NOON + 8 * DAY)

    plan.refresh_from_db()
    assert plan.rhythm == Rhythm.FULL
    assert ("RHYTHM", FULL, None) in changes(plan)


def test_a_review_heeds_it_too() -> None:
    halved = {"rhythm": Rhythm.HALVED, "rhythm_since": TODAY + 7 * DAY}
    plan = silent(*range(14), phase=1, reviewed_on=TODAY + 13 * DAY, **halved)

    review_plan(plan_id=plan.pk, at=MIDNIGHT + 14 * DAY)

    plan.refresh_from_db()
    assert plan.rhythm == Rhythm.ASKED
    owed = plan.reminders.filter(state="DUE").order_by("due_at")
    assert [(mail.kind, mail.due_at.hour) for mail in owed] == [
        ("SESSION", 9),
        ("BARRIER", 13),
    ]


@pytest.mark.parametrize(
    "given",
    [{}, {"rhythm": Rhythm.QUIET, "rhythm_since": TODAY, "finished_at": NOON}],
    ids=["all mails", "finished"],
)
def test_a_press_changes_nothing_where_nothing_is_to_change(given: dict[str, Any]) -> None:
    plan = a_plan(**given)

    hear(plan=plan, at=NOON)

    assert changes(plan) == []
