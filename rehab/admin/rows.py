"""Tables of a plan's rows on its page."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.forms import BaseInlineFormSet
from django.http import HttpRequest

from accounts.admin import ForClinicians
from rehab.models import Plan

NEWEST = 60  # rows in a table: about a month of a plan
FOLDED = ["collapse"]


class Newest(BaseInlineFormSet):
    """The first rows of a table; the lists hold the others."""

    def __init__(self, *args: Any, **given: Any) -> None:  # noqa: ANN401 - handed on as they come
        super().__init__(*args, **given)
        rows: QuerySet[Any] = self.queryset  # type: ignore[assignment] # a formset of an inline has one
        self.queryset = rows[:NEWEST]


class PlanRows(ForClinicians, admin.TabularInline):
    """Rows of a plan, for the physios who treat its runner."""

    formset = Newest
    template = "admin/rehab/rows.html"
    extra = 0

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request)
        seen = Plan.objects.visible_to(request.user)
        return rows.filter(plan__in=seen).select_related("plan")
