"""What physios read of plans. Nobody changes anything here: rules and runners do."""

from typing import Any

from django.contrib import admin
from django.db.models import Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest
from django.http import HttpRequest
from django.utils.html import format_html_join

from accounts.admin import PatientRecordAdmin, PatientRows
from rehab.models import DiaryEntry, Plan, PlanChange, Reminder
from triage.models import LEVEL_IN_WORDS, Assessment
from triage.rules.words import answer_in_words


class DiaryWords:
    """What a runner told and what the rules made of it, in words."""

    @admin.display(description="any of these new?")
    def new_signs(self, entry: DiaryEntry) -> str:
        """Return the answers to the list of new signs, as it was asked, without each no."""
        if not entry.counts:
            return "left open"
        told = (
            (question.text, answer_in_words(question, entry.given[key]))
            for key, question in entry.release.protocol.questions.items()
            if entry.given.get(key, False) is not False
        )
        return format_html_join(", ", "{}: <b>{}</b>", told) or "none of them"

    @admin.display(description="why this level")
    def why(self, entry: DiaryEntry) -> str:
        return " ".join(entry.reasons)


class ChangeInline(PatientRows, admin.TabularInline):
    model = PlanChange
    fields = ["at", "what", "why", "by"]
    ordering = ["-at", "-pk"]
    extra = 0

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("by")


class DiaryInline(DiaryWords, PatientRows, admin.TabularInline):
    model = DiaryEntry
    fields = ["local_on", "level", "done", "pain", "worse", "new_signs", "why", "at"]
    readonly_fields = ["new_signs", "why"]
    ordering = ["-at", "-pk"]
    extra = 0

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("release")


class ReminderInline(PatientRows, admin.TabularInline):
    model = Reminder
    fields = ["local_on", "slot", "kind", "due_at", "state", "reason", "settled_at"]
    ordering = ["due_at"]
    extra = 0


@admin.register(Plan)
class PlanAdmin(PatientRecordAdmin):
    """Plans, whoever must be seen soonest first; a page tells all that happened in one."""

    list_display = ["person", "urgency", "paused_at", "phase", "opened_at"]
    list_filter = ["phase", ("paused_at", admin.EmptyFieldListFilter)]
    search_fields = ["person__email", "person__name"]
    inlines = [ChangeInline, DiaryInline, ReminderInline]
    fields = [
        "person",
        "assessment",
        "urgency",
        "phase",
        "opened_at",
        "begun_on",
        "reminder_times",
        "night_begins",
        "night_ends",
        "no_ice",
        "no_compression",
        "paused_at",
        "finished_at",
    ]
    readonly_fields = ["urgency"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        told = DiaryEntry.objects.filter(plan=OuterRef("pk")).values("plan")
        checked = Assessment.objects.filter(patient=OuterRef("person")).values("patient")
        worst = Greatest(
            Subquery(told.annotate(worst=Max("level")).values("worst")),
            Subquery(checked.annotate(worst=Max("worst_level")).values("worst")),
        )
        plans = super().get_queryset(request).annotate(worst=Coalesce(worst, 0))
        return plans.order_by("-worst", "-opened_at")

    @admin.display(description="most urgent so far")
    def urgency(self, plan: Any) -> str:  # noqa: ANN401 - a plan with the worst level beside it
        return LEVEL_IN_WORDS[plan.worst]


class OfPlan(PatientRecordAdmin):
    """Rows that belong to a plan, and through it to a runner."""

    person_field = "plan__person"
    search_fields = ["plan__person__email", "plan__person__name"]

    @admin.display(description="runner", ordering="plan__person__email")
    def runner(self, row: DiaryEntry | PlanChange) -> str:
        return str(row.plan.person)


@admin.register(DiaryEntry)
class DiaryEntryAdmin(DiaryWords, OfPlan):
    list_display = ["runner", "level", "local_on", "done", "pain", "worse", "new_signs"]
    list_select_related = ["release"]
    list_filter = ["level", "done", "worse"]
    ordering = ["-level", "-at"]
    fields = [
        "plan",
        "reminder",
        "adds_to",
        "at",
        "local_on",
        "done",
        "pain",
        "worse",
        "level",
        "new_signs",
        "why",
    ]
    readonly_fields = ["new_signs", "why"]


@admin.register(PlanChange)
class PlanChangeAdmin(OfPlan):
    list_display = ["runner", "at", "what", "why", "by"]
    list_select_related = ["by"]
    list_filter = ["what"]
    ordering = ["-at", "-pk"]


@admin.register(Reminder)
class ReminderAdmin(PatientRecordAdmin):
    list_display = ["person", "due_at", "kind", "state", "reason", "settled_at"]
    list_filter = ["state", "kind"]
    search_fields = ["person__email", "person__name"]
    ordering = ["-due_at"]
