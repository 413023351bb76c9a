"""What physios say of a result: another level, or one given before seeing ours."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from accounts.models import User
from accounts.triggers import only_added_to
from triage.models.assessment import Assessment
from triage.models.levels import LEVELS


class LevelOverruleQuerySet(models.QuerySet["LevelOverrule"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Keep what was said of the results of runners whom ``user`` treats."""
        return self.filter(assessment__in=Assessment.objects.visible_to(user))

    def raised(self) -> Self:
        """Keep those more urgent than what was told in the check, or than what counted.

        What counted is the level that a physio gave before, or else that of the result: a
        sign may have been taken back since, or a visit may have covered it.
        """
        earlier = LevelOverrule.objects.filter(
            assessment=OuterRef("assessment"), pk__lt=OuterRef("pk")
        )
        before = Subquery(earlier.order_by("-pk").values("level")[:1])
        counted = Coalesce(before, F("assessment__level"))
        told = F("assessment__worst_level")
        return self.filter(Q(level__gt=told) | Q(level__gt=counted))

    def standing(self) -> Self:
        """Keep the raised ones after which nobody gave their result another level."""
        later = LevelOverrule.objects.filter(
            assessment=OuterRef("assessment"), pk__gt=OuterRef("pk")
        )
        return self.raised().filter(~Exists(later))


class LevelOverrule(models.Model):
    """A physio gives a result another level. The decision itself stands; rows only grow.

    Of several, the newest counts.
    """

    assessment = models.ForeignKey(
        Assessment, on_delete=models.PROTECT, related_name="overrules"
    )
    level = models.PositiveSmallIntegerField(choices=LEVELS)
    why = models.CharField(max_length=300)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    objects = LevelOverruleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(why=""), name="triage_overrule_says_why"),
            models.CheckConstraint(
                condition=Q(level__in=[level for level, _ in LEVELS]),
                name="triage_overruled_to_a_level",
            ),
        ]
        triggers = [only_added_to()]

    def __str__(self) -> str:
        return f"overrule {self.pk}"


class BlindRatingQuerySet(models.QuerySet["BlindRating"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Keep the levels given to results of runners whom ``user`` treats."""
        return self.filter(assessment__in=Assessment.objects.visible_to(user))


class BlindRating(models.Model):
    """The level a physio gave to somebody's answers before seeing ours. Rows only grow."""

    assessment = models.ForeignKey(
        Assessment, on_delete=models.PROTECT, related_name="blind_ratings"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    level = models.PositiveSmallIntegerField(choices=LEVELS)
    at = models.DateTimeField()

    objects = BlindRatingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "by"], name="triage_rated_once_by_each"
            ),
            models.CheckConstraint(
                condition=Q(level__in=[level for level, _ in LEVELS]),
                name="triage_rated_with_a_level",
            ),
        ]
        triggers = [only_added_to()]

    def __str__(self) -> str:
        return f"rating {self.pk}"
