"""One open row for a runner and rule, whoever asks for it, and how often."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from rehab.attention import Rule, close_attention, raise_attention
from rehab.models import Attention
from tests.factories import NOON, a_clinic, a_physio, a_runner
from triage.rules.parts import Level

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def test_what_is_asked_for_twice_is_one_row() -> None:
    runner = a_runner()
    asked: dict[str, Any] = {
        "person_id": runner.pk,
        "rule": Rule.VISIT,
        "level": Level.WITHIN_A_WEEK,
    }

    first = raise_attention(**asked, why="A sign.", at=NOON, since=NOON - HOUR)
    again = raise_attention(**asked, why="Another word.", at=NOON)

    assert first == again == Attention.objects.get()
    assert (again.why, again.raised_at, again.renewed_at) == ("A sign.", NOON - HOUR, NOON)
    assert again.acknowledged_at is None


@pytest.mark.parametrize(
    ("level", "hours", "told"),
    [
        (Level.WITHIN_2_WEEKS, 1, ("New.", 3, 1)),  # newer: its level stays as it was
        (Level.SAME_DAY, 0, ("New.", 5, 0)),  # as new, and more urgent
        (Level.SAME_DAY, -1, ("New.", 5, 0)),  # told late, and more urgent
    ],
)
def test_what_is_newer_or_more_urgent_is_told_and_nobody_has_acknowledged_it(
    level: Level, hours: int, told: tuple[str, int, int]
) -> None:
    clinic = a_clinic()
    runner, physio = a_runner(clinic=clinic), a_physio(clinic=clinic)
    asked: dict[str, Any] = {"person_id": runner.pk, "rule": Rule.VISIT}
    row = raise_attention(**asked, level=Level.WITHIN_A_WEEK, why="Old.", at=NOON)
    row.acknowledged_at, row.acknowledged_by = NOON, physio
    row.save()

    again = raise_attention(**asked, level=level, why="New.", at=NOON + hours * HOUR)

    assert again == row
    assert (again.why, again.level, (again.renewed_at - NOON) / HOUR) == told
    assert (again.acknowledged_at, again.acknowledged_by) == (None, None)


def test_what_was_closed_is_asked_for_in_a_new_row() -> None:
    runner = a_runner()
    asked: dict[str, Any] = {
        "person_id": runner.pk,
        "rule": Rule.VISIT,
        "level": Level.WITHIN_A_WEEK,
    }
    first = raise_attention(**asked, why="A sign.", at=NOON)

    closed = close_attention(person_id=runner.pk, rules=[Rule.VISIT], at=NOON + HOUR)
    again = close_attention(person_id=runner.pk, rules=[Rule.VISIT], at=NOON + HOUR)
    second = raise_attention(**asked, why="A sign.", at=NOON + 2 * HOUR)

    assert (closed, again) == (1, 0)
    assert first != second
    first.refresh_from_db()
    assert (first.closed_at, first.closed_by) == (NOON + HOUR, None)


def test_a_long_reason_is_cut() -> None:
    row = raise_attention(
        person_id=a_runner().pk,
        rule=Rule.VISIT,
        level=Level.SAME_DAY,
        why="word " * 99,
        at=NOON,
    )

    assert len(row.why) <= 300
    assert row.why.endswith(" word …")


def test_the_database_keeps_one_open_row_and_what_was_closed() -> None:
    runner = a_runner()
    facts: dict[str, Any] = {"person": runner, "rule": Rule.SILENT, "why": "Silent."}
    row = Attention.objects.create(**facts, raised_at=NOON, renewed_at=NOON)

    with pytest.raises(IntegrityError, match="asked_for_once"), transaction.atomic():
        Attention.objects.create(**facts, raised_at=NOON, renewed_at=NOON)
    Attention.objects.filter(pk=row.pk).update(closed_at=NOON)
    with pytest.raises(ProgrammingError, match="update"), transaction.atomic():
        Attention.objects.filter(pk=row.pk).update(closed_at=None)
    with pytest.raises(ProgrammingError, match="update"), transaction.atomic():
        Attention.objects.filter(pk=row.pk).update(raised_at=NOON + HOUR)
