"""The demo's history, made on the way that real people take, mails over SMTP included."""

from datetime import UTC, datetime
from io import StringIO
from unittest.mock import patch

import pytest
from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from pytest_django import Settings

from accounts.models import AccessLog
from config.demo.history import is_made, make_history
from config.demo.management.commands.seed_demo import Command as SeedDemo
from config.demo.people import RUNNERS
from rehab.models import DiaryEntry, Plan, PlanChange, Reminder
from triage.models import Assessment
from triage.protocols.medial_knee import MEDIAL_KNEE
from triage.rules.protocol import Level
from triage.services import publish_protocol

pytestmark = pytest.mark.django_db(transaction=True)

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
LEVELS = {
    "Maya": [Level.WITHIN_2_WEEKS, Level.WITHIN_2_WEEKS],
    "Tom": [Level.WITHIN_2_WEEKS, Level.SAME_DAY],
    "Priya": [Level.WITHIN_A_WEEK, Level.SELF_CARE],
}
TOLD = {
    "Maya": [5, 5, 4, 4, 4, 3, 3, 3, 2, 2],
    "Tom": [6, 5, 5, 5, 4, 4, 5, 6],
    "Priya": [3],
}
CHANGES = [
    ("Maya", "OPENED"),
    ("Tom", "OPENED"),
    ("Tom", "PAUSED"),
    ("Tom", "PAUSED"),
    ("Priya", "OPENED"),
]


@pytest.fixture
def history() -> None:
    publish_protocol(protocol=MEDIAL_KNEE, at=NOON)
    make_history(at=NOON)


def levels_of(email: str) -> list[int | None]:
    submitted = Assessment.objects.filter(patient__email=email).order_by("submitted_at")
    return [assessment.level for assessment in submitted]


def told(email: str) -> list[int]:
    entries = DiaryEntry.objects.filter(plan__person__email=email)
    return [*entries.order_by("at").values_list("pain", flat=True)]


def changes() -> list[tuple[str, str]]:
    made = PlanChange.objects.order_by("pk")
    return [*made.values_list("plan__person__name", "what")]


@pytest.mark.usefixtures("history")
def test_each_runner_has_the_history_that_their_story_tells() -> None:
    levels = {runner.name: levels_of(runner.email) for runner in RUNNERS}

    assert levels == LEVELS
    assert {runner.name: told(runner.email) for runner in RUNNERS} == TOLD
    assert changes() == CHANGES
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


@pytest.mark.parametrize("mails", [0, 1, 8, 20])
def test_a_history_that_broke_off_goes_on_where_it_stopped(
    mails: int, mailoutbox: list[EmailMessage]
) -> None:
    publish_protocol(protocol=MEDIAL_KNEE, at=NOON)
    send = EmailBackend.send_messages

    def break_off(backend: EmailBackend, messages: list[EmailMessage]) -> int:
        if len(mailoutbox) == mails:
            raise SystemExit
        return send(backend, messages)

    with patch.object(EmailBackend, "send_messages", break_off), pytest.raises(SystemExit):
        make_history(at=NOON)
    assert not is_made()
    make_history(at=NOON)

    assert is_made()
    assert {runner.name: levels_of(runner.email) for runner in RUNNERS} == LEVELS
    assert {runner.name: told(runner.email) for runner in RUNNERS} == TOLD
    assert changes() == CHANGES
    assert AccessLog.objects.count() == 3


@pytest.mark.usefixtures("history")
def test_seeding_twice_brings_nobody_in_twice() -> None:
    out = StringIO()

    call_command(SeedDemo(), stdout=out)

    assert out.getvalue() == "The runners of the demo are here already.\n"
    assert Assessment.objects.count() == 6


def test_without_a_mail_server_seeding_says_so_and_can_be_repeated(
    settings: Settings, mailoutbox: list[EmailMessage]
) -> None:
    local = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    publish_protocol(protocol=MEDIAL_KNEE, at=NOON)

    with pytest.raises(CommandError, match="The mail server did not take a mail"):
        call_command(SeedDemo(), stdout=StringIO())
    settings.EMAIL_BACKEND = local
    call_command(SeedDemo(), stdout=StringIO())

    assert is_made()
    assert mailoutbox != []
