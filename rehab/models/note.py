"""What physios write down about a runner, for each other."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

from accounts.models import User
from accounts.triggers import only_added_to
from rehab.models.attention import Attention

LONGEST_NOTE = 4000  # characters


class CareNoteQuerySet(models.QuerySet["CareNote"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Keep the notes about runners whom ``user`` treats."""
        return self.filter(person__in=User.objects.visible_to(user))


class CareNote(models.Model):
    """Something a physio did or noted about a runner. Rows are only ever added.

    A correction is a note of its own that names the one it corrects. ``attention`` is what
    asked for the look that led to it.
    """

    class Kind(models.TextChoices):
        NOTE = "NOTE", "note"
        CALL = "CALL", "call"
        ACKNOWLEDGED = "ACK", "acknowledged"
        CLOSED = "CLOSED", "closed"

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="care_notes"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()
    kind = models.CharField(max_length=6, choices=Kind, default=Kind.NOTE)
    text = models.TextField(max_length=LONGEST_NOTE)
    attention = models.ForeignKey(
        Attention, on_delete=models.CASCADE, null=True, blank=True, related_name="notes"
    )
    corrects = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="corrections"
    )

    objects = CareNoteQuerySet.as_manager()

    class Meta:
        verbose_name = "note"
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="rehab_note_says_something"),
        ]
        indexes = [models.Index(fields=["person", "-at"], name="rehab_notes_of_somebody")]
        triggers = [only_added_to()]

    def __str__(self) -> str:
        return f"note {self.pk}"
