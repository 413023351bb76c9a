"""What all acts of physios on a plan share: who, why, and which limit stands in the way."""

from dataclasses import dataclass
from datetime import date, datetime

from accounts.models import User
from rehab import plans
from rehab.models import Override, Plan
from rehab.oversight.seen_before import refuse_changed
from rehab.plans.changes import WHY_MAX, lock
from rehab.plans.course.undoing import refuse_stranger
from rehab.programme.course import Course


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Who does something, why, and when; ``seen`` is the token of what they had seen.

    The runner reads ``why``.
    """

    by: User
    why: str
    at: datetime
    seen: str


class PlanIsOver(Exception):
    """The plan is finished: nothing in it can be changed."""


class NothingChanges(Exception):
    """It is like that already."""


class NeedsClearance(Exception):
    """Somebody has to look at the runner first, and say what they may do."""


class Barred(Exception):
    """What suits the knee speaks against it. No override is there for that."""

    def __init__(self, words: str) -> None:
        self.words = words
        super().__init__(words)


class LimitInTheWay(Exception):
    """A limit of the programme speaks against it, and may be set aside for a time."""

    def __init__(self, limit: Override.Limit) -> None:
        self.limit = limit
        super().__init__(limit.label)


def reason(act: Act) -> str:
    """Return why something is done, in the words that are kept.

    :raises SaysNothing: if there is no word in it.
    :raises TooLong: if it is longer than a reason can be.
    """
    words = act.why.strip()
    if not words:
        raise plans.SaysNothing
    if len(words) > WHY_MAX:
        raise plans.TooLong
    return words


def begin(plan: Plan, act: Act) -> Plan:
    """Return ``plan`` as it stands now; it and its person are locked.

    :raises NotTreating: if whoever acts does not treat the runner.
    :raises SaysNothing: or ``TooLong``, as ``reason`` does.
    :raises ChangedMeanwhile: if something changed that they had not seen.
    :raises PlanIsOver: if it is finished.
    """
    refuse_stranger(plan, act.by)
    reason(act)
    lock(plan.person_id)
    refuse_changed(plan.person, act.seen)
    rows = Plan.objects.select_related("person", "assessment__release")
    now = rows.select_for_update(of=("self",), no_key=True).get(pk=plan.pk)
    if now.finished_at is not None:
        raise PlanIsOver
    return now


def refuse_uncleared(plan: Plan, course: Course) -> None:
    """Do nothing if nobody has to look at the runner before anything gets harder.

    :raises NeedsClearance: if somebody has to.
    """
    waits = plan.paused_at is not None or course.limits.protect_only
    if waits or plans.has_red_flag(plan.person):
        raise NeedsClearance


def set_aside(
    plan: Plan, limit: Override.Limit, act: Act, *, until: date | None
) -> Override:
    """Return a new override that lets this act pass ``limit``, and nothing after it.

    A further change past the limit needs one of its own, also while this one lasts, which
    is ``until`` that day, 14 days on at most.

    :raises LimitInTheWay: if no day is given.
    :raises LastsTooLong: if that day is past, or further on.
    """
    if until is None:
        raise LimitInTheWay(limit)
    return plans.set_aside(
        plan=plan, limit=limit, reason=reason(act), ends_on=until, by=act.by, at=act.at
    )
