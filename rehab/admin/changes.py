"""What changed in plans, in words."""

from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from accounts.admin.records import viewer_of
from accounts.services import called, known_to
from rehab.admin.rows import NEWEST, PlanRows
from rehab.admin.words import moved_words, subject_words
from rehab.models import PlanChange

# What a change is read together with.
BESIDE = ("plan", "by", "undoes", "undone_by")


class ChangeWords:
    """A change of a plan in words. Read it with ``BESIDE``."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return changes that tell if the same thing has changed since, and stands so.

        And if whoever asks knows who made them.
        """
        rows: QuerySet[Any] = super().get_queryset(request)  # type: ignore[misc] # of the class beside it
        later = PlanChange.objects.filter(
            plan=OuterRef("plan"),
            what=OuterRef("what"),
            subject=OuterRef("subject"),
            pk__gt=OuterRef("pk"),
            undone_by=None,
        )
        known = known_to(viewer_of(request), by="by", person="plan__person")
        return rows.annotate(overtaken=Exists(later), by_known=known)

    @admin.display(description="about")
    def about(self, change: PlanChange) -> str:
        return subject_words(change)

    @admin.display(description="before → after")
    def moved(self, change: PlanChange) -> str:
        return moved_words(change)

    @admin.display(description="by")
    def whose(self, change: Any) -> str:  # noqa: ANN401 - a change that knows if its maker is known
        if change.by is None:
            return "the rules"
        if change.by_id == change.plan.person_id:
            return "the runner"
        return called(change.by, known=change.by_known)

    @admin.display(description="undone")
    def undone(self, change: Any) -> str:  # noqa: ANN401 - a change that knows if it was overtaken
        """Return why it is no more, or the way to take it back if that can be done."""
        taken_back = getattr(change, "undone_by", None)
        if taken_back:
            return f"undone: {taken_back.why}"
        if change.what not in PlanChange.UNDOABLE or change.plan.finished_at:
            return ""
        if change.overtaken:
            return "changed again since"
        address = reverse("admin:rehab_planchange_undo", args=[change.pk])
        return format_html('<a href="{}">Undo</a>', address)


class ChangeInline(ChangeWords, PlanRows):
    model = PlanChange
    verbose_name_plural = f"changes: the newest {NEWEST}"
    fields = ["at", "what", "about", "moved", "level", "why", "whose", "undone"]
    readonly_fields = ["about", "moved", "whose", "undone"]
    ordering = ["-at", "-pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related(*BESIDE)
