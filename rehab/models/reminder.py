"""One mail owed to one person."""

from datetime import datetime
from functools import partial
from typing import Any, Self, cast

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.db.models import Case, Exists, ExpressionWrapper, F, OuterRef, Q, Value, When
from django.db.models.lookups import Exact

from accounts.models import Consent, Erasure, User
from rehab.models.message import Message
from rehab.models.plan import Plan
from rehab.models.reminder_log import log_change
from rehab.models.reminder_rules import CONSTRAINTS, SAFETY_SLOT, SLOTS_A_DAY, TRIGGERS
from rehab.models.seen import SeenFollowUp
from rehab.programme.mails.calendar import APART

__all__ = ["MAY_HAVE_GONE", "SAFETY_SLOT", "SLOTS_A_DAY", "Reminder", "ReminderQuerySet"]

LEAVING = "The runner asked us to delete everything."
REFUSED = "The address takes no mail."
# A worker took it up and let it go neither sent nor put off: it may have gone.
_LEFT_OPEN = Q(lease_until__isnull=False, put_off=False)
# For SQL: whether a reminder may have gone, once its lease is taken from it.
MAY_HAVE_GONE = ExpressionWrapper(
    Q(unsure=True) | _LEFT_OPEN, output_field=models.BooleanField()
)


class ReminderQuerySet(models.QuerySet["Reminder"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Keep the mails of runners whom ``user`` treats."""
        return self.filter(person__in=User.objects.visible_to(user))

    def standing(self) -> Self:
        """Keep what holds a slot of its day: all but what was withdrawn."""
        return self.exclude(state=Reminder.State.WITHDRAWN)

    def counted(self) -> Self:
        """Keep what counts as a mail of its day: what stands, and what may have gone."""
        return self.exclude(state=Reminder.State.WITHDRAWN, unsure=False)

    def at_hand(self) -> Self:
        """Keep what is owed and cannot have gone: it may be moved, or carry more."""
        due = self.filter(state=Reminder.State.DUE, unsure=False)
        return due.filter(Q(lease_until=None) | Q(put_off=True))

    def in_hands(self, at: datetime) -> Self:
        """Keep what a worker holds, so that a mail may be going out just now."""
        due = self.filter(state=Reminder.State.DUE, put_off=False)
        return due.filter(lease_until__gt=at)

    def held_until(self, lease_until: datetime) -> Self:
        """Keep what is still in the hands of the worker whose lease ends just then."""
        due = self.filter(state=Reminder.State.DUE, put_off=False)
        return due.filter(lease_until=lease_until)

    def free(self, at: datetime) -> Self:
        """Keep what is owed and in nobody's hands: a lease that ran out is no lease."""
        let_go = Q(lease_until=None) | Q(lease_until__lte=at) | Q(put_off=True)
        return self.filter(let_go, state=Reminder.State.DUE)

    def claimable(self, at: datetime) -> Self:
        """Keep what is due, in nobody's hands, and not put off until later."""
        due = self.filter(state=Reminder.State.DUE, due_at__lte=at)
        return due.filter(Q(lease_until=None) | Q(lease_until__lte=at))

    def too_late(self, at: datetime) -> Self:
        """Keep what is in nobody's hands and would come too late to be of use."""
        return self.free(at).filter(useful_until__lte=at)

    def sendable(self, at: datetime) -> Self:
        """Keep what may be tried: in time, and not soon after another mail.

        What a plan owes day by day waits until two hours have passed since anything may
        have gone to its person, and for what goes to them first. The others wait for
        nothing, nor does what its person asked for later.
        """
        ready = self.claimable(at).filter(useful_until__gt=at)
        another = Q(_may_have_gone_lately(at)) | Q(_goes_first(at))
        return ready.exclude(another, kind__in=Reminder.DAILY, snoozed_from=None)

    def with_unwanted(self) -> Self:
        """Annotate each with ``unwanted``: why it must not be sent any more, or nothing."""
        whens = [When(unwanted, then=Value(why)) for why, unwanted in _unwanted().items()]
        return self.annotate(unwanted=Case(*whens, default=Value("")))

    def settle(self, state: str, *, at: datetime, reason: str = "", **more: object) -> int:
        """Close these rows for good, whoever holds them; return how many there were.

        ``more`` are further columns to set.
        """
        closed = {"state": state, "settled_at": at, "reason": reason}
        return self.update(**closed, **more, lease_until=None, put_off=False)

    @transaction.atomic
    def withdraw(self, *, at: datetime, reason: str) -> int:
        """Withdraw what of these is owed and in nobody's hands; return how many there were.

        What a worker holds is left to it. It reads again whether a mail is still wanted
        before each step of sending: so what was being sent counts as sent.
        """
        free = self.free(at).order_by("pk").select_for_update(of=("self",), no_key=True)
        rows, withdrawn = [*free], Reminder.State.WITHDRAWN
        ours = Reminder.objects.filter(pk__in=[row.pk for row in rows])
        ours.settle(withdrawn, at=at, reason=reason, unsure=MAY_HAVE_GONE)
        for row in rows:
            log = partial(log_change, row, before=row.state, to=withdrawn, at=at)
            transaction.on_commit(log)
        return len(rows)


def _unwanted() -> dict[str, Q]:
    """Return for what reasons a mail must not be sent any more, the first one first."""
    kind = Reminder.Kind
    cannot_wait, session = Reminder.NEVER_WAIT, Q(kind=kind.SESSION)
    return {
        "The account is closed.": Q(person__is_active=False),
        LEAVING: Q(_is_leaving()),
        "The runner stopped mails.": ~Q(_agreed()),
        REFUSED: Q(person__mail_refused_at__isnull=False),
        "The plan is paused.": ~Q(kind=kind.VISIT) & Q(plan__paused_at__isnull=False),
        "The plan is finished.": ~Q(kind__in=[kind.VISIT, kind.GOODBYE])
        & Q(plan__finished_at__isnull=False),
        "The runner paused mails.": ~Q(kind__in=cannot_wait)
        & Q(plan__mails_paused_at__isnull=False),
        "The runner has not answered mails for weeks.": ~Q(kind__in=Reminder.IN_SILENCE)
        & Q(plan__rhythm=Plan.Rhythm.QUIET),
        "Exercises are on hold.": session & Q(plan__hold_until__gt=F("local_on")),
        "The plan went back a phase.": session & Q(session__phase__gt=F("plan__phase")),
    }


def _is_leaving() -> Exists:
    """Return, for SQL, whether the person has asked to be forgotten."""
    return Exists(Erasure.objects.open().filter(person_number=OuterRef("person")))


def _agreed() -> Exists:
    """Return, for SQL, whether the person agrees now to what the mail rests on."""
    seen, mails = Consent.Kind.SEEN, Consent.Kind.MAILS
    asks: Any = Exact(OuterRef("kind"), Reminder.Kind.SEEN)
    kind = Case(When(asks, then=Value(seen)), default=Value(mails))
    return Exists(Consent.objects.in_force(kind).filter(person=OuterRef("person")))


def _may_have_gone_lately(at: datetime) -> Exists:
    """Return, for SQL, whether another mail may have gone to the person lately.

    One whose end nobody knows counts until it was settled or its own time was up.
    """
    lately = at - APART
    others = Reminder.objects.filter(person=OuterRef("person"), useful_until__gt=lately)
    others = others.exclude(pk=OuterRef("pk")).exclude(settled_at__lte=lately)
    return Exists(others.filter(Q(state=Reminder.State.SENT) | Q(unsure=True) | _LEFT_OPEN))


def _goes_first(at: datetime) -> Exists:
    """Return, for SQL, whether another mail goes to the person before this one.

    Of what waits the earlier goes first, and what waits for nothing before all of it. So
    two workers at once do not take up two mails that have to keep apart.
    """
    others = Reminder.objects.claimable(at).filter(
        person=OuterRef("person"), useful_until__gt=at
    )
    waits = Q(kind__in=Reminder.DAILY, snoozed_from=None)
    sooner = Q(due_at__lt=OuterRef("due_at"))
    as_soon = Q(due_at=OuterRef("due_at"), pk__lt=OuterRef("pk"))
    return Exists(others.filter(~waits | sooner | as_soon).exclude(pk=OuterRef("pk")))


class Reminder(models.Model):
    """One mail owed to one person. The row is the truth; the queue only nudges."""

    class Kind(models.TextChoices):
        WELCOME = "WELCOME", "welcome, with the plan"
        CARE = "CARE", "rest, ice, compression, elevation"
        SESSION = "SESSION", "a session of exercises"
        CHECK_IN = "CHECK_IN", "a check-in"
        VISIT = "VISIT", "book a visit"
        SEEN = "SEEN", "were you seen?"
        MESSAGE = "MESSAGE", "a physio wrote"
        WEEK = "WEEK", "the week in words"
        BARRIER = "BARRIER", "what gets in the way?"
        GOODBYE = "GOODBYE", "goodbye"

    # These go on whatever a runner does not answer, or asks to have less of.
    NEVER_WAIT = (Kind.VISIT, Kind.SEEN, Kind.MESSAGE)
    # These come to who has not answered for weeks, too: the last two are but one a plan.
    IN_SILENCE = (*NEVER_WAIT, Kind.WELCOME, Kind.GOODBYE)
    # These keep away from each other and from all others.
    DAILY = (Kind.CARE, Kind.SESSION, Kind.CHECK_IN, Kind.WEEK, Kind.BARRIER)

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
    also = ArrayField(
        models.CharField(max_length=20),
        verbose_name="what rides inside: check-ins by name, or the week",
        default=list,
        blank=True,
    )
    facts = models.JSONField("numbers of the week it tells", default=dict, blank=True)
    session = models.ForeignKey(
        "rehab.ExerciseSession",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="reminders",
    )
    message = models.OneToOneField(
        Message, on_delete=models.CASCADE, null=True, blank=True, related_name="reminder"
    )
    snoozed_from = models.OneToOneField(
        "self",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="snoozed_as",
    )
    local_on = models.DateField("the day it belongs to, where the person is")
    slot = models.PositiveSmallIntegerField()
    due_at = models.DateTimeField()
    useful_until = models.DateTimeField("sent before then or not at all")
    state = models.CharField(max_length=9, choices=State, default=State.DUE)
    reason = models.CharField(max_length=200, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    deferred = models.PositiveSmallIntegerField("tries the mail server put off", default=0)
    unsure = models.BooleanField("it may have gone", default=False)
    put_off = models.BooleanField("tried, and in nobody's hands until then", default=False)
    lease_until = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    unwanted: str  # only on rows that with_unwanted() has read

    objects = ReminderQuerySet.as_manager()

    class Meta:
        constraints = CONSTRAINTS
        indexes = [
            models.Index(
                fields=["due_at"], condition=Q(state="DUE"), name="rehab_reminder_due"
            ),
            models.Index(
                fields=["useful_until"],
                condition=Q(state="DUE"),
                name="rehab_reminder_of_use",
            ),
            # The last hour is counted in the index alone, however long the past is.
            models.Index(
                fields=["settled_at"],
                include=["state", "kind"],
                condition=Q(settled_at__isnull=False),
                name="rehab_reminder_settled",
            ),
            models.Index(
                fields=["settled_at"],
                condition=Q(state="PARKED"),
                name="rehab_reminder_parked",
            ),
        ]
        triggers = TRIGGERS

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
