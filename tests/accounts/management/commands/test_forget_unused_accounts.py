from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from accounts.models import User
from tests.factories import a_runner

pytestmark = pytest.mark.django_db


def test_the_command_says_how_many_it_removed(capsys: pytest.CaptureFixture[str]) -> None:
    a_runner()
    a_runner()
    User.objects.update(asked_at=timezone.now() - timedelta(days=2))

    call_command("forget_unused_accounts")

    assert capsys.readouterr().out == "2 removed\n"
