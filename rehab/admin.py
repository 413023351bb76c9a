"""What physios read of plans. Nobody changes anything here: rules and runners do."""

from typing import Any

from django.contrib import admin
from django.db.models import (
    Case,
    Max,
    OuterRef,
    Prefetch,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Greatest
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.html import format_html_join
from django.utils.timezone import localtime

from accounts.admin import PatientRecordAdmin, PatientRows, RunnerAdmin
from accounts.models import User
from rehab.models import (
    DiaryEntry,
    Plan,
    PlanChange,
    Reminder,
    SeenAnswer,
    SeenFollowUp,
)
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


class SeenWords:
    """Whether somebody told us that they were seen, and what became of asking, in words."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return follow-ups with the questions of their person beside them."""
        rows: QuerySet[Any] = super().get_queryset(request)  # type: ignore[misc] # of the class beside it
        asked = Reminder.objects.filter(kind=Reminder.Kind.SEEN).order_by("due_at", "pk")
        questions = asked.prefetch_related("seen_answers")
        return rows.select_related("assessment").prefetch_related(
            Prefetch("person__reminders", queryset=questions, to_attr="questions")
        )

    @admin.display(description="told to be seen", ordering="assessment__worst_level")
    def urgency(self, follow_up: SeenFollowUp) -> str:
        return LEVEL_IN_WORDS[follow_up.assessment.worst_level]

    @admin.display(description="asked by mail")
    def mails(self, follow_up: SeenFollowUp) -> str:
        """Return what became of each question, with the reason if it was not sent."""
        told = (
            (
                date_format(mail.local_on),
                mail.get_state_display(),
                f" ({mail.reason})" if mail.reason else "",
            )
            for mail in _questions(follow_up)
        )
        return format_html_join("", "{}: <b>{}</b>{}<br>", told) or "nothing is owed"

    @admin.display(description="answered")
    def answers(self, follow_up: SeenFollowUp) -> str:
        told = sorted(
            (answer.at, answer.get_said_display())
            for mail in _questions(follow_up)
            for answer in mail.seen_answers.all()
        )
        words = ((date_format(localtime(at), "DATETIME_FORMAT"), said) for at, said in told)
        return format_html_join("", "{}: <b>{}</b><br>", words) or "no answer"


def _questions(follow_up: SeenFollowUp) -> list[Reminder]:
    """Return the mails of a follow-up's days, whichever follow-up owed them."""
    person: Any = follow_up.person  # with its questions beside it
    return [mail for mail in person.questions if mail.local_on in follow_up.ask_on]


@admin.register(SeenFollowUp)
class SeenFollowUpAdmin(SeenWords, PatientRecordAdmin):
    """Who was asked if they were seen: got worse first, then not yet, no answer, seen."""

    list_display = ["person", "urgency", "begun_at", "mails", "answers"]
    search_fields = ["person__email", "person__name"]
    fields = ["person", "assessment", "urgency", "begun_at", "mails", "answers"]
    readonly_fields = ["urgency", "mails", "answers"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        told = SeenAnswer.objects.filter(
            reminder__person=OuterRef("person"), at__gte=OuterRef("begun_at")
        )
        rows = super().get_queryset(request)
        answered = rows.annotate(
            said=Subquery(told.order_by("-at", "-pk").values("said")[:1])
        )
        place = Case(
            When(said=SeenAnswer.Said.WORSE, then=Value(1)),
            When(said=SeenAnswer.Said.NOT_YET, then=Value(2)),
            When(said=SeenAnswer.Said.SEEN, then=Value(4)),
            default=Value(3),
        )
        return answered.order_by(place, "-begun_at", "-pk")


class SeenFollowUpInline(SeenWords, PatientRows, admin.TabularInline):
    model = SeenFollowUp
    fields = ["urgency", "begun_at", "mails", "answers"]
    readonly_fields = ["urgency", "mails", "answers"]
    ordering = ["-begun_at"]
    extra = 0
    show_change_link = True


class RunnerWithFollowUpsAdmin(RunnerAdmin):
    """A runner's record, with what came of asking if they were seen."""

    inlines = [*RunnerAdmin.inlines, SeenFollowUpInline]


admin.site.unregister(User)
admin.site.register(User, RunnerWithFollowUpsAdmin)
