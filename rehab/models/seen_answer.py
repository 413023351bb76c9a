"""What runners answer when a mail asks if they were seen."""

from typing import Self

import pgtrigger
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

from accounts.models import User
from accounts.triggers import only_added_to
from rehab.models.reminder import Reminder


class SeenAnswerQuerySet(models.QuerySet["SeenAnswer"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Keep the answers of runners whom ``user`` treats."""
        return self.filter(reminder__person__in=User.objects.visible_to(user))


class SeenAnswer(models.Model):
    """What somebody answered to a mail that asked if they were seen. Rows are only added.

    The newest answer of a person counts.
    """

    class Said(models.TextChoices):
        SEEN = "SEEN", "yes, was seen"
        NOT_YET = "NOT_YET", "not yet"
        WORSE = "WORSE", "got worse"

    reminder = models.ForeignKey(
        Reminder, on_delete=models.PROTECT, related_name="seen_answers"
    )
    said = models.CharField(max_length=7, choices=Said)
    at = models.DateTimeField()

    objects = SeenAnswerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(said__in=["SEEN", "NOT_YET", "WORSE"]),
                name="rehab_seen_not_yet_or_worse",
            ),
        ]
        triggers = [
            only_added_to(),
            pgtrigger.Trigger(
                name="answers_a_mail_that_asked",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    PERFORM 1 FROM rehab_reminder
                      WHERE id = NEW.reminder_id AND kind = 'SEEN';
                    IF NOT FOUND THEN
                      RAISE EXCEPTION 'no answer to a mail that did not ask'
                        USING ERRCODE = 'integrity_constraint_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.said} to reminder {self.reminder_id}"
