"""Which mails may be claimed, tried, withdrawn, and which nobody wants any more."""

from datetime import timedelta
from typing import Any

import pytest

from accounts.models import User
from rehab.models import Message, Plan, Reminder
from tests.factories import (
    NOON,
    a_clinic,
    a_follow_up,
    a_physio,
    a_plan,
    a_question,
    a_reminder,
    a_session,
)

pytestmark = pytest.mark.django_db

State = Reminder.State
SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)
DAY_1 = NOON.date() + timedelta(days=1)


def test_a_question_waits_for_no_other_mail() -> None:
    question = a_question()
    sent = Reminder.State.SENT
    a_reminder(person=question.person, attempts=1, state=sent, settled_at=NOON)

    assert [*Reminder.objects.sendable(NOON + SECOND)] == [question]


def test_a_lease_keeps_others_away_until_it_has_run_out() -> None:
    reminder = a_reminder(lease_until=NOON + timedelta(minutes=1))

    assert [*Reminder.objects.claimable(NOON)] == []
    assert [*Reminder.objects.claimable(NOON + timedelta(minutes=1))] == [reminder]


WITHDRAWN = {"state": State.WITHDRAWN, "reason": "The plan is paused."}
MISSED = {"state": State.MISSED, "reason": "Not sent in time."}


@pytest.mark.parametrize(
    "earlier",
    [
        {"state": State.SENT, "settled_at": NOON + SECOND},
        {"lease_until": NOON},
        {"lease_until": NOON + 3 * HOUR},
        {"unsure": True, "put_off": True, "lease_until": NOON + 3 * HOUR},
        {"unsure": True, "settled_at": NOON + SECOND} | WITHDRAWN,
    ],
)
def test_a_care_mail_waits_for_what_may_have_gone_within_two_hours(
    earlier: dict[str, Any],
) -> None:
    plan = a_plan()
    a_reminder(plan=plan, useful_until=NOON + HOUR, **earlier)
    a_reminder(plan=plan, slot=2, due_at=NOON + HOUR)
    welcome = a_reminder(plan=plan, slot=3, kind=Reminder.Kind.WELCOME)
    somebody_elses = a_reminder(due_at=NOON + HOUR)

    sendable = Reminder.objects.sendable(NOON + 2 * HOUR)

    assert {*sendable} == {welcome, somebody_elses}


@pytest.mark.parametrize(
    "earlier",
    [
        {"state": State.SENT, "settled_at": NOON},
        {"attempts": 1, "settled_at": NOON + SECOND} | WITHDRAWN,
        {"attempts": 1, "settled_at": NOON + HOUR} | MISSED,
        {"attempts": 1, "put_off": True, "lease_until": NOON + 3 * HOUR},
        {"unsure": True},
    ],
)
def test_a_care_mail_waits_no_longer_and_not_for_what_cannot_have_gone(
    earlier: dict[str, Any],
) -> None:
    plan = a_plan()
    a_reminder(plan=plan, due_at=NOON - HOUR, useful_until=NOON, **earlier)
    care = a_reminder(plan=plan, slot=2, due_at=NOON + HOUR)

    assert [*Reminder.objects.sendable(NOON + 2 * HOUR)] == [care]


def test_of_two_mails_that_have_to_keep_apart_the_earlier_goes_first() -> None:
    plan, at = a_plan(), NOON + SECOND
    session = a_reminder(plan=plan, slot=2, kind="CHECK_IN", about="day-7", due_at=at)
    care, as_soon = a_reminder(plan=plan), a_reminder(plan=plan, slot=3)

    assert [*Reminder.objects.sendable(at)] == [care]
    care.delete()
    assert [*Reminder.objects.sendable(at)] == [as_soon]
    as_soon.delete()
    assert [*Reminder.objects.sendable(at)] == [session]


def test_what_waits_for_nothing_goes_before_what_a_plan_owes_day_by_day() -> None:
    plan, at = a_plan(), NOON + SECOND
    care = a_reminder(plan=plan)
    snoozed = a_reminder(plan=plan, slot=2, snoozed_from=care, due_at=at)
    kinds = [Reminder.Kind.VISIT, Reminder.Kind.GOODBYE, Reminder.Kind.WELCOME]
    at_once = [
        a_reminder(plan=plan, kind=kind, about="x", slot=slot, local_on=DAY_1)
        for slot, kind in enumerate(kinds, start=1)
    ]

    assert {*Reminder.objects.sendable(at)} == {snoozed, *at_once}


def test_a_mail_waits_for_none_that_is_put_off_too_late_or_of_somebody_else() -> None:
    plan, at = a_plan(), NOON + SECOND
    a_reminder(plan=plan, put_off=True, lease_until=NOON + HOUR)
    a_reminder(plan=plan, slot=2, due_at=NOON - HOUR, useful_until=at)
    a_reminder(plan=plan, slot=3, kind="VISIT", about="x", due_at=NOON + HOUR)
    care, somebody_elses = a_reminder(plan=plan, local_on=DAY_1), a_reminder()

    assert {*Reminder.objects.sendable(at)} == {care, somebody_elses}


IN_HANDS: dict[str, Any] = {"lease_until": NOON + HOUR}
PUT_OFF: dict[str, Any] = IN_HANDS | {"put_off": True}
OUT = {"lease_until": NOON}
SENT = {"state": State.SENT, "settled_at": NOON}


@pytest.mark.parametrize(
    ("given", "in_hands", "free", "claimable"),
    [
        ({}, False, True, True),
        (IN_HANDS, True, False, False),
        (PUT_OFF, False, True, False),
        (PUT_OFF | OUT, False, True, True),
        (OUT, False, True, True),
        (SENT, False, False, False),
    ],
)
def test_a_reminder_is_in_hands_while_a_lease_lasts_that_is_no_time_for_a_next_try(
    *, given: dict[str, Any], in_hands: bool, free: bool, claimable: bool
) -> None:
    a_reminder(**given)
    rows = Reminder.objects

    found = [rows.in_hands(NOON), rows.free(NOON), rows.claimable(NOON)]

    assert [each.exists() for each in found] == [in_hands, free, claimable]


def test_what_is_put_off_for_longer_than_it_is_of_use_is_too_late_at_once() -> None:
    put_off = a_reminder(put_off=True, lease_until=NOON + 9 * HOUR)
    a_reminder(lease_until=NOON + 9 * HOUR)

    assert [*Reminder.objects.too_late(NOON + 3 * HOUR)] == [put_off]


def test_to_withdraw_closes_what_is_free_and_leaves_what_is_in_hands() -> None:
    free, in_hands = a_reminder(), a_reminder(**IN_HANDS)

    withdrawn = Reminder.objects.withdraw(at=NOON, reason="The plan is paused.")
    again = Reminder.objects.withdraw(at=NOON, reason="The plan is finished.")

    free.refresh_from_db()
    in_hands.refresh_from_db()
    assert (withdrawn, again) == (1, 0)
    assert (free.state, free.reason) == (State.WITHDRAWN, "The plan is paused.")
    assert (in_hands.state, in_hands.lease_until) == (State.DUE, NOON + HOUR)


def test_each_withdrawal_leaves_a_line_in_the_log_once_it_holds(
    django_capture_on_commit_callbacks: Any, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    reminder = a_reminder(**PUT_OFF)

    with django_capture_on_commit_callbacks(execute=True):
        Reminder.objects.withdraw(at=NOON, reason="The plan is paused.")
        assert caplog.messages == []

    assert caplog.messages == [
        f"reminder={reminder.pk} kind=CARE from=DUE to=WITHDRAWN attempt=0 lag=0"
    ]


ALL_KINDS = {*Reminder.Kind}
CANNOT_WAIT = {Reminder.Kind.VISIT, Reminder.Kind.SEEN, Reminder.Kind.MESSAGE}


def one_of_each_kind() -> Plan:
    """Owe one mail of each kind to one person, and return their plan."""
    plan = a_plan(phase=1)
    a_question(follow_up=a_follow_up(person=plan.person))
    message = Message.objects.create(
        person=plan.person, by=a_physio(clinic=a_clinic()), at=NOON, text="Well done."
    )
    of_message = {"plan": None, "person": plan.person, "message": message}
    for day, kind in enumerate(sorted(ALL_KINDS - {Reminder.Kind.SEEN}), start=1):
        facts: dict[str, Any] = {"kind": kind, "about": "x", "plan": plan}
        if kind == Reminder.Kind.MESSAGE:
            facts |= of_message
        if kind == Reminder.Kind.SESSION:
            facts["session"] = a_session(plan=plan)
        row = {"local_on": DAY_1 + timedelta(days=day), "person": plan.person} | facts
        Reminder.objects.create(slot=1, due_at=NOON, useful_until=NOON + HOUR, **row)
    return plan


@pytest.mark.parametrize(
    ("change", "why", "wanted"),
    [
        ({}, "", ALL_KINDS),
        ({"paused_at": NOON}, "The plan is paused.", CANNOT_WAIT),
        (
            {"finished_at": NOON + HOUR},
            "The plan is finished.",
            CANNOT_WAIT | {Reminder.Kind.GOODBYE},
        ),
        ({"mails_paused_at": NOON}, "The runner paused mails.", CANNOT_WAIT),
        (
            {"rhythm": Plan.Rhythm.QUIET, "rhythm_since": NOON.date()},
            "The runner has not answered mails for weeks.",
            CANNOT_WAIT | {Reminder.Kind.WELCOME, Reminder.Kind.GOODBYE},
        ),
        ({"rhythm": Plan.Rhythm.ASKED, "rhythm_since": NOON.date()}, "", ALL_KINDS),
    ],
)
def test_each_kind_outlives_what_has_nothing_to_do_with_it(
    change: dict[str, Any], why: str, wanted: set[Reminder.Kind]
) -> None:
    plan = one_of_each_kind()
    Plan.objects.filter(pk=plan.pk).update(**change)

    told = {each.kind: each.unwanted for each in Reminder.objects.with_unwanted()}

    assert told == {kind: "" if kind in wanted else why for kind in ALL_KINDS}


def test_an_address_that_takes_no_mail_gets_none_of_any_kind() -> None:
    plan = one_of_each_kind()
    User.objects.filter(pk=plan.person_id).update(mail_refused_at=NOON)

    told = {each.unwanted for each in Reminder.objects.with_unwanted()}

    assert told == {"The address takes no mail."}


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"hold_until": NOON.date() + timedelta(days=1)}, "Exercises are on hold."),
        ({"hold_until": NOON.date()}, ""),
        ({"phase": 1}, "The plan went back a phase."),
        ({"phase": 0}, "The plan went back a phase."),
        ({"phase": 3}, ""),
    ],
    ids=str,
)
def test_the_mail_of_a_session_is_unwanted_while_its_exercises_are_locked(
    given: dict[str, Any], why: str
) -> None:
    plan = a_plan(**{"phase": 2} | given)
    session = a_session(plan=plan, phase=2)
    a_reminder(plan=plan, kind="SESSION", session=session)
    a_reminder(plan=plan, slot=2)

    told = Reminder.objects.with_unwanted().order_by("slot")

    assert [each.unwanted for each in told] == [why, ""]
