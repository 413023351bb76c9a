"""Physios give answers a level before seeing ours; one page tells how often we agree."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from accounts.admin import PatientRecordAdmin
from accounts.admin.records import viewer_of
from accounts.services import called, known_to, log_view
from triage.admin.parts import told_of
from triage.models import LEVEL_IN_WORDS, LEVELS, Assessment, BlindRating
from triage.rules.answers import Answers, Silence
from triage.rules.parts import Level
from triage.rules.questions import Question
from triage.services import (
    NotDrawn,
    NotTreating,
    SawOurs,
    agreements,
    draw_to_rate,
    rate,
)
from triage.services.ratings import BLIND

GONE = "These answers cannot be rated blindly any more. Here is what comes next."
SAID, DENIED, NOT_ASKED = "What was answered", "Answered with no", "Not asked"
NONE_LEFT = "You have looked at all results there are. Come back when there are new ones."


class RateForm(forms.Form):
    """How soon somebody should be seen, by their answers alone."""

    assessment = forms.ModelChoiceField(
        Assessment.objects.none(), widget=forms.HiddenInput, required=True
    )
    level = forms.TypedChoiceField(
        label="How soon should they be seen?",
        choices=[*reversed(LEVELS)],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a level first."},
    )

    def __init__(self, *args: Any, rows: Any, **given: Any) -> None:  # noqa: ANN401 # what Django's forms take
        super().__init__(*args, **given)
        self.fields["assessment"].queryset = rows  # type: ignore[attr-defined] # of this field

    @property
    def told(self) -> Assessment | None:
        """Which result was sent, if it is one of those; only for what was posted."""
        told: Assessment | None = self.cleaned_data.get("assessment")
        return told


@admin.register(BlindRating)
class BlindRatingAdmin(PatientRecordAdmin):
    """What was rated blindly, with how often we agree above it, by release."""

    person_field = "assessment__patient"
    list_display = ["assessment", "at", "rater", "theirs", "ours"]
    list_select_related = ["by", "assessment"]
    list_filter = ["level"]
    ordering = ["-at", "-pk"]
    change_list_template = "admin/triage/ratings.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return ratings that tell if whoever asks knows who gave them."""
        known = known_to(viewer_of(request), by="by", person=self.person_field)
        return super().get_queryset(request).annotate(by_known=known)

    @admin.display(description="by")
    def rater(self, row: Any) -> str:  # noqa: ANN401 # a rating that knows if its rater is known
        return called(row.by, known=row.by_known)

    @admin.display(description="physio's level")
    def theirs(self, row: BlindRating) -> str:
        return LEVEL_IN_WORDS[row.level]

    @admin.display(description="our level")
    def ours(self, row: BlindRating) -> str:
        return LEVEL_IN_WORDS[row.assessment.level or Level.SELF_CARE.value]

    def get_urls(self) -> list[URLPattern]:
        rating = self.admin_site.admin_view(self.rate_view)
        return [path("rate/", rating, name="triage_blindrating_rate"), *super().get_urls()]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the figures above the rows."""
        figures = agreements(seen_by=viewer_of(request))
        shown = {**(extra_context or {}), "agreements": figures, "title": "Blind ratings"}
        return super().changelist_view(request, shown)

    def rate_view(self, request: HttpRequest) -> HttpResponse:
        """Show answers without their result, and on a post keep the level given to them.

        Which answers, chance alone says, and others than those that were shown are refused:
        whoever could choose would bend the figures. The only way past them is to look at
        their runner first. That cannot be forbidden; it is counted beside the figures.
        """
        viewer = viewer_of(request)
        if not self.has_view_permission(request):
            raise PermissionDenied
        rows = Assessment.objects.visible_to(viewer).submitted()
        form = RateForm(request.POST if request.method == "POST" else None, rows=rows)
        if form.is_valid():
            return self._keep(request, form)
        drawn = draw_to_rate(by=viewer, at=timezone.now())
        if form.is_bound and (drawn is None or form.told != drawn):
            messages.warning(request, GONE)
            return redirect("admin:triage_blindrating_rate")
        if drawn is None:
            messages.info(request, NONE_LEFT)
            return redirect("admin:triage_blindrating_changelist")
        return self._ask(request, drawn, form)

    def _ask(
        self, request: HttpRequest, assessment: Assessment, form: RateForm
    ) -> HttpResponse:
        form.initial["assessment"] = assessment.pk
        questions, given = assessment.release.protocol.questions, assessment.given
        page = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "Rate answers",
            "form": form,
            "groups": [*_by_answer(questions.values(), given)],
        }
        status = 422 if form.errors else 200
        return TemplateResponse(request, "admin/triage/rate.html", page, status=status)

    def _keep(self, request: HttpRequest, form: RateForm) -> HttpResponse:
        assessment, level = form.cleaned_data["assessment"], form.cleaned_data["level"]
        viewer = viewer_of(request)
        try:
            kept = rate(
                assessment=assessment, by=viewer, level=Level(level), at=timezone.now()
            )
        except (NotDrawn, NotTreating, SawOurs):
            self._log_refused(request, assessment)
            messages.warning(request, GONE)
            return redirect("admin:triage_blindrating_rate")
        messages.success(
            request,
            f"You said: {LEVEL_IN_WORDS[kept.level]}. Ours: "
            f"{LEVEL_IN_WORDS[assessment.level]}.",
        )
        return redirect(reverse("admin:triage_assessment_change", args=[assessment.pk]))

    def _log_refused(self, request: HttpRequest, assessment: Assessment) -> None:
        """Note a try as one that told nothing: else it would be a way past a result."""
        log_view(
            viewer=viewer_of(request),
            person=self.person_of(BlindRating(assessment=assessment)),
            what=f"{BLIND} {assessment.pk}, refused",
            at=timezone.now(),
        )


def _by_answer(
    questions: Iterable[Question], given: Answers
) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield the questions with their answers: what was said, then denied, then not asked.

    Whoever reads 70 lines finds the few that tell something first.
    """
    groups: dict[str, list[tuple[str, str]]] = {SAID: [], DENIED: [], NOT_ASKED: []}
    for question in questions:
        answer = given.get(question.key, Silence.NOT_ASKED)
        denied = DENIED if answer is False else SAID
        group = NOT_ASKED if answer is Silence.NOT_ASKED else denied
        groups[group].append(told_of(question, given))
    yield from groups.items()
