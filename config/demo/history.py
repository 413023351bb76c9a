"""Make the demo's month of history, through the services that real people use.

Mails go while it is made, so it cannot be one transaction. It can break off anywhere and be
begun again: what is there stays, what is missing follows, and the physio comes last.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import zip_longest
from zoneinfo import ZoneInfo

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import transaction
from django.db.models import QuerySet

from accounts import wordings
from accounts.models import Clinic, Membership, User
from accounts.services import add_staff, find_or_make_user, log_view
from config.demo.people import (
    CLINIC_CODE,
    CLINIC_NAME,
    PHYSIO_EMAIL,
    RUNNERS,
    TIMES,
    Check,
    Runner,
)
from rehab.models import Reminder
from rehab.plans import (
    Setup,
    Terms,
    begin_to_ask,
    open_plan,
    record_diary_entry,
    record_seen_answer,
)
from rehab.reminders import dispatch
from triage.models import Assessment, ProtocolRelease
from triage.protocols.medial_knee import FOLLOW_UP, MEDIAL_KNEE
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
SOON_AFTER = timedelta(seconds=20)
ANSWERED_AFTER = timedelta(minutes=35)


class MailNotTaken(Exception):
    """The mail server did not take a mail, so there can be no history after it."""


def is_made() -> bool:
    """Return whether all of the history is there: its physio, who comes last, is."""
    return User.objects.filter(email=PHYSIO_EMAIL).exists()


def make_history(*, at: datetime) -> None:
    """Let all that is told in ``people`` have happened in the month before ``at``.

    Safe to repeat after it broke off.

    :raises MailNotTaken: if a mail did not go.
    """
    release = publish_protocol(protocol=MEDIAL_KNEE, at=at)
    Clinic.objects.get_or_create(code=CLINIC_CODE, defaults={"name": CLINIC_NAME})
    for runner in RUNNERS:
        person = find_or_make_user(email=runner.email)
        made = [*person.assessments.submitted().order_by("submitted_at")]
        for check, earlier in zip_longest(runner.checks, made[: len(runner.checks)]):
            begun = _evening(runner, check.days_ago, at)
            assessment = earlier or _check(person, check, release=release, begun=begun)
            if check.days_ago == runner.plan_days_ago:
                _plan(runner, person, assessment, at)
            if check.said:
                _ask_if_seen(runner, person, check, at)
    _physio(at)


@transaction.atomic
def _physio(at: datetime) -> None:
    """Make a physio whose second factor nobody ever has to type, and who has looked."""
    membership = add_staff(
        email=PHYSIO_EMAIL,
        code=CLINIC_CODE,
        role=Membership.Role.PHYSIO,
        time_zone="Europe/London",
    )
    TOTP.activate(membership.user, generate_totp_secret())
    for runner in RUNNERS:
        person = User.objects.get(email=runner.email)
        for days in runner.seen_by_physio_days_ago:
            seen_at = _evening(runner, days, at)
            log_view(viewer=membership.user, person=person, what="plan", at=seen_at)


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
        _try_out(assessment, check.tried, begun=begun + timedelta(minutes=10))
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


def _plan(runner: Runner, person: User, assessment: Assessment, at: datetime) -> None:
    plan = open_plan(
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
        ),
        at=_evening(runner, runner.plan_days_ago, at) + timedelta(minutes=10),
    )
    last = len(runner.pains) - 1
    cares = _sent(plan.reminders.all(), Reminder.Kind.CARE, at)
    for number, (reminder, pain) in enumerate(zip_longest(cares, runner.pains)):
        if reminder and pain is not None and not reminder.entries.exists():
            _answer(reminder, pain, sign=runner.sign if number == last else "")


def _ask_if_seen(runner: Runner, person: User, check: Check, at: datetime) -> None:
    """Ask somebody who had to be seen if they were; they agreed to it after the check."""
    asked = person.seen_follow_ups.first() or begin_to_ask(
        person=person,
        terms=Terms(
            time_zone=runner.time_zone,
            seen_wording=wordings.SEEN,
            clinic_wording=wordings.CLINIC,
        ),
        at=_evening(runner, check.days_ago, at) + timedelta(minutes=10),
    )
    questions = _sent(asked.reminders.all(), Reminder.Kind.SEEN, at)
    for reminder, said in zip(questions, check.said, strict=False):
        answered_at = reminder.due_at + ANSWERED_AFTER
        record_seen_answer(reminder=reminder, said=said, at=answered_at)


def _sent(owed: QuerySet[Reminder], kind: str, at: datetime) -> Iterator[Reminder]:
    """Send what is ``owed`` up to ``at``, each mail at its time; yield those of ``kind``.

    :raises MailNotTaken: if one does not go.
    """
    due = owed.filter(due_at__lte=at - ANSWERED_AFTER).order_by("due_at")
    for pk in [*due.values_list("pk", flat=True)]:
        reminder = Reminder.objects.get(pk=pk)  # the answer to the last one may change it
        if reminder.state == Reminder.State.DUE:
            _send(reminder)
        if reminder.state == Reminder.State.SENT and reminder.kind == kind:
            yield reminder


def _send(reminder: Reminder) -> None:
    """Send one mail soon after its time, or when a worker that broke off lets go of it."""
    at = max(reminder.due_at + SOON_AFTER, reminder.lease_until or reminder.due_at)
    dispatch.drain(clock=lambda: at, lasting=ANSWERED_AFTER)
    reminder.refresh_from_db()
    if reminder.state != Reminder.State.SENT:
        raise MailNotTaken


def _answer(reminder: Reminder, pain: int, *, sign: str) -> None:
    record_diary_entry(
        reminder=reminder,
        done=True,
        pain=pain,
        worse=False,
        signs={key: key == sign for key in FOLLOW_UP.questions},
        at=reminder.due_at + ANSWERED_AFTER,
    )


def _evening(runner: Runner, days_ago: int, at: datetime) -> datetime:
    """Return seven in the evening, where the runner is, that many days before ``at``."""
    day = at.astimezone(ZoneInfo(runner.time_zone)) - timedelta(days=days_ago)
    return day.replace(hour=0, minute=0, second=0, microsecond=0) + EVENING
