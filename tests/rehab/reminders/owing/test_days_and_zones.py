"""One mail a slot and local day: where clocks change, and where runners change place."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from rehab.models import Plan, Reminder
from rehab.plans import Settings, change_settings
from rehab.programme.mails.calendar import APART
from rehab.reminders.owing.at_once import owe_visit
from rehab.reminders.owing.first_days import owe_acute_care
from rehab.reminders.owing.when import night_of
from tests.factories import a_plan, a_runner
from tests.rehab.programme.zones import CHANGES, HOUR, ZONES, Change
from tests.rehab.reminders.draining import drain_at

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
TIMES = [time(9), time(13), time(18)]
SLOTS = (1, 2, 3)
# From where, to where, and how many hours after the first midnight.
MOVES = [*zip(ZONES, ZONES[5:] + ZONES[:5], [33, 40] * 6, strict=True)]
BY_DAY: dict[str, Any] = {"night_begins": time(9), "night_ends": time(17)}


def a_plan_in(zone: str, *, on: date, **given: Any) -> Plan:
    """Return a plan whose day 0 is ``on``, of somebody in ``zone``. No mail is owed yet."""
    opened = datetime.combine(on, time(), UTC)
    runner = a_runner(time_zone=zone)
    return a_plan(person=runner, begun_on=on, opened_at=opened, **given)


@pytest.mark.parametrize("change", CHANGES, ids=str)
def test_around_a_change_each_day_owes_one_mail_a_slot(change: Change) -> None:
    zone = ZoneInfo(change.zone)
    middle = change.begins + change.lasts / 2
    times = sorted((middle + number * APART).time() for number in (-1, 0, 1))
    begun = change.begins.date() - DAY
    plan = a_plan_in(change.zone, on=begun, reminder_times=times, **BY_DAY)

    owe_acute_care(plan=plan, at=change.at - 3 * DAY)

    owed = plan.reminders.filter(local_on__lt=begun + 4 * DAY).order_by("due_at")
    assert [(each.local_on, each.slot) for each in owed] == [
        (begun + number * DAY, slot) for number in range(4) for slot in SLOTS
    ]
    local = [each.due_at.astimezone(zone) for each in owed]
    assert [each.date() for each in local] == [each.local_on for each in owed]
    assert [wall for wall in local if night_of(plan).covers(wall.time())] == []


def send_until(end: datetime, plan: Plan) -> None:
    """Have a worker look whenever something falls due, until then."""
    owed = plan.reminders.filter(state=Reminder.State.DUE, due_at__lt=end)
    for due in [*owed.order_by("due_at").values_list("due_at", flat=True)]:
        drain_at(due)


def move(plan: Plan, zone: str, *, at: datetime) -> None:
    settings = Settings(
        unit=Plan.Unit.KM,
        monthly=False,
        activities=[],
        time_zone=zone,
    )
    change_settings(plan=plan, settings=settings, at=at)


@pytest.mark.parametrize(("there", "here", "hours"), MOVES)
def test_whoever_changes_place_gets_no_second_mail_of_a_slot_and_local_day(
    there: str, here: str, hours: int
) -> None:
    first = date(2026, 3, 28)  # the clocks change the day after, in some places
    midnight = datetime.combine(first, time(), ZoneInfo(there))
    plan, moved = a_plan_in(there, on=first), midnight + hours * HOUR
    owe_acute_care(plan=plan, at=midnight - DAY)

    send_until(moved, plan)
    move(plan, here, at=moved)
    send_until(midnight + 5 * DAY, plan)  # the fourth day ends later further west

    sent = [*plan.reminders.filter(state=Reminder.State.SENT).order_by("settled_at")]
    zones = [there if each.settled_at < moved else here for each in sent]
    local = [
        each.settled_at.astimezone(ZoneInfo(zone))
        for each, zone in zip(sent, zones, strict=True)
    ]
    days = [(wall.date(), each.slot) for wall, each in zip(local, sent, strict=True)]
    assert len(days) == len({*days})
    assert [on for on, _ in days] == [each.local_on for each in sent]
    assert [wall for wall in local if wall.time() not in TIMES] == []
    assert [
        b - a for a, b in pairwise(each.settled_at for each in sent) if b - a < APART
    ] == []
    full = [first, first + 3 * DAY]
    assert [day for day in days if day[0] in full] == [
        (on, slot) for on in full for slot in SLOTS
    ]


def test_an_outage_around_midnight_brings_no_fifth_mail_to_a_day() -> None:
    walls = {"reminder_times": [time(9), time(13), time(23)], "night_begins": time(2)}
    begun = date(2026, 11, 22)
    plan = a_plan_in("UTC", on=begun, night_ends=time(8), **walls)
    midnight = datetime.combine(begun + DAY, time(), UTC)
    owe_acute_care(plan=plan, at=midnight - 16 * HOUR)
    send_until(midnight - HOUR, plan)

    drain_at(midnight + timedelta(minutes=10))
    owe_visit(plan=plan, rule="worse", at=midnight + 17 * HOUR)
    send_until(midnight + DAY, plan)

    sent = Reminder.objects.filter(state="SENT", settled_at__gte=midnight)
    assert sorted(sent.values_list("kind", flat=True)) == ["CARE", "CARE", "CARE", "VISIT"]
    late = plan.reminders.get(due_at=midnight - HOUR)
    assert (late.state, late.reason) == ("MISSED", "Not sent in time.")
