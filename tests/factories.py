"""People and things for the tests, in words that read as English."""

from datetime import UTC, datetime, time, timedelta
from itertools import count
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client, RequestFactory

from accounts.models import CareLink, Clinic, Consent, Membership, User
from rehab.models import (
    Clearance,
    DiaryEntry,
    ExerciseSession,
    Override,
    Plan,
    Reminder,
    Run,
    RunWeek,
    SeenFollowUp,
)
from triage.models import Assessment, MovementCheck, ProtocolRelease
from triage.protocols.medial_knee import FOLLOW_UP, MEDIAL_KNEE
from triage.protocols.medial_knee.movement import MOVEMENT
from triage.rules.answers import Answer, encode_answers
from triage.rules.parts import Level
from triage.rules.protocol import Protocol
from triage.services import (
    begin_movement_check,
    publish_protocol,
    record_answers,
    record_movement_check,
    start_assessment,
    submit_assessment,
)

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
_serial = count(1)


def a_user(**given: Any) -> User:
    return User.objects.create_user(**{"email": f"user{next(_serial)}@example.org"} | given)


def a_clinic() -> Clinic:
    number = next(_serial)
    return Clinic.objects.create(name=f"Clinic {number}", code=f"CODE{number}")


def a_runner(*, clinic: Clinic | None = None, **given: Any) -> User:
    """Return a runner, in the care of ``clinic`` if one is given."""
    runner = a_user(**given)
    if clinic:
        CareLink.objects.create(patient=runner, clinic=clinic, begun_at=NOON)
    return runner


def a_physio(*, clinic: Clinic, role: str = Membership.Role.PHYSIO, **given: Any) -> User:
    """Return a member of staff with a ``role`` at ``clinic``."""
    physio = a_user(**{"is_staff": True} | given)
    Membership.objects.create(user=physio, clinic=clinic, role=role)
    return physio


def sign_in_staff(client: Client, member: User) -> None:
    """Sign ``member`` in as after the emailed code and the second factor."""
    client.force_login(member)
    TOTP.activate(member, generate_totp_secret())
    request = RequestFactory().get("/")
    request.session = client.session
    record_authentication(request, member, "mfa", type="totp")
    request.session.save()


def a_result(
    *, patient: User, level: Level = Level.SELF_CARE, at: datetime = NOON
) -> Assessment:
    """Return a row as a submission leaves it, without questions or a decision to read."""
    number = next(_serial)
    return Assessment.objects.create(
        patient=patient,
        release=ProtocolRelease.objects.create(
            slug="none", text="", sha256=f"{number:064}", released_at=at
        ),
        consent=Consent.objects.create(
            kind=Consent.Kind.ASSESSMENT, wording="Keep it.", given_at=at, person=patient
        ),
        started_at=at,
        claimed_at=at,
        submitted_at=at,
        level=level,
        worst_level=level,
        decision={"level": level.name, "shown": ["overload"]},
        engine=1,
    )


def put_in_force(*, protocol: Protocol, at: datetime, **given: str) -> ProtocolRelease:
    """Put small rules in force, which may be calmer and keep no promise of real ones."""
    return publish_protocol(protocol=protocol, at=at, allow_calmer=True, floors={}, **given)


def an_assessment(
    *, patient: User | None = None, at: datetime = NOON, **told: Any
) -> Assessment:
    """Return a submitted assessment with the mildest answers, but for those ``told``."""
    release = publish_protocol(protocol=MEDIAL_KNEE, at=at)
    begun = start_assessment(release=release, wording="Keep it.", patient=patient, at=at)
    mildest = {key: question.values()[0] for key, question in MEDIAL_KNEE.questions.items()}
    record_answers(assessment_id=begun.pk, answers=mildest | told, at=at)
    return submit_assessment(assessment_id=begun.pk, at=at)


def a_movement_check(
    *,
    assessment: Assessment,
    at: datetime = NOON,
    finished: bool = True,
    **tried: Answer,
) -> MovementCheck:
    """Return a look at how somebody moves, fit for it today, with what was ``tried``."""
    release = publish_protocol(protocol=MOVEMENT, at=at)
    fit = dict.fromkeys(MOVEMENT.pages[0].keys, False)
    begin_movement_check(assessment_id=assessment.pk, release=release, answers=fit, at=at)
    return record_movement_check(
        assessment_id=assessment.pk, answers=tried, at=at, stop=finished
    )


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
    signs = dict.fromkeys(FOLLOW_UP.questions, False)
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
    entry = an_entry(plan=plan, kind=DiaryEntry.Kind.RUN, local_on=on)
    defaults = {
        "entry": entry,
        "minutes": 30,
        "metres": 5000,
        "surface": Run.Surface.SOFT,
        "intensity": Run.Intensity.EASY,
        "pain": 0,
        "limped": False,
    }
    return Run.objects.create(**defaults | given)


def a_clearance(*, person: User | None = None, **given: Any) -> Clearance:
    """Return that somebody was seen today and may do everything, recorded by themselves."""
    person = person or a_runner()
    defaults = {
        "person": person,
        "by": person,
        "at": NOON,
        "seen_on": NOON.date(),
        "who": Clearance.Who.PHYSIO,
        "may_exercise": True,
        "may_run": True,
    }
    return Clearance.objects.create(**defaults | given)


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
        "last_amount": 20_000,
        "ceiling": 22_000,
        "longest_ceiling": 8_800,
        "more_distance": True,
    }
    return RunWeek.objects.create(**defaults | given)
