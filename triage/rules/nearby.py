"""Which small change of the answers would have called for another level."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, combinations, islice, product

from triage.rules.answers import Answer, Answers, Silence
from triage.rules.conditions import questions_in
from triage.rules.decide import findings_in, most_urgent
from triage.rules.parts import Level
from triage.rules.protocol import Protocol

# What a page can wait for: so many sets of answers are judged in less than 0.1 s.
MOST_TRIED = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearby:
    """Other answers to one or two questions, and the level that they come to."""

    level: Level
    changes: Mapping[str, Answer]


def nearby(protocol: Protocol, answers: Answers) -> tuple[Nearby, ...]:
    """Return the smallest change that gives each other level, most urgent level first.

    It is of one answer, or of two that one rule reads together or that all stand in the
    way. Of those of a size an answer that was in doubt comes first, then the one that
    moves least. What is a fact, or was not asked, stays so. A level that no such change
    gives is left out.
    """
    _, told = protocol.walk(answers)
    open_to_change = {
        key: said
        for key, said in told.items()
        if key in protocol.safety_keys and not protocol.questions[key].fact
    }
    found: dict[Level, Nearby] = {}
    now = _level(protocol, told)
    singles = _changes(protocol, open_to_change, ([key] for key in open_to_change))
    pairs = _changes(protocol, open_to_change, _read_together(protocol, open_to_change))
    for changes in islice(
        chain(_nearest_first(protocol, told, singles), pairs), MOST_TRIED
    ):
        level = _level(protocol, {**answers, **changes})
        if level is not now and level not in found:
            found[level] = Nearby(level=level, changes=changes)
    return tuple(found[level] for level in sorted(found, reverse=True))


def _level(protocol: Protocol, answers: Answers) -> Level:
    _, told = protocol.walk(answers)
    return most_urgent(findings_in(protocol, told))


def _changes(
    protocol: Protocol, told: Answers, groups: Iterable[Iterable[str]]
) -> Iterator[dict[str, Answer]]:
    """Yield every way to answer all questions of each group otherwise."""
    for group in groups:
        keys = [*group]
        others = (
            [said for said in protocol.questions[key].values() if said != told[key]]
            for key in keys
        )
        yield from (dict(zip(keys, said, strict=True)) for said in product(*others))


def _read_together(protocol: Protocol, told: Answers) -> Iterator[tuple[str, str]]:
    """Yield each two questions that a rule reads together, or that now give the level."""
    findings = findings_in(protocol, told)
    decide = [f.questions for f in findings if f.level is most_urgent(findings)]
    read = [tuple(sorted(questions_in(flag.when))) for flag in protocol.red_flags]
    groups = [tuple(chain.from_iterable(decide)), *read]
    pairs = (pair for group in groups for pair in combinations(dict.fromkeys(group), 2))
    yield from (pair for pair in dict.fromkeys(pairs) if told.keys() >= {*pair})


def _nearest_first(
    protocol: Protocol, told: Answers, changes: Iterable[dict[str, Answer]]
) -> list[dict[str, Answer]]:
    """Return changes of one answer, those of a doubt first, then by how far it moves."""

    def moved(change: dict[str, Answer]) -> int:
        [(key, said)] = change.items()
        if isinstance(told[key], Silence):
            return 0
        values = protocol.questions[key].values()
        return abs(values.index(said) - values.index(told[key]))

    return sorted(changes, key=moved)
