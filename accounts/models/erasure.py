"""That somebody asked to be forgotten, and when it was done."""

from datetime import datetime, timedelta
from typing import Self

import pgtrigger
from django.db import models
from django.db.models import F, Q

GRACE = timedelta(days=7)  # from the brief


class ErasureQuerySet(models.QuerySet["Erasure"]):
    def open(self) -> Self:
        """Keep what was neither taken back nor done."""
        return self.filter(taken_back_at=None, done_at=None)

    def due(self, at: datetime) -> Self:
        """Keep what is open and past its days of grace."""
        return self.open().filter(due_at__lte=at)


class Erasure(models.Model):
    """Somebody asked that all we hold of them is deleted.

    It stays once they are gone: by their number, so that a backup that is put back can be
    cleared of them again. ``rows`` counts what was deleted, by table. The database deletes
    nobody's history without one that is open and due.
    """

    class Why(models.TextChoices):
        ASKED = "ASKED", "they asked for it"
        UNUSED = "UNUSED", "no sign of life for years"

    person_number = models.BigIntegerField()
    why = models.CharField(max_length=6, choices=Why, default=Why.ASKED)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField("not before")
    told_at = models.DateTimeField("a mail told them", null=True, blank=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    rows = models.JSONField("rows deleted, by table", default=dict, blank=True)

    objects = ErasureQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person_number"],
                condition=Q(taken_back_at=None, done_at=None),
                name="accounts_one_open_erasure_a_person",
            ),
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(taken_back_at=None, done_at__gte=F("due_at")),
                name="accounts_erased_after_the_days_of_grace",
            ),
            models.CheckConstraint(
                condition=Q(due_at__gte=F("asked_at") + GRACE),
                name="accounts_seven_days_of_grace",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=Q(taken_back_at=None, done_at=None),
                name="accounts_erasures_to_come",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="asked_once", fields=["person_number", "why", "asked_at", "due_at"]
            ),
            pgtrigger.Protect(
                name="what_became_of_it_stands",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__done_at__isnull=False)
                | pgtrigger.Q(old__taken_back_at__isnull=False),
            ),
            pgtrigger.Protect(name="stays_when_they_are_gone", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"erasure {self.pk}"
