from datetime import UTC, date, datetime, time, timedelta

import pytest

from rehab.models import Reminder
from rehab.reminders.owing.seen_questions import (
    owe_questions,
    owed_questions,
    withdraw_questions,
)
from tests.factories import NOON, a_follow_up, a_plan, a_question, a_reminder, a_runner

pytestmark = pytest.mark.django_db

State = Reminder.State
DAY = timedelta(days=1)
Row = tuple[date, int, datetime, datetime]


def rows(reminders: list[Reminder]) -> list[Row]:
    return [(r.local_on, r.slot, r.due_at, r.useful_until) for r in reminders]


def on(day: int, hour: int) -> datetime:
    """Return an hour of a day in November, by the clocks of London."""
    return datetime(2026, 11, day, hour, tzinfo=UTC)


def test_a_follow_up_asks_at_ten_on_two_days_in_the_slot_kept_for_safety() -> None:
    owed = owe_questions(follow_up=a_follow_up(), at=NOON)

    assert rows(owed) == [
        (date(2026, 11, 23), 4, on(23, 10), on(23, 21)),
        (date(2026, 11, 25), 4, on(25, 10), on(25, 21)),
    ]
    assert {each.kind for each in owed} == {Reminder.Kind.SEEN}


def test_it_asks_at_ten_where_the_person_is() -> None:
    follow_up = a_follow_up(person=a_runner(time_zone="Asia/Tokyo"))

    owed = owe_questions(follow_up=follow_up, at=NOON)

    assert [each.due_at for each in owed] == [on(23, 1), on(25, 1)]


def test_to_owe_twice_owes_once() -> None:
    follow_up = a_follow_up()
    first = owe_questions(follow_up=follow_up, at=NOON)

    again = owe_questions(follow_up=follow_up, at=NOON)

    assert again == first
    assert Reminder.objects.count() == 2


def test_nothing_is_owed_for_the_past() -> None:
    owed = owe_questions(follow_up=a_follow_up(), at=on(23, 10))

    assert [each.local_on for each in owed] == [date(2026, 11, 25)]


def test_of_two_follow_ups_on_one_day_the_first_one_asks() -> None:
    first = a_follow_up()
    later = a_follow_up(
        person=first.person, agreed=False, begun_on=first.begun_on + 2 * DAY
    )
    owe_questions(follow_up=first, at=NOON)

    owed = owe_questions(follow_up=later, at=NOON)

    assert [(each.local_on.day, each.follow_up) for each in owed] == [
        (23, first),
        (25, first),
        (27, later),
    ]


def test_what_was_withdrawn_can_be_owed_again() -> None:
    follow_up = a_follow_up()
    owe_questions(follow_up=follow_up, at=NOON)
    withdraw_questions(person_id=follow_up.person_id, at=NOON, reason="Stopped.")

    owed = owe_questions(follow_up=follow_up, at=NOON)

    assert [each.local_on.day for each in owed] == [23, 25]
    assert Reminder.objects.count() == 4


def test_withdrawing_takes_back_the_questions_of_one_person_and_nothing_else() -> None:
    follow_up = a_follow_up()
    sent = a_question(follow_up=follow_up, state=State.SENT, settled_at=NOON)
    owed = a_question(follow_up=follow_up, local_on=NOON.date() + DAY)
    care, theirs = a_reminder(person=follow_up.person), a_question()

    counts = [
        withdraw_questions(person_id=follow_up.person_id, at=NOON, reason="Seen.")
        for _ in range(2)
    ]

    assert counts == [1, 0]
    assert dict(Reminder.objects.values_list("pk", "state")) == {
        sent.pk: State.SENT,
        owed.pk: State.WITHDRAWN,
        care.pk: State.DUE,
        theirs.pk: State.DUE,
    }
    owed.refresh_from_db()
    assert (owed.settled_at, owed.reason) == (NOON, "Seen.")
    assert [*owed_questions(follow_up.person_id)] == []


def test_it_asks_after_the_quiet_hours_of_an_open_plan() -> None:
    plan = a_plan(night_begins=time(5), night_ends=time(12))

    owed = owe_questions(follow_up=a_follow_up(person=plan.person), at=NOON)

    assert [(each.due_at, each.useful_until) for each in owed] == [
        (on(23, 12), on(24, 0)),
        (on(25, 12), on(26, 0)),
    ]
