"""Every change of a plan, with its reason."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

from accounts.models import User
from accounts.triggers import only_added_to
from rehab.models.by_hand import by_hand_within_limits
from rehab.models.plan import Plan
from rehab.models.running import Override
from triage.models import LEVELS


class PlanChangeQuerySet(models.QuerySet["PlanChange"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Keep the changes of plans of runners whom ``user`` treats."""
        return self.filter(plan__in=Plan.objects.visible_to(user))


class PlanChange(models.Model):
    """What changed in a plan, when, by whom and why. Rows are only ever added."""

    class What(models.TextChoices):
        OPENED = "OPENED", "opened"
        PAUSED = "PAUSED", "paused"
        RESUMED = "RESUMED", "goes on"
        PROTECT = "PROTECT", "from protecting to the full plan, or back"
        PHASE = "PHASE", "moved to another phase"
        RUNG = "RUNG", "an exercise got harder or easier"
        STAGE = "STAGE", "moved to another stage of running"
        REST = "REST", "no running for some days"
        HOLD = "HOLD", "no exercises for some days"
        WEEK = "WEEK", "a week of running planned"
        VISIT = "VISIT", "a visit is called for"
        RECHECK = "RECHECK", "all questions are asked again"
        OVERRIDE = "OVERRIDE", "a physio set a limit aside"
        UNDONE = "UNDONE", "a change was undone"
        SETTINGS = "SETTINGS", "the runner changed a setting"
        MAILS = "MAILS", "mails stopped"
        RHYTHM = "RHYTHM", "fewer or more mails"
        FINISHED = "FINISHED", "finished"
        EXERCISE = "EXERCISE", "an exercise put in or left out"
        LEVEL = "LEVEL", "a physio gave the result another level"

    # A physio may take these back.
    UNDOABLE = (
        What.PHASE,
        What.RUNG,
        What.STAGE,
        What.REST,
        What.HOLD,
        What.EXERCISE,
    )

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
    subject = models.CharField("exercise or rule it is about", max_length=40, blank=True)
    before = models.CharField(max_length=40, blank=True)
    after = models.CharField(max_length=40, blank=True)
    why = models.CharField(max_length=300)
    level = models.PositiveSmallIntegerField(choices=LEVELS, null=True, blank=True)
    override = models.OneToOneField(  # it lets one change pass
        Override,
        on_delete=models.PROTECT,
        null=True,  # no limit was passed
        blank=True,
        related_name="+",
        verbose_name="limit that was set aside for it",
    )
    undoes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="undone_by"
    )

    objects = PlanChangeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(why=""), name="rehab_change_says_why"),
            models.CheckConstraint(
                condition=Q(what="UNDONE", undoes__isnull=False, by__isnull=False)
                | (~Q(what="UNDONE") & Q(undoes=None)),
                name="rehab_somebody_undoes_some_change",
            ),
        ]
        triggers = [
            only_added_to(),
            *by_hand_within_limits(),
        ]

    def __str__(self) -> str:
        return f"{self.what} of plan {self.plan_id}"
