"""The rules that runners met, for physios to check."""

from typing import Any

from django.contrib import admin
from django.db.models import Max, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from accounts.admin import ForClinicians
from triage.admin.parts import part
from triage.models import LEVEL_IN_WORDS, ProtocolRelease
from triage.rules.differences import differences
from triage.rules.prove import prove
from triage.rules.words import outline


@admin.register(ProtocolRelease)
class ProtocolReleaseAdmin(ForClinicians, admin.ModelAdmin):
    """Each set of rules that runners met, in words that a clinician can check."""

    list_display = ["slug", "released_at", "last_put_in_force", "sha256"]
    ordering = ["-released_at"]
    fieldsets = [
        (None, {"fields": ["slug", "released_at", "sha256", "page", "put_in_force"]}),
        ("What has changed", {"fields": ["changes"]}),
        ("What was proved", {"fields": ["proof"]}),
        ("Warning signs", {"fields": ["red_flags"]}),
        ("Causes and what counts for them", {"fields": ["causes", "clues", "caps"]}),
        ("Factors", {"fields": ["factors"]}),
    ]
    readonly_fields = [
        "page",
        "put_in_force",
        "changes",
        "proof",
        "red_flags",
        "causes",
        "clues",
        "caps",
        "factors",
    ]
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        # The text is long, and no list needs it.
        releases = super().get_queryset(request).defer("text")
        return releases.annotate(last_at=Max("publications__at"))

    @admin.display(description="last put in force", ordering="last_at")
    def last_put_in_force(self, release: Any) -> Any:  # noqa: ANN401 - annotated above
        return release.last_at

    @admin.display(description="in plain language")
    def page(self, release: ProtocolRelease) -> str:
        address = reverse("past_rules", args=[release.pk])
        return format_html('<a href="{}">{}</a>', address, "The public page of these rules")

    @admin.display(description="put in force")
    def put_in_force(self, release: ProtocolRelease) -> str:
        """Return each time at which it was put in front of runners, by whom and why."""
        return part("publications", rows=release.publications.order_by("at", "pk"))

    @admin.display(description="against the rules before")
    def changes(self, release: ProtocolRelease) -> str:
        """Return the release note: what differs from what was in force until then."""
        before = release.before
        if before is None:
            return "These are the first rules of this name."
        told = differences(before.protocol, release.protocol)
        return part("differences", before=before, rows=told)

    @admin.display(description="all combinations of answers")
    def proof(self, release: ProtocolRelease) -> str:
        return part("proof", proof=prove(release.protocol))

    @admin.display(description="rules")
    def red_flags(self, release: ProtocolRelease) -> str:
        protocol = release.protocol
        rows = [
            {
                "rule": flag,
                "level": LEVEL_IN_WORDS[flag.level],
                "when_unsure": LEVEL_IN_WORDS[flag.when_unsure],
                "when": outline(flag.when, protocol.questions),
            }
            for flag in protocol.red_flags
        ]
        return part("red_flags", rows=rows)

    @admin.display(description="causes")
    def causes(self, release: ProtocolRelease) -> str:
        questions = release.protocol.questions
        rows = [
            {
                "cause": cause,
                "leads_when": outline(cause.leads_when, questions),
                "priors": [
                    (prior.bits, outline(prior.when, questions)) for prior in cause.priors
                ],
            }
            for cause in release.protocol.causes
        ]
        return part("causes", rows=rows)

    @admin.display(description="clues")
    def clues(self, release: ProtocolRelease) -> str:
        protocol = release.protocol
        rows = [
            {
                "clue": clue,
                "when": outline(clue.when, protocol.questions),
                "sources": clue.causes_by_source().items(),
            }
            for clue in protocol.clues
        ]
        return part("clues", rows=rows)

    @admin.display(description="the most that one kind of clue counts")
    def caps(self, release: ProtocolRelease) -> str:
        caps = release.protocol.caps
        return ", ".join(f"{cap.domain} {cap.bits:g} bits" for cap in caps) or "none"

    @admin.display(description="factors")
    def factors(self, release: ProtocolRelease) -> str:
        protocol = release.protocol
        rows = [
            {
                "factor": factor,
                "signs": [
                    (sign, outline(sign.when, protocol.questions)) for sign in factor.signs
                ],
            }
            for factor in protocol.factors
        ]
        return part("factor_rules", rows=rows)
