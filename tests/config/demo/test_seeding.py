"""The command that brings the demo's history in."""

from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.mail import EmailMessage
from django.core.management import CommandError, call_command
from pytest_django import Settings

from config.demo.history import is_made, make_history
from config.demo.management.commands.seed_demo import Command as SeedDemo
from config.demo.people import TOM
from triage.models import Assessment
from triage.protocols.medial_knee import MEDIAL_KNEE
from triage.services import publish_protocol

pytestmark = pytest.mark.django_db(transaction=True)

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_seeding_twice_brings_nobody_in_twice() -> None:
    make_history(at=NOON, runners=[TOM])
    out = StringIO()

    call_command(SeedDemo(), stdout=out)

    assert out.getvalue() == "The runners of the demo are here already.\n"
    assert Assessment.objects.count() == len(TOM.checks)


def test_without_a_mail_server_seeding_says_so_and_can_be_repeated(
    settings: Settings, mailoutbox: list[EmailMessage]
) -> None:
    local = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    publish_protocol(protocol=MEDIAL_KNEE, at=NOON)

    with pytest.raises(CommandError, match="The mail server did not take a mail"):
        call_command(SeedDemo(), stdout=StringIO())
    assert not is_made()
    settings.EMAIL_BACKEND = local
    call_command(SeedDemo(), stdout=StringIO())

    assert is_made()
    assert mailoutbox != []
