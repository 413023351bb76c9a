"""How fast ``decide()`` is beside two yardsticks, timed in turn on the published cases.

*Reading* is the least that any engine has to do: for each question of the protocol, look up
what was told to it and check that it is one of the answers offered, its type included.

*zen-engine* gets the same rules as one decision table, and of the answers only those that
apply. It names the rules that fit and their levels. What is made of them, the ranking of
the causes above all, is in the time of ``decide()`` alone. It is given its decision as its
manual shows, and once more compiled beforehand; the bound is on the first.
"""

import sys
from collections.abc import Callable, Sequence
from functools import partial
from statistics import median
from time import process_time
from typing import Any, Final

import zen

from tests.benchmarks.table import as_context, as_decision
from triage.rules.answers import Answers
from triage.rules.changes import changes_of
from triage.rules.decide import Decision, decide
from triage.rules.protocol import Protocol

ROUNDS: Final = 75  # short ones: whatever slows this machine down, slows all of them down
MOST_TIMES_READING: Final = 60
LEAST_TIMES_FASTER: Final = 3
MOST_MILLISECONDS_FOR_CHANGES: Final = 50


def compare(protocol: Protocol, cases: Sequence[Answers]) -> None:
    """Print how long each takes for one of ``cases``, and hold them to their bounds.

    :raises AssertionError: if one is out of bounds, or the two engines do not agree.
    """
    contexts = [as_context(protocol, protocol.walk(answers)[1]) for answers in cases]
    table = zen.ZenEngine().create_decision(as_decision(protocol))
    ready = zen.ZenEngine().create_decision(zen.ZenDecisionContent(as_decision(protocol)))
    for answers, context in zip(cases, contexts, strict=True):
        _agree(protocol, decide(protocol, answers), table.evaluate(context)["result"])
    reading, deciding, zen_engine, zen_ready = _timed(
        (partial(_read, protocol), cases),
        (partial(decide, protocol), cases),
        (table.evaluate, contexts),
        (ready.evaluate, contexts),
    )
    slower = _ratio("decide() to reading", deciding, reading)
    faster = _ratio("zen-engine to decide()", zen_engine, deciding)
    _ratio("zen-engine, compiled before, to decide()", zen_ready, deciding)
    slowest = max(_milliseconds_for_changes(protocol, answers) for answers in cases)
    sys.stdout.write(f"changes_of(), of all cases the slowest{slowest:>10.1f} ms\n")
    assert slower <= MOST_TIMES_READING, slower
    assert faster >= LEAST_TIMES_FASTER, faster
    assert slowest <= MOST_MILLISECONDS_FOR_CHANGES, slowest


def _milliseconds_for_changes(protocol: Protocol, answers: Answers) -> float:
    decision = decide(protocol, answers)
    return _turn(lambda told: changes_of(protocol, told, decision), [answers]) / 1e3


def _read(protocol: Protocol, answers: Answers) -> None:
    for key, offered in protocol.offered.items():
        told = answers[key]
        if (type(told), told) not in offered:
            raise ValueError(key)


def _agree(protocol: Protocol, decision: Decision, hits: Any) -> None:
    """Hold what zen-engine found against ``decision``."""
    levels: dict[str, int] = {}
    for hit in hits:
        levels[hit["name"]] = max(hit["level"], levels.get(hit["name"], 0))
    found = {finding.rule: finding.level for finding in decision.findings}
    clues = {clue.because for ranked in decision.ranking for clue in ranked.clues}
    assert {rule: levels.get(rule) for rule in protocol.red_flag_by_id} == {
        rule: found.get(rule) for rule in protocol.red_flag_by_id
    }
    assert levels.keys() & protocol.factor_by_id.keys() == {*decision.factors}
    if decision.in_scope:
        weighed = {clue.because for clue in protocol.clues if clue.weights}
        assert levels.keys() & weighed == clues


def _timed(
    *contestants: tuple[Callable[[Any], object], Sequence[Any]],
) -> list[list[float]]:
    """Return, for each contestant, the microseconds that a call takes in each round."""
    times: list[list[float]] = [[] for _ in contestants]
    for _ in range(ROUNDS):
        for found, (call, inputs) in zip(times, contestants, strict=True):
            found.append(_turn(call, inputs))
    return times


def _turn(call: Callable[[Any], object], inputs: Sequence[Any]) -> float:
    """Return what a call takes, of the processor's time: other work is not counted."""
    begun = process_time()
    for given in inputs:
        call(given)
    return (process_time() - begun) / len(inputs) * 1e6


def _ratio(name: str, slow: Sequence[float], quick: Sequence[float]) -> float:
    """Print both times and return the median, over the rounds, of their ratio."""
    ratio = median(s / q for s, q in zip(slow, quick, strict=True))
    times = f"{median(slow):.1f} to {median(quick):.1f} microseconds"
    sys.stdout.write(f"{name:<42}{ratio:>6.1f} times ({times})\n")
    return ratio
