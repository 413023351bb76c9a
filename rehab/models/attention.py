"""That somebody should look at a runner: which rule asks for it, and since when."""

from typing import Self

import pgtrigger
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q

from accounts.models import User
from triage.models import LEVELS
from triage.rules.parts import Level


class AttentionQuerySet(models.QuerySet["Attention"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Keep what asks for a look at the runners whom ``user`` treats."""
        return self.filter(person__in=User.objects.visible_to(user))

    def open(self) -> Self:
        """Keep what still asks for a look."""
        return self.filter(closed_at=None)


class Attention(models.Model):
    """A rule fired for a runner, and somebody should look.

    There is one open row for a person and rule. ``raised_at`` is when what it tells of
    began, ``renewed_at`` when the newest of it came, ``why`` says the most urgent of it. If
    the rule fires again, ``level`` may rise and never falls, and nobody has acknowledged
    that yet. A row closes when whoever treats the runner says so, or by itself when what
    it tells of is over: a warning sign never is, without a recorded visit.
    """

    class Rule(models.TextChoices):
        RED_FLAG = "RED_FLAG", "warning sign"
        NOT_SEEN = "NOT_SEEN", "not known to have been seen"
        VISIT = "VISIT", "a visit is called for"
        PAIN_UP = "PAIN_UP", "pain went up"
        NOT_BETTER = "NOT_BETTER", "not getting better"
        RUNS_EARLY = "RUNS_EARLY", "runs, or wants to, before it is time"
        SILENT = "SILENT", "silent for a week"
        REFUSED = "REFUSED", "emails come back"
        BEHIND = "BEHIND", "the plan was not reviewed"

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="attention"
    )
    rule = models.CharField(max_length=10, choices=Rule)
    level = models.PositiveSmallIntegerField(choices=LEVELS, default=Level.SELF_CARE.value)
    why = models.CharField(max_length=300)
    raised_at = models.DateTimeField()
    renewed_at = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,  # it was over by itself
        blank=True,
        related_name="+",
    )

    objects = AttentionQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "needs attention"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "rule"],
                condition=Q(closed_at=None),
                name="rehab_asked_for_once_a_rule",
            ),
            models.CheckConstraint(condition=~Q(why=""), name="rehab_attention_says_why"),
            models.CheckConstraint(
                condition=Q(renewed_at__gte=F("raised_at")),
                name="rehab_attention_renewed_after_raised",
            ),
            models.CheckConstraint(
                condition=Q(acknowledged_at=None, acknowledged_by=None)
                | Q(acknowledged_at__isnull=False, acknowledged_by__isnull=False),
                name="rehab_attention_acknowledged_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=False) | Q(closed_by=None),
                name="rehab_nobody_closed_what_is_open",
            ),
        ]
        indexes = [
            models.Index(
                fields=["-level", "raised_at", "id"],
                condition=Q(closed_at=None),
                name="rehab_attention_in_turn",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="stays_what_it_is", fields=["person", "rule", "raised_at"]
            ),
            pgtrigger.Protect(
                name="closed_stays_closed",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__closed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"attention {self.pk}"
