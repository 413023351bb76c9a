"""A sheet that a runner hands over by a code, and what was recorded with it."""

from datetime import timedelta
from typing import Self

import pgtrigger
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q

from accounts.models import User
from accounts.triggers import only_added_to
from rehab.models.clearance import Clearance
from triage.models import Assessment

SHEET_LASTS = timedelta(days=14)  # from the brief


class SharedSheetQuerySet(models.QuerySet["SharedSheet"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Keep the sheets of runners whom ``user`` treats."""
        return self.filter(person__in=User.objects.visible_to(user))


class SharedSheet(models.Model):
    """Whoever has its code may read a runner's sheet for 14 days, without an account.

    The code is worked out from ``nonce`` and the server's key, and is never stored;
    ``fingerprint`` finds the row of a code that somebody typed.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="shared_sheets"
    )
    assessment = models.ForeignKey(
        Assessment, on_delete=models.PROTECT, related_name="shared_sheets"
    )
    nonce = models.CharField(max_length=32, unique=True)
    fingerprint = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = SharedSheetQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("made_at"))
                & Q(ends_at__lte=F("made_at") + SHEET_LASTS),
                name="rehab_sheets_are_shared_for_14_days",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="sheet_stays_what_it_is",
                fields=[
                    "person",
                    "assessment",
                    "nonce",
                    "fingerprint",
                    "made_at",
                    "ends_at",
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"sheet {self.pk}"


class SheetRecordQuerySet(models.QuerySet["SheetRecord"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Keep what was recorded on the sheets of runners whom ``user`` treats."""
        return self.filter(sheet__in=SharedSheet.objects.visible_to(user))


class SheetRecord(models.Model):
    """What somebody without an account did with a sheet. Rows are only ever added.

    Nobody has checked ``name`` and ``registration``: every page says so. What they clear
    counts for no more than what the runner may clear without them.
    """

    class Kind(models.TextChoices):
        SEEN = "SEEN", "saw the runner"
        CLEARED = "CLEARED", "said what is allowed"
        CHANGE = "CHANGE", "asks for a change of the plan"

    sheet = models.ForeignKey(SharedSheet, on_delete=models.CASCADE, related_name="records")
    at = models.DateTimeField()
    kind = models.CharField(max_length=7, choices=Kind)
    name = models.CharField(max_length=100)
    registration = models.CharField("registration number", max_length=60)
    text = models.CharField(max_length=1000, blank=True)
    clearance = models.OneToOneField(
        Clearance,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="sheet_record",
    )

    objects = SheetRecordQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(registration=""),
                name="rehab_sheet_record_is_signed",
            ),
            models.CheckConstraint(
                condition=Q(kind="CLEARED", clearance__isnull=False)
                | Q(kind__in=["SEEN", "CHANGE"], clearance=None),
                name="rehab_a_sheet_clears_by_a_clearance",
            ),
        ]
        triggers = [only_added_to()]

    def __str__(self) -> str:
        return f"record {self.pk} on sheet {self.sheet_id}"
