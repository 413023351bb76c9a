"""Weeks of running as they were planned, and the limits that a physio set aside."""

from datetime import timedelta
from typing import Self

import pgtrigger
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q

from accounts.models import User
from accounts.triggers import only_added_to
from rehab.models.plan import Plan
from rehab.models.report import Run
from rehab.programme.running.distance import Measure
from rehab.programme.running.most import SMALL_STEP, SMALL_WEEK

OVERRIDE_LASTS = timedelta(days=14)
LAST_DAY = timedelta(days=6)  # of a week, from its first


def _small_step(measure: Measure) -> Q:
    """Return that a ceiling is by a clinic's allowance, and no further up than that."""
    return Q(
        small_numbers=True,
        by_time=measure is Measure.SECONDS,
        base__lt=SMALL_WEEK[measure],
        ceiling__lte=F("base") + SMALL_STEP[measure],
    )


class OverrideQuerySet(models.QuerySet["Override"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Keep what was set aside for runners whom ``user`` treats."""
        return self.filter(plan__in=Plan.objects.visible_to(user))


class Override(models.Model):
    """A physio set one limit of a plan aside, for some days. Rows are only ever added.

    It lets a week of running pass if it lasts to the end of that week. One of a phase, a
    stage or a dose is given with the one change that it lets pass. None is there for the
    minutes of ice, for quiet hours or for consent.
    """

    class Limit(models.TextChoices):
        WEEK = "WEEK", "10 % more a week"
        LONGEST = "LONGEST", "10 % more than the longest run"
        ONE_CHANGE = "ONE_CHANGE", "one change at a time"
        PHASE = "PHASE", "the next phase only once its checks are passed"
        STAGE = "STAGE", "the next stage of running only once the last went well"
        DOSE = "DOSE", "an exercise one step harder at a time"
        PAIN_FREE = "PAIN_FREE", "running only without pain (pain-guided instead)"

    OF_ONE_CHANGE = (Limit.PHASE, Limit.STAGE, Limit.DOSE)

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="overrides")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()
    limit = models.CharField(max_length=10, choices=Limit)
    reason = models.CharField(max_length=300)
    begins_on = models.DateField()
    ends_on = models.DateField("last day, 14 days on at most")

    objects = OverrideQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("begins_on"))
                & Q(ends_on__lte=F("begins_on") + OVERRIDE_LASTS),
                name="rehab_overrides_end_within_14_days",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""), name="rehab_overrides_have_a_reason"
            ),
        ]
        triggers = [only_added_to()]

    def __str__(self) -> str:
        return f"{self.limit} of plan {self.plan_id} set aside"


class RunWeekQuerySet(models.QuerySet["RunWeek"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Keep the weeks of runners whom ``user`` treats."""
        return self.filter(plan__in=Plan.objects.visible_to(user))


class RunWeek(models.Model):
    """One week of running as planned, with the limits that held. Rows are only ever added.

    Of several for one week the newest counts. All amounts are in metres, or in seconds if
    ``by_time``. ``base`` is what its ceiling was worked out from. A week past a limit
    refers to the physio's override of that limit.
    """

    class Terrain(models.IntegerChoices):
        SOFT_FLAT = 0, "soft and flat"
        ROAD_FLAT = 1, "flat, some road"
        GENTLE_HILLS = 2, "gentle hills"
        ANY = 3, "any"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="run_weeks")
    at = models.DateTimeField()
    begins_on = models.DateField("first day of the week, where the person is")
    by_time = models.BooleanField(default=False)
    runs = models.PositiveSmallIntegerField()
    amount = models.PositiveIntegerField("of the whole week")
    longest = models.PositiveIntegerField("longest single run")
    intensity = models.PositiveSmallIntegerField(choices=Run.Intensity)
    terrain = models.PositiveSmallIntegerField(choices=Terrain)
    base = models.PositiveIntegerField("of the last completed week, as it counts")
    ceiling = models.PositiveIntegerField("most that the week may come to")
    longest_ceiling = models.PositiveIntegerField("most that one run may come to")
    small_numbers = models.BooleanField(
        "by the clinic's allowance for small numbers", default=False
    )
    more_distance = models.BooleanField(default=False)
    more_intensity = models.BooleanField(default=False)
    more_terrain = models.BooleanField(default=False)
    week_override = models.ForeignKey(
        Override, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    longest_override = models.ForeignKey(
        Override, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    change_override = models.ForeignKey(
        Override, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = RunWeekQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__lte=F("ceiling")) | Q(week_override__isnull=False),
                name="rehab_no_week_above_its_ceiling",
            ),
            models.CheckConstraint(
                condition=Q(longest__lte=F("longest_ceiling"))
                | Q(longest_override__isnull=False),
                name="rehab_no_run_above_its_ceiling",
            ),
            models.CheckConstraint(
                # 11 times the base is at least 10 times the ceiling, in whole numbers
                condition=Q(base__gte=(F("ceiling") * 10 + 10) / 11)
                | _small_step(Measure.METRES)
                | _small_step(Measure.SECONDS),
                name="rehab_no_ceiling_above_110_percent_or_a_small_step",
            ),
            models.CheckConstraint(
                condition=Q(more_distance=False, more_intensity=False)
                | Q(more_distance=False, more_terrain=False)
                | Q(more_intensity=False, more_terrain=False)
                | Q(change_override__isnull=False),
                name="rehab_one_change_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(longest__lte=F("amount"), runs__gte=1, runs__lte=7),
                name="rehab_a_week_of_1_to_7_runs",
            ),
        ]
        triggers = [
            only_added_to(),
            pgtrigger.Trigger(
                name="passes_a_limit_only_by_its_own_override",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=f"""
                    PERFORM 1 FROM (VALUES
                        (NEW.week_override_id, '{Override.Limit.WEEK.value}'),
                        (NEW.longest_override_id, '{Override.Limit.LONGEST.value}'),
                        (NEW.change_override_id, '{Override.Limit.ONE_CHANGE.value}')
                      ) AS named (id, broken)
                      LEFT JOIN rehab_override AS aside
                        ON aside.id = named.id AND aside.plan_id = NEW.plan_id
                        AND aside."limit" = named.broken
                        AND NEW.begins_on + {LAST_DAY.days}
                          BETWEEN aside.begins_on AND aside.ends_on
                      WHERE named.id IS NOT NULL AND aside.id IS NULL;
                    IF FOUND THEN
                      RAISE EXCEPTION 'no limit is passed but by its own override'
                        USING ERRCODE = 'integrity_constraint_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"week {self.begins_on} of plan {self.plan_id}"
