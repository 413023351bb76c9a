"""Recording that somebody was seen: which visit counts, and what the plan hears of it."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import takewhile
from typing import Any

from django.db import transaction

from accounts.models import User
from rehab.attention import settle
from rehab.models import Clearance, Plan, PlanChange
from rehab.plans.changes import lock, note
from rehab.plans.safety.clearing import (
    LONG_AGO,
    SEEN,
    cleared_at,
    in_words,
    newest_clearance,
)
from rehab.plans.safety.news import NOT_YET, Told, told_by, worst_of
from rehab.plans.safety.pausing import pause_plan
from rehab.plans.times import local_day
from rehab.programme.course import VISIT_COVERS
from rehab.programme.follow_up.visits import PAUSES_FROM
from triage.rules.parts import Level

SEEN_WITHIN = timedelta(days=365)  # our default: to be seen is news, not history
FURTHEST_AHEAD = timedelta(hours=14)  # no place is further ahead of UTC
CLOCKS_DIFFER = timedelta(minutes=1)


class SeenInTheFuture(Exception):
    """The day of the visit has not come yet."""


class SeenTooEarly(Exception):
    """The visit was before what it is to clear was told; ``earliest`` is the first day."""

    def __init__(self, earliest: date) -> None:
        self.earliest = earliest
        super().__init__(f"seen before {earliest}")


class SeenBeforeTold(Exception):
    """Something may have been told after the visit, and nobody said that it was before it.

    ``told_at`` is when the last of it was told, ``level`` the most urgent of it.
    """

    def __init__(self, told_at: datetime, level: Level) -> None:
        self.told_at, self.level = told_at, level
        super().__init__(f"not seen after {told_at}")


class ForbiddenSince(Exception):
    """Who looked later did not allow it; ``earliest`` is the first day that can."""

    def __init__(self, earliest: date) -> None:
        self.earliest = earliest
        super().__init__(f"forbidden, seen before {earliest}")


class RunsWithoutExercise(Exception):
    """Whoever may run may exercise, too."""


@transaction.atomic
def record_clearance(
    *,
    person: User,
    by: User,
    seen_on: date,
    seen_after: datetime | None = None,
    who: str,
    may_exercise: bool,
    may_run: bool,
    at: datetime,
    note: str = "",
) -> Clearance:
    """Keep that somebody was seen, and what they may do; ``by`` is a physio or themself.

    ``seen_after`` says that the visit came after all that they told up to that instant: a
    day does not tell that. One that has not come yet counts as unsaid. To record the same
    twice on end keeps it once. A plan that goes on is told of it; if there may be no
    exercises, a full one waits.

    :raises SeenInTheFuture: if that day has not come where they are.
    :raises SeenTooEarly: if something was told since that calls for another visit, or if
        the visit was more than a year ago.
    :raises SeenBeforeTold: if that was told after ``seen_after``, and maybe on the day of
        the visit.
    :raises ForbiddenSince: if it allows what a later visit did not, or what a physio did
        not who saw a runner on the day of which that runner tells, by an account or by the
        code of the sheet.
    :raises RunsWithoutExercise: if they may run, but not exercise.
    """
    told: dict[str, Any] = {"seen_on": seen_on, "seen_after": _come(seen_after, at)}
    told |= {"may_exercise": may_exercise, "may_run": may_run}
    check_visit(person=person, by=by, at=at, **told)
    said = {"by": by, "who": who, "note": note, **told}
    newest = newest_clearance(person)
    if newest and _says(newest) == said and not told_by(person, newest.at):
        return newest
    clearance = Clearance.objects.create(person=person, at=at, **said)
    _tell_the_plan(clearance)
    settle(person_id=person.pk, at=at, only_open=True)
    return clearance


@transaction.atomic
def check_visit(
    *,
    person: User,
    by: User,
    seen_on: date,
    seen_after: datetime | None = None,
    may_exercise: bool,
    may_run: bool,
    at: datetime,
) -> None:
    """Refuse a visit that cannot be recorded. Nothing of ``person`` changes meanwhile.

    :raises SeenInTheFuture: or what else ``record_clearance`` raises.
    """
    lock(person.pk)
    if may_run and not may_exercise:
        raise RunsWithoutExercise
    if seen_on > latest_visit(person, at):
        raise SeenInTheFuture
    if seen_on < (earliest := earliest_visit(person, at)):
        raise SeenTooEarly(earliest)
    if may_exercise:  # a "no" clears nothing
        _refuse_told_since(person, seen_on, _come(seen_after, at))
    allowed = {"may_exercise": may_exercise, "may_run": may_run}
    noes = [_last_no(person, by, what) for what, may in allowed.items() if may]
    if seen_on < (earliest := max(noes, default=seen_on)):
        raise ForbiddenSince(earliest)


def latest_visit(person: User, at: datetime) -> date:
    """Return the last day on which somebody can have been seen: today, where they are.

    Where nobody knows where that is, it is today anywhere.
    """
    if person.time_zone == "UTC":
        return (at.astimezone(UTC) + FURTHEST_AHEAD).date()
    return local_day(person, at)


def earliest_visit(person: User, at: datetime) -> date:
    """Return the first day of a visit that clears what was told, or of the last year.

    A visit clears what was told before it, and 28 days ahead what calls for one within two
    weeks, unless it is a sign of a stressed bone.
    """
    days = [latest_visit(person, at) - SEEN_WITHIN]
    for told in _uncleared(person):
        on = local_day(person, told.said_at)
        if _is_grave(told):
            days.append(on)
        elif told.level == Level.WITHIN_2_WEEKS:
            days.append(on - VISIT_COVERS)
    return max(days)


def _come(instant: datetime | None, at: datetime) -> datetime | None:
    """Return an ``instant`` that was sent, unless nobody can have told anything by then."""
    try:
        there = instant and instant.astimezone(UTC)
    except OverflowError:
        return None
    return there if there and LONG_AGO <= there <= at + CLOCKS_DIFFER else None


def _refuse_told_since(person: User, seen_on: date, seen_after: datetime | None) -> None:
    """Do nothing if all that a visit is to clear was told before it.

    What was told before that day began anywhere was: nobody knows where somebody was then.
    """
    began = datetime.combine(seen_on, time.min, UTC) - FURTHEST_AHEAD
    told = [one for one in _uncleared(person) if _is_grave(one) and one.said_at >= began]
    last = max((one.said_at for one in told), default=None)
    if last and (seen_after is None or last > seen_after):
        raise SeenBeforeTold(last, worst_of(told))


def _uncleared(person: User) -> list[Told]:
    return told_by(person, cleared_at(person) or LONG_AGO)


def _is_grave(told: Told) -> bool:
    """Whether only a visit after it can clear what was ``told``."""
    return told.level >= PAUSES_FROM or told.no_impact


def _last_no(person: User, by: User, what: str) -> date:
    """Return the first day of a visit that may lift every "no" to ``what`` that stands.

    Runners do not lift that of a physio with what they tell of the same day: which of the
    two was said last nobody knows. They may correct their own, but not what somebody else
    said by the code of their sheet.
    """
    rows = person.clearances.select_related("sheet_record").order_by("-at", "-pk")
    standing = takewhile(lambda said: not getattr(said, what), rows)
    later = timedelta(days=by == person)
    days = (said.seen_on + later * (not said.is_own) for said in standing)
    return max(days, default=date.min)


def _says(clearance: Clearance) -> dict[str, object]:
    fields = ("by", "seen_on", "seen_after", "who", "may_exercise", "may_run", "note")
    return {field: getattr(clearance, field) for field in fields}


def _tell_the_plan(clearance: Clearance) -> None:
    """Note the visit in the open plan; without leave to exercise, pause a full one."""
    plan = Plan.objects.open().filter(person=clearance.person).first()
    if plan is None:
        return
    at, by = clearance.at, clearance.by
    note(plan, PlanChange.What.VISIT, in_words(clearance), at=at, by=by, subject=SEEN)
    if not clearance.may_exercise and not plan.protect_only:
        pause_plan(plan=plan, why=NOT_YET, at=at, by=by)
