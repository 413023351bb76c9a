"""Asking somebody who had to be seen at once, or the same day, whether they were."""

from datetime import date, timedelta
from typing import Self

import pgtrigger
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models

from accounts.models import User
from accounts.triggers import only_added_to
from triage.models import Assessment
from triage.rules.parts import Level

ASK_AFTER_DAYS = (1, 3)  # our default: soon, and once more


class SeenFollowUpQuerySet(models.QuerySet["SeenFollowUp"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Keep the follow-ups of runners whom ``user`` treats."""
        return self.filter(person__in=User.objects.visible_to(user))


class SeenFollowUp(models.Model):
    """Somebody who told of something urgent is asked by mail if they were seen.

    Rows are only ever added. Whether anything is still to be asked follows from the
    consent, the answers and the mails.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="seen_follow_ups"
    )
    assessment = models.ForeignKey(
        Assessment, on_delete=models.PROTECT, related_name="seen_follow_ups"
    )
    begun_at = models.DateTimeField()
    begun_on = models.DateField("day 0, where the person is")

    objects = SeenFollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = "follow-up"
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "begun_on"],
                name="rehab_one_follow_up_a_result_and_day",
            ),
        ]
        indexes = [
            models.Index(fields=["-begun_at", "-id"], name="rehab_newest_follow_ups")
        ]
        triggers = [
            only_added_to(),
            pgtrigger.Trigger(
                name="follows_an_urgent_answer",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=f"""
                    PERFORM 1 FROM triage_assessment
                      WHERE id = NEW.assessment_id AND patient_id = NEW.person_id
                        AND worst_level >= {Level.SAME_DAY.value};
                    IF NOT FOUND THEN
                      RAISE EXCEPTION 'no follow-up without an urgent answer'
                        USING ERRCODE = 'integrity_constraint_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"follow-up {self.pk}"

    @property
    def ask_on(self) -> tuple[date, ...]:
        """The days, where the person is, on which a mail asks."""
        return tuple(self.begun_on + timedelta(days=days) for days in ASK_AFTER_DAYS)
