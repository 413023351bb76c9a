"""A physio plans a week of running for a runner, within the same limits as theirs."""

from datetime import date, datetime, timedelta
from typing import cast

from django.contrib.admin.utils import unquote
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from rehab import plans
from rehab.admin.acts.frame import Acts, physio, posted
from rehab.admin.forms import PlanWeekForm
from rehab.models import Plan
from rehab.plans.changes import lock
from rehab.programme.running.ceilings import Ceilings
from rehab.programme.running.dials import DialsClash, suggest_dials, week_by_dials
from rehab.programme.running.distance import week_of

ONE_WEEK = timedelta(weeks=1)


class PlanWeek(Acts):
    """Planning a week of running for a runner, within the same limits as theirs."""

    @transaction.atomic
    def week_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Ask for a week, this one or with ``?next`` the next, and on a post keep it."""
        plan = cast("Plan", self.get_object(request, unquote(object_id)))
        if plan.finished_at is not None:
            return self._over(request, plan)
        lock(plan.person_id)  # its limits stand still meanwhile
        now = timezone.now()
        today = plans.local_day(plan.person, now)
        on = week_of(today) + ONE_WEEK if "next" in request.GET else today
        limits = plans.limits_of_week(plan, on=on)
        runner = plans.course_of(plan, on=on).runner
        dials = suggest_dials(runner, limits, on)
        form = PlanWeekForm(posted(request), limits=limits, dials=dials)
        if form.is_valid():
            _keep_week(request, plan, form, on=on, now=now)
            if form.is_valid():
                return self._done(request, plan, "week planned")
        return self._ask(
            request,
            plan,
            plan=plan,
            form=form,
            title="Plan a week of running",
            button="Plan it",
            facts=_limits_in_words(limits),
            week={"begins_on": limits.begins_on, "is_next": on > today},
        )


def _keep_week(
    request: HttpRequest, plan: Plan, form: PlanWeekForm, *, on: date, now: datetime
) -> None:
    """Plan the week that ``form`` tells of, from the day ``on``, or say on it why not."""
    try:
        planned = week_by_dials(form.dials(), form.limits, on)
        plans.plan_week(plan=plan, planned=planned, at=now, by=physio(request))
    except DialsClash as clash:
        form.refuse_clash(clash.clash)
    except plans.LimitBroken as broken:
        for refusal in broken.refusals:
            form.refuse(refusal)


def _limits_in_words(limits: Ceilings) -> list[tuple[str, str]]:
    if limits.locks:
        return [("Running is locked", lock.words) for lock in limits.locks]
    return [("Most in the week", limits.week.words), ("Longest run", limits.longest.words)]
