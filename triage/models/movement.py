"""What runners found when they looked at how they move. It stands apart from the check."""

from typing import Self

import pgtrigger
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q

from accounts.models import User
from triage.models.assessment import Assessment
from triage.models.release import ProtocolRelease
from triage.rules.answers import Answers, decode_answers
from triage.rules.parts import Level

MOST_URGENT = Level.WITHIN_2_WEEKS  # whoever must be seen sooner tries nothing out before


class MovementCheckQuerySet(models.QuerySet["MovementCheck"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Keep the checks of runners whom ``user`` treats."""
        return self.filter(assessment__in=Assessment.objects.visible_to(user))

    def open(self) -> Self:
        return self.filter(checked_at=None)

    def finished(self) -> Self:
        return self.filter(checked_at__isnull=False)


class MovementCheck(models.Model):
    """One look at how somebody moves, after a result. It never changes that result."""

    assessment = models.ForeignKey(
        Assessment, on_delete=models.CASCADE, related_name="movement_checks"
    )
    release = models.ForeignKey(ProtocolRelease, on_delete=models.PROTECT)
    answers = models.JSONField(default=dict, blank=True)
    begun_at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True, blank=True)

    objects = MovementCheckQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assessment"],
                condition=Q(checked_at=None),
                name="triage_one_open_movement_check_a_result",
            ),
            models.CheckConstraint(
                condition=Q(checked_at=None) | Q(checked_at__gte=F("begun_at")),
                name="triage_movement_checked_after_begun",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="needs_a_result_that_can_wait",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=f"""
                    PERFORM 1 FROM triage_assessment
                      WHERE id = NEW.assessment_id AND level <= {MOST_URGENT.value};
                    IF NOT FOUND THEN
                      RAISE EXCEPTION 'no movement check without a result that can wait'
                        USING ERRCODE = 'integrity_constraint_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.ReadOnly(
                name="stays_with_its_result", fields=["assessment", "release", "begun_at"]
            ),
            pgtrigger.Protect(
                name="what_was_found_stands",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__checked_at__isnull=False),
            ),
            # It goes with the answers that nobody signed in to keep, and not otherwise.
            pgtrigger.Trigger(
                name="kept_with_its_runner",
                when=pgtrigger.Before,
                operation=pgtrigger.Delete,
                func="""
                    PERFORM 1 FROM triage_assessment
                      WHERE id = OLD.assessment_id AND patient_id IS NOT NULL;
                    IF FOUND THEN
                      RAISE EXCEPTION 'a movement check of somebody is kept'
                        USING ERRCODE = 'integrity_constraint_violation';
                    END IF;
                    RETURN OLD;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"movement check {self.pk}"

    @property
    def given(self) -> Answers:
        return decode_answers(self.answers)
