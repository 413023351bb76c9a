"""One mail owed to one person."""

from datetime import datetime
from typing import Self, cast

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When

from accounts.models import Consent, User
from rehab.models.plan import Plan
from rehab.models.seen import SeenFollowUp
from rehab.programme.calendar import APART

SLOTS_A_DAY = 4
SAFETY_SLOT = 4  # kept free for mails that cannot wait; nothing else may take it
MAX_ATTEMPTS = 5


class ReminderQuerySet(models.QuerySet["Reminder"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Keep the mails of runners whom ``user`` treats."""
        return self.filter(person__in=User.objects.visible_to(user))

    def claimable(self, at: datetime) -> Self:
        """Keep what is due and in no live hands: a lease that ran out is no lease."""
        free = Q(lease_until=None) | Q(lease_until__lte=at)
        return self.filter(free, state=Reminder.State.DUE, due_at__lte=at)

    def too_late(self, at: datetime) -> Self:
        """Keep what is in no live hands and would come too late to be of use."""
        return self.claimable(at).filter(useful_until__lte=at)

    def worn_out(self, at: datetime) -> Self:
        """Keep what is in no live hands and has failed as often as it may."""
        return self.claimable(at).filter(attempts__gte=MAX_ATTEMPTS)

    def sendable(self, at: datetime) -> Self:
        """Keep what may be tried: in time, not too often, and not soon after another mail.

        What a plan owes day by day waits until two hours have passed since anything may
        have gone to its person. One that was tried may have gone, whatever the mail server
        said, until it was settled or its own time was up; the others wait for nothing.
        """
        lately = at - APART
        tried = Reminder.objects.filter(person=OuterRef("person"), attempts__gt=0)
        others = tried.filter(useful_until__gt=lately).exclude(pk=OuterRef("pk"))
        may_have_gone = Exists(others.exclude(settled_at__lte=lately))
        ready = self.claimable(at).filter(useful_until__gt=at, attempts__lt=MAX_ATTEMPTS)
        return ready.exclude(may_have_gone, kind__in=Reminder.DAILY)

    def standing(self) -> Self:
        """Keep what holds a slot of its day: all but what was withdrawn."""
        return self.exclude(state=Reminder.State.WITHDRAWN)

    def with_unwanted(self) -> Self:
        """Annotate each with ``unwanted``: why it must not be sent any more, or nothing."""
        asks = Q(kind=Reminder.Kind.SEEN)
        stopped = (asks & ~_agreed_to(Consent.Kind.SEEN)) | (
            ~asks & ~_agreed_to(Consent.Kind.MAILS)
        )
        unwanted = Case(
            When(person__is_active=False, then=Value("The account is closed.")),
            When(stopped, then=Value("The runner stopped mails.")),
            When(
                ~Q(kind=Reminder.Kind.VISIT),
                plan__paused_at__isnull=False,
                then=Value("The plan is paused."),
            ),
            When(plan__finished_at__isnull=False, then=Value("The plan is finished.")),
            default=Value(""),
        )
        return self.annotate(unwanted=unwanted)

    def settle(self, state: str, *, at: datetime, reason: str = "") -> int:
        """Close these rows for good; return how many there were."""
        return self.update(state=state, settled_at=at, reason=reason, lease_until=None)


def _agreed_to(kind: str) -> Exists:
    """Return, for SQL, whether the person agrees to mails under ``kind`` now."""
    return Exists(Consent.objects.in_force(kind).filter(person=OuterRef("person")))


class Reminder(models.Model):
    """One mail owed to one person. The row is the truth; the queue only nudges."""

    class Kind(models.TextChoices):
        WELCOME = "WELCOME", "welcome, with the plan"
        CARE = "CARE", "rest, ice, compression, elevation"
        SESSION = "SESSION", "a session of exercises"
        CHECK_IN = "CHECK_IN", "a check-in"
        VISIT = "VISIT", "book a visit"
        SEEN = "SEEN", "were you seen?"

    # These keep away from each other and from all others.
    DAILY = (Kind.CARE, Kind.SESSION, Kind.CHECK_IN)

    class State(models.TextChoices):
        DUE = "DUE", "due"
        SENT = "SENT", "sent"
        MISSED = "MISSED", "missed"
        PARKED = "PARKED", "parked"
        WITHDRAWN = "WITHDRAWN", "withdrawn"

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reminders"
    )
    plan = models.ForeignKey(
        Plan, on_delete=models.CASCADE, null=True, blank=True, related_name="reminders"
    )
    follow_up = models.ForeignKey(
        SeenFollowUp,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="reminders",
    )
    kind = models.CharField(max_length=8, choices=Kind)
    about = models.CharField("which check-in or rule", max_length=40, blank=True)
    session = models.ForeignKey(
        "rehab.ExerciseSession",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="reminders",
    )
    local_on = models.DateField("the day it belongs to, where the person is")
    slot = models.PositiveSmallIntegerField()
    due_at = models.DateTimeField()
    useful_until = models.DateTimeField("sent before then or not at all")
    state = models.CharField(max_length=9, choices=State, default=State.DUE)
    reason = models.CharField(max_length=200, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    unwanted: str  # only on rows that with_unwanted() has read

    objects = ReminderQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "local_on", "slot"],
                condition=~Q(state="WITHDRAWN"),
                name="rehab_one_reminder_a_slot",
            ),
            models.UniqueConstraint(
                fields=["plan"],
                condition=Q(kind="WELCOME") & ~Q(state="WITHDRAWN"),
                name="rehab_one_welcome_a_plan",
            ),
            models.CheckConstraint(
                condition=Q(slot__gte=1, slot__lte=SLOTS_A_DAY),
                name="rehab_four_slots_a_day",
            ),
            models.CheckConstraint(
                condition=Q(kind="SEEN", plan=None, follow_up__isnull=False)
                | (~Q(kind="SEEN") & Q(plan__isnull=False, follow_up=None)),
                name="rehab_owed_by_a_plan_or_by_a_follow_up",
            ),
            models.CheckConstraint(
                condition=Q(kind="SESSION", session__isnull=False)
                | (~Q(kind="SESSION") & Q(session=None)),
                name="rehab_a_session_mail_is_of_a_session",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["CHECK_IN", "VISIT"]) | ~Q(about=""),
                name="rehab_a_check_in_or_visit_has_a_name",
            ),
            models.CheckConstraint(
                condition=~Q(kind="SEEN") | Q(slot=SAFETY_SLOT),
                name="rehab_questions_take_the_slot_for_safety",
            ),
            models.CheckConstraint(
                condition=Q(useful_until__gt=F("due_at")),
                name="rehab_of_use_for_a_while",
            ),
            models.CheckConstraint(
                condition=Q(state="DUE", settled_at=None)
                | Q(
                    state__in=["SENT", "MISSED", "PARKED", "WITHDRAWN"],
                    settled_at__isnull=False,
                    lease_until=None,
                ),
                name="rehab_settled_means_timed_and_let_go",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["DUE", "SENT"], reason="")
                | (Q(state__in=["MISSED", "PARKED", "WITHDRAWN"]) & ~Q(reason="")),
                name="rehab_unsent_says_why",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"], condition=Q(state="DUE"), name="rehab_reminder_due"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.local_on} slot {self.slot} for person {self.person_id}"

    @property
    def of_plan(self) -> Plan:
        """The plan that owes it. Only for what does not ask if somebody was seen."""
        return cast("Plan", self.plan)

    @property
    def of_follow_up(self) -> SeenFollowUp:
        """The follow-up that owes it. Only for what asks if somebody was seen."""
        return cast("SeenFollowUp", self.follow_up)
