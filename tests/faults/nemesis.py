"""What breaks in a seed, and when: drawn by chance, the same each time for one seed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from random import Random
from typing import Final

from tests.faults.history import STEP
from tests.faults.pace import Pace
from tests.faults.sink import Mood
from tests.faults.world import FAKETIME, WORKERS


class Fault(StrEnum):
    """The value is how the table names it."""

    WORKER_KILLED = "worker -9"
    CHILD_KILLED = "pool process -9"
    WORKER_FROZEN = "worker frozen"
    WORKER_RESTARTED = "worker restarted"
    BEAT_KILLED = "beat -9"
    WEB_KILLED = "web -9"
    REDIS_EMPTIED = "Redis -9, empty"
    REDIS_PAUSED = "Redis paused"
    POSTGRES_RESTARTED = "PostgreSQL restarted"
    POSTGRES_CRASHED = "PostgreSQL crashed"
    SMTP_REFUSES = "SMTP refuses"
    SMTP_HANGS = "SMTP hangs"
    SMTP_BUSY = "SMTP 421"
    SMTP_RECIPIENT_LATER = "SMTP 451 to RCPT"
    SMTP_MAIL_LATER = "SMTP 451 to DATA"
    SMTP_NOBODY = "SMTP 550"
    SMTP_BREAKS_IN_MAIL = "SMTP drops in DATA"
    SMTP_BREAKS_AFTER = "SMTP drops after DATA"
    SMTP_HANGS_AFTER = "SMTP hangs after DATA"
    SECOND_BEAT = "second beat"
    THIRD_WORKER = "third worker"
    CLOCK_AHEAD = "clock +10 min"
    CLOCK_BEHIND = "clock -10 min"


MOODS: Final = {
    Fault.SMTP_REFUSES: Mood.REFUSES_CONNECTIONS,
    Fault.SMTP_HANGS: Mood.HANGS,
    Fault.SMTP_BUSY: Mood.IS_BUSY,
    Fault.SMTP_RECIPIENT_LATER: Mood.PUTS_RECIPIENTS_OFF,
    Fault.SMTP_MAIL_LATER: Mood.PUTS_MAILS_OFF,
    Fault.SMTP_NOBODY: Mood.KNOWS_NOBODY,
    Fault.SMTP_BREAKS_IN_MAIL: Mood.LEAVES_IN_THE_MAIL,
    Fault.SMTP_BREAKS_AFTER: Mood.LEAVES_AFTER_THE_DOT,
    Fault.SMTP_HANGS_AFTER: Mood.HANGS_AFTER_THE_DOT,
}
CLOCKS: Final = {Fault.CLOCK_AHEAD: "+10m", Fault.CLOCK_BEHIND: "-10m"}
OF_A_WORKER: Final = (
    Fault.WORKER_KILLED,
    Fault.CHILD_KILLED,
    Fault.WORKER_FROZEN,
    Fault.WORKER_RESTARTED,
)
# These strike while mails are on their way, for there they hurt most.
AIMED: Final = {
    *OF_A_WORKER,
    *MOODS,
    Fault.POSTGRES_RESTARTED,
    Fault.POSTGRES_CRASHED,
    Fault.REDIS_EMPTIED,
}
EXTRA: Final = (Fault.SECOND_BEAT, Fault.THIRD_WORKER, *CLOCKS)
# What may happen to each part, and how often in one seed, at least and at most.
LANES: Final = {
    WORKERS[0]: (OF_A_WORKER, 0, 1),
    WORKERS[1]: (OF_A_WORKER, 0, 2),
    "beat": ((Fault.BEAT_KILLED,), 0, 1),
    "web": ((Fault.WEB_KILLED,), 0, 1),
    "redis": ((Fault.REDIS_EMPTIED, Fault.REDIS_PAUSED), 0, 1),
    "postgres": ((Fault.POSTGRES_RESTARTED, Fault.POSTGRES_CRASHED), 0, 1),
    "sink": (tuple(MOODS), 1, 3),
    "extra": (EXTRA, 1, 2),
}
FIRST, LAST = 0.05, 0.9  # of the time of a seed


@dataclass(frozen=True, slots=True, kw_only=True)
class Blow:
    """One fault that is to strike one part of the world.

    :ivar at: seconds from the beginning.
    :ivar lasts: seconds until it is mended.
    :ivar mails: how many mails it waits for after ``at``, to strike while more are sent.
    """

    fault: Fault
    part: str
    at: float
    lasts: float
    mails: int


def blows(random: Random, pace: Pace) -> Sequence[Blow]:
    """Draw what breaks. Each time a worker is killed, besides anything else.

    Without ``faketime`` no clock is moved, and all else stays as it is.
    """
    drawn: list[Blow] = []
    for part, (faults, least, most) in LANES.items():
        chosen = random.sample(faults, min(len(faults), random.randint(least, most)))
        if part == WORKERS[0]:
            chosen.insert(0, Fault.WORKER_KILLED)
        drawn.extend(_spread(part, chosen, random, pace))
    possible = [blow for blow in drawn if FAKETIME or blow.fault not in CLOCKS]
    return sorted(possible, key=lambda blow: blow.at)


def _spread(
    part: str, chosen: Sequence[Fault], random: Random, pace: Pace
) -> Iterator[Blow]:
    """Yield the blows to one part, one after the other."""
    room = (LAST - FIRST) * pace.lasts / max(1, len(chosen))
    for number, fault in enumerate(chosen):
        drawn = random.uniform(*pace.trouble)
        # Who joins needs seconds to start, and is to meet some of the ticks.
        lasts = room * 0.6 if part == "extra" else min(room * 0.6, drawn)
        begin = FIRST * pace.lasts + room * number
        at = begin + random.uniform(0, room - lasts)
        mails = random.randint(1, STEP) if fault in AIMED else 0
        yield Blow(fault=fault, part=part, at=at, lasts=lasts, mails=mails)
