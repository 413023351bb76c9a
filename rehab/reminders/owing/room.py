"""Whether a day of somebody has room for one more mail, and what makes room for it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Self

from rehab.models import Reminder
from rehab.programme.mails.calendar import APART
from rehab.reminders.owing.precedence import Kind, makes_room, rank_of, slots_of

AROUND = timedelta(days=2)  # two hours, and however far somebody has travelled
SPACED = (*Reminder.DAILY, Kind.WELCOME)


@dataclass(frozen=True, slots=True)
class Place:
    """A slot for a mail, and the mails that are taken back for it."""

    slot: int
    instead_of: tuple[Reminder, ...] = ()


@dataclass(frozen=True, slots=True)
class Room:
    """A local day as it stands: all mails of one person that hold a slot around it.

    So does what may have gone, though it was withdrawn since.
    """

    on: date
    mails: tuple[Reminder, ...]

    @classmethod
    def of(
        cls,
        person_id: int,
        on: date,
        *,
        until: date | None = None,
        besides: Collection[int] = (),
    ) -> Self:
        """Return the room of a day, read ``until`` a later one; ``besides`` is left out."""
        days = (on - AROUND, (until or on) + AROUND)
        theirs = Reminder.objects.filter(person=person_id, local_on__range=days)
        mails = theirs.counted().exclude(pk__in=besides).order_by("due_at", "pk")
        return cls(on, tuple(mails))

    def near(self, due: datetime) -> tuple[Reminder, ...]:
        """Return what comes within two hours of ``due`` and must not."""
        spaced = (each for each in self.mails if each.kind in SPACED)
        return tuple(each for each in spaced if abs(each.due_at - due) < APART)

    def place(self, kind: Kind, due: datetime, *, slot: int | None = None) -> Place | None:
        """Return where a mail of ``kind`` fits at ``due``, at best in ``slot``, if it does.

        What matters less and is owed makes room: what comes too near to it, and, if no slot
        is free, the least of the day, of several the last.
        """
        near = self.near(due) if kind in Reminder.DAILY else ()
        if not all(makes_room(each, kind) for each in near):
            return None
        return self.slot_for(kind, near=near, slot=slot)

    def slot_for(
        self, kind: Kind, *, near: tuple[Reminder, ...] = (), slot: int | None = None
    ) -> Place | None:
        """Return a slot for a mail of ``kind``, as ``place``, whatever else comes ``near``.

        What is ``near`` is taken back for it, so that their slots are free.
        """
        today = (each for each in self.mails if each.local_on == self.on)
        holders = {each.slot: each for each in today if each not in near}
        mine = sorted(slots_of(kind), key=lambda number: number != slot)
        free = [number for number in mine if number not in holders]
        if free:
            return Place(free[0], near)
        weaker = [holders[number] for number in mine if makes_room(holders[number], kind)]
        if not weaker:
            return None
        least = max(weaker, key=lambda each: (rank_of(each), each.due_at))
        return Place(least.slot, (*near, least))
