"""What every release under a name has to keep, whatever its own rules say."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from triage.rules.conditions import Condition, all_of, not_, questions_in
from triage.rules.parts import Level, RedFlag
from triage.rules.protocol import Protocol
from triage.rules.prove.claims import claims_of
from triage.rules.prove.laws import Claims, broken_promise, promise_counterexample
from triage.rules.prove.search import Search

# Stands for "running and jumping are locked", so that the search for levels can prove it.
LOCKED = Level.WITHIN_2_WEEKS


@dataclass(frozen=True, slots=True)
class Guard:
    """A cause that may be the first to be named only where ``when`` is known to hold."""

    cause: str
    when: Condition


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """What is promised apart from the rules: they may be more urgent, never calmer.

    Each of ``promises`` is kept for all answers, also by rules under other names, and with
    its ``no_impact``. For answers that are ``out_of_scope`` no cause is named.
    """

    promises: tuple[RedFlag, ...]
    guards: tuple[Guard, ...] = ()
    out_of_scope: Condition | None = None


def broken_floor(protocol: Protocol, floor: Floor) -> Iterator[str]:
    """Yield, in words, each promise of ``floor`` that ``protocol`` does not keep.

    What is promised about a question counts whether or not ``protocol`` has a condition on
    the page that asks it. A question or an answer that is gone breaks the promise.
    """
    search = Search(protocol.questions.values())
    claims, locks = claims_of(protocol), claims_of(_only_locks(protocol))
    for promise in floor.promises:
        try:
            promised = _asked_of_all(protocol, promise)
        except ValueError as unreadable:
            yield f"{promise.id} cannot be kept: {unreadable}"
            continue
        if broken := broken_promise(claims_of(promised), claims, search):
            yield broken.in_words(protocol)
        elif promise.no_impact:
            yield from _unlocked(protocol, promised, locks, search)
    yield from _unguarded(protocol, floor)
    if (elsewhere := floor.out_of_scope) and protocol.causes:
        named = _unless(protocol, elsewhere, not_(protocol.in_scope))
        yield from (f"{told}: no cause may be named, but one is" for told in named)


def _asked_of_all(protocol: Protocol, *promises: RedFlag) -> Protocol:
    """Return rules that ask the same, each question of everybody, and judge as promised.

    :raises ValueError: if a promise reads what ``protocol`` does not ask or offer.
    """
    pages = tuple(replace(page, when=None) for page in protocol.pages)
    return Protocol(slug=protocol.slug, pages=pages, red_flags=promises)


def _only_locks(protocol: Protocol) -> Protocol:
    """Return the rules that lock running and jumping, with one level for that."""
    locking = (flag for flag in protocol.red_flags if flag.no_impact)
    return replace(protocol, red_flags=tuple(map(_as_a_lock, locking)))


def _as_a_lock(flag: RedFlag) -> RedFlag:
    """Return ``flag`` with one level for "locked"; a doubt that calls for nothing stays."""
    return replace(
        flag,
        level=min(flag.level, LOCKED),
        when_unsure=min(flag.when_unsure, LOCKED),
    )


def _unlocked(
    protocol: Protocol, promised: Protocol, locks: Claims, search: Search
) -> Iterator[str]:
    broken = broken_promise(claims_of(_only_locks(promised)), locks, search)
    if broken:
        told = broken.told_in_words(protocol)
        yield f"{told}: {broken.rule} locks running and jumping, but nothing does"


def _unguarded(protocol: Protocol, floor: Floor) -> Iterator[str]:
    for guard in floor.guards:
        cause = protocol.cause_by_id.get(guard.cause)
        if cause is None:
            yield f"{guard.cause} is promised about, but is no cause here"
        else:
            told = _unless(protocol, cause.leads_when, guard.when)
            yield from (f"{t}: {cause.id} may not be named first, but can be" for t in told)


def _unless(protocol: Protocol, when: Condition, then: Condition) -> Iterator[str]:
    """Yield answers, in words, for which ``when`` is known to hold and ``then`` is not."""
    gone = questions_in(all_of(when, then)) - protocol.questions.keys()
    if gone:
        yield f"{', '.join(sorted(gone))} not asked"
    elif found := promise_counterexample(protocol, when, then):
        yield found.told_in_words(protocol)
