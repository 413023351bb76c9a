"""Make the demo's months of history, through the services that real people use.

Mails go while it is made, so it cannot be one transaction. It can break off anywhere and be
begun again: what is there stays, what is missing follows, and that the physio looked comes
last. A worker that runs meanwhile would give up mails of the past: to it they are too late.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import zip_longest
from zoneinfo import ZoneInfo

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import transaction

from accounts import wordings
from accounts.models import AccessLog, Clinic, Membership, User
from accounts.services import add_staff, find_or_make_user, log_view
from config.demo.colleague import rate_blindly
from config.demo.days import let_pass
from config.demo.people import (
    CLINIC_CODE,
    CLINIC_NAME,
    PHYSIO_EMAIL,
    PHYSIO_NAME,
    RUNNERS,
    TIMES,
)
from config.demo.people.parts import Check, Runner, Visit
from config.demo.sending import ANSWERED_AFTER, sent
from rehab.models import Clearance, Plan, SeenAnswer
from rehab.plans import (
    Setup,
    Terms,
    begin_to_ask,
    open_plan,
    record_clearance,
    record_seen_answer,
)
from triage.models import Assessment, ProtocolRelease
from triage.protocols.medial_knee import MEDIAL_KNEE
from triage.protocols.medial_knee.movement import MOVEMENT
from triage.rules.answers import Answer, Answers
from triage.rules.conditions import holds
from triage.rules.decide import decide
from triage.rules.protocol import Protocol
from triage.services import (
    begin_movement_check,
    publish_protocol,
    record_answers,
    record_movement_check,
    start_assessment,
    submit_assessment,
)

EVENING = timedelta(hours=19)
LOOKED_BEFORE = timedelta(hours=3)
AGREED_AFTER = timedelta(minutes=10)


def is_made() -> bool:
    """Return whether all of the history is there: that the physio looked comes last."""
    return AccessLog.objects.filter(viewer__email=PHYSIO_EMAIL).exists()


def make_history(*, at: datetime, runners: Iterable[Runner] = RUNNERS) -> None:
    """Let all that is told of ``runners`` have happened in the months before ``at``.

    Safe to repeat after it broke off.

    :raises MailNotTaken: if a mail did not go.
    """
    release = publish_protocol(protocol=MEDIAL_KNEE, at=at)
    Clinic.objects.get_or_create(code=CLINIC_CODE, defaults={"name": CLINIC_NAME})
    physio = _physio()
    for runner in runners:
        _live(runner, release=release, physio=physio, at=at)
    rate_blindly(at=at - timedelta(hours=1))
    _look(physio, runners, at)


@transaction.atomic
def _physio() -> User:
    """Make a physio whose second factor nobody ever has to type."""
    membership = add_staff(
        email=PHYSIO_EMAIL,
        code=CLINIC_CODE,
        role=Membership.Role.PHYSIO,
        time_zone="Europe/London",
    )
    physio: User = membership.user
    physio.name = PHYSIO_NAME
    physio.save(update_fields=["name"])
    if not Authenticator.objects.filter(user=physio).exists():
        TOTP.activate(physio, generate_totp_secret())
    return physio


@transaction.atomic
def _look(physio: User, runners: Iterable[Runner], at: datetime) -> None:
    """Let the physio have looked at what she looked at."""
    for runner in runners:
        person = User.objects.get(email=runner.email)
        for days in runner.seen_by_physio_days_ago:
            seen_at = _evening(runner, days, at)
            log_view(viewer=physio, person=person, what="plan", at=seen_at)


def _live(runner: Runner, *, release: ProtocolRelease, physio: User, at: datetime) -> None:
    """Let one runner go from check to check, and the days of their plan pass between."""
    person = find_or_make_user(email=runner.email)
    made = [*person.assessments.submitted().order_by("submitted_at")]
    plan: Plan | None = person.plans.first()
    since = at
    for check, earlier in zip_longest(runner.checks, made[: len(runner.checks)]):
        begun = _evening(runner, check.days_ago, at)
        if plan:
            let_pass(runner, plan, since=since, until=begun)
        if check.seen and not earlier:
            _see(person, check.seen, physio=physio, at=begun - LOOKED_BEFORE)
        assessment = earlier or _check(person, check, release=release, begun=begun)
        since = begun + AGREED_AFTER
        if check.days_ago == runner.plan_days_ago:
            plan = plan or _plan(runner, person, assessment, since)
        if check.said:
            _ask_if_seen(runner, person, check, at)
    if plan:
        let_pass(runner, plan, since=since, until=at)


def _see(person: User, seen: Visit, *, physio: User, at: datetime) -> Clearance:
    return record_clearance(
        person=person,
        by=physio,
        seen_on=at.date(),
        who=Clearance.Who.PHYSIO,
        may_exercise=True,
        may_run=seen.may_run,
        note=seen.note,
        at=at,
    )


@transaction.atomic
def _check(
    person: User, check: Check, *, release: ProtocolRelease, begun: datetime
) -> Assessment:
    assessment = start_assessment(
        release=release, wording=wordings.ASSESSMENT, at=begun, patient=person
    )
    record_answers(
        assessment_id=assessment.pk,
        answers=_answers(release.protocol, check.told),
        at=begun + timedelta(minutes=3),
    )
    submit_assessment(assessment_id=assessment.pk, at=begun + timedelta(minutes=4))
    if check.tried:
        _try_out(assessment, check.tried, begun=begun + timedelta(minutes=5))
    return assessment


def _try_out(assessment: Assessment, tried: Answers, *, begun: datetime) -> None:
    release = publish_protocol(protocol=MOVEMENT, at=begun)
    answers = _answers(MOVEMENT, tried)
    today = {key: answers[key] for key in MOVEMENT.pages[0].keys}
    begin_movement_check(
        assessment_id=assessment.pk, release=release, answers=today, at=begun
    )
    record_movement_check(
        assessment_id=assessment.pk, answers=answers, at=begun + timedelta(minutes=25)
    )


def _answers(protocol: Protocol, told: Answers) -> dict[str, Answer]:
    """Return an answer to every question that comes up, the mildest where none is told."""
    answers: dict[str, Answer] = {}
    for page in protocol.pages:
        if page.when and holds(page.when, answers) is False:
            continue
        for question in page.questions:
            answers[question.key] = told.get(question.key, question.values()[0])
        if decide(protocol, answers).ends_early:
            break
    return answers


def _plan(runner: Runner, person: User, assessment: Assessment, at: datetime) -> Plan:
    ran = runner.ran_days_before
    today = at.astimezone(ZoneInfo(runner.time_zone)).date()
    return open_plan(
        person=person,
        assessment_id=assessment.pk,
        setup=Setup(
            time_zone=runner.time_zone,
            reminder_times=TIMES,
            no_ice=False,
            no_compression=False,
            mails_wording=wordings.MAILS,
            clinic_wording=wordings.CLINIC,
            name=runner.name,
            clinic_code=CLINIC_CODE,
            last_ran_on=None if ran is None else today - timedelta(days=ran),
        ),
        at=at,
    )


def _ask_if_seen(runner: Runner, person: User, check: Check, at: datetime) -> None:
    """Ask somebody who had to be seen if they were; they agreed to it after the check."""
    asked = person.seen_follow_ups.first() or begin_to_ask(
        person=person,
        terms=Terms(
            time_zone=runner.time_zone,
            seen_wording=wordings.SEEN,
            clinic_wording=wordings.CLINIC,
        ),
        at=_evening(runner, check.days_ago, at) + AGREED_AFTER,
    )
    questions = sent(asked.reminders.all(), until=at - ANSWERED_AFTER)
    for said, reminder in zip(check.said, questions, strict=False):
        if not SeenAnswer.objects.filter(reminder=reminder).exists():
            answered_at = reminder.due_at + ANSWERED_AFTER
            record_seen_answer(reminder=reminder, said=said, at=answered_at)


def _evening(runner: Runner, days_ago: int, at: datetime) -> datetime:
    """Return seven in the evening, where the runner is, that many days before ``at``."""
    day = at.astimezone(ZoneInfo(runner.time_zone)) - timedelta(days=days_ago)
    return day.replace(hour=0, minute=0, second=0, microsecond=0) + EVENING
