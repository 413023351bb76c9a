"""The order of mails, in one place."""

from typing import Any

import pytest

from rehab.models import Reminder
from rehab.reminders.owing.precedence import (
    RANKS,
    Kind,
    is_at_hand,
    makes_room,
    rank_of,
    slots_of,
)
from tests.factories import NOON


def test_safety_goes_before_a_message_then_rehab_then_manners() -> None:
    order = sorted(Kind, key=lambda kind: (RANKS[kind], kind))

    assert order == [
        *(Kind.SEEN, Kind.VISIT),
        Kind.MESSAGE,
        *(Kind.CHECK_IN, Kind.SESSION, Kind.WELCOME),
        Kind.CARE,
        *(Kind.BARRIER, Kind.GOODBYE, Kind.WEEK),
    ]


def test_the_fourth_slot_is_kept_for_safety() -> None:
    assert {kind: slots_of(kind) for kind in Kind if 4 in slots_of(kind)} == {
        Kind.VISIT: (4, 1, 2, 3),
        Kind.SEEN: (4,),
    }
    assert slots_of(Kind.CARE) == (1, 2, 3)


@pytest.mark.parametrize("holder", Kind)
def test_only_what_matters_less_makes_room(holder: Kind) -> None:
    owed = Reminder(kind=holder, state="DUE")

    made = {kind for kind in Kind if makes_room(owed, kind)}

    assert made == {kind for kind in Kind if RANKS[kind] < rank_of(owed)}


@pytest.mark.parametrize(
    ("held", "at_hand"),
    [
        ({"lease_until": None}, True),
        ({"lease_until": NOON}, False),
        ({"lease_until": NOON, "put_off": True}, True),
        ({"lease_until": NOON, "put_off": True, "unsure": True}, False),
        ({"state": "SENT"}, False),
    ],
    ids=str,
)
def test_what_may_have_gone_makes_room_for_nothing(
    held: dict[str, Any], *, at_hand: bool
) -> None:
    reminder = Reminder(**{"kind": Kind.CARE, "state": "DUE"} | held)

    assert is_at_hand(reminder) is at_hand
    assert makes_room(reminder, Kind.VISIT) is at_hand
