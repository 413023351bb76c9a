"""The exercises of a plan: how hard each is, and the sessions that were owed."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models

from accounts.models import User
from accounts.triggers import only_added_to
from rehab.models.plan import Plan

MAX_RUNG = 20


class PlanExercise(models.Model):
    """How hard an exercise is for somebody, once it has moved from its start."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="exercises")
    exercise = models.CharField("its number in the library", max_length=3)
    rung = models.PositiveSmallIntegerField("place in its ladder")
    since = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "exercise"], name="rehab_one_rung_an_exercise"
            ),
            models.CheckConstraint(
                condition=models.Q(rung__lte=MAX_RUNG), name="rehab_ladders_end"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.exercise} of plan {self.plan_id}"


class ExerciseChoiceQuerySet(models.QuerySet["ExerciseChoice"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Keep the choices for runners whom ``user`` treats."""
        return self.filter(plan__in=Plan.objects.visible_to(user))


class ExerciseChoice(models.Model):
    """A physio puts an exercise into a plan or leaves it out. Rows are only ever added.

    Of several for one exercise the newest counts.
    """

    class Choice(models.TextChoices):
        IN = "IN", "put in"
        OUT = "OUT", "left out"
        AUTO = "AUTO", "left to the rules"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="choices")
    exercise = models.CharField("its number in the library", max_length=3)
    choice = models.CharField(max_length=4, choices=Choice)
    why = models.CharField(max_length=300)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    objects = ExerciseChoiceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(why=""), name="rehab_choice_says_why"
            ),
        ]
        triggers = [only_added_to()]

    def __str__(self) -> str:
        return f"{self.exercise} {self.choice} plan {self.plan_id}"


class ExerciseSessionQuerySet(models.QuerySet["ExerciseSession"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Keep the sessions of runners whom ``user`` treats."""
        return self.filter(plan__in=Plan.objects.visible_to(user))


class ExerciseSession(models.Model):
    """What was to be done on one day, as it stood then. Rows are only ever added.

    ``items`` lists each strength exercise as ``[its number, rung]``, in the order of doing.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="sessions")
    number = models.PositiveSmallIntegerField("counted from 0 in its plan")
    on = models.DateField("the day, where the person is")
    phase = models.PositiveSmallIntegerField(choices=Plan.Phase)
    items = models.JSONField()

    objects = ExerciseSessionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "on"], name="rehab_one_session_a_day"),
            models.UniqueConstraint(
                fields=["plan", "number"], name="rehab_sessions_are_numbered"
            ),
        ]
        triggers = [only_added_to()]

    def __str__(self) -> str:
        return f"session {self.number} of plan {self.plan_id}"
