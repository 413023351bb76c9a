"""What is due at once finds a slot: a call for a visit, a message, a goodbye."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest

from accounts.models import User
from rehab.models import Message, Plan, Reminder
from rehab.reminders.owing.at_once import owe_goodbye, owe_message, owe_visit
from tests.factories import (
    NOON,
    a_follow_up,
    a_plan,
    a_question,
    a_reminder,
    a_runner,
    a_user,
)
from triage.rules.parts import Level

pytestmark = pytest.mark.django_db

TODAY = NOON.date()
DAY = timedelta(days=1)
MIDNIGHT = NOON.replace(hour=0)


def at(hour: int, minute: int = 0, *, days: int = 0) -> datetime:
    return MIDNIGHT + timedelta(days=days, hours=hour, minutes=minute)


def test_a_visit_is_told_of_at_once_in_the_slot_for_safety() -> None:
    mail = owe_visit(plan=a_plan(), rule="day-21", at=NOON)

    assert mail is not None
    assert (mail.kind, mail.about, mail.slot) == ("VISIT", "day-21", 4)
    assert (mail.due_at, mail.local_on) == (NOON, TODAY)


@pytest.mark.parametrize(
    ("now", "due"),
    [
        (at(3), at(8)),
        (at(22), at(8, days=1)),
        (at(20, 29), at(20, 29)),
        (at(20, 30), at(8, days=1)),
    ],
)
def test_in_the_night_it_waits_for_the_morning(now: datetime, due: datetime) -> None:
    mail = owe_visit(plan=a_plan(), rule="day-21", at=now)

    assert mail is not None
    assert (mail.due_at, mail.local_on) == (due, due.date())


def test_the_day_and_the_night_are_those_where_the_runner_is() -> None:
    plan = a_plan(person=a_runner(time_zone="Pacific/Auckland"))

    mail = owe_visit(plan=plan, rule="day-21", at=datetime(2026, 11, 22, 11, tzinfo=UTC))

    assert mail is not None
    assert (mail.local_on, mail.due_at) == (TODAY + DAY, at(19))


def test_one_mail_that_says_to_be_seen_is_enough() -> None:
    plan = a_plan()

    owed = [owe_visit(plan=plan, rule=rule, at=NOON) for rule in ("day-14", "day-21")]

    assert owed[1] is None
    assert Reminder.objects.count() == 1


def called(plan: Plan, rule: str, level: Level) -> None:
    plan.changes.create(what="VISIT", subject=rule, level=level, why="Look.", at=NOON)


def visits(plan: Plan) -> list[tuple[str, str, str]]:
    mails = plan.reminders.filter(kind="VISIT").order_by("pk")
    return [*mails.values_list("about", "state", "reason")]


def test_a_more_urgent_visit_takes_the_place_of_a_milder_mail_that_is_still_owed() -> None:
    plan, night = a_plan(), at(22)
    called(plan, "day-21", Level.WITHIN_2_WEEKS)
    called(plan, "worse", Level.WITHIN_A_WEEK)
    milder = owe_visit(plan=plan, rule="day-21", at=night)

    mail = owe_visit(plan=plan, rule="worse", at=night)

    assert milder is not None
    assert mail is not None
    assert (mail.due_at, mail.slot) == (milder.due_at, 4)
    assert visits(plan) == [
        ("day-21", "WITHDRAWN", "A more urgent mail takes its place."),
        ("worse", "DUE", ""),
    ]
    assert owe_visit(plan=plan, rule="day-21", at=night) is None


def test_a_milder_visit_mail_that_is_being_sent_does_not_keep_the_other_waiting() -> None:
    plan = a_plan()
    called(plan, "worse", Level.WITHIN_A_WEEK)
    a_reminder(
        plan=plan, slot=4, kind="VISIT", about="x", lease_until=NOON + timedelta(minutes=5)
    )

    mail = owe_visit(plan=plan, rule="worse", at=NOON)

    assert mail is not None
    assert (mail.due_at, mail.slot) == (NOON, 1)
    assert visits(plan) == [("x", "DUE", ""), ("worse", "DUE", "")]


def test_after_one_that_went_the_next_one_comes_in_the_morning() -> None:
    plan = a_plan()
    a_reminder(plan=plan, slot=4, kind="VISIT", about="x", state="SENT", settled_at=NOON)

    mail = owe_visit(plan=plan, rule="worse", at=NOON)

    assert mail is not None
    assert (mail.due_at, mail.local_on) == (at(8, days=1), TODAY + DAY)


def test_a_question_does_not_keep_a_visit_waiting_and_the_last_care_makes_room() -> None:
    plan = a_plan()
    a_question(follow_up=a_follow_up(person=plan.person))
    cares = [
        a_reminder(plan=plan, slot=slot, due_at=at(hour), also=also)
        for slot, hour, also in ((1, 9, []), (2, 13, []), (3, 18, ["day-2"]))
    ]

    mail = owe_visit(plan=plan, rule="worse", at=MIDNIGHT)

    assert mail is not None
    assert (mail.due_at, mail.slot) == (at(8), 3)
    cares[2].refresh_from_db()
    assert (cares[2].state, cares[2].reason) == (
        "WITHDRAWN",
        "Another mail takes its place.",
    )
    cares[0].refresh_from_db()
    assert cares[0].also == ["day-2"]


def test_in_a_week_full_of_what_cannot_move_there_is_no_slot() -> None:
    plan = a_plan()
    follow_up = a_follow_up(person=plan.person)
    for days in range(7):
        on = TODAY + days * DAY
        a_question(follow_up=follow_up, local_on=on)
        for slot in (1, 2, 3):
            sent = {"state": "SENT", "settled_at": NOON}
            a_reminder(plan=plan, slot=slot, local_on=on, **sent)

    assert owe_visit(plan=plan, rule="worse", at=NOON) is None


def test_without_consent_no_visit_is_told_of_by_mail() -> None:
    assert owe_visit(plan=a_plan(mails=False), rule="day-21", at=NOON) is None


def a_message(person: User) -> Message:
    return Message.objects.create(person=person, by=a_user(), at=NOON, text="Well done.")


def test_a_message_comes_at_once_and_once() -> None:
    plan = a_plan()
    message = a_message(plan.person)

    mails = [owe_message(message=message, at=NOON) for _ in range(2)]

    assert mails[0] == mails[1]
    facts = (mails[0].kind, mails[0].plan, mails[0].message, mails[0].slot)
    assert facts == ("MESSAGE", None, message, 1)
    assert (mails[0].due_at, mails[0].useful_until) == (NOON, at(21))


def test_a_message_waits_for_the_end_of_the_night_that_its_runner_chose() -> None:
    plan = a_plan(night_begins=time(11), night_ends=time(17))

    mail = owe_message(message=a_message(plan.person), at=NOON)

    assert mail.due_at == at(17)


def test_who_has_no_plan_has_the_usual_night() -> None:
    mail = owe_message(message=a_message(a_runner()), at=at(22))

    assert (mail.due_at, mail.person.plans.count()) == (at(8, days=1), 0)


def test_a_message_takes_the_place_of_what_matters_least() -> None:
    plan = a_plan()
    for slot, kind, hour in ((1, "CARE", 9), (2, "WEEK", 13), (3, "CARE", 18)):
        a_reminder(plan=plan, slot=slot, kind=kind, due_at=at(hour))

    mail = owe_message(message=a_message(plan.person), at=MIDNIGHT)

    assert (mail.slot, mail.local_on) == (2, TODAY)
    assert plan.reminders.get(state="WITHDRAWN").kind == "WEEK"


def test_after_a_full_day_a_message_comes_in_the_morning() -> None:
    plan = a_plan()
    for slot in (1, 2, 3):
        a_reminder(plan=plan, slot=slot, state="SENT", settled_at=NOON)

    mail = owe_message(message=a_message(plan.person), at=NOON)

    assert mail.due_at == at(8, days=1)


def test_a_goodbye_comes_at_once_and_once() -> None:
    plan = a_plan(finished_at=NOON)

    mails = [owe_goodbye(plan=plan, at=NOON) for _ in range(2)]

    assert mails[0] is not None
    assert mails[0] == mails[1]
    assert (mails[0].kind, mails[0].due_at, mails[0].slot) == ("GOODBYE", NOON, 1)


@pytest.mark.parametrize("given", [{"mails": False}, {"paused_at": NOON}], ids=str)
def test_no_goodbye_without_consent_or_before_a_visit(given: dict[str, Any]) -> None:
    assert owe_goodbye(plan=a_plan(**given), at=NOON) is None


def test_a_goodbye_takes_nobodys_place() -> None:
    plan = a_plan()
    for days in range(7):
        for slot in (1, 2, 3):
            on = TODAY + days * DAY
            facts = {"local_on": on, "due_at": NOON + days * DAY, "lease_until": at(13)}
            a_reminder(plan=plan, slot=slot, **facts)

    assert owe_goodbye(plan=plan, at=NOON) is None
