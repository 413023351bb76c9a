"""What was sent is history: nobody changes what went, to whom and when, or deletes it."""

from typing import Any

import pytest
from django.db import ProgrammingError, connection

from rehab.models import Reminder
from tests.factories import NOON, a_plan, a_reminder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_application")]


@pytest.mark.parametrize(
    "changed", [{"state": "MISSED", "reason": "Late."}, {"kind": "VISIT"}, {"about": "x"}]
)
def test_what_was_sent_stands(changed: dict[str, Any]) -> None:
    sent = Reminder.objects.filter(pk=a_reminder(state="SENT", settled_at=NOON).pk)

    with pytest.raises(ProgrammingError, match="Cannot update rows from rehab_reminder"):
        sent.update(**changed)


@pytest.mark.parametrize(
    "statement", ["DELETE FROM {}", "UPDATE {} SET settled_at = now()"]
)
def test_nor_does_a_statement_bend_it(statement: str) -> None:
    a_reminder(state="SENT", settled_at=NOON)

    with (
        pytest.raises(ProgrammingError, match=r"Cannot .* rows from rehab_reminder"),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format("rehab_reminder"))


def test_what_was_not_sent_is_settled_as_before() -> None:
    owed = a_reminder(plan=a_plan())

    settled = Reminder.objects.filter(pk=owed.pk).settle("SENT", at=NOON)

    assert settled == 1
