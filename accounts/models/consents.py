"""What each person agreed to, in which words."""

from typing import Self

import pgtrigger
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Case, F, Q

from accounts.models.people import User


class ConsentQuerySet(models.QuerySet["Consent"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Keep what the runners whom ``user`` treats agreed to."""
        return self.filter(person__in=User.objects.visible_to(user))

    def in_force(self, kind: str | Case) -> Self:
        """Keep what was agreed to under ``kind`` and not taken back."""
        return self.filter(kind=kind, withdrawn_at=None)


class Consent(models.Model):
    """The words somebody agreed to, and when. The person is known once they sign in."""

    class Kind(models.TextChoices):
        ASSESSMENT = "ASSESSMENT", "keep my answers"
        MAILS = "MAILS", "send me reminders"
        CLINIC = "CLINIC", "show my history to a clinic"
        SEEN = "SEEN", "ask me if I was seen"

    person = models.ForeignKey(
        User, on_delete=models.CASCADE, null=True, blank=True, related_name="consents"
    )
    kind = models.CharField(max_length=10, choices=Kind)
    wording = models.TextField()
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"],
                condition=Q(withdrawn_at=None, kind__in=["MAILS", "SEEN"]),
                name="accounts_one_open_consent_to_mails",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("given_at")),
                name="accounts_consent_withdrawn_after_given",
            ),
            models.CheckConstraint(
                condition=Q(kind="ASSESSMENT") | Q(person__isnull=False),
                name="accounts_only_answers_are_kept_for_nobody_yet",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="wording_stands",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("kind", "wording", "given_at"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} by {self.person_id}"
