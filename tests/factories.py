"""People and things for the tests, in words that read as English."""

from datetime import UTC, datetime, time, timedelta
from itertools import count
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client, RequestFactory

from accounts.models import CareLink, Clinic, Consent, Membership, User
from rehab.models import Plan, Reminder
from triage.models import Assessment, ProtocolRelease
from triage.protocols.medial_knee import MEDIAL_KNEE
from triage.rules.protocol import Level
from triage.services import (
    publish_protocol,
    record_answers,
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


def a_result(*, patient: User, level: Level = Level.SELF_CARE) -> Assessment:
    """Return a row as a submission leaves it, without questions or a decision to read."""
    number = next(_serial)
    return Assessment.objects.create(
        patient=patient,
        release=ProtocolRelease.objects.create(
            slug="none", text="", sha256=f"{number:064}", released_at=NOON
        ),
        consent=Consent.objects.create(
            kind=Consent.Kind.ASSESSMENT, wording="Keep it.", given_at=NOON, person=patient
        ),
        started_at=NOON,
        claimed_at=NOON,
        submitted_at=NOON,
        level=level,
        worst_level=level,
        decision={"level": level.name, "shown": ["overload"]},
        engine=1,
    )


def an_assessment(
    *, patient: User | None = None, at: datetime = NOON, **told: Any
) -> Assessment:
    """Return a submitted assessment with the mildest answers, but for those ``told``."""
    release = publish_protocol(protocol=MEDIAL_KNEE, at=at)
    begun = start_assessment(release=release, wording="Keep it.", patient=patient, at=at)
    mildest = {key: question.values()[0] for key, question in MEDIAL_KNEE.questions.items()}
    record_answers(assessment_id=begun.pk, answers=mildest | told, at=at)
    return submit_assessment(assessment_id=begun.pk, at=at)


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
