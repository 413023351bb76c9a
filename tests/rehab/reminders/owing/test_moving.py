"""A runner changes the place in the middle of a day: no mail comes at night or too soon."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest

from rehab.models import Plan, Reminder
from rehab.reminders.owing.moving import move_owed
from tests.factories import (
    NOON,
    a_follow_up,
    a_plan,
    a_question,
    a_reminder,
    a_runner,
    a_session,
)

pytestmark = pytest.mark.django_db

TODAY = NOON.date()
DAY = timedelta(days=1)
TOKYO, NEW_YORK = "Asia/Tokyo", "America/New_York"  # 21:00 and 7:00 at noon


SENT: dict[str, Any] = {"state": "SENT", "settled_at": NOON}


def at(hour: int, minute: int = 0, *, days: int = 0) -> datetime:
    midnight = datetime.combine(TODAY, datetime.min.time(), UTC)
    return midnight + timedelta(days=days, hours=hour, minutes=minute)


def check_in(plan: Plan, **given: Any) -> Reminder:
    """Return the mail of a check-in that is owed at the second time of today."""
    defaults: dict[str, Any] = {"slot": 2, "due_at": at(13), "useful_until": at(21)}
    return a_reminder(plan=plan, kind="CHECK_IN", about="day-7", **defaults | given)


def moved_to(zone: str, plan: Plan) -> None:
    plan.person.time_zone = zone
    plan.person.save()
    move_owed(plan=plan, at=NOON)


def read(reminder: Reminder) -> tuple[str, int, datetime, datetime]:
    reminder.refresh_from_db()
    return reminder.state, reminder.slot, reminder.due_at, reminder.useful_until


def test_a_mail_keeps_its_day_and_its_time_of_the_day() -> None:
    plan = a_plan()
    mail = check_in(plan)

    moved_to(NEW_YORK, plan)

    assert read(mail) == ("DUE", 2, at(18), at(2, days=1))


def test_a_mail_whose_day_is_over_there_is_withdrawn() -> None:
    plan = a_plan()
    mail = check_in(plan)

    moved_to(TOKYO, plan)

    assert read(mail)[0] == "WITHDRAWN"
    assert mail.reason == "No time of that day is left where the runner is now."


def test_a_session_of_tomorrow_comes_tomorrow_morning_there() -> None:
    plan = a_plan(phase=1)
    session = a_session(plan=plan, on=TODAY + DAY)
    facts = {"due_at": at(9, days=1), "useful_until": at(21, days=1), "slot": 1}
    mail = a_reminder(
        plan=plan, kind="SESSION", session=session, local_on=session.on, **facts
    )

    moved_to(TOKYO, plan)

    assert read(mail) == ("DUE", 1, at(0, days=1), at(12, days=1))


def test_a_mail_keeps_two_hours_from_the_one_that_went() -> None:
    plan = a_plan()
    a_reminder(plan=plan, slot=3, due_at=at(11, 30), state="SENT", settled_at=NOON)
    mail = check_in(plan, slot=1)

    moved_to("America/St_Johns", plan)  # 9:00 there is 12:30

    assert read(mail)[:3] == ("DUE", 2, at(16, 30))


def test_a_mail_that_is_late_does_not_keep_itself_away() -> None:
    plan = a_plan()
    mail = check_in(plan, due_at=at(11, 30))

    moved_to("America/St_Johns", plan)

    assert read(mail)[:3] == ("DUE", 2, at(16, 30))


def test_where_one_time_of_the_day_is_left_a_check_in_rides_in_the_session() -> None:
    plan = a_plan(phase=1)
    session = a_session(plan=plan)
    first = a_reminder(plan=plan, kind="SESSION", session=session, slot=2, due_at=at(13))
    second = check_in(plan, slot=3, due_at=at(18))

    moved_to("Asia/Kolkata", plan)  # 17:30: the third time is left

    assert read(first)[:3] == ("DUE", 1, at(12, 30))
    assert first.also == ["day-7"]
    assert read(second)[0] == "WITHDRAWN"


def test_two_mails_of_a_day_do_not_meet() -> None:
    plan = a_plan(phase=1)
    first = a_reminder(plan=plan, kind="BARRIER", slot=2, due_at=at(13))
    second = check_in(plan, slot=3, due_at=at(18))

    moved_to("Asia/Kolkata", plan)

    assert read(first)[0] == "WITHDRAWN"
    assert first.reason == "Another mail takes its place."
    assert read(second)[:3] == ("DUE", 3, at(12, 30))


@pytest.mark.parametrize(
    ("zone", "slot", "due", "until"),
    [
        (TOKYO, 1, at(23), at(12, days=1)),  # 4 is the question's, which goes on after it
        (NEW_YORK, 4, at(13), at(2, days=1)),
        ("Europe/Berlin", 4, at(12, 30), at(20)),
    ],
)
def test_what_cannot_wait_waits_for_nothing_but_the_end_of_the_night(
    zone: str, slot: int, due: datetime, until: datetime
) -> None:
    plan = a_plan()
    visit = a_reminder(plan=plan, kind="VISIT", about="worse", slot=4, due_at=at(12, 30))
    tomorrow = a_question(
        follow_up=a_follow_up(person=plan.person),
        local_on=TODAY + DAY,
        due_at=at(12, 30, days=1),
    )

    moved_to(zone, plan)

    assert read(visit) == ("DUE", slot, due, until)
    assert read(tomorrow) == ("DUE", 4, due + DAY, until + DAY)


def test_rest_and_ice_of_the_first_days_are_owed_anew() -> None:
    plan = a_plan()
    care = a_reminder(plan=plan, slot=2, due_at=at(13))

    moved_to(TOKYO, plan)

    due = plan.reminders.filter(state="DUE", kind="CARE")
    assert read(care)[0] == "WITHDRAWN"
    assert {each.due_at.hour for each in due} == {0, 4, 9}


@pytest.mark.parametrize(("zone", "due"), [(NEW_YORK, [at(14)]), (TOKYO, [])])
def test_rest_and_ice_of_a_later_day_come_once_if_time_is_left(
    zone: str, due: list[datetime]
) -> None:
    plan = a_plan(begun_on=TODAY - 9 * DAY)
    care = a_reminder(plan=plan, slot=2, due_at=at(13))

    moved_to(zone, plan)

    assert read(care)[0] == "WITHDRAWN"
    owed = plan.reminders.filter(state="DUE", kind="CARE").order_by("due_at")
    assert [each.due_at for each in owed] == due


def test_a_mail_that_was_put_off_keeps_its_instant_and_belongs_to_the_day_there() -> None:
    plan = a_plan()
    mail = a_reminder(plan=plan, state="SENT", settled_at=NOON)
    facts = {"kind": "CARE", "snoozed_from": mail, "slot": 2, "due_at": at(16)}
    later = a_reminder(plan=plan, **facts)

    moved_to("Pacific/Auckland", plan)  # 5:00 on the next day

    assert read(later)[:3] == ("DUE", 2, at(19))
    assert later.local_on == TODAY + DAY


def test_if_its_slot_is_taken_on_that_day_it_takes_another() -> None:
    plan = a_plan()
    visit = a_reminder(plan=plan, kind="VISIT", about="worse", slot=4, due_at=at(13))
    a_question(follow_up=a_follow_up(person=plan.person), local_on=TODAY + DAY, **SENT)

    moved_to("Pacific/Auckland", plan)

    assert read(visit)[:3] == ("DUE", 1, at(19))
    assert visit.local_on == TODAY + DAY


def test_if_no_slot_is_left_on_that_day_it_comes_on_the_next_one() -> None:
    plan = a_plan(person=a_runner(time_zone=TOKYO))
    a_question(follow_up=a_follow_up(person=plan.person), **SENT)
    for slot in (1, 2, 3):
        a_reminder(plan=plan, slot=slot, **SENT)
    facts = {"about": "worse", "slot": 4, "local_on": TODAY + DAY, "due_at": at(23)}
    visit = a_reminder(plan=plan, kind="VISIT", **facts)

    moved_to("Pacific/Honolulu", plan)  # 13:00 there

    assert read(visit)[:3] == ("DUE", 4, at(18, days=1))
    assert visit.local_on == TODAY + DAY


def test_a_question_comes_on_a_day_that_has_the_slot_for_safety() -> None:
    plan = a_plan()
    question = a_question(follow_up=a_follow_up(person=plan.person), due_at=at(13))
    told = {"kind": "VISIT", "about": "worse", "slot": 4, "local_on": TODAY + DAY}
    a_reminder(plan=plan, **told, **SENT)

    moved_to("Pacific/Auckland", plan)

    assert read(question)[:3] == ("DUE", 4, at(19, days=1))
    assert question.local_on == TODAY + 2 * DAY


def test_what_was_put_off_onto_a_full_day_is_withdrawn() -> None:
    plan = a_plan()
    mail = a_reminder(plan=plan, **SENT)
    later = a_reminder(plan=plan, snoozed_from=mail, slot=2, due_at=at(16))
    for slot in (1, 2, 3):
        facts = {"slot": slot, "local_on": TODAY + DAY, "due_at": at(23)}
        a_reminder(plan=plan, **facts, **SENT)

    moved_to("Pacific/Auckland", plan)

    assert read(later)[0] == "WITHDRAWN"
    assert later.reason == "No time of that day is left where the runner is now."


def test_what_matters_less_makes_room_on_that_day() -> None:
    plan = a_plan(phase=1)
    mail = a_reminder(plan=plan, **SENT)
    put_off = {"kind": "CHECK_IN", "about": "day-7", "snoozed_from": mail}
    later = a_reminder(plan=plan, slot=2, due_at=at(16), **put_off)
    day: dict[str, Any] = {"local_on": TODAY + DAY}
    for slot in (1, 2):
        a_reminder(plan=plan, slot=slot, due_at=at(23), **day, **SENT)
    week = a_reminder(plan=plan, kind="WEEK", slot=3, due_at=at(2, days=1), **day)

    moved_to("Pacific/Auckland", plan)

    assert read(later)[:3] == ("DUE", 3, at(19))
    assert read(week)[0] == "WITHDRAWN"
    assert week.reason == "Another mail takes its place."


def test_a_late_mail_of_a_day_that_is_over_there_comes_at_once() -> None:
    plan = a_plan()
    early = {"due_at": at(11, 30), "local_on": TODAY}
    visit = a_reminder(plan=plan, kind="VISIT", about="worse", slot=4, **early)

    moved_to("Etc/GMT-12", plan)  # 24:00, which is in the night there
    assert read(visit)[:3] == ("DUE", 4, at(20))

    plan.night_begins, plan.night_ends = time(2), time(10)
    Reminder.objects.update(due_at=at(11, 30))
    moved_to("Etc/GMT-12", plan)

    assert read(visit)[:3] == ("DUE", 4, NOON)
    assert visit.local_on == TODAY + DAY


def test_what_rode_in_a_mail_that_has_no_time_left_goes_with_the_next_one() -> None:
    plan = a_plan(phase=1)
    riding = {"kind": "SESSION", "session": a_session(plan=plan), "also": ["day-7"]}
    mail = a_reminder(plan=plan, slot=1, due_at=at(13), **riding)

    moved_to(TOKYO, plan)

    assert read(mail)[0] == "WITHDRAWN"
    assert not plan.reminders.filter(state="DUE").exists()


def test_what_is_being_sent_is_left_alone() -> None:
    plan = a_plan()
    mail = check_in(plan, due_at=NOON, lease_until=at(12, 1))
    before = read(mail)

    moved_to(TOKYO, plan)

    assert read(mail) == before
