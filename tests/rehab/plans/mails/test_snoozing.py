"""Later, or not today."""

from datetime import datetime, time, timedelta
from typing import Any

import pytest

from rehab.models import Plan
from rehab.plans import NoRoom, is_past, snooze
from tests.factories import (
    NOON,
    a_plan,
    a_question,
    a_reminder,
    a_runner,
    a_session,
)
from tests.rehab.plans.mails.steps import TODAY, at, came, options
from tests.rehab.rows import everything

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("now", "hour", "evening", "tomorrow"),
    [
        (at(9, 5), at(10, 5), at(18), at(9, days=1)),
        (at(17), at(18), at(18), at(9, days=1)),
        (at(17, 1), at(18, 1), at(19), at(9, days=1)),
        (at(18, 59), at(19, 59), at(19), at(9, days=1)),
        (at(19), at(20), None, at(9, days=1)),
        (at(20), at(8, days=1), None, at(9, days=1)),
    ],
)
def test_each_option_says_where_a_mail_would_land(
    now: datetime, hour: datetime, evening: datetime | None, tomorrow: datetime
) -> None:
    assert options(came(), now) == [hour, evening, tomorrow]


def test_an_evening_that_lies_in_the_night_lands_where_it_ends() -> None:
    plan = a_plan(night_begins=time(17), night_ends=time(23))

    assert options(came(plan=plan), at(9, 5))[1] == at(23)


def test_times_are_those_of_where_the_runner_is() -> None:
    plan = a_plan(person=a_runner(time_zone="America/New_York"))

    assert options(came(14, plan=plan), at(14, 5)) == [at(15, 5), at(23), at(14, days=1)]


def test_a_mail_that_is_put_off_holds_a_slot_and_all_that_rode_in_it() -> None:
    facts = {"first": "2026-11-15"}
    session = a_session()
    mail = came(
        plan=session.plan, kind="SESSION", session=session, also=["week"], facts=facts
    )

    later = snooze(reminder=mail, until="evening", at=at(9, 5))

    assert (later.kind, later.session, later.also) == ("SESSION", session, ["week"])
    assert (later.facts, later.snoozed_from) == (facts, mail)
    assert (later.due_at, later.slot, later.local_on) == (at(18), 2, TODAY)
    assert later.useful_until == at(21)
    act = mail.acts.get()
    assert (act.what, act.choice, act.at) == ("SNOOZED", "evening", at(9, 5))


def test_a_second_press_returns_the_same() -> None:
    mail = came()
    first = snooze(reminder=mail, until="hour", at=at(9, 5))
    before = everything()

    again = snooze(reminder=mail, until="tomorrow", at=at(9, 6))

    assert again == first
    assert everything() == before


def test_what_was_put_off_may_be_put_off_again_but_not_a_third_time() -> None:
    first = snooze(reminder=came(), until="hour", at=at(9, 5))
    second = snooze(reminder=first, until="hour", at=at(10, 10))

    assert second.due_at == at(11, 10)
    assert options(second, at(11, 15)) == [None] * 3
    with pytest.raises(NoRoom):
        snooze(reminder=second, until="hour", at=at(11, 15))
    assert options(second, at(9, days=1)) != [None] * 3


def test_care_that_comes_too_near_makes_room() -> None:
    mail = came()
    care = a_reminder(plan=mail.of_plan, slot=2, due_at=at(11), also=["day-2"])

    later = snooze(reminder=mail, until="hour", at=at(9, 5))

    care.refresh_from_db()
    took = "A mail that was put off takes its place."
    assert (care.state, care.reason) == ("WITHDRAWN", took)
    assert later.due_at == at(10, 5)
    later.refresh_from_db()
    assert later.also == ["day-2"]


def test_on_a_full_day_it_takes_the_place_of_the_next_care() -> None:
    mail = came()
    second = a_reminder(plan=mail.of_plan, slot=2, due_at=at(13))
    third = a_reminder(plan=mail.of_plan, slot=3, due_at=at(18))

    later = snooze(reminder=mail, until="hour", at=at(9, 5))

    second.refresh_from_db()
    third.refresh_from_db()
    assert (later.due_at, later.slot) == (at(10, 5), 2)
    assert [second.state, third.state] == ["WITHDRAWN", "DUE"]


def test_it_keeps_away_from_what_makes_no_room() -> None:
    mail = came()
    facts = {"kind": "CHECK_IN", "about": "day-2", "slot": 2, "due_at": at(11)}
    a_reminder(plan=mail.of_plan, **facts)

    assert options(mail, at(9, 5))[0] == at(13)


def test_a_day_without_a_slot_has_no_room() -> None:
    mail = came()
    for slot, hour in ((2, 8), (3, 13)):
        came(hour, plan=mail.of_plan, slot=slot)
    before = everything()

    assert options(mail, at(13, 5)) == [None, None, at(9, days=1)]
    with pytest.raises(NoRoom):
        snooze(reminder=mail, until="hour", at=at(13, 5))
    assert everything() == before


def test_what_is_on_its_way_late_in_the_day_leaves_no_room() -> None:
    mail = came()
    facts = {"kind": "CHECK_IN", "about": "day-2", "slot": 2, "due_at": at(20)}
    a_reminder(plan=mail.of_plan, **facts)

    assert options(mail, at(18, 5))[0] is None


@pytest.mark.parametrize(
    "given",
    [
        {"paused_at": NOON},
        {"finished_at": NOON},
        {"mails_paused_at": NOON},
        {"mails": False},
    ],
    ids=str,
)
def test_where_no_mails_are_wanted_none_is_put_off(given: dict[str, Any]) -> None:
    assert options(came(plan=a_plan(**given)), at(9, 5)) == [None] * 3


def test_what_cannot_wait_is_not_put_off() -> None:
    assert options(a_question(), at(13)) == [None] * 3


def test_a_copy_that_may_come_still_is_taken_back() -> None:
    mail = a_reminder(due_at=at(9), unsure=True, lease_until=at(10), put_off=True)

    snooze(reminder=mail, until="hour", at=at(9, 5))

    mail.refresh_from_db()
    assert (mail.state, mail.reason) == ("WITHDRAWN", "The runner wants it later.")


def test_there_is_no_other_later() -> None:
    with pytest.raises(KeyError):
        snooze(reminder=came(), until="next year", at=at(9, 5))


def test_to_put_off_is_an_answer() -> None:
    mail = came(plan=a_plan(rhythm=Plan.Rhythm.HALVED, rhythm_since=TODAY))

    snooze(reminder=mail, until="hour", at=at(9, 5))

    assert Plan.objects.get().rhythm == Plan.Rhythm.FULL


@pytest.mark.parametrize(
    ("until", "now", "past"),
    [
        ("evening", at(18, 59), False),
        ("evening", at(19), True),
        ("hour", at(23), False),
        ("tomorrow", at(23), False),
    ],
)
def test_only_an_evening_can_be_past(until: str, now: datetime, *, past: bool) -> None:
    assert is_past(reminder=came(), until=until, at=now) is past


def test_so_close_to_the_night_that_it_may_not_go_it_comes_when_that_ends() -> None:
    now = at(19, 59) + timedelta(seconds=30)

    assert options(came(18), now)[0] == at(8, days=1)
