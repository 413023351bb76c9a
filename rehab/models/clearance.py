"""That somebody was seen, and what they may do now."""

from datetime import timedelta
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q

from accounts.models import User
from accounts.triggers import only_added_to


class ClearanceQuerySet(models.QuerySet["Clearance"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Keep the clearances of runners whom ``user`` treats."""
        return self.filter(person__in=User.objects.visible_to(user))


class Clearance(models.Model):
    """Somebody who knows knees has looked, and said what is allowed.

    It covers what was told before ``at``. A day does not say whether the visit was before
    or after what was told on it: ``seen_after`` does, where that was asked. ``by`` is the
    physio who records it, or the runner. Rows are only ever added; of several, the newest
    counts.
    """

    class Who(models.TextChoices):
        PHYSIO = "PHYSIO", "a physio"
        DOCTOR = "DOCTOR", "a doctor or a clinic"
        EMERGENCY = "EMERGENCY", "an emergency department"
        OTHER = "OTHER", "another health professional"

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="clearances"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()
    seen_on = models.DateField("when they were seen")
    seen_after = models.DateTimeField(
        "seen after what was told until then", null=True, blank=True
    )
    who = models.CharField("who saw them", max_length=9, choices=Who)
    may_exercise = models.BooleanField("may start exercise")
    may_run = models.BooleanField("may run")
    note = models.CharField(max_length=500, blank=True)

    objects = ClearanceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(may_run=False) | Q(may_exercise=True),
                name="rehab_who_may_run_may_exercise",
            ),
            models.CheckConstraint(
                # Clocks differ, but by far less.
                condition=Q(seen_after__lte=F("at") + timedelta(days=1)),
                name="rehab_seen_after_nothing_to_come",
            ),
        ]
        indexes = [models.Index(fields=["-at", "-id"], name="rehab_newest_clearances")]
        triggers = [only_added_to()]

    def __str__(self) -> str:
        return f"clearance {self.pk}"

    @property
    def is_own(self) -> bool:
        """Whether the runner told of it, and nobody by the code of their sheet."""
        return self.by_id == self.person_id and not hasattr(self, "sheet_record")
