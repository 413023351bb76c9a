"""A day has room for one more mail, or something that matters less makes room."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from rehab.models import Reminder
from rehab.reminders.owing.precedence import Kind
from rehab.reminders.owing.room import Place, Room
from tests.factories import NOON, a_plan, a_reminder

TODAY = NOON.date()
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
MIDNIGHT = NOON.replace(hour=0)


def at(hour: int, minute: int = 0) -> datetime:
    return MIDNIGHT + timedelta(hours=hour, minutes=minute)


def mail(slot: int, hour: int, kind: Kind = Kind.CARE, **given: Any) -> Reminder:
    facts = {"pk": slot, "local_on": TODAY, "state": "DUE", "due_at": at(hour)}
    return Reminder(slot=slot, kind=kind, **facts | given)


def test_an_empty_day_gives_the_slot_that_was_asked_for_or_the_first() -> None:
    room = Room(TODAY, ())

    assert room.place(Kind.SESSION, at(13), slot=2) == Place(2)
    assert room.place(Kind.SESSION, at(13)) == Place(1)
    assert room.place(Kind.VISIT, at(13)) == Place(4)


def test_if_the_slot_is_taken_another_one_will_do() -> None:
    room = Room(TODAY, (mail(2, 9),))

    assert room.place(Kind.SESSION, at(13), slot=2) == Place(1)


@pytest.mark.parametrize("minutes", [-119, 0, 119])
def test_what_matters_less_and_comes_too_near_makes_room(minutes: int) -> None:
    care = mail(2, 13)
    due = at(13) + timedelta(minutes=minutes)

    assert Room(TODAY, (care,)).place(Kind.SESSION, due) == Place(1, (care,))


@pytest.mark.parametrize("minutes", [-120, 120])
def test_two_hours_are_far_enough(minutes: int) -> None:
    due = at(13) + timedelta(minutes=minutes)

    assert Room(TODAY, (mail(2, 13),)).place(Kind.SESSION, due) == Place(1)


@pytest.mark.parametrize("kind", [Kind.CHECK_IN, Kind.SESSION, Kind.WELCOME])
def test_nothing_comes_near_to_what_matters_as_much(kind: Kind) -> None:
    room = Room(TODAY, (mail(2, 13, kind),))

    assert room.place(Kind.SESSION, at(14)) is None


@pytest.mark.parametrize("kind", [Kind.VISIT, Kind.MESSAGE, Kind.GOODBYE])
def test_what_is_due_at_once_keeps_no_distance(kind: Kind) -> None:
    room = Room(TODAY, (mail(2, 13, Kind.SESSION),))

    assert room.place(kind, at(13)) == Place(4 if kind is Kind.VISIT else 1)
    assert Room(TODAY, (mail(1, 13, kind),)).near(at(13)) == ()


def test_of_a_full_day_the_least_makes_room_and_of_several_the_last() -> None:
    session, early, late = mail(1, 8, Kind.SESSION), mail(2, 10), mail(3, 18)
    room = Room(TODAY, (session, early, late))

    assert room.place(Kind.MESSAGE, at(13)) == Place(3, (late,))
    assert room.place(Kind.CHECK_IN, at(13)) == Place(3, (late,))
    assert room.place(Kind.WEEK, at(13)) is None


def test_mails_of_other_days_hold_no_slot_of_this_one() -> None:
    others = [mail(slot, 9, local_on=TODAY - DAY) for slot in (1, 2, 3)]

    assert Room(TODAY, tuple(others)).place(Kind.CARE, at(13)) == Place(1)


@pytest.mark.django_db
def test_a_room_holds_all_that_stands_or_may_have_gone_around_a_day() -> None:
    plan = a_plan()
    on = date(2026, 11, 22)
    late = a_reminder(plan=plan, local_on=on + 2 * DAY, due_at=NOON + 2 * DAY)
    sent = a_reminder(plan=plan, state="SENT", settled_at=NOON)
    besides = a_reminder(plan=plan, slot=2)
    gone = {"state": "WITHDRAWN", "settled_at": NOON, "reason": "Over."}
    a_reminder(plan=plan, slot=3, **gone)
    perhaps = a_reminder(plan=plan, slot=3, due_at=NOON + HOUR, unsure=True, **gone)
    a_reminder(plan=plan, local_on=on + 3 * DAY)
    a_reminder()

    room = Room.of(plan.person_id, on, besides=[besides.pk])

    assert room == Room(on, (sent, perhaps, late))
    further = Room.of(plan.person_id, on, until=on + DAY, besides=[besides.pk])
    assert len(further.mails) == 4
