"""What a runner told us of one day."""

from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from accounts.models import User
from accounts.triggers import only_added_to
from rehab.models.exercise import ExerciseSession
from rehab.models.plan import Plan
from rehab.models.reminder import Reminder
from triage.models import LEVELS, ProtocolRelease
from triage.rules.answers import Answers, decode_answers
from triage.rules.parts import Level

MAX_PAIN = 10
LIST_NEEDED_FROM = 6  # our default: from here on "anything new?" may not be left open
STRONG_FROM = 7  # added: strong pain at rest, as in the questions before the plan
STRONG_LEVEL = Level.WITHIN_2_DAYS
SEVERE_FROM = 8  # our default: now and at rest, as in the questions before the plan
SEVERE_LEVEL = Level.SAME_DAY  # from the brief: severe pain is for professionals, at once
WORSE_LEVEL = Level.WITHIN_A_WEEK  # from the brief: what gets worse is looked at


class DiaryEntryQuerySet(models.QuerySet["DiaryEntry"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Keep the entries of runners whom ``user`` treats."""
        return self.filter(plan__in=Plan.objects.visible_to(user))


class DiaryEntry(models.Model):
    """Done or not, how sore, and whether anything new came up. Rows are only ever added.

    ``kind`` says what it tells of, and ``about`` which one: the day, the number of the
    session, the name of the check-in. Whatever is told again is kept beside the first, and
    the last one counts; no level is ever taken back.

    ``signs`` holds the answers to "any of these new since last time?" as ``release`` asked
    it; empty means that the list was left open. ``level`` is what those answers and the
    numbers come to, ``reasons`` says why in words. ``adds_to`` is the first answer to the
    same mail, where this one tells of something that came up since.
    """

    class Kind(models.TextChoices):
        DAY = "DAY", "a day"
        SESSION = "SESSION", "a session"
        RUN = "RUN", "a run"
        CHECK_IN = "CHECK_IN", "a check-in"

    class Swelling(models.TextChoices):
        NONE = "NONE", "none"
        SAME = "SAME", "some, as before"
        MORE = "MORE", "more than before"

    plan = models.ForeignKey(
        Plan,
        on_delete=models.CASCADE,
        related_name="diary",
        db_index=False,  # an index below begins with it
    )
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.DAY)
    about = models.CharField("which of its kind", max_length=20, blank=True)
    session = models.ForeignKey(
        ExerciseSession, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reminder = models.ForeignKey(
        Reminder, on_delete=models.PROTECT, null=True, blank=True, related_name="entries"
    )
    adds_to = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField()
    local_on = models.DateField("the day it tells of, where the person is")
    done = models.BooleanField()
    pain = models.PositiveSmallIntegerField("pain at rest, 0 to 10")
    worse = models.BooleanField("it got worse")
    morning_pain = models.PositiveSmallIntegerField(
        "pain of that morning", null=True, blank=True
    )
    next_morning_pain = models.PositiveSmallIntegerField(
        "pain the morning after the session or run before", null=True, blank=True
    )
    swelling = models.CharField(max_length=4, choices=Swelling, blank=True)
    night_pain = models.BooleanField("it hurt at night", default=False)
    release = models.ForeignKey(ProtocolRelease, on_delete=models.PROTECT)
    signs = models.JSONField(default=dict, blank=True)
    level = models.PositiveSmallIntegerField(choices=LEVELS)
    reasons = ArrayField(models.TextField(), default=list, blank=True)

    objects = DiaryEntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "diary entries"
        constraints = [
            models.UniqueConstraint(
                fields=["reminder"],
                condition=Q(adds_to=None),
                name="rehab_one_first_answer_a_mail",
            ),
            models.UniqueConstraint(
                fields=["plan", "kind", "about"],
                condition=Q(adds_to=None) & ~Q(about=""),
                name="rehab_one_first_answer_to_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(pain__lte=MAX_PAIN)
                & (Q(morning_pain=None) | Q(morning_pain__lte=MAX_PAIN))
                & (Q(next_morning_pain=None) | Q(next_morning_pain__lte=MAX_PAIN)),
                name="rehab_pain_is_0_to_10",
            ),
            models.CheckConstraint(
                condition=Q(kind="SESSION", session__isnull=False)
                | (~Q(kind="SESSION") & Q(session=None)),
                name="rehab_a_session_is_told_of_as_one",
            ),
            models.CheckConstraint(
                condition=~Q(signs={}) | Q(pain__lt=LIST_NEEDED_FROM, worse=False),
                name="rehab_a_bad_day_leaves_no_list_open",
            ),
            models.CheckConstraint(
                condition=Q(pain__lt=STRONG_FROM) | Q(level__gte=STRONG_LEVEL.value),
                name="rehab_strong_pain_at_rest_is_seen_within_2_days",
            ),
            models.CheckConstraint(
                condition=Q(pain__lt=SEVERE_FROM) | Q(level__gte=SEVERE_LEVEL.value),
                name="rehab_severe_pain_is_seen_today",
            ),
            models.CheckConstraint(
                condition=Q(worse=False) | Q(level__gte=WORSE_LEVEL.value),
                name="rehab_worse_is_seen_within_a_week",
            ),
        ]
        indexes = [
            # With what a list of all plans is ordered by: it reads the index alone.
            models.Index(
                fields=["plan", "-at"],
                include=["level", "id"],
                name="rehab_diary_of_a_plan",
            ),
            models.Index(fields=["-level", "-at", "-id"], name="rehab_most_urgent_days"),
        ]
        triggers = [only_added_to()]

    def __str__(self) -> str:
        return f"entry {self.pk} of plan {self.plan_id}"

    @property
    def given(self) -> Answers:
        return decode_answers(self.signs)

    @property
    def counts(self) -> bool:
        """Whether progress may be read from it: not if the list was left open."""
        return bool(self.signs)
