"""Who on the staff looked at whom."""

from collections.abc import Collection
from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from accounts.models.people import CareLink, User
from accounts.triggers import only_added_to


class AccessLogQuerySet(models.QuerySet["AccessLog"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Keep the looks at the runners whom ``user`` treats."""
        return self.filter(person__in=User.objects.visible_to(user))

    def not_elsewhere(self, clinics: Collection[int]) -> Self:
        """Leave out the looks of staff who worked at other clinics than ``clinics`` alone.

        Whether a runner goes there, too, is not for anybody at ``clinics`` to know. What
        counts is where they worked when they looked: they may have left since.
        """
        return self.filter(Q(worked_at__overlap=[*clinics]) | Q(worked_at=[]))

    def for_lead(self, user: User) -> Self:
        """Keep the looks at the runners of the clinics that ``user`` leads.

        Not those of the staff of other clinics.
        """
        led = CareLink.objects.filter(clinic__in=user.leads, ended_at=None)
        return self.not_elsewhere(user.leads).filter(person__in=led.values("patient"))


class AccessLog(models.Model):
    """One view of a person's data by somebody on the staff. Rows are only ever added.

    Whoever looked by a code of the runner's has no account: ``named`` is what they called
    themselves. ``worked_at`` is empty for them, and for a superuser past broken glass: such
    a look is for every clinic of the runner's to know. The number of somebody who was
    erased stays here and leads nowhere.
    """

    viewer = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="views_made"
    )
    named = models.CharField("whoever has no account", max_length=200, blank=True)
    person = models.ForeignKey(
        User, on_delete=models.DO_NOTHING, db_constraint=False, related_name="views_had"
    )
    what = models.CharField(max_length=100)
    worked_at = ArrayField(
        models.BigIntegerField(),
        verbose_name="clinics where the viewer worked then",
        default=list,
        blank=True,
    )
    why = models.CharField("reason, where one is asked for", max_length=300, blank=True)
    at = models.DateTimeField()

    objects = AccessLogQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(viewer__isnull=False, named="") | Q(viewer=None) & ~Q(named=""),
                name="accounts_somebody_looked",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-at"], name="accounts_looks_at_somebody"),
            models.Index(fields=["viewer", "-at"], name="accounts_looks_of_somebody"),
        ]
        triggers = [only_added_to()]

    def __str__(self) -> str:
        return f"{self.viewer_id} saw {self.what} of {self.person_id}"
