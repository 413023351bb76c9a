"""How many mails come to somebody who does not answer them: fewer, and never louder."""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import IntEnum

# Our default. A trial asked people with under three sessions a week what kept them from it.
SILENT_FOR = timedelta(days=7)


class Rhythm(IntEnum):
    """The numbers are stored."""

    FULL = 0  # all mails
    HALVED = 1  # every other one
    ASKED = 2  # every other one, and a question what gets in the way
    QUIET = 3  # none but those that cannot wait


def next_rhythm(
    now: int,
    *,
    since: date | None,
    heard_on: date | None,
    mails_began_on: date | None,
    on: date,
) -> int:
    """Return the rhythm of the day ``on`` after the rhythm ``now``, kept ``since`` a day.

    ``heard_on`` is the last day with any answer, press or entry. ``mails_began_on`` is the
    first of the days with mails that reach up to ``on``, or nothing if none went lately:
    then nothing was left without an answer. Each week of silence leads one step down, and
    any word leads straight back to the top.
    """
    if now != Rhythm.FULL and heard_on and since and heard_on >= since:
        return Rhythm.FULL
    if now == Rhythm.QUIET or mails_began_on is None:
        return now
    silent_since = max(filter(None, (since, heard_on, mails_began_on)))
    return now + 1 if on - silent_since >= SILENT_FOR else now


def mails_began_on(sent_on: Iterable[date], on: date) -> date | None:
    """Return since when mails have gone, never more than a week apart, until before ``on``.

    ``sent_on`` are days with a mail, in any order. Nothing, if none went in the week before
    ``on``: a pause begins anew.
    """
    began = on
    for day in sorted({day for day in sent_on if day < on}, reverse=True):
        if began - day > SILENT_FOR:
            break
        began = day
    return began if began < on else None


def is_owed(rhythm: int, number: int) -> bool:
    """Say whether the mail with this ``number``, from 0, of a kind comes in a rhythm."""
    if rhythm == Rhythm.QUIET:
        return False
    return rhythm == Rhythm.FULL or number % 2 == 0
