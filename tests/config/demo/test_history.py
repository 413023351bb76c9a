"""The demo's history, made on the way that real people take, mails over SMTP included."""

from datetime import UTC, datetime
from email.message import EmailMessage

import pytest

from accounts.models import AccessLog
from config.demo.history import make_history
from config.demo.people import RUNNERS
from rehab.models import DiaryEntry, Plan, Reminder
from triage.models import Assessment
from triage.protocols.medial_knee import MEDIAL_KNEE
from triage.rules.protocol import Level
from triage.services import publish_protocol

pytestmark = pytest.mark.django_db(transaction=True)

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def history() -> None:
    publish_protocol(protocol=MEDIAL_KNEE, at=NOON)
    make_history(at=NOON)


def levels_of(email: str) -> list[int | None]:
    submitted = Assessment.objects.filter(patient__email=email).order_by("submitted_at")
    return [assessment.level for assessment in submitted]


@pytest.mark.usefixtures("history")
def test_each_runner_has_the_history_that_their_story_tells() -> None:
    levels = {runner.name: levels_of(runner.email) for runner in RUNNERS}

    assert levels == {
        "Maya": [Level.WITHIN_2_WEEKS, Level.WITHIN_2_WEEKS],
        "Tom": [Level.WITHIN_2_WEEKS, Level.SAME_DAY],
        "Priya": [Level.WITHIN_A_WEEK, Level.SELF_CARE],
    }
    assert [p.person.name for p in Plan.objects.exclude(paused_at=None)] == ["Tom"]


@pytest.mark.usefixtures("history")
def test_nothing_lies_in_the_future_but_what_is_still_owed() -> None:
    assert not Assessment.objects.filter(submitted_at__gt=NOON).exists()
    assert not DiaryEntry.objects.filter(at__gt=NOON).exists()
    assert not AccessLog.objects.filter(at__gt=NOON).exists()
    assert not Reminder.objects.filter(settled_at__gt=NOON).exists()
    owed = Reminder.objects.filter(state=Reminder.State.DUE)
    assert {reminder.person.name for reminder in owed} == {"Priya"}


@pytest.mark.usefixtures("history")
def test_every_mail_that_counts_as_sent_was_sent(mailoutbox: list[EmailMessage]) -> None:
    sent = Reminder.objects.filter(state=Reminder.State.SENT)

    assert len(mailoutbox) == sent.count() > 0
