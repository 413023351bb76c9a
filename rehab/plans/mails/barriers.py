"""What a runner says gets in the way, and what it changes in the plan."""

from collections.abc import Callable, Mapping
from datetime import datetime

from django.db import transaction

from rehab.models import Plan, PlanChange, Reminder, ReminderAct
from rehab.plans.changes import lock, note
from rehab.plans.mails.rhythm import set_rhythm
from rehab.plans.times import local_day
from rehab.programme import reasons
from rehab.programme.days import ONE_DAY
from rehab.programme.mails.barriers import BY_ID, Barrier, Change
from rehab.programme.reasons import Reason
from rehab.reminders.owing.mails_of_a_day import withdraw_sessions

HELD = 2 * ONE_DAY  # our default: today and tomorrow
ON_HOLD = "Exercises are on hold."
Rhythm = Plan.Rhythm


@transaction.atomic
def answer_barrier(*, reminder: Reminder, barrier: str, at: datetime) -> ReminderAct:
    """Keep what gets in the way, and change the plan as that answer does; return the press.

    The first answer to a mail stands: safe to repeat. A plan that is finished, or waits for
    somebody to look, is left as it is.

    :raises KeyError: if ``barrier`` is the name of no answer.
    """
    said = BY_ID[barrier]
    lock(reminder.person_id)
    act, new = reminder.acts.get_or_create(
        what=ReminderAct.What.BARRIER, defaults={"choice": barrier, "at": at}
    )
    going = Plan.objects.open().filter(person=reminder.person_id, paused_at=None)
    plan = going.select_related("person").filter(reminders=reminder).first()
    if new and plan:
        _MOVES[said.change](plan, said, at)
    return act


def _all_mails(plan: Plan, said: Barrier, at: datetime) -> None:
    _set(plan, Rhythm.FULL, why=_why(said, reasons.ALL_MAILS), at=at)


def _fewer_mails(plan: Plan, said: Barrier, at: datetime) -> None:
    """Let every other mail come: this answer itself does not bring all of them back."""
    _set(plan, Rhythm.HALVED, why=_why(said, reasons.FEWER_MAILS), at=at)


def _hold(plan: Plan, said: Barrier, at: datetime) -> None:
    """Hold exercises today and tomorrow; a longer hold stands."""
    until = local_day(plan.person, at) + HELD
    before = plan.hold_until
    if plan.exercises_began_on and (before is None or before < until):
        plan.hold_until = until
        plan.save(update_fields=["hold_until"])
        note(
            plan,
            PlanChange.What.HOLD,
            _why(said, reasons.NO_EXERCISES),
            at=at,
            by=plan.person,
            before=before.isoformat() if before else "",
            after=until.isoformat(),
        )
        meanwhile = plan.reminders.filter(local_on__lt=until)
        withdraw_sessions(meanwhile, at=at, reason=ON_HOLD)
    _all_mails(plan, said, at)


def _set(plan: Plan, rhythm: int, *, why: str, at: datetime) -> None:
    since = local_day(plan.person, at) + ONE_DAY
    set_rhythm(plan, rhythm, since=since, why=why, at=at, by=plan.person)


def _why(said: Barrier, then: Reason) -> str:
    return f"{reasons.IN_THE_WAY.kept} {said.words}. {then.kept}"


_MOVES: Mapping[Change, Callable[[Plan, Barrier, datetime], None]] = {
    Change.ALL_MAILS: _all_mails,
    Change.FEWER_MAILS: _fewer_mails,
    Change.HOLD: _hold,
}
