"""Which mail goes before which, and which slots of a day each may take.

Nobody gets more than four mails a day, of all kinds: the database keeps one mail a slot.
The last slot is kept for safety. In the others a mail that is owed makes room for one that
matters more. Codes to sign in, and mails that somebody just asked for, are outside.
"""

from collections.abc import Mapping
from enum import IntEnum

from rehab.models import Reminder
from rehab.models.reminder import SAFETY_SLOT

SLOTS = (*range(1, SAFETY_SLOT),)  # for all but safety

Kind = Reminder.Kind
State = Reminder.State


class Rank(IntEnum):
    """The lower, the sooner."""

    SAFETY = 0
    MESSAGE = 1  # of a physio
    REHAB = 2
    CARE = 3  # of rehab what comes most often
    MANNERS = 4  # and summaries


RANKS: Mapping[Kind, Rank] = {
    Kind.VISIT: Rank.SAFETY,
    Kind.SEEN: Rank.SAFETY,
    Kind.MESSAGE: Rank.MESSAGE,
    Kind.WELCOME: Rank.REHAB,
    Kind.SESSION: Rank.REHAB,
    Kind.CHECK_IN: Rank.REHAB,
    Kind.CARE: Rank.CARE,
    Kind.BARRIER: Rank.MANNERS,
    Kind.WEEK: Rank.MANNERS,
    Kind.GOODBYE: Rank.MANNERS,
}
# Whoever is to be seen has to hear of it; a question can wait for another day.
_SAFETY_SLOTS: Mapping[Kind, tuple[int, ...]] = {
    Kind.VISIT: (SAFETY_SLOT, *SLOTS),
    Kind.SEEN: (SAFETY_SLOT,),
}


def rank_of(reminder: Reminder) -> Rank:
    return RANKS[Kind(reminder.kind)]


def slots_of(kind: Kind) -> tuple[int, ...]:
    """Return the slots that a mail of a kind may take, the one to try first in front."""
    return _SAFETY_SLOTS.get(kind, SLOTS)


def is_at_hand(reminder: Reminder) -> bool:
    """Say whether a mail is owed and cannot have gone, as the query set's ``at_hand``.

    Of what a worker holds or left nobody knows; what waits for another try was not taken.
    """
    no_lease = reminder.lease_until is None or reminder.put_off
    return reminder.state == State.DUE and no_lease and not reminder.unsure


def makes_room(holder: Reminder, kind: Kind) -> bool:
    """Say whether ``holder`` may be taken back for a mail of ``kind``."""
    return is_at_hand(holder) and rank_of(holder) > RANKS[kind]
