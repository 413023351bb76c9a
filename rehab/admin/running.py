"""Weeks of running as they were planned, and the limits that were set aside."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from accounts.admin.records import viewer_of
from accounts.services import called, known_to
from rehab.admin.rows import FOLDED, PlanRows
from rehab.admin.words import amount_words
from rehab.models import Override, RunWeek
from rehab.plans.course.weeks import NAMED_IN

OVERRIDES = [*NAMED_IN.values()]


class WeekInline(PlanRows):
    """Weeks as they were planned, with the limits that held."""

    model = RunWeek
    verbose_name_plural = "weeks of running as planned"
    classes = FOLDED
    fields = [
        "begins_on",
        "runs",
        "total",
        "one_run",
        "intensity",
        "terrain",
        "more",
        "past_limit",
        "at",
    ]
    readonly_fields = ["total", "one_run", "more", "past_limit"]
    ordering = ["-at", "-pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related(*OVERRIDES)

    @admin.display(description="in all")
    def total(self, week: RunWeek) -> str:
        amount, most, last = (
            amount_words(each, by_time=week.by_time)
            for each in (week.amount, week.ceiling, week.base)
        )
        small = ", by the allowance for small numbers" if week.small_numbers else ""
        return f"{amount}; at most {most} after {last}{small}"

    @admin.display(description="longest run")
    def one_run(self, week: RunWeek) -> str:
        longest, most = (
            amount_words(each, by_time=week.by_time)
            for each in (week.longest, week.longest_ceiling)
        )
        return f"{longest}; at most {most}"

    @admin.display(description="more of")
    def more(self, week: RunWeek) -> str:
        ups = {
            "distance": week.more_distance,
            "speed": week.more_intensity,
            "ground": week.more_terrain,
        }
        return " and ".join(name for name, up in ups.items() if up) or "nothing"

    @admin.display(description="limits set aside")
    def past_limit(self, week: RunWeek) -> str:
        named = (getattr(week, name) for name in OVERRIDES)
        aside = [override.get_limit_display() for override in named if override]
        return " and ".join(aside) or "none"


class OverrideInline(PlanRows):
    model = Override
    verbose_name_plural = "limits set aside"
    classes = FOLDED
    fields = ["limit", "reason", "begins_on", "ends_on", "whose"]
    readonly_fields = ["whose"]
    ordering = ["-at", "-pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        known = known_to(viewer_of(request), by="by", person="plan__person")
        rows = super().get_queryset(request).select_related("by")
        return rows.annotate(by_known=known)

    @admin.display(description="by")
    def whose(self, override: Any) -> str:  # noqa: ANN401 - one that knows if its maker is known
        return called(override.by, known=override.by_known)
