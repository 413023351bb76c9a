"""A plan, and every change of it with its reason."""

from datetime import datetime, time
from typing import Self
from zoneinfo import ZoneInfo

import pgtrigger
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from accounts.models import User
from accounts.triggers import only_added_to
from triage.models import Assessment
from triage.rules.parts import Level

MAX_LEVEL = Level.WITHIN_2_WEEKS
TIMES_A_DAY = 3
NIGHT_BEGINS, NIGHT_ENDS = time(21), time(8)


class PlanQuerySet(models.QuerySet["Plan"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Keep the plans of runners whom ``user`` treats."""
        return self.filter(person__in=User.objects.visible_to(user))

    def open(self) -> Self:
        """Keep what is not finished; a paused plan is open."""
        return self.filter(finished_at=None)


class Plan(models.Model):
    """The way back to running of one person, from one positive assessment."""

    class Phase(models.TextChoices):
        ACUTE = "ACUTE", "first days (RICE)"
        EXERCISES = "EXERCISES", "exercises"

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="plans"
    )
    assessment = models.OneToOneField(
        Assessment, on_delete=models.PROTECT, related_name="plan"
    )
    phase = models.CharField(max_length=9, choices=Phase, default=Phase.ACUTE)
    opened_at = models.DateTimeField()
    begun_on = models.DateField("day 0, where the person is")
    reminder_times = ArrayField(models.TimeField(), size=TIMES_A_DAY)
    night_begins = models.TimeField(default=NIGHT_BEGINS)
    night_ends = models.TimeField(default=NIGHT_ENDS)
    no_ice = models.BooleanField("ice ruled out", default=False)
    no_compression = models.BooleanField("compression ruled out", default=False)
    paused_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(finished_at=None),
                name="rehab_one_open_plan_a_person",
            ),
            models.CheckConstraint(
                condition=Q(reminder_times__len=TIMES_A_DAY),
                name="rehab_three_reminder_times",
            ),
            models.CheckConstraint(
                condition=~Q(night_begins=F("night_ends")),
                name="rehab_night_can_be_moved_not_removed",
            ),
            models.CheckConstraint(
                condition=Q(finished_at=None) | Q(finished_at__gte=F("opened_at")),
                name="rehab_plan_finished_after_opened",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="stays_with_its_assessment", fields=["person", "assessment"]
            ),
            pgtrigger.Trigger(
                name="needs_an_assessment_that_allows_it",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=f"""
                    PERFORM 1 FROM triage_assessment
                      WHERE id = NEW.assessment_id AND patient_id = NEW.person_id
                        AND submitted_at IS NOT NULL AND level <= {MAX_LEVEL.value}
                        AND jsonb_array_length(decision -> 'shown') > 0;
                    IF NOT FOUND THEN
                      RAISE EXCEPTION 'no plan without an assessment that allows one'
                        USING ERRCODE = 'integrity_constraint_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="waits_for_red_flags_to_clear",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=f"""
                    PERFORM 1 FROM triage_assessment
                      WHERE patient_id = NEW.person_id
                        AND worst_level >= {Level.SAME_DAY.value};
                    IF NOT FOUND THEN
                      PERFORM 1 FROM rehab_diaryentry AS entry
                        JOIN rehab_plan AS earlier ON earlier.id = entry.plan_id
                        WHERE earlier.person_id = NEW.person_id
                          AND entry.level >= {Level.SAME_DAY.value};
                    END IF;
                    IF FOUND THEN
                      RAISE EXCEPTION 'no plan past an uncleared red flag'
                        USING ERRCODE = 'integrity_constraint_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"plan {self.pk}"

    def day_at(self, at: datetime) -> int:
        """Return the day of the plan, from 0, that it is where the runner is."""
        local = at.astimezone(ZoneInfo(self.person.time_zone))
        return (local.date() - self.begun_on).days


class PlanChangeQuerySet(models.QuerySet["PlanChange"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Keep the changes of plans of runners whom ``user`` treats."""
        return self.filter(plan__in=Plan.objects.visible_to(user))


class PlanChange(models.Model):
    """What changed in a plan, when, by whom and why. Rows are only ever added."""

    class What(models.TextChoices):
        OPENED = "OPENED", "opened"
        PAUSED = "PAUSED", "paused"
        PHASE = "PHASE", "moved to another phase"
        VISIT = "VISIT", "a visit is called for"
        MAILS = "MAILS", "mails stopped"
        FINISHED = "FINISHED", "finished"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="changes")
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,  # a rule changed it
        blank=True,
        related_name="+",
    )
    what = models.CharField(max_length=8, choices=What)
    why = models.CharField(max_length=300)

    objects = PlanChangeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(why=""), name="rehab_change_says_why"),
        ]
        triggers = [only_added_to()]

    def __str__(self) -> str:
        return f"{self.what} of plan {self.plan_id}"
