from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.mail import EmailMessage
from django.utils import timezone

from accounts.models import AccessLog, Erasure, User
from accounts.privacy import ask_to_be_erased
from accounts.services import log_view
from accounts.tasks import erase, tidy
from rehab.tasks import forget_mails
from tests.factories import a_clinic, a_physio, a_runner
from tests.factories.everything import an_erasure

pytestmark = pytest.mark.django_db


def test_each_night_unused_accounts_and_old_sessions_go() -> None:
    now = timezone.now()
    a_runner()
    User.objects.update(asked_at=now - timedelta(days=2))
    Session.objects.create(session_key="old", expire_date=now - timedelta(seconds=1))
    kept = Session.objects.create(session_key="new", expire_date=now + timedelta(days=1))

    tidy()

    assert not User.objects.exists()
    assert [*Session.objects.all()] == [kept]


def test_each_night_what_was_kept_long_enough_goes() -> None:
    physio, runner = a_physio(clinic=a_clinic()), a_runner(last_login=timezone.now())
    long_ago = timezone.now() - timedelta(days=1096)
    log_view(viewer=physio, person=runner, what="plan 1", at=long_ago)

    tidy()

    assert AccessLog.objects.count() == 0


def test_each_night_those_who_asked_go_and_the_silent_are_told(
    mailoutbox: list[EmailMessage],
) -> None:
    now = timezone.now()
    asked, silent, back = a_runner(), a_runner(), a_runner(last_login=now)
    an_erasure(person=asked)
    User.objects.filter(pk=silent.pk).update(joined_at=now - timedelta(days=1096))
    month = timedelta(days=30)
    ask_to_be_erased(person=back, at=now - month - month, why="UNUSED", grace=month)

    erase()
    erase()

    assert {*User.objects.all()} == {silent, back}
    assert [mail.to for mail in mailoutbox] == [[silent.email]]
    assert silent.pk == Erasure.objects.open().get().person_number


def test_beat_starts_them() -> None:
    started = {beat["task"] for beat in settings.CELERY_BEAT_SCHEDULE.values()}

    assert {tidy.name, erase.name, forget_mails.name} <= started
