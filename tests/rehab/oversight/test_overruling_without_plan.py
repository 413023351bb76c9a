"""A physio raises the level of a result of somebody who has no plan that could say so."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from accounts.models import Consent, Erasure, User
from accounts.services import withdraw_consent
from rehab import plans
from rehab.models import Message, Plan, Reminder
from rehab.oversight.acting import Act
from rehab.oversight.overruling import overrule
from rehab.oversight.seen_before import token_of
from tests.factories import NOON, a_clinic, a_runner, an_assessment
from tests.rehab.oversight.steps import WHY, own_physio, physio_of, treated
from triage.models import LevelOverrule
from triage.rules.parts import Level
from triage.services import NotTreating, overrule_level

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
WORDS = (
    "A physio looked at your answers and says: be seen within 2 days. "
    "Why: It was the shoes.\n\n"
    "This counts more than our own result, until somebody has looked at your knee. "
    "Were you told to be seen sooner? Then that still stands."
)


def agreed(runner: User) -> User:
    runner.consents.create(kind=Consent.Kind.MAILS, wording="Yes.", given_at=NOON)
    return runner


def without_a_plan() -> User:
    """Return a runner who agreed to mails, and never had a plan."""
    return agreed(a_runner(clinic=a_clinic()))


def past_a_plan() -> User:
    """Return a runner who gets mails, and whose plan is over."""
    return treated(days=60, finished_at=NOON - HOUR).person


def said(runner: User, level: Level, *, hours: int = 0) -> LevelOverrule:
    check = runner.assessments.latest("pk")
    by, seen, at = physio_of(runner), token_of(runner), NOON + hours * HOUR
    act = Act(by=by, why=WHY, at=at, seen=seen)
    return overrule(assessment=check, level=level, act=act)


@pytest.mark.parametrize("somebody", [without_a_plan, past_a_plan])
def test_who_has_no_open_plan_gets_a_message_and_a_mail_of_it(
    somebody: Callable[[], User],
) -> None:
    runner = somebody()
    an_assessment(patient=runner, at=NOON)

    by = physio_of(runner)
    said(runner, Level.WITHIN_2_DAYS)
    said(runner, Level.WITHIN_2_DAYS, hours=1)

    message, mail = Message.objects.get(), Reminder.objects.get()
    assert (message.person, message.by) == (runner, by)
    assert (message.text, message.at) == (WORDS, NOON)
    assert (mail.person, mail.kind, mail.state) == (runner, "MESSAGE", "DUE")
    assert (mail.message, mail.plan, mail.local_on) == (message, None, NOON.date())


def test_a_calmer_level_writes_to_nobody() -> None:
    runner = without_a_plan()
    an_assessment(patient=runner, at=NOON)
    said(runner, Level.SAME_DAY)

    said(runner, Level.WITHIN_2_WEEKS, hours=1)

    assert "be seen today" in Message.objects.get().text


def test_a_paused_plan_calls_for_a_visit_by_mail_itself() -> None:
    plan = treated(phase=2)
    plans.pause_plan(plan=plan, why="Sore.", at=NOON - HOUR)

    said(plan.person, Level.SAME_DAY)

    assert [mail.kind for mail in Reminder.objects.filter(state="DUE")] == ["VISIT"]
    assert not Message.objects.exists()
    assert Plan.objects.get().paused_at == NOON - HOUR


def test_without_consent_no_mail_goes_and_the_message_is_kept() -> None:
    runner = without_a_plan()
    an_assessment(patient=runner, at=NOON)
    withdraw_consent(person=runner, kind=Consent.Kind.MAILS, at=NOON)

    said(runner, Level.SAME_DAY)

    assert plans.why_no_mail(runner) is plans.NoMail.STOPPED
    assert Message.objects.get().person == runner
    assert not Reminder.objects.exists()


def test_who_asked_to_be_forgotten_gets_no_mail() -> None:
    runner = without_a_plan()
    Erasure.objects.create(person_number=runner.pk, asked_at=NOON, due_at=NOON + 168 * HOUR)

    assert plans.why_no_mail(runner) is plans.NoMail.LEAVING


def test_nobody_gives_their_own_result_another_level() -> None:
    runner = without_a_plan()
    check = an_assessment(patient=runner, at=NOON)
    both = own_physio(runner)
    act = Act(by=both, why=WHY, at=NOON, seen=token_of(both))

    with pytest.raises(plans.NotTreating):
        overrule(assessment=check, level=Level.SELF_CARE, act=act)
    with pytest.raises(NotTreating):
        overrule_level(assessment=check, by=both, level=Level.SAME_DAY, why=WHY, at=NOON)
    assert not LevelOverrule.objects.exists()
