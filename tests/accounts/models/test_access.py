"""What stays of looks at runners."""

import pytest
from django.db import IntegrityError, ProgrammingError

from accounts.models import AccessLog, BrokenGlass
from tests.factories import NOON, a_runner, a_user, some_broken_glass

pytestmark = pytest.mark.django_db


def test_broken_glass_stays_on_record() -> None:
    some_broken_glass(user=a_user(), person=a_runner())

    with pytest.raises(ProgrammingError, match="Cannot update or delete"):
        BrokenGlass.objects.update(why="nothing")


def test_somebody_looked_or_it_is_no_look() -> None:
    with pytest.raises(IntegrityError, match="accounts_somebody_looked"):
        AccessLog.objects.create(person=a_runner(), what="plan 1", at=NOON)
