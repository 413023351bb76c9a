"""Whether a mail of a plan is wanted at all, before it is owed."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, QuerySet

from accounts.models import Consent, Erasure, User
from rehab.models import Plan, Reminder, ReminderAct
from rehab.programme import reasons
from rehab.programme.mails.rhythm import is_owed
from rehab.reminders.owing.precedence import Kind
from rehab.reminders.owing.when import day_of

TRAINING = (Kind.CARE, Kind.SESSION)  # may be skipped, left out on some days, and halved
PAUSED = reasons.MAILS_PAUSED.kept  # until they want them again
LATELY = timedelta(days=3)  # what was skipped before is over, wherever somebody is


def is_wanted(plan: Plan, kind: Kind, on: date) -> bool:
    """Say whether the runner of ``plan`` is to get a mail of a kind on a local day."""
    return on in wanted_days(plan, kind, [on])


def is_reached(plan: Plan) -> bool:
    """Say whether the runner of ``plan`` agrees to mails, stays, and can be written to."""
    return _reached(plan).exists()


def wanted_days(plan: Plan, kind: Kind, days: Collection[date]) -> set[date]:
    """Return those of some local days on which a runner is to get mails of a kind.

    None without their consent, or if their address took none; what can wait does not come
    while they paused mails, or once they have not answered for long. What they skipped, or
    want on other days only, waits for another day.
    """
    if kind not in Reminder.NEVER_WAIT and not _goes_on(plan, kind):
        return set()
    skipped = ArraySubquery(_skipped(plan, min(days)))
    presses = _reached(plan).values_list(skipped, flat=True).first()
    if presses is None:
        return set()
    if kind not in TRAINING:
        return {*days}
    left_out = {day_of(plan, at) for at in presses}
    weekdays = plan.care_days if kind == Kind.CARE else plan.session_days
    return {day for day in days if day.weekday() in weekdays} - left_out


def comes(plan: Plan, number: int) -> bool:
    """Say whether the care or session with this ``number`` has a mail by the rhythm."""
    return is_owed(plan.rhythm, number)


def _reached(plan: Plan) -> QuerySet[User]:
    agreed = Consent.objects.in_force(Consent.Kind.MAILS).filter(person=plan.person_id)
    able = User.objects.filter(pk=plan.person_id, is_active=True, mail_refused_at=None)
    leaving = Erasure.objects.open().filter(person_number=plan.person_id)
    return able.filter(Exists(agreed), ~Exists(leaving))


def _goes_on(plan: Plan, kind: Kind) -> bool:
    quiet = plan.rhythm == Plan.Rhythm.QUIET and kind not in Reminder.IN_SILENCE
    return plan.mails_paused_at is None and not quiet


def _skipped(plan: Plan, first: date) -> QuerySet[ReminderAct, Any]:
    """Return when a runner skipped what was left of a day, from about ``first`` on."""
    acts = ReminderAct.objects.filter(what=ReminderAct.What.SKIPPED)
    mine = acts.filter(reminder__person=plan.person_id, at__date__gt=first - LATELY)
    return mine.values("at")
