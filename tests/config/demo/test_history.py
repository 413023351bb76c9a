"""The demo's history, made on the way that real people take, mails over SMTP included."""

from datetime import UTC, datetime
from io import StringIO
from unittest.mock import patch

import pytest
from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from pytest_django import Settings

from accounts.models import AccessLog, User
from config.demo.history import is_made, make_history
from config.demo.management.commands.seed_demo import Command as SeedDemo
from config.demo.people import MAYA, RUNNERS
from rehab.models import DiaryEntry, Plan, PlanChange, Reminder, SeenAnswer
from triage.models import Assessment, MovementCheck
from triage.protocols.medial_knee import MEDIAL_KNEE
from triage.rules.parts import Level
from triage.services import publish_protocol

pytestmark = pytest.mark.django_db(transaction=True)

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
LEVELS = {
    "Maya": [Level.SELF_CARE, Level.SELF_CARE],
    "Tom": [Level.WITHIN_2_WEEKS, Level.SAME_DAY],
    "Priya": [Level.WITHIN_A_WEEK, Level.SELF_CARE],
    "Elin": [Level.SELF_CARE, Level.WITHIN_2_DAYS],
    "George": [Level.WITHIN_2_WEEKS, Level.EMERGENCY],
    "Sam": [Level.SELF_CARE, Level.WITHIN_2_WEEKS],
}
SHOWN = {
    "Maya": [["pes_anserine"], ["pes_anserine"]],
    "Tom": [["mcl"], []],
    "Priya": [["patellofemoral"], ["patellofemoral"]],
    "Elin": [["overload", "patellofemoral", "bone_stress_injury"], ["bone_stress_injury"]],
    "George": [["meniscus", "osteoarthritis"], []],
    "Sam": [["overload", "patellofemoral", "bone_stress_injury"], []],
}
TOLD = {
    "Maya": [5, 5, 4, 4, 4, 3, 3, 2, 2, 1, 1],
    "Tom": [6, 5, 5, 5, 4, 4, 5, 6],
    "Priya": [3],
    "Elin": [3, 3, 2, 3, 3, 2, 2, 3, 3, 4, 4],
    "George": [2, 2, 3, 2, 2, 2, 1, 2, 1, 2],
    "Sam": [2, 2, 1, 1],
}
CHANGES = [
    ("Maya", "OPENED"),
    ("Tom", "OPENED"),
    ("Tom", "PAUSED"),
    ("Tom", "PAUSED"),
    ("Priya", "OPENED"),
    ("Elin", "OPENED"),
    ("Elin", "PAUSED"),
    ("George", "OPENED"),
    ("George", "PAUSED"),
    ("Sam", "OPENED"),
    ("Sam", "VISIT"),
]


@pytest.fixture
def history() -> None:
    publish_protocol(protocol=MEDIAL_KNEE, at=NOON)
    make_history(at=NOON)


def checks_of(email: str) -> list[Assessment]:
    checks = Assessment.objects.filter(patient__email=email).order_by("submitted_at")
    return [*checks.select_related("release")]


def levels_of(email: str) -> list[int | None]:
    return [check.level for check in checks_of(email)]


def causes_shown_to(email: str) -> list[list[str]]:
    decisions = [check.decided for check in checks_of(email)]
    return [[*decided.shown] if decided.names_causes else [] for decided in decisions]


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
    assert {runner.name: causes_shown_to(runner.email) for runner in RUNNERS} == SHOWN
    assert {runner.name: told(runner.email) for runner in RUNNERS} == TOLD
    assert changes() == CHANGES
    paused = Plan.objects.exclude(paused_at=None).order_by("pk")
    assert [plan.person.name for plan in paused] == ["Tom", "Elin", "George"]


@pytest.mark.usefixtures("history")
def test_every_answer_of_a_story_was_asked_for() -> None:
    lost = {
        (runner.name, check.days_ago, key)
        for runner in RUNNERS
        for check, kept in zip(runner.checks, checks_of(runner.email), strict=True)
        for key in check.told.items() - kept.given.items()
    }

    assert lost == set()


@pytest.mark.usefixtures("history")
def test_one_runner_looked_twice_at_how_she_moves() -> None:
    looks = MovementCheck.objects.finished().order_by("begun_at")

    assert {look.assessment.patient for look in looks} == {User.objects.get(name="Maya")}
    tried = [check.tried.items() for check in MAYA.checks]
    found = [look.given.items() for look in looks]
    assert [told <= all_ for told, all_ in zip(tried, found, strict=True)] == [True, True]


@pytest.mark.usefixtures("history")
def test_who_had_to_be_seen_was_asked_until_they_were() -> None:
    answers = SeenAnswer.objects.order_by("at")

    assert [*answers.values_list("reminder__person__name", "said")] == [
        ("Tom", "NOT_YET"),
        ("Tom", "SEEN"),
        ("George", "SEEN"),
    ]


@pytest.mark.usefixtures("history")
def test_nothing_lies_in_the_future_but_what_is_still_owed() -> None:
    assert not Assessment.objects.filter(submitted_at__gt=NOON).exists()
    assert not DiaryEntry.objects.filter(at__gt=NOON).exists()
    assert not SeenAnswer.objects.filter(at__gt=NOON).exists()
    assert not MovementCheck.objects.filter(checked_at__gt=NOON).exists()
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
    assert SeenAnswer.objects.count() == 3
    assert AccessLog.objects.count() == sum(
        len(runner.seen_by_physio_days_ago) for runner in RUNNERS
    )


@pytest.mark.usefixtures("history")
def test_seeding_twice_brings_nobody_in_twice() -> None:
    out = StringIO()

    call_command(SeedDemo(), stdout=out)

    assert out.getvalue() == "The runners of the demo are here already.\n"
    assert Assessment.objects.count() == 12


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
