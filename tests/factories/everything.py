"""A runner of whom every table holds something that has to do with people."""

from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from accounts.models import Erasure, Invitation, Membership, User
from accounts.privacy import ask_to_be_erased, take_back_erasure
from accounts.services import give_consent, log_view
from rehab.models import (
    Attention,
    CareNote,
    CheckIn,
    DiaryEntry,
    ExerciseChoice,
    ExerciseReport,
    GateAnswer,
    Patient,
    PlanChange,
    PlanExercise,
    ReminderAct,
    SeenAnswer,
    SessionReport,
    SharedSheet,
    SheetRecord,
)
from tests.factories.checks import a_movement_check, an_assessment
from tests.factories.people import (
    NOON,
    a_clinic,
    a_physio,
    a_runner,
    a_superuser,
    serial,
    some_broken_glass,
)
from tests.factories.plans import (
    a_clearance,
    a_follow_up,
    a_message_mail,
    a_plan,
    a_question,
    a_reminder,
    a_run,
    a_run_week,
    a_session,
    an_entry,
    an_override,
)
from triage.models import Assessment, BlindRating, LevelOverrule
from triage.rules.parts import Level


def somebody_with_everything(*, words: str = "Ada Lovelace", **given: Any) -> User:
    """Return a runner with a row of each kind; ``words`` stand wherever words may."""
    clinic = a_clinic()
    physio = a_physio(clinic=clinic)
    runner = a_runner(clinic=clinic, **{"name": words[:60]} | given)
    check = an_assessment(patient=runner)
    a_movement_check(assessment=check)
    LevelOverrule.objects.create(
        assessment=check, level=Level.WITHIN_A_WEEK, why=words, by=physio, at=NOON
    )
    BlindRating.objects.create(assessment=check, level=1, by=physio, at=NOON)
    _way_in(runner, words)
    _care(runner, physio, check, words)
    _plan(runner, physio, check, words)
    return runner


def _way_in(runner: User, words: str) -> None:
    """Write down how somebody signs in, what they agreed to, and who asked for them."""
    address = EmailAddress.objects.create(user=runner, email=runner.email, primary=True)
    EmailConfirmation.objects.create(
        email_address=address, key=f"key{next(serial)}", sent=NOON
    )
    TOTP.activate(runner, generate_totp_secret())
    give_consent(kind="CLINIC", wording=words, at=NOON, person=runner)
    clinic = runner.care_links.get().clinic
    Membership.objects.create(user=runner, clinic=clinic, role="ADMINISTRATOR")
    Invitation.objects.create(
        clinic=clinic,
        email=runner.email,
        by=clinic.memberships.exclude(user=runner).get().user,
        made_at=NOON,
        ends_at=NOON + timedelta(days=14),
    )
    earlier = timezone.now() - timedelta(days=30)
    take_back_erasure(erasure=ask_to_be_erased(person=runner, at=earlier), at=earlier)


def _care(runner: User, physio: User, check: Assessment, words: str) -> None:
    """Write down who looked, and what physios and others made of it."""
    log_view(viewer=physio, person=runner, what="plan 1", at=NOON)
    some_broken_glass(user=a_superuser(), person=runner)
    for model in (User, Patient):
        LogEntry.objects.create(
            user=physio,
            content_type=ContentType.objects.get_for_model(model, for_concrete_model=False),
            object_id=str(runner.pk),
            object_repr=runner.email,
            action_flag=CHANGE,
        )
    attention = Attention.objects.create(
        person=runner, rule="PAIN_UP", why=words, raised_at=NOON, renewed_at=NOON
    )
    CareNote.objects.create(
        person=runner, by=physio, at=NOON, text=words, attention=attention
    )
    visit = a_clearance(person=runner, note=words)
    number = next(serial)
    sheet = SharedSheet.objects.create(
        person=runner,
        assessment=check,
        nonce=f"nonce{number}",
        fingerprint=f"print{number}",
        made_at=NOON,
        ends_at=NOON + timedelta(days=14),
    )
    SheetRecord.objects.create(
        sheet=sheet,
        at=NOON,
        kind="CLEARED",
        name="Dr Grey",
        registration="PH 1",
        text=words,
        clearance=visit,
    )


def _plan(runner: User, physio: User, check: Assessment, words: str) -> None:
    """Write down a plan, what it asked for, and what was told."""
    plan = a_plan(person=runner, assessment=check, phase=1, activities=[words[:60]])
    session = a_session(plan=plan)
    mail = a_reminder(plan=plan, state="SENT", settled_at=NOON)
    later = a_reminder(plan=plan, slot=2, snoozed_from=mail)
    a_message_mail(person=runner, by=physio, text=words)
    follow_up = a_follow_up(person=runner)
    question = a_question(follow_up=follow_up, state="SENT", settled_at=NOON)
    ReminderAct.objects.create(reminder=mail, what="SNOOZED", choice="evening", at=NOON)
    SeenAnswer.objects.create(reminder=question, said="SEEN", at=NOON)
    told = an_entry(plan=plan, reminder=later, reasons=[words])
    report = an_entry(plan=plan, kind=DiaryEntry.Kind.SESSION, session=session)
    SessionReport.objects.create(
        entry=report, amount="ALL", hard=3, good_form=True, painkiller=False
    )
    ExerciseReport.objects.create(entry=report, exercise="X04", amount="ALL", pain=1)
    CheckIn.objects.create(entry=told, worst=2, feeling="BETTER", activities=[7])
    a_run(plan=plan)
    a_run_week(plan=plan)
    an_override(plan=plan, by=physio, reason=words)
    PlanChange.objects.create(plan=plan, at=NOON, what="OVERRIDE", why=words, by=physio)
    PlanExercise.objects.create(plan=plan, exercise="X04", rung=2, since=NOON.date())
    ExerciseChoice.objects.create(
        plan=plan, exercise="X05", choice="OUT", why=words, by=physio, at=NOON
    )
    GateAnswer.objects.create(plan=plan, gate="phase-1", on=NOON.date(), at=NOON)


def an_erasure(*, person: User, days_ago: int = 8) -> Erasure:
    """Return that ``person`` asked so many days ago, by the clock, to be forgotten."""
    at = timezone.now() - timedelta(days=days_ago)
    return ask_to_be_erased(person=person, at=at)
