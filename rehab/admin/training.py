"""The exercises of a plan: sessions that were owed, how hard each is, and the gates."""

from typing import Any

from django.contrib import admin
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.html import format_html_join

from rehab.admin.rows import FOLDED, PlanRows
from rehab.admin.words import CHECKS, GATES, exercise_words, rung_words
from rehab.models import (
    DiaryEntry,
    ExerciseReport,
    ExerciseSession,
    GateAnswer,
    PlanExercise,
    SessionReport,
)
from rehab.models.report import Amount


class SessionInline(PlanRows):
    """Sessions that were owed, also those of which nobody told; the last report counts."""

    model = ExerciseSession
    verbose_name_plural = "sessions"
    classes = FOLDED
    fields = ["day", "phase", "asked", "went"]
    readonly_fields = ["day", "asked", "went"]
    ordering = ["-on"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        told = SessionReport.objects.filter(entry__session=OuterRef("pk"))
        last = told.order_by("-entry").annotate(
            told=JSONObject(amount="amount", hard="hard")
        )
        entry = Subquery(
            DiaryEntry.objects.filter(session=OuterRef(OuterRef("pk")))
            .order_by("-pk")
            .values("pk")[:1]
        )
        each = ExerciseReport.objects.filter(entry=entry).order_by("pk")
        tried = each.values(
            row=JSONObject(exercise="exercise", amount="amount", pain="pain")
        )
        return (
            super()
            .get_queryset(request)
            .annotate(told=Subquery(last.values("told")[:1]), tried=ArraySubquery(tried))
        )

    @admin.display(description="day")
    def day(self, session: ExerciseSession) -> str:
        return date_format(session.on, "j M Y")

    @admin.display(description="what was asked")
    def asked(self, session: ExerciseSession) -> str:
        lines = (
            (exercise_words(exercise), rung_words(exercise, rung))
            for exercise, rung in session.items
        )
        return format_html_join("", "{}, {}<br>", lines)

    @admin.display(description="how it went")
    def went(self, session: Any) -> str:  # noqa: ANN401 - a session with its report beside it
        if session.told is None:
            return "not told"
        whole = f"{Amount(session.told['amount']).label}, hard {session.told['hard']} of 10"
        each = (
            f"{exercise_words(row['exercise'])}: {Amount(row['amount']).label}, "
            f"pain {row['pain']}"
            for row in session.tried
        )
        return format_html_join("", "{}<br>", ((line,) for line in (whole, *each)))


class ExerciseInline(PlanRows):
    """The exercises that have moved from their start."""

    model = PlanExercise
    verbose_name_plural = "exercises that got harder or easier"
    classes = FOLDED
    fields = ["name", "how_hard", "since"]
    readonly_fields = ["name", "how_hard"]
    ordering = ["-since", "exercise"]

    @admin.display(description="exercise")
    def name(self, held: PlanExercise) -> str:
        return exercise_words(held.exercise)

    @admin.display(description="now")
    def how_hard(self, held: PlanExercise) -> str:
        return rung_words(held.exercise, held.rung)


class GateInline(PlanRows):
    """The lists that runners went through, with what was not met yet."""

    model = GateAnswer
    verbose_name_plural = "gates"
    classes = FOLDED
    fields = ["on", "which", "still_open"]
    readonly_fields = ["which", "still_open"]
    ordering = ["-at", "-pk"]

    @admin.display(description="gate")
    def which(self, answer: GateAnswer) -> str:
        return GATES.get(answer.gate, answer.gate)

    @admin.display(description="not met yet")
    def still_open(self, answer: GateAnswer) -> str:
        lines = ((CHECKS.get(item, item),) for item in answer.open_items)
        return format_html_join("", "{}<br>", lines) or "all was met"
