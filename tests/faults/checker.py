"""Compares what happened with the promise. It reads a history and nothing else."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from tests.faults.history import STEP, Accepted, History, Row, Trouble

EARLY = 1.0  # seconds; what is due at a full second may go in it
TRIES = 5
AT_ONCE = 0.5  # seconds; more than a signal takes


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What came of the reminders of one seed, each fault in words.

    :ivar doubled: how many mails came that had come before, though that had been answered.
    :ivar repeated: how many came that had come before without an answer.
    :ivar worst_delay: the longest that one came after it was due and all was whole.
    """

    states: Counter[str]
    put_off: int
    doubled: int
    repeated: int
    worst_delay: float
    lost: tuple[str, ...]
    wrongly_doubled: tuple[str, ...]
    unwanted: tuple[str, ...]
    untimely: tuple[str, ...]

    @property
    def broken(self) -> tuple[str, ...]:
        return self.lost + self.wrongly_doubled + self.unwanted + self.untimely


def check(history: History) -> Verdict:
    """Judge one seed."""
    again = Counter(
        first.answered
        for mails in history.by_address.values()
        for first, _ in pairwise(mails)
    )
    return Verdict(
        states=Counter(row.state for row in history.rows),
        put_off=sum(row.was_put_off for row in history.rows),
        doubled=again[True],
        repeated=again[False],
        worst_delay=max((delay for _, delay in _delays(history)), default=0),
        lost=(*_lost(history), *_too_many_doubts(history)),
        wrongly_doubled=(*_strange_doubles(history), *_too_many_doubles(history)),
        unwanted=tuple(_unwanted(history)),
        untimely=tuple(_untimely(history)),
    )


def _lost(history: History) -> Iterator[str]:
    """Yield what was owed and neither came nor ended with a reason that holds."""
    if len(history.rows) != history.owed:
        yield f"of {history.owed} rows, {len(history.rows)} are left"
    for row in history.rows:
        if why := _why_lost(row, history):
            yield f"{row.address!r}: {why} (tried {row.attempts} times; {row.reason!r})"


def _why_lost(row: Row, history: History) -> str:
    match row.state:
        case "SENT":
            return "" if row.address in history.by_address else "sent, and never came"
        case "MISSED":
            in_time = (row.first_missed or 0) < row.useful_until
            return "given up in time" if in_time else ""
        case "PARKED":
            return "" if _may_park(row, history) else "parked without a cause"
        case "WITHDRAWN":
            wanted = row.address not in _unwelcome(history)
            return "withdrawn, and wanted" if wanted else ""
        case _:
            return "still owed in the end"


def _may_park(row: Row, history: History) -> bool:
    """Say if a mail was refused, failed too often, or may have gone twice."""
    given_up = row.broken or row.address in history.refused or row.attempts >= TRIES
    return given_up or _unheard(row, history) > 1 or _is_in_doubt(row, history)


def _is_in_doubt(row: Row, history: History) -> bool:
    """Say if it may have gone once before, in the hands of a worker that then died."""
    held = any(each.workers and each.ended >= row.due_at for each in history.troubles)
    return held and _unheard(row, history) == 1


def _unheard(row: Row, history: History) -> int:
    """Return of how many tries the sender could not know what came of them."""
    mails = history.by_address.get(row.address, ())
    unanswered = sum(not mail.answered for mail in mails)
    return unanswered + history.broken_off.count(row.address)


def _too_many_doubts(history: History) -> Iterator[str]:
    """Yield if more was parked as sent by a dead worker than such a worker had in hand."""
    doubted = sum(
        row.state == "PARKED" and row.attempts < TRIES and _is_in_doubt(row, history)
        for row in history.rows
    )
    most = STEP * sum(trouble.workers for trouble in history.troubles)
    if doubted > most:
        yield f"{doubted} parked that only a dead worker may have sent, more than {most}"


def _unwelcome(history: History) -> set[str]:
    return {*history.refused, *(each.address for each in history.withdrawals)}


def _strange_doubles(history: History) -> Iterator[str]:
    """Yield what came again as another mail, or though nothing had gone wrong."""
    for address, mails in history.by_address.items():
        for first, again in pairwise(mails):
            if first.message_id != again.message_id:
                yield f"{address}: came again as {again.message_id}"
            elif first.answered and _cause(first, history) is None:
                yield f"{address}: came again for nothing"


def _too_many_doubles(history: History) -> Iterator[str]:
    answered = [
        first
        for mails in history.by_address.values()
        for first, _ in pairwise(mails)
        if first.answered
    ]
    causes = Counter(cause for mail in answered if (cause := _cause(mail, history)))
    for cause, doubled in causes.items():
        if doubled > STEP * cause.workers:
            yield f"{cause.what} doubled {doubled}, more than {STEP * cause.workers}"


def _cause(mail: Accepted, history: History) -> Trouble | None:
    """Return what may have kept a worker from settling this mail: within its lease.

    Whom a kill meets is dead at once; what only stalls hurts until it is over.
    """
    for trouble in sorted(history.troubles, key=lambda trouble: trouble.began):
        last = trouble.ended if trouble.stalls else trouble.began + AT_ONCE
        if trouble.workers and trouble.began - history.lease <= mail.at <= last:
            return trouble
    return None


def _unwanted(history: History) -> Iterator[str]:
    """Yield what came although its step began after nobody wanted it any more."""
    for withdrawal in history.withdrawals:
        for mail in history.by_address.get(withdrawal.address, ()):
            late = mail.at - withdrawal.at - withdrawal.grace
            if late > _stalled(withdrawal.at, mail.at, history):
                yield f"{mail.address}: came {mail.at - withdrawal.at:.1f} s after a stop"


def _stalled(begin: float, end: float, history: History) -> float:
    """Return how long, between two instants, a mail on its way may have been held up."""
    return sum(
        max(0.0, min(end, trouble.ended) - max(begin, trouble.began))
        for trouble in history.troubles
        if trouble.stalls
    )


def _untimely(history: History) -> Iterator[str]:
    for address, delay in _delays(history):
        if delay > history.limit:
            yield f"{address}: came {delay:.0f} s late"
    for row in history.rows:
        mails = history.by_address.get(row.address)
        if mails and mails[0].at < row.due_at - EARLY:
            yield f"{row.address}: came {row.due_at - mails[0].at:.0f} s early"


def _delays(history: History) -> Iterator[tuple[str, float]]:
    """Yield how long each mail took since it was due and everything was whole."""
    for row in history.rows:
        mails = history.by_address.get(row.address)
        if mails and not row.was_put_off:
            yield row.address, max(0, mails[0].at - max(row.due_at, history.whole_at))
