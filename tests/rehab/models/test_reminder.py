from typing import Any

import pytest
from django.db import IntegrityError, transaction

from rehab.models import Reminder
from rehab.models.reminder import SAFETY_SLOT
from tests.factories import (
    NOON,
    a_clinic,
    a_follow_up,
    a_physio,
    a_plan,
    a_question,
    a_reminder,
    a_runner,
)

pytestmark = pytest.mark.django_db

State = Reminder.State


def test_a_reminder_says_what_it_is_without_saying_whose() -> None:
    reminder = a_reminder()

    assert str(reminder) == f"CARE 2026-11-22 slot 1 for person {reminder.person_id}"


@pytest.mark.parametrize(
    ("given", "constraint"),
    [
        ({"slot": 0}, "rehab_four_slots_a_day"),
        ({"slot": 5}, "rehab_four_slots_a_day"),
        ({"useful_until": NOON}, "rehab_of_use_for_a_while"),
        ({"state": State.SENT}, "rehab_settled_means_timed_and_let_go"),
        ({"settled_at": NOON}, "rehab_settled_means_timed_and_let_go"),
        (
            {"state": State.SENT, "settled_at": NOON, "lease_until": NOON},
            "rehab_settled_means_timed_and_let_go",
        ),
        ({"state": State.PARKED, "settled_at": NOON}, "rehab_unsent_says_why"),
        ({"reason": "Because."}, "rehab_unsent_says_why"),
    ],
)
def test_the_database_refuses_a_reminder_that_cannot_be(
    given: dict[str, Any], constraint: str
) -> None:
    with pytest.raises(IntegrityError, match=constraint):
        a_reminder(**given)


OWED_BY = "rehab_owed_by_a_plan_a_follow_up_or_a_message"


def test_the_database_knows_a_plan_or_a_follow_up_that_owes_a_mail() -> None:
    plan, follow_up = a_plan(), a_follow_up()
    rows: list[tuple[Reminder.Kind, dict[str, Any]]] = [
        (Reminder.Kind.CARE, {"plan": None}),
        (Reminder.Kind.CARE, {"plan": None, "follow_up": follow_up}),
        (Reminder.Kind.CARE, {"plan": plan, "follow_up": follow_up}),
        (Reminder.Kind.SEEN, {"follow_up": None}),
        (Reminder.Kind.SEEN, {"follow_up": None, "plan": plan}),
        (Reminder.Kind.SEEN, {"follow_up": follow_up, "plan": plan}),
    ]
    owed = a_question(follow_up=follow_up)

    for kind, owed_by in rows:
        slot = SAFETY_SLOT if kind == Reminder.Kind.SEEN else 1
        with pytest.raises(IntegrityError, match=OWED_BY), transaction.atomic():
            Reminder.objects.filter(pk=owed.pk).update(kind=kind, slot=slot, **owed_by)


def test_a_mail_knows_what_owes_it() -> None:
    care, question = a_reminder(), a_question()

    assert (care.of_plan, question.of_follow_up) == (care.plan, question.follow_up)


def test_the_database_has_the_last_slot_only_for_what_asks_if_somebody_was_seen() -> None:
    with pytest.raises(IntegrityError, match="rehab_questions_take_the_slot_for_safety"):
        a_question(slot=3)


def test_the_database_keeps_the_slot_for_safety_from_all_other_mails() -> None:
    with pytest.raises(IntegrityError, match="nothing_else_takes_the_slot_for_safety"):
        a_reminder(slot=SAFETY_SLOT)


def test_the_database_has_one_slot_for_one_mail_whatever_the_plan() -> None:
    earlier = a_plan(finished_at=NOON)
    a_reminder(plan=earlier)

    with pytest.raises(IntegrityError, match="rehab_one_reminder_a_slot"):
        a_reminder(plan=a_plan(person=earlier.person, mails=False))


def test_the_database_has_room_for_one_welcome_a_plan() -> None:
    plan = a_plan()
    a_reminder(plan=plan, kind=Reminder.Kind.WELCOME)

    with pytest.raises(IntegrityError, match="rehab_one_welcome_a_plan"):
        a_reminder(plan=plan, kind=Reminder.Kind.WELCOME, slot=2)


def test_a_mail_that_was_withdrawn_leaves_its_slot() -> None:
    plan = a_plan()
    for _ in range(3):
        a_reminder(plan=plan, state=State.WITHDRAWN, settled_at=NOON, reason="Paused.")

    assert a_reminder(plan=plan) in Reminder.objects.standing()
    assert Reminder.objects.standing().count() == 1


def test_a_physio_sees_the_mails_of_their_own_runners() -> None:
    clinic = a_clinic()
    mine = a_reminder(plan=a_plan(person=a_runner(clinic=clinic)))
    a_reminder(plan=a_plan(person=a_runner(clinic=a_clinic())))

    assert [*Reminder.objects.visible_to(a_physio(clinic=clinic))] == [mine]
