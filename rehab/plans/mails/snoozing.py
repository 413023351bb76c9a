"""Later, or not today: what a runner does with one mail that comes at a bad time."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time, timedelta

from django.db import transaction

from rehab.models import DiaryEntry, Plan, Reminder, ReminderAct
from rehab.plans.changes import lock
from rehab.plans.mails.rhythm import hear
from rehab.plans.reading.loading import course_of
from rehab.programme.days import ONE_DAY
from rehab.programme.mails.calendar import APART, due_at
from rehab.programme.review import is_session_day
from rehab.reminders.owing.mails_of_a_day import create, make_room, owe_riders, take_back
from rehab.reminders.owing.precedence import SLOTS, Kind, State, is_at_hand
from rehab.reminders.owing.room import Place, Room
from rehab.reminders.owing.wanted import PAUSED, is_reached, is_wanted
from rehab.reminders.owing.when import (
    BEFORE_NIGHT,
    awake_at,
    day_of,
    is_over,
    night_of,
    zone_of,
)

What = ReminderAct.What

HOUR, EVENING, TOMORROW = LATER = ("hour", "evening", "tomorrow")
MOST_A_DAY = 2  # our default
AN_HOUR = timedelta(hours=1)
# Our defaults: the second one from an hour before the first.
EVENINGS = (time(18), time(19))
LATER_ALREADY = "The runner wants it later."
PUT_OFF = "A mail that was put off takes its place."
SKIPPED = "The runner skipped today."


class NoRoom(Exception):
    """No time or slot is left for that mail."""


class DayOver(Exception):
    """The day that a mail belongs to is over."""


def later_options(*, reminder: Reminder, at: datetime) -> dict[str, datetime | None]:
    """Return where a mail would land (UTC) by each of ``LATER``; nothing without room.

    It is moved out of the quiet hours, and away from other mails that cannot make room.
    """
    fits = {until: _fit(reminder, until, at) for until in LATER}
    return {until: fit and fit[0] for until, fit in fits.items()}


def is_past(*, reminder: Reminder, until: str, at: datetime) -> bool:
    """Whether that one of ``LATER`` lies in the past, whatever room there is."""
    return _WISHES[until](reminder.of_plan, reminder, at) is None


@transaction.atomic
def snooze(*, reminder: Reminder, until: str, at: datetime) -> Reminder:
    """Owe a mail once more, later; return the new one. A second press returns the same.

    It holds a slot of its day. Without a free one it takes the place of the next care mail
    of that day, as it does if such a mail comes within two hours of it.

    :raises NoRoom: if there is none, twice is enough for today, no more mails are wanted,
        or what was owed later was taken back.
    :raises KeyError: if ``until`` is none of ``LATER``.
    """
    lock(reminder.person_id)
    if again := put_off_to(reminder=reminder):
        if again.state == State.WITHDRAWN:
            raise NoRoom
        return again
    reminder = Reminder.objects.select_related("plan__person").get(pk=reminder.pk)
    fit = _fit(reminder, until, at)
    if fit is None or not make_room({PUT_OFF: fit[1].instead_of}, at):
        raise NoRoom
    due, place = fit
    take_back(Reminder.objects.filter(pk=reminder.pk), at=at, reason=LATER_ALREADY)
    mail = _again(reminder, due, place)
    reminder.acts.create(what=What.SNOOZED, choice=until, at=at)
    owe_riders(place.instead_of, at=at)
    hear(plan=reminder.of_plan, at=at)
    return mail


def put_off_to(*, reminder: Reminder) -> Reminder | None:
    """Return the mail to which one was put off, as it is owed now, if it was.

    One that a pause took back may have been owed again since.
    """
    again = Reminder.objects.filter(snoozed_from=reminder).first()
    if again and again.state == State.WITHDRAWN:
        return put_off_to(reminder=again) or again
    return again


@transaction.atomic
def owe_snoozed(*, plan: Plan, at: datetime) -> None:
    """Owe again, at its instant, what was put off until later when mails were paused.

    What is over by now stays away. The person of ``plan`` is locked. Safe to repeat.
    """
    lost = plan.reminders.filter(snoozed_from__isnull=False, snoozed_as=None)
    paused = lost.filter(state=State.WITHDRAWN, reason=PAUSED, due_at__gt=at)
    for mail in paused.select_related("plan__person").order_by("due_at", "pk"):
        if not _is_still_wanted(mail):
            continue
        fit = _land(mail, mail.due_at, at)
        if fit and make_room({PUT_OFF: fit[1].instead_of}, at):
            _again(mail, *fit)
            owe_riders(fit[1].instead_of, at=at)


@transaction.atomic
def skip_today(*, reminder: Reminder, at: datetime) -> ReminderAct:
    """Take back what the plan still owes of care and sessions on the day of a mail.

    What was put off until later that day goes, too. A check-in that rode in them is still
    asked for. It is noted as skipped; for the rules of the programme it was not done. Safe
    to repeat: the first press stands.

    :raises DayOver: if that day is over where the runner is.
    """
    lock(reminder.person_id)
    plan = reminder.of_plan
    if act := reminder.acts.filter(what=What.SKIPPED).first():
        return act
    if is_over(reminder, at):
        raise DayOver
    act = reminder.acts.create(what=What.SKIPPED, at=at)
    that_day = plan.reminders.filter(local_on=reminder.local_on)
    training = that_day.filter(kind__in=[Kind.CARE, Kind.SESSION])
    put_off = that_day.filter(snoozed_from__isnull=False)
    owe_riders(take_back(training | put_off, at=at, reason=SKIPPED), at=at)
    hear(plan=plan, at=at)
    return act


def _fit(reminder: Reminder, until: str, at: datetime) -> tuple[datetime, Place] | None:
    """Return when and where a mail fits that is put off, if it does."""
    if reminder.kind not in Reminder.DAILY or not _may_wait(reminder, at):
        return None
    plan = reminder.of_plan
    wished = _WISHES[until](plan, reminder, at)
    if wished is None:
        return None
    on = day_of(plan, awake_at(plan, wished, before=BEFORE_NIGHT))
    if on > day_of(plan, at) and needs_rest(reminder=reminder, on=on):
        return None
    return _land(reminder, wished, at)


def _land(
    reminder: Reminder, wished: datetime, at: datetime
) -> tuple[datetime, Place] | None:
    """Return when and where a mail fits from an instant on, on one local day."""
    plan = reminder.of_plan
    due = awake_at(plan, wished, before=BEFORE_NIGHT)
    on = day_of(plan, due)
    room = Room.of(plan.person_id, on)
    while day_of(plan, due) == on:
        near = [each for each in room.near(due) if each.pk not in _past(reminder)]
        held = [each.due_at for each in near if not _gives_way(each)]
        if not held:
            place = _place(room, near, at)
            return (due, place) if place else None
        due = awake_at(plan, max(held) + APART, before=BEFORE_NIGHT)
    return None


def _may_wait(reminder: Reminder, at: datetime) -> bool:
    """Whether its person wants mails, and has put off fewer than two today."""
    plan = reminder.of_plan
    if plan.paused_at or plan.finished_at or plan.mails_paused_at:
        return False
    today, lately = day_of(plan, at), at - 2 * ONE_DAY
    pressed = ReminderAct.objects.filter(what=What.SNOOZED, at__gt=lately)
    theirs = pressed.filter(reminder__person=plan.person_id)
    often = sum(day_of(plan, act.at) == today for act in theirs) >= MOST_A_DAY
    return not often and is_reached(plan)


def needs_rest(*, reminder: Reminder, on: date) -> bool:
    """Say whether a session put off to ``on`` lands on the next one, or the day before it.

    Two sessions need a day between them.
    """
    if reminder.kind != Kind.SESSION:
        return False
    course = course_of(reminder.of_plan, on=on)
    return any(is_session_day(course, day) for day in (on, on + ONE_DAY))


def _is_still_wanted(mail: Reminder) -> bool:
    """Whether what was put off was neither skipped nor told, and is still called for."""
    plan, on = mail.of_plan, mail.local_on
    skipped = plan.reminders.filter(local_on=on, acts__what=What.SKIPPED)
    if not is_wanted(plan, Kind.CHECK_IN, on) or skipped.exists():
        return False
    if mail.kind == Kind.CARE:
        return plan.phase == Plan.Phase.SETTLE
    on_hold = plan.protect_only or (plan.hold_until is not None and on < plan.hold_until)
    told = DiaryEntry.objects.filter(session=mail.session_id)
    return mail.kind != Kind.SESSION or not (on_hold or told.exists())


def _past(reminder: Reminder) -> set[int]:
    """Return the numbers of a mail and of those that it was put off from."""
    mail: Reminder | None = reminder
    past = set()
    while mail:
        past.add(mail.pk)
        mail = mail.snoozed_from
    return past


def _gives_way(other: Reminder) -> bool:
    return other.kind == Kind.CARE and is_at_hand(other)


def _place(room: Room, near: Sequence[Reminder], at: datetime) -> Place | None:
    """Return a free slot of a day, or that of its next care mail, if there is either."""
    today = [each for each in room.mails if each.local_on == room.on and each not in near]
    free = [slot for slot in SLOTS if slot not in {each.slot for each in today}]
    if free:
        return Place(free[0], tuple(near))
    cares = [each for each in today if each.due_at > at and _gives_way(each)]
    return Place(cares[0].slot, (*near, cares[0])) if cares else None


def _again(reminder: Reminder, due: datetime, place: Place) -> Reminder:
    """Store a mail once more, with all that rides in it."""
    plan, kind = reminder.of_plan, Kind(reminder.kind)
    return create(
        plan,
        kind,
        due,
        on=day_of(plan, due),
        slot=place.slot,
        about=reminder.about,
        also=reminder.also,
        facts=reminder.facts,
        session=reminder.session,
        snoozed_from=reminder,
    )


def _in_an_hour(_: Plan, __: Reminder, at: datetime) -> datetime:
    return at + AN_HOUR


def _this_evening(plan: Plan, _: Reminder, at: datetime) -> datetime | None:
    """Return six o'clock, or seven if that is less than an hour away, if not past it."""
    today, zone, night = day_of(plan, at), zone_of(plan), night_of(plan)
    six, seven = (due_at(today, wall, zone, night) for wall in EVENINGS)
    evening = six if at <= six - AN_HOUR else seven
    return evening if evening > at else None


def _tomorrow(plan: Plan, reminder: Reminder, at: datetime) -> datetime:
    """Return the time of the day at which the mail was due, tomorrow."""
    zone = zone_of(plan)
    wall = reminder.due_at.astimezone(zone).time()
    return due_at(day_of(plan, at) + ONE_DAY, wall, zone, night_of(plan))


_WISHES: Mapping[str, Callable[[Plan, Reminder, datetime], datetime | None]] = {
    HOUR: _in_an_hour,
    EVENING: _this_evening,
    TOMORROW: _tomorrow,
}
