"""What runners answered to a release, and what it came to."""

from functools import reduce
from operator import or_
from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Case, F, Func, Q, Value, When
from django.db.models.functions import Coalesce

from accounts.models import Consent, User
from triage.models.levels import LEVELS
from triage.models.release import ProtocolRelease
from triage.rules.answers import Answers, decode_answers
from triage.rules.canonical import build
from triage.rules.decide import Decision
from triage.rules.parts import Level

# The most urgent first and of them the oldest: both rise, as one index does.
IN_TURN = (
    Func(
        Coalesce("level", "worst_level"),
        template="(- %(expressions)s)",
        output_field=models.SmallIntegerField(),
    ),
    Coalesce("submitted_at", "started_at"),
    F("id"),
)
_TOLD = Q(submitted_at__isnull=False) | Q(worst_level__gte=Level.SAME_DAY.value)


def _changed(*fields: str) -> pgtrigger.Q:
    """Return the trigger condition that an update changes any of ``fields``."""
    changes = (
        pgtrigger.Q(**{f"old__{field}__df": pgtrigger.F(f"new__{field}")})
        for field in fields
    )
    return reduce(or_, changes)


def _level_decided() -> Case:
    """Return, for SQL, the number of the level that the decision names; 0 for none."""
    named = (When(decision__level=level.name, then=Value(level.value)) for level in Level)
    return Case(*named, default=Value(0))


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Keep the assessments of runners whom ``user`` treats."""
        return self.filter(patient__in=User.objects.visible_to(user))

    def submitted(self) -> Self:
        return self.filter(submitted_at__isnull=False)

    def urgent(self) -> Self:
        """Keep those in which a sign to be seen today or at once was ever told.

        Also those where it was taken back, and those that were left before the end.
        """
        return self.filter(worst_level__gte=Level.SAME_DAY)

    def told(self) -> Self:
        """Keep what somebody meant to tell: all that is submitted or urgent."""
        return self.filter(_TOLD)


class Assessment(models.Model):
    """Answers to one release and, once submitted, what they came to."""

    patient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,  # nobody needs an account to be told how soon to be seen
        blank=True,
        related_name="assessments",
    )
    release = models.ForeignKey(ProtocolRelease, on_delete=models.PROTECT)
    consent = models.ForeignKey(Consent, on_delete=models.PROTECT)
    answers = models.JSONField(default=dict, blank=True)
    started_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    level = models.PositiveSmallIntegerField(choices=LEVELS, null=True, blank=True)
    decision = models.JSONField(null=True, blank=True)
    # Answers can be changed until they are submitted; a warning sign is not forgotten.
    worst_level = models.PositiveSmallIntegerField(
        choices=LEVELS, default=Level.SELF_CARE.value
    )
    worst_answers = models.JSONField(default=dict, blank=True)
    engine = models.PositiveSmallIntegerField(null=True, blank=True)

    # What was stored, and what was read from it last.
    _read: tuple[Any, Decision] | None = None

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    submitted_at=None, level=None, decision__isnull=True, engine=None
                )
                | Q(
                    submitted_at__isnull=False,
                    level__in=[level.value for level in Level],
                    decision__isnull=False,
                    engine__isnull=False,
                ),
                name="triage_submitted_means_decided",
            ),
            models.CheckConstraint(
                condition=Q(submitted_at=None) | Q(level=_level_decided()),
                name="triage_level_is_the_one_decided",
            ),
            models.CheckConstraint(
                condition=Q(worst_level__in=[level.value for level in Level])
                & (Q(level=None) | Q(worst_level__gte=F("level"))),
                name="triage_worst_level_is_never_below_the_level",
            ),
            models.CheckConstraint(
                condition=Q(patient=None, claimed_at=None)
                | Q(patient__isnull=False, claimed_at__isnull=False),
                name="triage_claimed_means_by_somebody",
            ),
        ]
        indexes = [models.Index(*IN_TURN, name="triage_assessments_in_turn")]
        triggers = [
            pgtrigger.Protect(
                name="decision_stands",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__submitted_at__isnull=False)
                & _changed(
                    "release",
                    "consent",
                    "answers",
                    "started_at",
                    "answered_at",
                    "submitted_at",
                    "level",
                    "decision",
                    "worst_level",
                    "worst_answers",
                    "engine",
                ),
            ),
            pgtrigger.Protect(
                name="claimed_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__patient__isnull=False)
                & _changed("patient", "claimed_at"),
            ),
            pgtrigger.Protect(
                name="claimed_stays",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__patient__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"assessment {self.pk}"

    @property
    def given(self) -> Answers:
        return decode_answers(self.answers)

    @property
    def took_back(self) -> bool:
        """Whether a sign to be seen today or at once was told, and then changed."""
        level = self.level or Level.SELF_CARE
        return self.worst_level >= Level.SAME_DAY and self.worst_level > level

    @property
    def decided(self) -> Decision:
        """Return the decision as it was stored. Only for a submitted assessment.

        A page reads it many times, so it is put together once for what is stored. Django
        keeps a ``cached_property`` beyond ``refresh_from_db``; this is read anew then.
        """
        if self._read is None or self._read[0] is not self.decision:
            self._read = (self.decision, build(Decision, self.decision))
        return self._read[1]
