"""Who must be looked at first: what was told since the last visit, and what waits."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib import admin
from django.db.models import (
    Case,
    DateField,
    DateTimeField,
    ExpressionWrapper,
    F,
    Func,
    Max,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Cast, Coalesce, Greatest, JSONObject
from django.db.models.lookups import LessThanOrEqual
from django.http import HttpRequest

from rehab import plans
from rehab.models import DiaryEntry, Plan, PlanChange
from rehab.plans.clearing import LONG_AGO, SEEN, cleared_before
from rehab.plans.news import NOT_YET, told_since
from rehab.programme.days import ONE_DAY
from rehab.programme.review import SILENCE
from triage.models import Assessment
from triage.rules.parts import Level

What = PlanChange.What
GOES_ON = Q(finished_at=None, paused_at=None)
IS_QUIET = Q(finished_at=None, rhythm=Plan.Rhythm.QUIET)
WAITS = ("waits_since", "refused_since", "quiet_since", "unreviewed_since")  # in turn
BEHIND = timedelta(days=2)  # a review comes each hour
STATES = {
    "goes on": Q(finished_at=None, paused_at=None, protect_only=False),
    "protects only": Q(finished_at=None, paused_at=None, protect_only=True),
    "paused": Q(finished_at=None, paused_at__isnull=False),
    "finished": Q(finished_at__isnull=False),
    "not reviewed": Q(unreviewed_since__isnull=False),
    "emails come back": Q(refused_since__isnull=False),
    "silent": Q(quiet_since__isnull=False),
}
NOTHING = Level.SELF_CARE.value


class StateFilter(admin.SimpleListFilter):
    """Plans by whether they go on."""

    title = "state"
    parameter_name = "state"

    def lookups(
        self, request: HttpRequest, model_admin: admin.ModelAdmin
    ) -> list[tuple[str, str]]:
        return [(name, name) for name in STATES]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        chosen = STATES.get(self.value() or "")
        return queryset if chosen is None else queryset.filter(chosen)


def with_urgency(rows: QuerySet[Plan], *, at: datetime) -> QuerySet[Plan]:
    """Return plans, most urgent first, with what says why beside each.

    ``worst`` is the most urgent level told or called for that no visit has covered,
    ``ever`` the same with what visits have covered, ``cleared`` the time until when they
    did. ``waiting`` is the newest call for somebody to look: by which rule, why, when, and
    with which level. A silence that was broken since is none. ``unreviewed_since`` is the
    last day that was reviewed of a plan that should have been since. ``refused_since`` is
    when the runner's address took no mail, ``quiet_since`` the day from which they get no
    more, as they answered none for three weeks; both only while a plan is open.
    """
    seen = rows.annotate(cleared=cleared_before(OuterRef("person")))
    heard = DiaryEntry.objects.filter(plan=OuterRef("pk"))
    judged = seen.annotate(
        worst=_worst(OuterRef("cleared")),
        ever=_worst(Value(LONG_AGO)),
        heard_at=Coalesce(_one(heard, "plan", Max("at")), Value(LONG_AGO)),
    )
    calls = _calls().filter(plan=OuterRef("pk"), at__gt=OuterRef("cleared"))
    news = calls.filter(~Q(subject=SILENCE) | Q(at__gt=OuterRef("heard_at")))
    newest = news.order_by("-at", "-pk").annotate(
        call=JSONObject(subject="subject", why="why", at="at", level="level")
    )
    first, since = (Subquery(newest.values(name)[:1]) for name in ("call", "at"))
    queue = judged.annotate(
        waiting=first,
        waits_since=since,
        refused_since=Case(When(finished_at=None, then=F("person__mail_refused_at"))),
        quiet_since=Case(When(IS_QUIET, then=F("rhythm_since"))),
        unreviewed_since=_unreviewed_since(at),
    )
    waits = (F(name).asc(nulls_last=True) for name in WAITS)
    return queue.order_by("-worst", *waits, "-opened_at")


def _unreviewed_since(at: datetime) -> Case:
    """Return, for SQL, the last day that was reviewed of a plan that falls behind."""
    zone = F("person__time_zone")
    wall = Func(zone, Value(at), function="timezone", output_field=DateTimeField())
    today = Cast(wall, DateField())
    last = Coalesce("reviewed_on", _day(F("begun_on") - ONE_DAY))
    return Case(When(GOES_ON & Q(LessThanOrEqual(last, _day(today - BEHIND))), then=last))


def _day(expression: CombinedExpression) -> ExpressionWrapper:
    return ExpressionWrapper(expression, output_field=DateField())


def _worst(since: OuterRef | Value) -> Greatest:
    """Return, for SQL, the most urgent thing told or called for in a plan after ``since``.

    A pause without a level counts as what pauses a plan, as it does for the runner.
    """
    told = DiaryEntry.objects.filter(plan=OuterRef("pk"), at__gt=since)
    checks = Assessment.objects.filter(patient=OuterRef("person"))
    called = _calls().filter(plan=OuterRef("pk"), at__gt=since)
    paused = called.filter(what=What.PAUSED, level=None)
    return Greatest(
        Coalesce(_one(told, "plan", Max("level")), NOTHING),
        Coalesce(_one(told_since(checks, since), "patient", Max("worst_level")), NOTHING),
        Coalesce(_one(called, "plan", Max("level")), NOTHING),
        Coalesce(_one(paused, "plan", Max(Value(plans.PAUSES_FROM.value))), NOTHING),
    )


def _calls() -> QuerySet[PlanChange]:
    """Return what calls for somebody to look; no visit that was made is among it."""
    calls = PlanChange.objects.filter(what__in=[What.VISIT, What.PAUSED])
    return calls.exclude(subject=SEEN).exclude(what=What.PAUSED, why=NOT_YET)


def _one(rows: QuerySet[Any, Any] | QuerySet[Model], by: str, most: Max) -> Subquery:
    """Return, for SQL, one number for all ``rows`` of the same ``by``."""
    return Subquery(rows.order_by().values(by).annotate(most=most).values("most"))
