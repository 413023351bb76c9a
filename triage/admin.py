"""What physios read of assessments and of the rules. Nobody changes either here."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime

from accounts.admin import ForClinicians, PatientRecordAdmin
from triage.models import LEVEL_IN_WORDS, Assessment, ProtocolRelease
from triage.rules.answers import Silence, decode_answer
from triage.rules.decide import Decision
from triage.rules.protocol import Protocol
from triage.rules.words import answer_in_words, describe, question_in_words


def _part(name: str, rows: list[dict[str, Any]]) -> str:
    return render_to_string(f"admin/triage/_{name}.html", {"rows": rows})


@admin.register(Assessment)
class AssessmentAdmin(PatientRecordAdmin):
    """Submitted assessments, most urgent first, with every reason in words."""

    person_field = "patient"
    list_display = ["level", "patient", "first_reason", "submitted_at"]
    list_filter = ["level", "submitted_at"]
    search_fields = ["patient__email", "patient__name"]
    ordering = ["-level", "submitted_at"]
    fieldsets = [
        (None, {"fields": ["patient", "level", "submitted_at"]}),
        ("Why this level", {"fields": ["findings"]}),
        ("What fits the answers", {"fields": ["scope", "ranking"]}),
        ("What may add to the strain", {"fields": ["factors"]}),
        ("Questions and answers", {"fields": ["taken_back", "told"]}),
        (
            "Record",
            {"fields": ["rules", "engine", "started_at", "claimed_at", "agreed_to"]},
        ),
    ]
    readonly_fields = [
        "findings",
        "scope",
        "ranking",
        "factors",
        "taken_back",
        "told",
        "rules",
        "agreed_to",
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        # What somebody has not submitted yet, they have not told anybody.
        return super().get_queryset(request).submitted()  # type: ignore[attr-defined] # our query set

    @admin.display(description="first reason")
    def first_reason(self, assessment: Assessment) -> str:
        findings = assessment.decided.findings
        return findings[0].because if findings else "no warning sign"

    @admin.display(description="reasons")
    def findings(self, assessment: Assessment) -> str:
        questions = assessment.release.protocol.questions
        told = assessment.given
        rows = [
            {
                "finding": finding,
                "level": LEVEL_IN_WORDS[finding.level],
                "answers": [
                    (
                        question_in_words(questions[key]),
                        answer_in_words(questions[key], told.get(key, Silence.NOT_ASKED)),
                    )
                    for key in finding.questions
                ],
            }
            for finding in assessment.decided.findings
        ]
        return _part("findings", rows)

    @admin.display(description="what the runner saw")
    def scope(self, assessment: Assessment) -> str:
        return _what_was_shown(assessment.release.protocol, assessment.decided)

    @admin.display(description="causes")
    def ranking(self, assessment: Assessment) -> str:
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
        return _part("ranking", rows)

    @admin.display(description="factors")
    def factors(self, assessment: Assessment) -> str:
        factors = assessment.release.protocol.factor_by_id
        rows = [{"factor": factors[id_]} for id_ in assessment.decided.factors]
        return _part("factors", rows)

    @admin.display(description="warning signs taken back")
    def taken_back(self, assessment: Assessment) -> str:
        """Return the answers that made it most urgent and no longer stand."""
        questions, now = assessment.release.protocol.questions, assessment.given
        before = {k: decode_answer(data) for k, data in assessment.worst_answers.items()}
        rows = [
            {
                "question": question_in_words(questions[key]),
                "answer": answer_in_words(questions[key], answer),
                "counted": True,
            }
            for key, answer in before.items()
            if assessment.took_back and now.get(key) != answer
        ]
        return _part("answers", rows) if rows else "none"

    @admin.display(description="answers")
    def told(self, assessment: Assessment) -> str:
        given, decision = assessment.given, assessment.decided
        counted = {key for finding in decision.findings for key in finding.questions}
        rows = [
            {
                "question": question_in_words(question),
                "answer": answer_in_words(question, given.get(key, Silence.NOT_ASKED)),
                "counted": key in counted,
            }
            for key, question in assessment.release.protocol.questions.items()
        ]
        return _part("answers", rows)

    @admin.display(description="release")
    def rules(self, assessment: Assessment) -> str:
        release = assessment.release
        address = reverse("admin:triage_protocolrelease_change", args=[release.pk])
        return format_html('<a href="{}">{}</a>', address, release)

    @admin.display(description="agreed to")
    def agreed_to(self, assessment: Assessment) -> str:
        return assessment.consent.wording


def _what_was_shown(protocol: Protocol, decision: Decision) -> str:
    """Return which causes the runner was named, or why none."""
    if not decision.in_scope:
        return "No causes: the pain is not on the inner side."
    if not decision.names_causes:
        return "No causes: being seen comes first."
    names = [protocol.cause_by_id[id_].name for id_ in decision.shown]
    close = " The answers do not tell the first two apart." if decision.too_close else ""
    return f"{', '.join(names)}.{close}"


@admin.register(ProtocolRelease)
class ProtocolReleaseAdmin(ForClinicians, admin.ModelAdmin):
    """Each set of rules that runners met, in words that a clinician can check."""

    list_display = ["slug", "released_at", "sha256"]
    ordering = ["-released_at"]
    fieldsets = [
        (None, {"fields": ["slug", "released_at", "in_force_from", "sha256"]}),
        ("Warning signs", {"fields": ["red_flags"]}),
        ("Causes and what counts for them", {"fields": ["causes"]}),
        ("Factors", {"fields": ["factors"]}),
    ]
    readonly_fields = ["in_force_from", "red_flags", "causes", "factors"]
    actions = None

    @admin.display(description="put in force")
    def in_force_from(self, release: ProtocolRelease) -> str:
        """Return each time at which it was put in front of runners."""
        times = release.publications.order_by("at").values_list("at", flat=True)
        return "; ".join(date_format(localtime(at), "DATETIME_FORMAT") for at in times)

    @admin.display(description="rules")
    def red_flags(self, release: ProtocolRelease) -> str:
        protocol = release.protocol
        rows = [
            {
                "rule": flag,
                "level": LEVEL_IN_WORDS[flag.level],
                "when_unsure": LEVEL_IN_WORDS[flag.when_unsure],
                "when": describe(flag.when, protocol.questions),
            }
            for flag in protocol.red_flags
        ]
        return _part("red_flags", rows)

    @admin.display(description="causes")
    def causes(self, release: ProtocolRelease) -> str:
        protocol = release.protocol
        rows = [
            {
                "cause": cause,
                "clues": [
                    {"clue": clue, "when": describe(clue.when, protocol.questions)}
                    for clue in cause.clues
                ],
                "own_levels": [
                    {
                        "rule": own,
                        "level": LEVEL_IN_WORDS[own.level],
                        "when": describe(own.when, protocol.questions),
                    }
                    for own in cause.own_levels
                ],
            }
            for cause in protocol.causes
        ]
        return _part("causes", rows)

    @admin.display(description="factors")
    def factors(self, release: ProtocolRelease) -> str:
        rows = [{"factor": factor} for factor in release.protocol.factors]
        return _part("factors", rows)
