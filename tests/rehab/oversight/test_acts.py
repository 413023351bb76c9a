"""What physios do about what asks for a look, and what whoever comes second is told."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from accounts.models import User
from rehab.attention import Rule, raise_attention
from rehab.models import Attention, CareNote
from rehab.oversight.acts import (
    AcknowledgedBefore,
    ClosedBefore,
    RenewedSince,
    StillUncleared,
    acknowledge,
    close,
    note_call,
)
from rehab.plans import NotTreating, SaysNothing, TooLong
from tests.factories import NOON, a_clearance, a_clinic, a_physio, a_result, a_runner
from tests.rehab.oversight.steps import own_physio
from triage.rules.parts import Level

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
LATER = NOON + HOUR


@pytest.fixture
def row() -> Attention:
    return flagged(a_runner(clinic=a_clinic()))


def flagged(runner: User, *, hours: int = 0) -> Attention:
    """Let a warning sign ask for a look at ``runner``, so many hours after noon."""
    return raise_attention(
        person_id=runner.pk,
        rule=Rule.RED_FLAG,
        level=Level.SAME_DAY,
        why="A sign.",
        at=NOON + hours * HOUR,
    )


def colleagues(row: Attention) -> tuple[User, User]:
    clinic = row.person.care_links.get().clinic
    return a_physio(clinic=clinic), a_physio(clinic=clinic)


def notes(row: Attention) -> list[tuple[User, str, str]]:
    told = CareNote.objects.filter(person=row.person).select_related("by").order_by("pk")
    return [(note.by, note.kind, note.text) for note in told]


def test_who_acknowledges_it_has_seen_it_and_it_stays_open(row: Attention) -> None:
    physio, _ = colleagues(row)

    acknowledge(attention=row, by=physio, why=" I call today. ", at=LATER)

    row.refresh_from_db()
    assert (row.acknowledged_by, row.acknowledged_at) == (physio, LATER)
    assert row.closed_at is None
    assert notes(row) == [(physio, "ACK", "I call today.")]


def test_to_acknowledge_twice_is_one_note(row: Attention) -> None:
    physio, _ = colleagues(row)

    for at in (LATER, LATER + HOUR):
        acknowledge(attention=row, by=physio, why="I call today.", at=at)

    row.refresh_from_db()
    assert row.acknowledged_at == LATER
    assert len(notes(row)) == 1


def test_who_is_second_to_acknowledge_is_told_who_did(row: Attention) -> None:
    first, second = colleagues(row)
    acknowledge(attention=row, by=first, why="I call today.", at=LATER)

    with pytest.raises(AcknowledgedBefore, match="attention") as told:
        acknowledge(attention=row, by=second, why="Me too.", at=LATER)

    assert told.value.attention.acknowledged_by == first
    assert len(notes(row)) == 1


def test_to_close_it_needs_a_reason_and_ends_it(row: Attention) -> None:
    physio, _ = colleagues(row)

    for at in (LATER, LATER + HOUR):
        close(attention=row, by=physio, why="Was in hospital.", at=at)

    row.refresh_from_db()
    assert (row.closed_by, row.closed_at) == (physio, LATER)
    assert notes(row) == [(physio, "CLOSED", "Was in hospital.")]


def test_it_is_not_closed_before_what_it_tells_of(row: Attention) -> None:
    physio, _ = colleagues(row)

    closed = close(attention=row, by=physio, why="Seen.", at=NOON - HOUR)

    assert closed.closed_at == NOON


def test_a_warning_sign_that_no_visit_cleared_is_not_closed() -> None:
    runner = a_runner(clinic=a_clinic())
    a_result(patient=runner, level=Level.SAME_DAY)
    row = flagged(runner)
    physio, _ = colleagues(row)

    with pytest.raises(StillUncleared):
        close(attention=row, by=physio, why="Seen.", at=LATER)
    a_clearance(person=runner, by=physio, at=LATER)
    closed = close(attention=row, by=physio, why="Seen.", at=LATER + HOUR)

    assert closed.closed_by == physio


@pytest.mark.parametrize("act", [acknowledge, close])
def test_who_comes_after_it_was_closed_is_told_who_did(
    row: Attention, act: Callable[..., object]
) -> None:
    first, second = colleagues(row)
    close(attention=row, by=first, why="Seen.", at=LATER)

    with pytest.raises(ClosedBefore) as told:
        act(attention=row, by=second, why="Me too.", at=LATER)

    assert told.value.attention.closed_by == first


@pytest.mark.parametrize("act", [acknowledge, close])
def test_what_came_up_since_the_page_was_shown_is_looked_at_first(
    row: Attention, act: Callable[..., object]
) -> None:
    physio, _ = colleagues(row)
    flagged(row.person, hours=1)

    with pytest.raises(RenewedSince):
        act(attention=row, by=physio, why="I know.", at=LATER, seen=NOON)
    act(attention=row, by=physio, why="I know.", at=LATER, seen=LATER)

    assert len(notes(row)) == 1


@pytest.mark.parametrize(("words", "fault"), [(" \n ", SaysNothing), ("x" * 4001, TooLong)])
@pytest.mark.parametrize(
    "act",
    [
        lambda row, by, words: acknowledge(attention=row, by=by, why=words, at=NOON),
        lambda row, by, words: close(attention=row, by=by, why=words, at=NOON),
        lambda row, by, words: note_call(person=row.person, by=by, text=words, at=NOON),
    ],
)
def test_each_act_says_something_and_not_too_much(
    row: Attention, act: Callable[..., object], words: str, fault: type[Exception]
) -> None:
    physio, _ = colleagues(row)

    with pytest.raises(fault):
        act(row, physio, words)

    assert notes(row) == []


@pytest.mark.parametrize(
    "act",
    [
        lambda row, by: acknowledge(attention=row, by=by, why="x", at=NOON),
        lambda row, by: close(attention=row, by=by, why="x", at=NOON),
        lambda row, by: note_call(person=row.person, by=by, text="x", at=NOON),
    ],
)
def test_nobody_but_who_treats_the_runner_does_anything(
    row: Attention, act: Callable[..., object]
) -> None:
    for stranger in (a_physio(clinic=a_clinic()), own_physio(row.person)):
        with pytest.raises(NotTreating):
            act(row, stranger)

    row.refresh_from_db()
    assert (row.acknowledged_at, row.closed_at, notes(row)) == (None, None, [])


def test_a_call_is_noted_once_and_acknowledges_what_it_was_about(row: Attention) -> None:
    physio, other = colleagues(row)
    call: dict[str, Any] = {"person": row.person, "text": "They are fine.", "at": LATER}

    first = note_call(**call, by=physio, attention=row)
    again = note_call(**call, by=physio, attention=row)
    note_call(**call, by=other, attention=row)

    row.refresh_from_db()
    assert first == again
    assert (row.acknowledged_by, row.closed_at) == (physio, None)
    assert notes(row) == [
        (physio, "CALL", "They are fine."),
        (other, "CALL", "They are fine."),
    ]


def test_the_same_words_an_hour_later_are_another_call(row: Attention) -> None:
    physio, _ = colleagues(row)

    for at in (NOON, LATER):
        note_call(person=row.person, by=physio, text="No answer.", at=at)

    row.refresh_from_db()
    assert len(notes(row)) == 2
    assert row.acknowledged_at is None


def test_a_call_acknowledges_nothing_that_came_up_since(row: Attention) -> None:
    physio, other = colleagues(row)
    flagged(row.person, hours=1)
    call: dict[str, Any] = {"person": row.person, "at": LATER, "attention": row}

    note_call(**call, by=physio, text="They are fine.", seen=NOON)
    row.refresh_from_db()
    before = row.acknowledged_by
    note_call(**call, by=other, text="They are fine.", seen=LATER)

    row.refresh_from_db()
    assert (before, row.acknowledged_by) == (None, other)


def test_a_call_after_it_was_closed_is_kept(row: Attention) -> None:
    physio, _ = colleagues(row)
    close(attention=row, by=physio, why="Seen.", at=LATER)

    note_call(person=row.person, by=physio, text="Ok.", at=LATER, attention=row)

    assert [kind for _, kind, _ in notes(row)] == ["CLOSED", "CALL"]
