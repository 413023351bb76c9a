"""When a mail of a plan comes, where its runner is, and how long it is of use."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from accounts.models import User
from rehab.models import Plan, Reminder
from rehab.programme.mails.calendar import Night, due_at, due_times, useful_until

Kind = Reminder.Kind

# Our defaults: a break for this morning is of no use in the evening. Nothing lasts into a
# night, and nothing past midnight, so that it counts on the day on which it comes.
SHELF_LIFE: Mapping[Kind, timedelta] = {
    Kind.WELCOME: timedelta(hours=24),
    Kind.CARE: timedelta(hours=3),
    Kind.SESSION: timedelta(hours=12),
    Kind.CHECK_IN: timedelta(hours=12),
    Kind.VISIT: timedelta(hours=24),
    Kind.SEEN: timedelta(hours=24),
    Kind.MESSAGE: timedelta(hours=24),
    Kind.WEEK: timedelta(hours=12),
    Kind.BARRIER: timedelta(hours=12),
    Kind.GOODBYE: timedelta(hours=24),
}
NO_TIME = timedelta()
FIRST, SECOND = 0, 1  # of the runner's own times of the day
ASKED_AT = {Kind.CHECK_IN: SECOND}  # the others come at the first
OWN_TIME = {Kind.SESSION: "session_time", Kind.CHECK_IN: "check_in_time"}
# What somebody has just asked for is outside of what a day may bring.
PAST_MIDNIGHT = (Kind.WELCOME,)
# Our default: what is due at once has so long before the night, or waits for the morning.
BEFORE_NIGHT = timedelta(minutes=30)


def plan_for(person: User) -> Plan:
    """Return the open plan of a person, or one with the usual hours that is not stored."""
    theirs = Plan.objects.open().filter(person=person).select_related("person")
    return theirs.first() or Plan(person=person)


def night_of(plan: Plan) -> Night:
    """Return the quiet hours of a plan."""
    return Night(plan.night_begins, plan.night_ends)


def zone_of(plan: Plan) -> ZoneInfo:
    """Return the time zone in which the person of a plan lives now."""
    return ZoneInfo(plan.person.time_zone)


def day_of(plan: Plan, at: datetime) -> date:
    """Return the day that it is at ``at`` where the runner is."""
    return at.astimezone(zone_of(plan)).date()


def is_over(reminder: Reminder, at: datetime) -> bool:
    """Whether the day of a mail of a plan is over where its runner is."""
    return day_of(reminder.of_plan, at) > reminder.local_on


def lasts_until(plan: Plan, kind: Kind, due: datetime) -> datetime:
    """Return until when a mail that is due at ``due`` is of use."""
    lasts, past = SHELF_LIFE[kind], kind in PAST_MIDNIGHT
    return useful_until(due, lasts, zone_of(plan), night_of(plan), past_midnight=past)


def own_times(plan: Plan, on: date) -> dict[int, datetime]:
    """Return the runner's own times of a local day by their number, from 1."""
    return due_times(on, sorted(plan.reminder_times), zone_of(plan), night_of(plan))


def times_for(plan: Plan, kind: Kind, on: date) -> dict[datetime, int | None]:
    """Return when a mail of ``kind`` may come on a local day, the time to try first first.

    Each has its number among the runner's own times, if it is one of them. After its own
    time come the later ones of the day, then those before it.
    """
    own = {due: number for number, due in own_times(plan, on).items()}
    first = _first(plan, kind, on)
    if first is None:
        return {**own}
    later = sorted(own, key=lambda due: (due < first, due))
    return {due: own.get(due) for due in (first, *later)}


def awake_at(plan: Plan, instant: datetime, *, before: timedelta = NO_TIME) -> datetime:
    """Return ``instant``, or when the night ends that begins so soon, or has begun.

    If the day ends so soon, and no night comes, return when the next one begins.
    """
    zone, night = zone_of(plan), night_of(plan)
    for moment in (instant, instant + before):
        awake = _awake(moment, zone, night)
        if awake > moment:
            return awake
    then = day_of(plan, instant + before)
    tomorrow = then > day_of(plan, instant)
    return due_at(then, time(), zone, night) if tomorrow else instant


def _awake(instant: datetime, zone: ZoneInfo, night: Night) -> datetime:
    wall = instant.astimezone(zone)
    return max(instant, due_at(wall.date(), wall.time(), zone, night))


def _first(plan: Plan, kind: Kind, on: date) -> datetime | None:
    """Return the own time of a kind on a local day, if the day has it."""
    due = due_at(on, wall_of(plan, kind), zone_of(plan), night_of(plan))
    return due if day_of(plan, due) == on else None


def wall_of(plan: Plan, kind: Kind) -> time:
    """Return the time of the day at which mails of ``kind`` come."""
    own: time | None = getattr(plan, OWN_TIME[kind]) if kind in OWN_TIME else None
    times: Sequence[time] = sorted(plan.reminder_times)
    return own or times[ASKED_AT.get(kind, FIRST)]
