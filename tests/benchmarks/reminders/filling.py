"""As many due reminders as one likes, which the database makes from a few rows.

Each goes to a person of its own with a plan and a check, who agreed to mails, as in life.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta

from django.db import connection, models
from django.utils import timezone

from accounts.models import Consent, User
from rehab.models import Plan, Reminder
from tests.factories import a_plan, a_reminder, a_runner
from triage.models import Assessment

# What differs between the copies of a row, in SQL; ``n`` counts the copies.
COPIES: dict[type[models.Model], Mapping[str, str]] = {
    User: {"email": "'runner' || n || '@example.org'"},
    # The next number is that of the consent to the check, which all share.
    Consent: {"id": "id + 1 + n", "person_id": "person_id + n"},
    Assessment: {"patient_id": "patient_id + n"},
    Plan: {"person_id": "person_id + n", "assessment_id": "assessment_id + n"},
    Reminder: {
        "person_id": "person_id + n",
        "plan_id": "plan_id + n",
        # Their order in time is not the order in which they lie in the table.
        "due_at": "due_at - interval '1 millisecond' * (n::bigint * 7919 % 1000003)",
    },
}


def owe(count: int) -> None:
    """Owe ``count`` reminders in an empty database, all due and of use for a day."""
    at = timezone.now()
    plan = a_plan(person=a_runner(name="Ada"), opened_at=at, begun_on=at.date())
    due = {"local_on": at.date(), "due_at": at, "useful_until": at + timedelta(days=1)}
    reminder = a_reminder(plan=plan, **due)
    first = {
        User: plan.person_id,
        Consent: plan.person.consents.get(kind=Consent.Kind.MAILS).pk,
        Assessment: plan.assessment_id,
        Plan: plan.pk,
        Reminder: reminder.pk,
    }
    _trust_the_rows()
    for model, columns in COPIES.items():
        _copy(model, first[model], columns, count - 1)


def owe_again() -> None:
    """Owe whatever was tried once more as if it was not, and leave no dead rows."""
    touched = Reminder.objects.exclude(state=Reminder.State.DUE, attempts=0)
    with _unprotected(_table(Reminder)):
        touched.update(
            state=Reminder.State.DUE,
            settled_at=None,
            lease_until=None,
            reason="",
            attempts=0,
            deferred=0,
            unsure=False,
            put_off=False,
        )
    with connection.cursor() as cursor:
        cursor.execute(f"VACUUM {_table(Reminder)}")


@contextmanager
def _unprotected(table: str) -> Iterator[None]:
    """Let rows be changed and added that the database would refuse otherwise."""
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def _trust_the_rows() -> None:
    """Drop the foreign keys of these tables: to check each of them would take minutes.

    Nothing that a drain does to a row has them checked.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conrelid::regclass, conname FROM pg_constraint"
            " WHERE contype = 'f' AND conrelid = ANY(%s::regclass[])",
            [[_table(model) for model in COPIES]],
        )
        for table, name in cursor.fetchall():
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")


def _copy(
    model: type[models.Model], pk: int, columns: Mapping[str, str], count: int
) -> None:
    """Add copies of a row, with ``id`` counted on and ``columns`` of their own."""
    table = _table(model)
    fields = model._meta.concrete_fields  # noqa: SLF001 - Django documents it
    names = [field.column for field in fields]
    values = {"id": "id + n", **columns}
    chosen = ", ".join(values.get(name, name) for name in names)
    with _unprotected(table), connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(names)}) SELECT {chosen}"  # noqa: S608 - all ours
            f" FROM {table}, generate_series(1, {count}) AS n WHERE id = {pk}"
        )
    with connection.cursor() as cursor:
        cursor.execute(f"VACUUM ANALYZE {table}")


def _table(model: type[models.Model]) -> str:
    return model._meta.db_table  # noqa: SLF001 - Django documents it
