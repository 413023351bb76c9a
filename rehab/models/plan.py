"""A plan: where a runner stands on the way back."""

from datetime import date, datetime, time
from typing import Any, Self
from zoneinfo import ZoneInfo

import pgtrigger
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Max, Q

from accounts.models import User
from rehab.models.red_flags import refuse_past_a_red_flag
from triage.models import Assessment
from triage.rules.parts import Level

MAX_LEVEL = Level.WITHIN_2_WEEKS
MAX_PROTECTED_LEVEL = Level.WITHIN_2_DAYS  # until then a plan may protect, and no more
LAST_STAGE = 13  # of the walk-run ladder: 12 rungs, then weeks by distance
MAX_ACTIVITIES = 3
TIMES_A_DAY = 3
NIGHT_BEGINS, NIGHT_ENDS = time(21), time(8)
SUNDAY = 6  # as datetime counts
EVERY_DAY = [*range(7)]


_REFUSE_PAST_A_RED_FLAG = f"""
    {
    refuse_past_a_red_flag(
        person="NEW.person_id", message="no plan past an uncleared red flag"
    )
}
    RETURN NEW;
"""


def every_day() -> list[int]:
    """Return all the days of a week, from Monday 0 to Sunday 6."""
    return [*EVERY_DAY]


def _weekdays(says: str) -> "ArrayField[Any, Any]":
    day: Any = models.PositiveSmallIntegerField()
    return ArrayField(day, verbose_name=says, default=every_day, blank=True, size=7)


class PlanQuerySet(models.QuerySet["Plan"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Keep the plans of runners whom ``user`` treats."""
        return self.filter(person__in=User.objects.visible_to(user))

    def open(self) -> Self:
        """Keep what is not finished; a paused plan is open."""
        return self.filter(finished_at=None)


class Plan(models.Model):
    """The way back to running of one person, from one positive assessment."""

    class Phase(models.IntegerChoices):
        SETTLE = 0, "settle (RICE)"
        WAKE_UP = 1, "wake up"
        BUILD = 2, "build"
        ONE_LEG = 3, "one leg"
        SPRING = 4, "spring"
        KEEP = 5, "keep"

    class Rhythm(models.IntegerChoices):
        """How many mails come to somebody who does not answer them."""

        FULL = 0, "all"
        HALVED = 1, "every other one"
        ASKED = 2, "every other one, and asked what gets in the way"
        QUIET = 3, "none but those that cannot wait"

    class Unit(models.TextChoices):
        KM = "KM", "kilometres"
        MILES = "MILES", "miles"

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="plans"
    )
    assessment = models.OneToOneField(
        Assessment, on_delete=models.PROTECT, related_name="plan"
    )
    phase = models.PositiveSmallIntegerField(choices=Phase, default=Phase.SETTLE)
    phase_since = models.DateField()
    protect_only = models.BooleanField(
        "no exercises and no runs until somebody has looked", default=False
    )
    opened_at = models.DateTimeField()
    begun_on = models.DateField("day 0, where the person is")
    care_began_on = models.DateField("when rest and ice began, maybe before the plan")
    exercises_began_on = models.DateField(null=True, blank=True)
    last_ran_on = models.DateField("last run before the plan", null=True, blank=True)
    stage = models.PositiveSmallIntegerField("stage of walk and run", null=True, blank=True)
    stage_since = models.DateField(null=True, blank=True)
    rest_until = models.DateField("no run before", null=True, blank=True)
    hold_until = models.DateField("no exercises before", null=True, blank=True)
    recheck_on = models.DateField("all questions called for", null=True, blank=True)
    reviewed_on = models.DateField("last day that was reviewed", null=True, blank=True)
    activities = ArrayField(
        models.CharField(max_length=60), size=MAX_ACTIVITIES, default=list, blank=True
    )
    unit = models.CharField(max_length=5, choices=Unit, default=Unit.KM)
    monthly = models.BooleanField("wants a mail a month until month 6", default=False)
    reminder_times = ArrayField(models.TimeField(), size=TIMES_A_DAY)
    session_time = models.TimeField("of mails for sessions", null=True, blank=True)
    check_in_time = models.TimeField(
        "of mails that are but a check-in", null=True, blank=True
    )
    care_days = _weekdays("days with mails for care")
    session_days = _weekdays("days with mails for sessions")
    week_day = models.PositiveSmallIntegerField(
        "day of the mail that sums up the week", null=True, blank=True, default=SUNDAY
    )
    mails_paused_at = models.DateTimeField("the runner paused mails", null=True, blank=True)
    rhythm = models.PositiveSmallIntegerField(choices=Rhythm, default=Rhythm.FULL)
    rhythm_since = models.DateField(null=True, blank=True)
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
                condition=(Q(week_day=None) | Q(week_day__lte=SUNDAY))
                & Q(care_days__contained_by=EVERY_DAY)
                & Q(session_days__contained_by=EVERY_DAY),
                name="rehab_weekdays_from_0_to_6",
            ),
            models.CheckConstraint(
                condition=Q(rhythm=0, rhythm_since=None)
                | Q(rhythm__gt=0, rhythm__lte=3, rhythm_since__isnull=False),
                name="rehab_fewer_mails_since_some_day",
            ),
            models.CheckConstraint(
                condition=~Q(night_begins=F("night_ends")),
                name="rehab_night_can_be_moved_not_removed",
            ),
            models.CheckConstraint(
                condition=Q(finished_at=None) | Q(finished_at__gte=F("opened_at")),
                name="rehab_plan_finished_after_opened",
            ),
            models.CheckConstraint(
                condition=Q(phase__lte=5)
                & (Q(stage=None, stage_since=None) | Q(stage_since__isnull=False))
                & (Q(stage=None) | Q(stage__lte=LAST_STAGE)),
                name="rehab_phases_to_5_and_stages_to_13",
            ),
            models.CheckConstraint(
                condition=Q(protect_only=False) | Q(phase=0, stage=None),
                name="rehab_to_protect_is_neither_to_train_nor_to_run",
            ),
            models.CheckConstraint(
                condition=Q(phase=0) | Q(exercises_began_on__isnull=False),
                name="rehab_exercises_began_on_some_day",
            ),
            models.CheckConstraint(
                condition=Q(care_began_on__lte=F("begun_on")),
                name="rehab_care_began_with_the_plan_or_before",
            ),
        ]
        indexes = [models.Index(fields=["-opened_at", "-id"], name="rehab_newest_plans")]
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
                        AND submitted_at IS NOT NULL
                        AND (level <= {MAX_LEVEL.value} OR (NEW.protect_only
                          AND level <= {MAX_PROTECTED_LEVEL.value}))
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
                func=_REFUSE_PAST_A_RED_FLAG,
            ),
            pgtrigger.Trigger(
                name="resumes_past_no_red_flag",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__paused_at__isnull=False, new__paused_at=None),
                func=_REFUSE_PAST_A_RED_FLAG,
            ),
        ]

    def __str__(self) -> str:
        return f"plan {self.pk}"

    def day_at(self, at: datetime) -> int:
        """Return the day of the plan, from 0, that it is where the runner is."""
        return (self._local_day(at) - self.begun_on).days

    def asks_again(self) -> bool:
        """Say whether all the questions were called for again, and not answered since."""
        if self.recheck_on is None:
            return False
        checks = Assessment.objects.submitted().filter(patient=self.person_id)
        since = checks.filter(submitted_at__gt=self.opened_at)
        last = since.aggregate(at=Max("submitted_at"))["at"]
        return last is None or self._local_day(last) < self.recheck_on

    def _local_day(self, at: datetime) -> date:
        return at.astimezone(ZoneInfo(self.person.time_zone)).date()
