"""Whether a condition can come up at all, given what is asked of whom."""

from collections.abc import Iterator, Mapping
from typing import TypeAlias, assert_never

from triage.rules.answers import Answer
from triage.rules.conditions import ALWAYS, AllOf, AnyOf, Compare, Condition, Not, holds
from triage.rules.protocol import Protocol

# One way for a condition to come out: for each question it rests on, the answers that do.
Way: TypeAlias = Mapping[str, frozenset[Answer]]


def can_hold(condition: Condition, protocol: Protocol) -> bool:
    """Return whether there are answers that make ``condition`` hold for certain.

    A question counts only where it is asked for certain.
    """
    return next(_ways(condition, protocol, wanted=True), None) is not None


def _ways(condition: Condition, protocol: Protocol, *, wanted: bool) -> Iterator[Way]:
    """Yield the ways for ``condition`` to come to ``wanted``."""
    match condition:
        case Compare():
            yield from _ways_to_answer(condition, protocol, wanted=wanted)
        case AllOf(parts) | AnyOf(parts):
            if isinstance(condition, AllOf) is wanted:
                yield from _all_at_once(parts, protocol, wanted=wanted, so_far={})
            else:
                for part in parts:
                    yield from _ways(part, protocol, wanted=wanted)
        case Not(part):
            yield from _ways(part, protocol, wanted=not wanted)
        case _:
            assert_never(condition)


def _ways_to_answer(compare: Compare, protocol: Protocol, *, wanted: bool) -> Iterator[Way]:
    key = compare.question
    values = protocol.questions[key].values()
    right = frozenset(told for told in values if holds(compare, {key: told}) is wanted)
    page = next(page for page in protocol.pages if key in page.keys)
    for asked in _ways(page.when or ALWAYS, protocol, wanted=True):
        yield from _narrowed(asked, {key: right})


def _all_at_once(
    parts: tuple[Condition, ...], protocol: Protocol, *, wanted: bool, so_far: Way
) -> Iterator[Way]:
    if not parts:
        yield so_far
        return
    for way in _ways(parts[0], protocol, wanted=wanted):
        for narrowed in _narrowed(so_far, way):
            yield from _all_at_once(parts[1:], protocol, wanted=wanted, so_far=narrowed)


def _narrowed(way: Way, other: Way) -> Iterator[Way]:
    """Yield what both ways leave, unless they leave some question without an answer."""
    both = {**way, **{key: told & way.get(key, told) for key, told in other.items()}}
    if all(both.values()):
        yield both
