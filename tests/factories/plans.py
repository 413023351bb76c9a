"""Plans, and what hangs on them: mails, sessions, what was told, weeks."""

from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import Consent, User
from rehab.models import (
    Clearance,
    DiaryEntry,
    ExerciseSession,
    Message,
    Override,
    Plan,
    Reminder,
    Run,
    RunWeek,
    SeenFollowUp,
)
from tests.factories.checks import a_result
from tests.factories.people import NOON, a_runner, a_user
from triage.protocols.medial_knee import FOLLOW_UP, NEW_SIGNS
from triage.rules.answers import encode_answers
from triage.rules.parts import Level
from triage.services import publish_protocol


def a_plan(*, person: User | None = None, mails: bool = True, **given: Any) -> Plan:
    """Return a plan opened at noon, maybe with a consent to ``mails``; none is owed yet."""
    person = person or a_runner()
    if mails:
        Consent.objects.create(
            kind=Consent.Kind.MAILS, wording="Write to me.", given_at=NOON, person=person
        )
    defaults = {
        "assessment": given.get("assessment") or a_result(patient=person),
        "opened_at": NOON,
        "begun_on": NOON.date(),
        "reminder_times": [time(9), time(13), time(18)],
    }
    begun_on = given.get("begun_on", NOON.date())
    defaults |= {"phase_since": begun_on, "care_began_on": begun_on}
    if given.get("phase"):
        defaults["exercises_began_on"] = begun_on
    return Plan.objects.create(**{"person": person} | defaults | given)


def a_reminder(*, plan: Plan | None = None, **given: Any) -> Reminder:
    """Return a mail to the person of ``plan``, due at noon and of use for three hours."""
    plan = plan or a_plan()
    defaults = {
        "person": plan.person,
        "plan": plan,
        "kind": Reminder.Kind.CARE,
        "local_on": NOON.date(),
        "slot": 1,
        "due_at": NOON,
        "useful_until": given.get("due_at", NOON) + timedelta(hours=3),
    }
    return Reminder.objects.create(**defaults | given)


def a_follow_up(
    *, person: User | None = None, agreed: bool = True, **given: Any
) -> SeenFollowUp:
    """Return a follow-up of somebody told to be seen today, begun at noon; no mail is owed.

    They ``agreed`` to be asked, unless told otherwise.
    """
    person = person or a_runner()
    if agreed:
        Consent.objects.create(
            kind=Consent.Kind.SEEN, wording="Ask me.", given_at=NOON, person=person
        )
    defaults = {
        "assessment": given.get("assessment")
        or a_result(patient=person, level=Level.SAME_DAY),
        "begun_at": NOON,
        "begun_on": NOON.date(),
    }
    return SeenFollowUp.objects.create(**{"person": person} | defaults | given)


def a_question(*, follow_up: SeenFollowUp | None = None, **given: Any) -> Reminder:
    """Return a mail that asks if somebody was seen, due at noon and of use for a day."""
    follow_up = follow_up or a_follow_up()
    defaults = {
        "person": follow_up.person,
        "follow_up": follow_up,
        "kind": Reminder.Kind.SEEN,
        "local_on": NOON.date(),
        "slot": 4,
        "due_at": NOON,
        "useful_until": given.get("due_at", NOON) + timedelta(hours=24),
    }
    return Reminder.objects.create(**defaults | given)


def a_message_mail(
    *, person: User | None = None, by: User, text: str = "Well done.", **given: Any
) -> Reminder:
    """Return the mail of what a physio has just written to ``person``; it was sent."""
    at = given.get("due_at") or timezone.now()
    person = person or a_runner()
    defaults = {
        "person": person,
        "message": Message.objects.create(person=person, by=by, text=text, at=at),
        "kind": Reminder.Kind.MESSAGE,
        "local_on": at.date(),
        "slot": 3,
        "due_at": at,
        "useful_until": at + timedelta(hours=24),
        "state": Reminder.State.SENT,
        "settled_at": at,
    }
    return Reminder.objects.create(**defaults | given)


def a_session(*, plan: Plan | None = None, **given: Any) -> ExerciseSession:
    """Return a session that was owed today: terminal knee extensions and side raises."""
    defaults = {
        "plan": plan or a_plan(phase=1),
        "number": 0,
        "on": NOON.date(),
        "phase": 1,
        "items": [["X04", 1], ["X05", 1]],
    }
    return ExerciseSession.objects.create(**defaults | given)


def an_entry(*, plan: Plan | None = None, **given: Any) -> DiaryEntry:
    """Return a calm entry of today with nothing new, as a row."""
    signs = dict.fromkeys(NEW_SIGNS.keys, False)
    defaults = {
        "plan": plan or a_plan(),
        "at": NOON,
        "local_on": NOON.date(),
        "done": True,
        "pain": 1,
        "worse": False,
        "release": publish_protocol(protocol=FOLLOW_UP, at=NOON, allow_calmer=True),
        "signs": encode_answers(signs),
        "level": Level.SELF_CARE,
    }
    return DiaryEntry.objects.create(**defaults | given)


def a_run(*, plan: Plan | None = None, **given: Any) -> Run:
    """Return an easy run of 5 km today without pain, as rows. ``on`` is its day."""
    on = given.pop("on", NOON.date())
    run = DiaryEntry.Kind.RUN
    defaults = {
        "entry": given.get("entry") or an_entry(plan=plan, kind=run, local_on=on),
        "minutes": 30,
        "metres": 5000,
        "surface": Run.Surface.SOFT,
        "intensity": Run.Intensity.EASY,
        "pain": 0,
        "limped": False,
    }
    return Run.objects.create(**defaults | given)


def a_clearance(
    *, person: User | None = None, at: datetime = NOON, **given: Any
) -> Clearance:
    """Return that somebody was seen that day and may do everything, by their own record."""
    person = person or a_runner()
    defaults = {
        "by": person,
        "seen_on": at.date(),
        "who": Clearance.Who.PHYSIO,
        "may_exercise": True,
        "may_run": given.get("may_exercise", True),
    }
    return Clearance.objects.create(**{"person": person, "at": at} | defaults | given)


def an_override(*, plan: Plan | None = None, **given: Any) -> Override:
    """Return that a physio set the weekly limit of a plan aside for a week."""
    defaults = {
        "plan": plan or a_plan(),
        "by": given.get("by") or a_user(),
        "at": NOON,
        "limit": Override.Limit.WEEK,
        "reason": "Ran more before.",
        "begins_on": NOON.date(),
        "ends_on": NOON.date() + timedelta(days=7),
    }
    return Override.objects.create(**defaults | given)


def a_run_week(*, plan: Plan | None = None, **given: Any) -> RunWeek:
    """Return a planned week of 22 km after one of 20 km, soft, flat and easy."""
    defaults = {
        "plan": plan or a_plan(),
        "at": NOON,
        "begins_on": NOON.date(),
        "runs": 3,
        "amount": 22_000,
        "longest": 8_000,
        "intensity": Run.Intensity.EASY,
        "terrain": RunWeek.Terrain.SOFT_FLAT,
        "base": 20_000,
        "ceiling": 22_000,
        "longest_ceiling": 8_800,
        "more_distance": True,
    }
    return RunWeek.objects.create(**defaults | given)
