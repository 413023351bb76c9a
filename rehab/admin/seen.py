"""What physios read of asking runners if they were seen."""

from typing import Any

from django.contrib import admin
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.html import format_html_join
from django.utils.timezone import localtime

from accounts.admin import PatientRecordAdmin
from rehab.models import Reminder, SeenFollowUp
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
    """Who was asked if they were seen, the newest first. The queue says who waits."""

    list_display = ["person", "urgency", "begun_at", "mails", "answers"]
    ordering = ["-begun_at", "-pk"]
    fields = ["person", "assessment", "urgency", "begun_at", "mails", "answers"]
    readonly_fields = ["urgency", "mails", "answers"]
