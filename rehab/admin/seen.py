"""What physios read of asking runners if they were seen."""

from typing import Any

from django.contrib import admin
from django.db.models import Case, OuterRef, Prefetch, QuerySet, Subquery, Value, When
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.html import format_html_join
from django.utils.timezone import localtime

from accounts.admin import PatientRecordAdmin, PatientRows
from rehab.models import Reminder, SeenAnswer, SeenFollowUp
from triage.models import LEVEL_IN_WORDS


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
