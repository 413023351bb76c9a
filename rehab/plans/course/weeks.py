"""Planning weeks of running within their limits, and setting a limit aside for a time."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from accounts.models import Clinic, User
from rehab.models import Override, Plan, PlanChange, RunWeek
from rehab.models.running import LAST_DAY, OVERRIDE_LASTS
from rehab.plans.changes import lock, note
from rehab.plans.course.undoing import refuse_stranger
from rehab.plans.reading.loading import course_and_history
from rehab.plans.times import local_day
from rehab.programme.running.ceilings import Ceilings, ceilings
from rehab.programme.running.distance import Measure, Week, week_of
from rehab.programme.running.refusals import Breach, Refusal, Variable, raised
from rehab.programme.running.weeks import check_week, with_done

ONE_WEEK = timedelta(weeks=1)
# Where a week names the override that let it past a limit.
NAMED_IN: Mapping[Breach, str] = {
    Breach.WEEK: "week_override",
    Breach.LONGEST: "longest_override",
    Breach.ONE_CHANGE: "change_override",
}


class LimitBroken(Exception):
    """The week goes past a limit; ``refusals`` says which, and why, in words."""

    def __init__(self, refusals: Sequence[Refusal]) -> None:
        self.refusals = tuple(refusals)
        super().__init__(", ".join(refusal.id for refusal in refusals))


class NotThisWeek(Exception):
    """Only this week and the next one can be planned."""


class NothingPlanned(Exception):
    """The week holds no run besides those that were done."""


class LastsTooLong(Exception):
    """A limit is set aside from today, and for 14 days at most."""


@transaction.atomic
def plan_week(*, plan: Plan, planned: Week, at: datetime, by: User) -> RunWeek:
    """Keep what a runner means to run in a week, this one or the next; the newest counts.

    What was run already counts in it. A limit that is set aside until the end of the week
    lets it pass. To plan the same twice keeps it once.

    :raises LimitBroken: if the week is past any limit that nobody has set aside.
    :raises NotThisWeek: if it is a past week, or one after the next.
    :raises NothingPlanned: if no run is planned.
    :raises ValueError: if it counts in another measure than its limits.
    """
    lock(plan.person_id)
    now = Plan.objects.select_related("person", "assessment__release").get(pk=plan.pk)
    today = local_day(now.person, at)
    begins_on, on = planned.begins_on, _day_of(planned, today)
    limits = limits_of_week(now, on=on)
    in_force = now.overrides.filter(begins_on__lte=on, ends_on__gte=begins_on + LAST_DAY)
    used = _refuse(check_week(planned, limits), in_force.order_by("pk"))
    facts = _facts(planned, limits)
    newest = now.run_weeks.filter(begins_on=begins_on).order_by("pk").last()
    if newest and all(getattr(newest, name) == fact for name, fact in facts.items()):
        return newest
    week = now.run_weeks.create(begins_on=begins_on, at=at, **used, **facts)
    said = {"subject": begins_on.isoformat(), "after": str(week.amount)}
    note(now, PlanChange.What.WEEK, limits.week.words, at=at, by=by, **said)
    return week


def limits_of_week(plan: Plan, *, on: date) -> Ceilings:
    """Return the limits of the week that ``on`` lies in, by the settings of the clinic."""
    course, history = course_and_history(plan, on=on)
    return ceilings(course, history, on, allowance=allows_small_numbers(plan))


def allows_small_numbers(plan: Plan) -> bool:
    """Return whether a clinic of the runner lets a small week grow by more than 10 %."""
    return Clinic.objects.filter(
        care_links__patient=plan.person_id, care_links__ended_at=None, small_numbers=True
    ).exists()


@transaction.atomic
def set_aside(
    *, plan: Plan, limit: str, reason: str, ends_on: date, by: User, at: datetime
) -> Override:
    """Set one limit of a plan aside until the end of a day, 14 days on at most.

    :raises NotTreating: if ``by`` does not treat the runner.
    :raises LastsTooLong: if that day is past, or further on.
    :raises IntegrityError: without a ``reason``.
    """
    refuse_stranger(plan, by)
    lock(plan.person_id)
    today = local_day(plan.person, at)
    if not today <= ends_on <= today + OVERRIDE_LASTS:
        raise LastsTooLong
    override = plan.overrides.create(
        by=by, at=at, limit=limit, reason=reason, begins_on=today, ends_on=ends_on
    )
    said = {"subject": limit, "after": ends_on.isoformat()}
    note(plan, PlanChange.What.OVERRIDE, reason, at=at, by=by, **said)
    return override


def _day_of(planned: Week, today: date) -> date:
    """Return the day whose limits hold for a week: today, or the first of the next week."""
    this_week = week_of(today)
    if planned.begins_on not in {this_week, this_week + ONE_WEEK}:
        raise NotThisWeek
    return max(today, planned.begins_on)


def _refuse(
    refusals: Sequence[Refusal], in_force: Iterable[Override]
) -> Mapping[str, Override]:
    """Return what lets a week pass in spite of ``refusals``, by where the week names it."""
    aside = {override.limit: override for override in in_force}
    left = [refusal for refusal in refusals if refusal.id not in aside]
    if left:
        raise LimitBroken(left)
    return {NAMED_IN[refusal.id]: aside[refusal.id] for refusal in refusals}


def _facts(planned: Week, limits: Ceilings) -> dict[str, Any]:
    """Return a week, together with what was run, as it is kept."""
    done = {run.on for run in limits.done}
    new = [run for run in planned.runs if run.on not in done]
    if not new:
        raise NothingPlanned
    whole = with_done(planned, limits)
    # The stages of the ladder are steps of their own.
    ups = raised(whole, limits) if limits.stage is None else frozenset()
    return {
        "by_time": limits.measure is Measure.SECONDS,
        "runs": len(whole.runs),
        "amount": whole.amount,
        "longest": max(run.amount for run in new),
        "intensity": whole.intensity,
        "terrain": whole.terrain,
        "base": limits.week.base,
        "ceiling": limits.week.amount,
        "longest_ceiling": limits.longest.amount,
        "small_numbers": limits.week.small_numbers,
        "more_distance": Variable.DISTANCE in ups,
        "more_intensity": Variable.INTENSITY in ups,
        "more_terrain": Variable.TERRAIN in ups,
    }
