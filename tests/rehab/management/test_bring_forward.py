from datetime import timedelta
from io import StringIO

import pytest
from django.core.mail import EmailMessage
from django.core.management import CommandError, call_command
from django.utils import timezone
from pytest_django import Settings

from rehab.models import Reminder
from rehab.tasks import drain
from tests.factories import NOON, a_plan, a_reminder, a_runner

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_broker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CELERY_BROKER_WRITE_URL", "redis://127.0.0.1:1/0")


def bring_forward(email: str) -> str:
    out = StringIO()
    call_command("bring_forward", email=email, stdout=out)
    return out.getvalue()


def test_in_the_demo_the_next_mail_of_somebody_is_sent_now(
    settings: Settings, mailoutbox: list[EmailMessage]
) -> None:
    settings.DEMO_MODE = True
    plan = a_plan(person=a_runner(email="jo@example.org"))
    tomorrow = timezone.now() + timedelta(days=1)
    a_reminder(plan=plan, slot=1, state=Reminder.State.SENT, settled_at=NOON)
    a_reminder(plan=plan, slot=3, due_at=tomorrow + timedelta(hours=1))
    following = a_reminder(plan=plan, slot=2, due_at=tomorrow)
    a_reminder(due_at=tomorrow)

    said = bring_forward("Jo@example.org")
    drain()

    following.refresh_from_db()
    assert said == f"Due now: {following}\n"
    assert following.state == Reminder.State.SENT
    assert following.useful_until == following.due_at + timedelta(hours=3)
    assert [mail.to for mail in mailoutbox] == [["jo@example.org"]]


def test_in_the_demo_one_mail_may_follow_another_at_once(
    settings: Settings, mailoutbox: list[EmailMessage]
) -> None:
    settings.DEMO_MODE = True
    plan = a_plan(person=a_runner(email="jo@example.org"))
    for slot in (1, 2):
        a_reminder(plan=plan, slot=slot, due_at=timezone.now() + timedelta(days=slot))

    for _ in range(2):
        bring_forward("jo@example.org")
        drain()

    assert len(mailoutbox) == 2


def test_outside_the_demo_mails_keep_their_time(settings: Settings) -> None:
    settings.DEMO_MODE = False
    reminder = a_reminder()

    with pytest.raises(CommandError, match="for the demo only"):
        bring_forward(reminder.person.email)

    reminder.refresh_from_db()
    assert reminder.due_at == NOON


def test_where_nothing_is_owed_the_command_says_so(settings: Settings) -> None:
    settings.DEMO_MODE = True

    with pytest.raises(CommandError, match="No mail is owed"):
        bring_forward("nobody@example.org")
