"""What physios read of plans, and where they overrule them."""

from typing import Any, cast

from django.contrib import admin
from django.db.models import Model, Prefetch, QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import URLPattern, path
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from accounts.admin import PatientRecordAdmin
from accounts.admin.records import viewer_of
from rehab.admin.acts import PlanWeek, SetAside, Undo, Write
from rehab.admin.changes import BESIDE, ChangeInline, ChangeWords
from rehab.admin.diary import REPORTS, TRIED, DiaryInline, DiaryWords
from rehab.admin.rows import FOLDED, NEWEST, PlanRows
from rehab.admin.running import OverrideInline, WeekInline
from rehab.admin.states import StateFilter, with_levels
from rehab.admin.training import ExerciseInline, GateInline, SessionInline
from rehab.admin.words import mail_words, stage_words, state_words, waiting_words
from rehab.models import Attention, DiaryEntry, Plan, PlanChange, Reminder
from rehab.oversight.colleagues import Colleagues
from triage.models import LEVEL_IN_WORDS


class ReminderInline(PlanRows):
    model = Reminder
    verbose_name_plural = "mails"
    classes = FOLDED
    fields = ["local_on", "slot", "kind", "due_at", "state", "reason", "settled_at"]
    ordering = ["-due_at", "-pk"]


@admin.register(Plan)
class PlanAdmin(SetAside, PlanWeek, Write, PatientRecordAdmin):
    """Plans, the newest first; a page tells all that happened in one."""

    list_display = [
        "person",
        "urgency",
        "waiting_for",
        "state",
        "phase",
        "opened_at",
    ]
    list_filter = [StateFilter, "phase"]
    ordering = ["-opened_at", "-pk"]
    inlines = [
        ChangeInline,
        DiaryInline,
        SessionInline,
        ExerciseInline,
        GateInline,
        WeekInline,
        OverrideInline,
        ReminderInline,
    ]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "person",
                    "assessment",
                    "urgency",
                    "waiting_for",
                    "visits",
                    "written",
                ]
            },
        ),
        (
            "Where they stand",
            {
                "fields": [
                    "state",
                    ("phase", "phase_since"),
                    ("running", "stage_since"),
                    ("rest_until", "hold_until"),
                    "recheck_on",
                    ("paused_at", "finished_at"),
                ]
            },
        ),
        (
            "Record",
            {
                "classes": FOLDED,
                "fields": [
                    ("opened_at", "begun_on"),
                    ("care_began_on", "exercises_began_on"),
                    "last_ran_on",
                    "activities",
                    "reminder_times",
                    ("night_begins", "night_ends"),
                    ("no_ice", "no_compression"),
                    "monthly",
                ],
            },
        ),
    ]
    readonly_fields = [
        "urgency",
        "waiting_for",
        "visits",
        "written",
        "state",
        "running",
    ]
    change_form_template = "admin/rehab/plan.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = with_levels(super().get_queryset(request))
        asks = Attention.objects.open().order_by("-level", "raised_at", "pk")
        return rows.prefetch_related(Prefetch("person__attention", asks, to_attr="asks"))

    def get_object(self, request: HttpRequest, *given: Any) -> Model:  # noqa: ANN401 - handed on as they come
        """Return a plan with whom of the staff its page names."""
        plan: Any = super().get_object(request, *given)
        plan.colleagues = Colleagues(plan.person, viewer_of(request))
        return cast("Model", plan)

    @admin.display(description="how soon")
    def urgency(self, plan: Any) -> str:  # noqa: ANN401 - a plan with the worst level beside it
        """Return the most urgent thing since the last visit, and what that has covered."""
        now = LEVEL_IN_WORDS[plan.worst]
        if plan.ever == plan.worst:
            return now
        return f"{now} (before the visit: {LEVEL_IN_WORDS[plan.ever]})"

    @admin.display(description="waiting for")
    def waiting_for(self, plan: Any) -> str:  # noqa: ANN401 - likewise, with what waits
        """Return each reason to look, and since when it stands."""
        lines = ((line,) for line in waiting_words(plan.person.asks))
        return format_html_join(SafeString("<br>"), "{}", lines)

    @admin.display(description="state")
    def state(self, plan: Plan) -> str:
        """Return whether the plan goes on."""
        return state_words(plan)

    @admin.display(description="visits")
    def visits(self, plan: Any) -> str:  # noqa: ANN401 - a plan with its colleagues beside it
        rows = plan.person.clearances.select_related("by").order_by("-at", "-pk")
        visits = [(row, row.by and plan.colleagues.called(row.by)) for row in rows]
        return render_to_string("admin/rehab/_visits.html", {"visits": visits})

    @admin.display(description="messages")
    def written(self, plan: Any) -> str:  # noqa: ANN401 - likewise
        """Return what physios wrote to the runner, with what became of each mail."""
        rows = plan.person.messages.select_related("by", "reminder").order_by("-at", "-pk")
        told = [
            (
                row,
                plan.colleagues.called(row.by),
                mail_words(getattr(row, "reminder", None)),
            )
            for row in rows[:NEWEST]
        ]
        return render_to_string("admin/rehab/_written.html", {"messages": told})

    @admin.display(description="running")
    def running(self, plan: Plan) -> str:
        return stage_words("" if plan.stage is None else str(plan.stage))

    def get_urls(self) -> list[URLPattern]:
        return [
            path(
                "<path:object_id>/set-aside/",
                self.admin_site.admin_view(self.set_aside_view),
                name="rehab_plan_set_aside",
            ),
            path(
                "<path:object_id>/week/",
                self.admin_site.admin_view(self.week_view),
                name="rehab_plan_week",
            ),
            path(
                "<path:object_id>/write/",
                self.admin_site.admin_view(self.write_view),
                name="rehab_plan_write",
            ),
            *super().get_urls(),
        ]


class OfPlan(PatientRecordAdmin):
    """Rows that belong to a plan, and through it to a runner."""

    person_field = "plan__person"

    @admin.display(description="runner", ordering="plan__person__email")
    def runner(self, row: DiaryEntry | PlanChange) -> str:
        return str(row.plan.person)


@admin.register(DiaryEntry)
class DiaryEntryAdmin(DiaryWords, OfPlan):
    """Entries as they were told, the most urgent first."""

    list_display = [
        "runner",
        "level",
        "day",
        "kind",
        "knee",
        "report",
        "new_signs",
    ]
    list_select_related = [*REPORTS]
    list_filter = ["level", "kind", "done", "worse"]
    ordering = ["-level", "-at", "-pk"]
    fields = [
        "plan",
        "kind",
        "about",
        "reminder",
        "adds_to",
        "at",
        "local_on",
        "knee",
        "report",
        "level",
        "new_signs",
        "why",
    ]
    readonly_fields = ["knee", "report", "new_signs", "why"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).prefetch_related(TRIED)


@admin.register(PlanChange)
class PlanChangeAdmin(ChangeWords, Undo, OfPlan):
    """What changed in plans, the newest first. Some of it a physio may take back."""

    list_display = [
        "runner",
        "at",
        "what",
        "about",
        "moved",
        "level",
        "why",
        "whose",
        "undone",
    ]
    list_select_related = [*BESIDE]
    list_filter = ["what", "level"]
    ordering = ["-pk"]
    fields = ["plan", "at", "what", "about", "moved", "level", "why", "whose", "undone"]
    readonly_fields = ["about", "moved", "whose", "undone"]

    def get_urls(self) -> list[URLPattern]:
        undo = self.admin_site.admin_view(self.undo_view)
        urls = super().get_urls()
        return [
            path("<path:object_id>/undo/", undo, name="rehab_planchange_undo"),
            *urls,
        ]


@admin.register(Reminder)
class ReminderAdmin(PatientRecordAdmin):
    list_display = ["person", "due_at", "kind", "state", "reason", "settled_at"]
    list_filter = ["state", "kind"]
    ordering = ["-pk"]
