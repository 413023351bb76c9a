"""What physios read of the runners whom they treat."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from accounts.admin import PatientRecordAdmin
from triage.admin.parts import part, told_of
from triage.models import LEVEL_IN_WORDS, Assessment
from triage.models.assessment import IN_TURN
from triage.rules.answers import Answers, decode_answers
from triage.rules.decide import Decision, decide, factors_of_decision
from triage.rules.factors import factors_in
from triage.rules.protocol import Protocol

NOT_FINISHED = "The questions are not finished."


@admin.register(Assessment)
class AssessmentAdmin(PatientRecordAdmin):
    """Submitted assessments, most urgent first, with every reason in words.

    One that was not finished is among them once it told of a sign to be seen today.
    """

    person_field = "patient"
    list_display = ["urgency", "patient", "first_reason", "submitted_at"]
    list_filter = ["level", "submitted_at"]
    fieldsets = [
        (None, {"fields": ["patient", "urgency", "submitted_at"]}),
        ("Why this level", {"fields": ["findings", "impact"]}),
        ("What fits the answers", {"fields": ["scope", "ranking"]}),
        ("What may add to the strain", {"fields": ["factors", "movement"]}),
        ("Questions and answers", {"fields": ["taken_back", "told"]}),
        (
            "Record",
            {"fields": ["rules", "engine", "started_at", "claimed_at", "agreed_to"]},
        ),
    ]
    readonly_fields = [
        "urgency",
        "findings",
        "impact",
        "scope",
        "ranking",
        "factors",
        "movement",
        "taken_back",
        "told",
        "rules",
        "agreed_to",
    ]

    def get_ordering(self, request: HttpRequest) -> list[Any]:
        return [key.asc() for key in IN_TURN]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        # What somebody has not submitted yet, they have not told anybody: but a sign to be
        # seen today waits for no last page.
        rows: Any = super().get_queryset(request)
        told: QuerySet[Any] = rows.told()
        return told

    @admin.display(description="level", ordering=Coalesce("level", "worst_level"))
    def urgency(self, assessment: Assessment) -> str:
        if assessment.level is None:
            return f"{LEVEL_IN_WORDS[assessment.worst_level]} (not finished)"
        return LEVEL_IN_WORDS[assessment.level]

    @admin.display(description="first reason")
    def first_reason(self, assessment: Assessment) -> str:
        _, decision = _judged(assessment)
        findings = decision.findings
        return findings[0].because if findings else "no warning sign"

    @admin.display(description="reasons")
    def findings(self, assessment: Assessment) -> str:
        protocol, (told, decision) = assessment.release.protocol, _judged(assessment)
        rows = [
            {
                "finding": finding,
                "level": LEVEL_IN_WORDS[finding.level],
                "answers": [
                    told_of(protocol.questions[key], told) for key in finding.questions
                ],
                "notes": protocol.notes_on(finding.rule),
            }
            for finding in decision.findings
        ]
        return part("findings", rows=rows)

    @admin.display(description="running and jumping")
    def impact(self, assessment: Assessment) -> str:
        _, decision = _judged(assessment)
        if decision.no_impact:
            return "None, whatever the level: a bone may be overworked."
        return "As the level allows."

    @admin.display(description="what the runner saw")
    def scope(self, assessment: Assessment) -> str:
        if assessment.level is None:
            return NOT_FINISHED
        return _what_was_shown(assessment.release.protocol, assessment.decided)

    @admin.display(description="causes")
    def ranking(self, assessment: Assessment) -> str:
        if assessment.level is None:
            return NOT_FINISHED
        decision, causes = assessment.decided, assessment.release.protocol.cause_by_id
        rows = [
            {
                "cause": causes[ranked.cause],
                "bits": ranked.bits,
                "shown": ranked.cause in decision.shown,
                "counted_for": [clue for clue in ranked.clues if clue.bits > 0],
                "counted_against": [clue for clue in ranked.clues if clue.bits < 0],
            }
            for ranked in decision.ranking
        ]
        return part("ranking", rows=rows)

    @admin.display(description="factors")
    def factors(self, assessment: Assessment) -> str:
        if assessment.level is None:
            return NOT_FINISHED
        rows = factors_of_decision(
            assessment.release.protocol, assessment.given, assessment.decided
        )
        return part("factors", rows=rows)

    @admin.display(description="a look at how they move")
    def movement(self, assessment: Assessment) -> str:
        """Return what the runner found later, which changes nothing above."""
        checks = assessment.movement_checks.finished().select_related("release")
        rows = [
            {
                "at": check.checked_at,
                "found": factors_in(check.release.protocol, check.given),
            }
            for check in checks.order_by("checked_at", "pk")
        ]
        return part("movement", rows=rows)

    @admin.display(description="warning signs taken back")
    def taken_back(self, assessment: Assessment) -> str:
        """Return the answers that made it most urgent and no longer stand."""
        questions, now = assessment.release.protocol.questions, assessment.given
        before = decode_answers(assessment.worst_answers)
        rows = [
            {"told": told_of(questions[key], before), "counted": True}
            for key, answer in before.items()
            if assessment.took_back and now.get(key) != answer
        ]
        return part("answers", rows=rows) if rows else "none"

    @admin.display(description="answers")
    def told(self, assessment: Assessment) -> str:
        given, (_, decision) = assessment.given, _judged(assessment)
        counted = {key for finding in decision.findings for key in finding.questions}
        rows = [
            {"told": told_of(question, given), "counted": key in counted}
            for key, question in assessment.release.protocol.questions.items()
        ]
        return part("answers", rows=rows)

    @admin.display(description="release")
    def rules(self, assessment: Assessment) -> str:
        release = assessment.release
        address = reverse("admin:triage_protocolrelease_change", args=[release.pk])
        return format_html('<a href="{}">{}</a>', address, release)

    @admin.display(description="agreed to")
    def agreed_to(self, assessment: Assessment) -> str:
        return assessment.consent.wording


def _judged(assessment: Assessment) -> tuple[Answers, Decision]:
    """Return what was decided and by which answers; the most urgent, if not finished."""
    if assessment.level is not None:
        return assessment.given, assessment.decided
    told = decode_answers(assessment.worst_answers)
    return told, decide(assessment.release.protocol, told)


def _what_was_shown(protocol: Protocol, decision: Decision) -> str:
    """Return which causes the runner was named, or why none."""
    if not decision.in_scope:
        return "No causes: the pain is not on the inner side."
    if not decision.names_causes:
        return "No causes: being seen comes first."
    names = [protocol.cause_by_id[id_].name for id_ in decision.shown]
    close = " The answers do not tell the first two apart." if decision.too_close else ""
    return f"{', '.join(names)}.{close}"
