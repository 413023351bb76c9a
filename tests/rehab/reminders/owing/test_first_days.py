from datetime import UTC, date, datetime, time, timedelta

import pytest

from rehab.models import Plan, Reminder
from rehab.reminders.owing.first_days import owe_acute_care, withdraw_future
from tests.factories import NOON, a_plan, a_reminder, a_runner

pytestmark = pytest.mark.django_db

MORNING = datetime(2026, 11, 22, 7, 30, tzinfo=UTC)  # before the night has ended
DAY_0 = date(2026, 11, 22)
WELCOME, CARE = Reminder.Kind.WELCOME, Reminder.Kind.CARE
Row = tuple[str, date, int, datetime]


def rows(reminders: list[Reminder]) -> list[Row]:
    return [(each.kind, each.local_on, each.slot, each.due_at) for each in reminders]


def wall(day: int, hour: int) -> datetime:
    """Return an hour of a day of the plan, in London in winter."""
    return datetime.combine(DAY_0 + timedelta(days=day), time(hour), UTC)


def care(day: int, *hours: int) -> list[Row]:
    slot = {9: 1, 13: 2, 18: 3}
    on = DAY_0 + timedelta(days=day)
    return [(CARE, on, slot[hour], wall(day, hour)) for hour in hours]


def test_checklist_36_a_plan_owes_three_mails_a_day_for_four_days_and_then_one() -> None:
    plan = a_plan()

    owed = owe_acute_care(plan=plan, at=MORNING)

    assert rows(owed) == [
        (WELCOME, DAY_0, 1, MORNING),
        *care(0, 13, 18),
        *care(1, 9, 13, 18),
        *care(2, 9, 13, 18),
        *care(3, 9, 13, 18),
        *care(4, 9),
        *care(5, 9),
        *care(6, 9),
        *care(7, 9),
    ]


def test_on_the_first_day_only_what_is_still_to_come_is_owed() -> None:
    plan = a_plan()

    owed = owe_acute_care(plan=plan, at=wall(0, 15))

    assert rows(owed)[:3] == [(WELCOME, DAY_0, 1, wall(0, 15)), *care(0, 18), *care(1, 9)]


def test_no_mail_follows_the_welcome_within_two_hours() -> None:
    plan = a_plan()

    owed = owe_acute_care(plan=plan, at=NOON)

    assert rows(owed)[:2] == [(WELCOME, DAY_0, 1, NOON), *care(0, 18)]


def test_somebody_who_starts_at_night_is_welcomed_at_once() -> None:
    plan = a_plan()
    late = wall(0, 23)

    owed = owe_acute_care(plan=plan, at=late)

    assert rows(owed)[:2] == [(WELCOME, DAY_0, 1, late), *care(1, 9)]


def windows(reminders: list[Reminder]) -> list[tuple[datetime, datetime]]:
    return [(each.due_at, each.useful_until) for each in reminders]


def test_a_late_mail_is_of_use_for_three_hours_until_the_next_one_or_the_night() -> None:
    plan = a_plan(reminder_times=[time(9), time(11), time(20)])

    owed = owe_acute_care(plan=plan, at=MORNING)

    assert windows(owed[:6]) == [
        (MORNING, wall(0, 11)),
        (wall(0, 11), wall(0, 14)),
        (wall(0, 20), wall(0, 21)),
        (wall(1, 9), wall(1, 11)),
        (wall(1, 11), wall(1, 14)),
        (wall(1, 20), wall(1, 21)),
    ]


@pytest.mark.parametrize(
    ("asked", "until"),
    [
        (wall(0, 3), wall(0, 9)),
        (wall(0, 15), wall(0, 18)),
        (wall(0, 19), wall(0, 21)),
        (wall(0, 23), wall(1, 9)),
    ],
)
def test_a_welcome_is_of_use_until_the_next_mail_or_the_next_night(
    asked: datetime, until: datetime
) -> None:
    owed = owe_acute_care(plan=a_plan(), at=asked)

    assert windows(owed[:1]) == [(asked, until)]


def test_times_that_all_lie_at_night_leave_a_welcome_and_nothing_after_it() -> None:
    plan = a_plan(reminder_times=[time(21), time(22), time(23)])

    owed = owe_acute_care(plan=plan, at=NOON)

    assert rows(owed) == [(WELCOME, DAY_0, 1, NOON)]
    assert windows(owed) == [(NOON, wall(0, 21))]


def test_times_follow_the_clocks_of_where_somebody_is() -> None:
    plan = a_plan(person=a_runner(time_zone="America/New_York"))

    owed = owe_acute_care(plan=plan, at=MORNING)

    assert [each.due_at.hour for each in owed[:6]] == [7, 18, 23, 14, 18, 23]
    assert [each.local_on.day for each in owed[:6]] == [22, 22, 22, 23, 23, 23]


def test_owing_twice_owes_once() -> None:
    plan = a_plan()
    first = owe_acute_care(plan=plan, at=MORNING)

    again = owe_acute_care(plan=plan, at=MORNING + timedelta(minutes=5))

    assert rows(again) == rows(first)
    assert Reminder.objects.count() == len(first)


def test_what_was_sent_is_not_owed_again() -> None:
    plan = a_plan()
    owe_acute_care(plan=plan, at=MORNING)
    plan.reminders.filter(local_on=DAY_0).settle(Reminder.State.SENT, at=wall(0, 18))

    again = owe_acute_care(plan=plan, at=wall(0, 19))

    assert rows(again)[0] == care(1, 9)[0]


def test_after_a_pause_only_the_future_is_owed_and_no_second_welcome() -> None:
    plan = a_plan()
    owe_acute_care(plan=plan, at=MORNING)
    withdraw_future(plan=plan, at=wall(2, 10), reason="The plan is paused.")

    owed = owe_acute_care(plan=plan, at=wall(2, 10))

    assert rows(owed)[:2] == [*care(2, 13), *care(2, 18)]


def test_a_mail_of_an_earlier_plan_keeps_its_slot_and_the_welcome_takes_the_next() -> None:
    earlier = a_plan(finished_at=NOON)
    a_reminder(plan=earlier, slot=1, due_at=wall(0, 9))
    plan = a_plan(person=earlier.person, mails=False)

    owed = owe_acute_care(plan=plan, at=NOON)

    assert rows(owed)[:2] == [(WELCOME, DAY_0, 2, NOON), *care(0, 18)]


def test_a_full_day_has_no_room_for_a_welcome_and_its_last_slot_is_kept() -> None:
    earlier = a_plan(finished_at=NOON)
    for slot in (1, 2, 3):
        a_reminder(plan=earlier, slot=slot)
    plan = a_plan(person=earlier.person, mails=False)

    owed = owe_acute_care(plan=plan, at=NOON)

    assert rows(owed)[:1] == care(1, 9)


def test_times_at_night_are_kept_out_of_it() -> None:
    plan = a_plan(reminder_times=[time(6), time(14), time(22)])

    owed = owe_acute_care(plan=plan, at=MORNING)

    assert {each.due_at.hour for each in owed[1:]} == {8, 14}


def test_withdrawing_takes_back_all_that_is_owed_and_nothing_else() -> None:
    plan, other = a_plan(), a_plan()
    sent = a_reminder(plan=plan, state=Reminder.State.SENT, settled_at=NOON)
    owed = a_reminder(plan=plan, slot=2, lease_until=NOON)
    theirs = a_reminder(plan=other)

    assert withdraw_future(plan=plan, at=NOON, reason="The plan is paused.") == 1

    states = dict(Reminder.objects.values_list("pk", "state"))
    assert states == {
        sent.pk: Reminder.State.SENT,
        owed.pk: Reminder.State.WITHDRAWN,
        theirs.pk: Reminder.State.DUE,
    }
    owed.refresh_from_db()
    assert (owed.settled_at, owed.lease_until) == (NOON, None)
    assert owed.reason == "The plan is paused."


def test_withdrawing_twice_withdraws_once() -> None:
    plan: Plan = a_plan()
    a_reminder(plan=plan)

    counts = [withdraw_future(plan=plan, at=NOON, reason="Paused.") for _ in range(2)]

    assert counts == [1, 0]
