"""Proves the protocols of this version by z3, and tries the same broken rules."""

import sys
from collections import Counter
from time import perf_counter

from tests.second_proof.laws import Promise, Verdict, lowered_by_a_worse_answer
from triage.protocols.medial_knee import FOLLOW_UP, MEDIAL_KNEE, UNDER_18
from triage.rules.canonical import dumps
from triage.rules.protocol import Protocol
from triage.rules.prove import trials_of


def main() -> int:
    """Print what z3 makes of each protocol; return 0 if all of it holds."""
    all_hold = True
    for protocol in (MEDIAL_KNEE, FOLLOW_UP, UNDER_18):
        all_hold &= laws_hold(protocol)
        all_hold &= copies_are_noticed(protocol)
    return 0 if all_hold else 1


def laws_hold(protocol: Protocol) -> bool:
    """Print whether both laws hold for ``protocol``, and return it."""
    text, started = dumps(protocol), perf_counter()
    calmer = Promise(text).broken_by(text)
    lowered = lowered_by_a_worse_answer(text)
    say(f"{protocol.slug}, by z3 ({perf_counter() - started:.1f} s)")
    say(f"  no red flag ends below its level: {calmer or 'proved'}")
    say(f"  no worse answer lowers the level: {lowered or 'proved'}")
    return calmer is None and lowered is None


def copies_are_noticed(protocol: Protocol) -> bool:
    """Print what becomes of broken copies; return whether the search says the same."""
    started, promise = perf_counter(), Promise(dumps(protocol))
    figures = Counter[Verdict]()
    agrees = True
    for trial in trials_of(protocol):
        verdict = promise.verdict_on(dumps(trial.mutant.protocol))
        figures[verdict] += 1
        if verdict is not (Verdict.FOUND if trial.found else Verdict.SAME):
            say(f"  {trial.in_words(protocol)}, BUT BY Z3 IT {verdict}")
            agrees = False
    for verdict, count in figures.items():
        say(f"  broken copies: {count} {verdict}")
    say(f"  tried in {perf_counter() - started:.1f} s")
    return agrees


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main())
