"""The mails of the next days, as far as they can be told: what is owed, and a forecast."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import count, islice

from rehab.models import Plan, Reminder
from rehab.plans.mails.asked import was_asked
from rehab.plans.mails.owing import sums_up
from rehab.plans.reading.loading import course_and_history
from rehab.plans.times import local_day
from rehab.programme.course import Course
from rehab.programme.days import ONE_DAY
from rehab.programme.follow_up.check_ins import open_check_in
from rehab.programme.review import is_session_day
from rehab.programme.told import History
from rehab.reminders.owing.mails_of_a_day import CARRIERS, WEEK
from rehab.reminders.owing.precedence import Kind
from rehab.reminders.owing.wanted import comes, wanted_days
from rehab.reminders.owing.when import times_for

DAYS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """A mail that is to come ``at`` an instant, on a local day.

    ``also`` are the check-ins that ride in it, by name, and "week" for a summary. Unless it
    is ``owed`` it is a forecast: what the runner tells may change it.
    """

    at: datetime
    on: date
    kind: str
    also: tuple[str, ...] = ()
    owed: bool = False


def coming_mails(*, plan: Plan, at: datetime) -> tuple[Coming, ...]:
    """Return the mails of the next seven local days, today's too, soonest first."""
    today = local_day(plan.person, at)
    days = [today + number * ONE_DAY for number in range(DAYS)]
    coming = _owed(plan, days, at)
    if plan.paused_at is None and plan.finished_at is None:
        coming = _forecast(plan, days, coming, at)
    return tuple(sorted(coming, key=lambda each: (each.at, each.kind)))


def _owed(plan: Plan, days: list[date], at: datetime) -> list[Coming]:
    """Return what is owed to the person of ``plan``, whatever owes it."""
    due = Reminder.objects.filter(person=plan.person_id, state=Reminder.State.DUE)
    return [
        Coming(
            at=mail.due_at,
            on=mail.local_on,
            kind=mail.kind,
            also=tuple(mail.also),
            owed=True,
        )
        for mail in due.filter(local_on__in=days, useful_until__gt=at)
    ]


def _forecast(
    plan: Plan, days: list[date], owed: list[Coming], at: datetime
) -> list[Coming]:
    """Return what is ``owed`` and what days that are still to turn will call for."""
    course, history = course_and_history(plan, on=days[0])
    turning = [on for on in days if plan.reviewed_on is None or on > plan.reviewed_on]
    by_day = {on: [each for each in owed if each.on == on] for on in days}
    for mail in _training(plan, course, turning, at):
        if mail.kind not in {each.kind for each in by_day[mail.on]}:
            by_day[mail.on].append(mail)
    for on, name in _riders(plan, course, history, turning):
        by_day[on] = _with(by_day[on], plan, on, name=name, at=at)
    return [each for mails in by_day.values() for each in mails]


def _training(
    plan: Plan, course: Course, days: list[date], at: datetime
) -> Iterator[Coming]:
    """Yield the care and the sessions of some days."""
    sessions = [on for on in days if is_session_day(course, on)]
    settles = course.phase == Plan.Phase.SETTLE and not course.limits.protect_only
    numbers = {
        Kind.SESSION: dict(zip(sessions, count(plan.sessions.count()), strict=False)),
        Kind.CARE: {on: course.day(on) for on in days if settles},
    }
    for kind, by_day in numbers.items():
        for on in wanted_days(plan, kind, [*by_day]) if by_day else ():
            if comes(plan, by_day[on]):
                yield from _at_its_time(plan, kind, on, at)


def _riders(
    plan: Plan, course: Course, history: History, days: list[date]
) -> Iterator[tuple[date, str]]:
    """Yield the check-ins and summaries that some days call for, each check-in once."""
    asked: set[str] = set()
    for on in sorted(wanted_days(plan, Kind.CHECK_IN, days)) if days else ():
        name = open_check_in(course, history, on)
        if name and name not in asked and not was_asked(plan, name, on):
            asked.add(name)
            yield on, name
        if sums_up(plan, course, on):
            yield on, WEEK


def _with(
    mails: list[Coming], plan: Plan, on: date, *, name: str, at: datetime
) -> list[Coming]:
    """Return the mails of a day with one thing more: inside the first of them that may."""
    may = sorted(
        (each for each in mails if each.kind in CARRIERS and each.at > at),
        key=lambda each: each.at,
    )
    if may:
        carrier = replace(may[0], also=(*may[0].also, name))
        return [carrier if each is may[0] else each for each in mails]
    kind = Kind.WEEK if name == WEEK else Kind.CHECK_IN
    return [*mails, *_at_its_time(plan, kind, on, at)]


def _at_its_time(plan: Plan, kind: Kind, on: date, at: datetime) -> Iterator[Coming]:
    """Yield the mail of a kind at the time of a local day to try first, if that has one."""
    times = (due for due in times_for(plan, kind, on) if due > at)
    yield from (Coming(at=first, on=on, kind=kind) for first in islice(times, 1))
