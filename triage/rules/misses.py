"""Where the rules miss a published case, each in one line with the reason."""

from collections.abc import Iterable

from triage.rules.decide import Decision
from triage.rules.scoring import NAMES_COUNTED, Judged, Named


def misses(judged: Iterable[Judged]) -> tuple[str, ...]:
    """Return a line for each level not acceptable and each name not where it belongs."""
    lines = (
        f"{one.case.id}: {miss}"
        for one in judged
        for miss in (_level_miss(one), _name_miss(one))
        if miss
    )
    return tuple(lines)


def _level_miss(judged: Judged) -> str:
    if judged.acceptable:
        return ""
    wrong = "over" if judged.over_triaged else "between" if judged.safe else "UNSAFE"
    accepted = ", ".join(level.name for level in sorted(judged.case.acceptable))
    why = _rules(judged.decision)
    return f"{wrong}: {judged.decision.level.name}, accepted {accepted}; {why}"


def _rules(decision: Decision) -> str:
    rules = [
        finding.rule if finding.certain else f"{finding.rule} (not sure)"
        for finding in decision.findings
    ]
    return f"rules {', '.join(rules)}" if rules else "no rule"


def _name_miss(judged: Judged) -> str:
    if judged.wrongly_named:
        return f"named, but not medial: {_bits(judged.names[0])}"
    if not judged.case.codes or judged.names_it_within(1):
        return ""
    wrong = "not first" if judged.names_it_within(NAMES_COUNTED) else "not named"
    right = ", ".join(sorted(judged.case.codes))
    return f"{wrong}: {right}; {_why(judged)}"


def _why(judged: Judged) -> str:
    """Return what came first instead, and what counted against the right cause."""
    if not judged.names:
        return "no causes for pain elsewhere"
    first = ", ".join(map(_bits, judged.names[:NAMES_COUNTED]))
    if judged.place is None:
        return f"no cause stands for it; first {first}"
    right = judged.names[judged.place - 1]
    against = [
        f"{clue.because} ({clue.bits:+g})" for clue in right.ranked.clues if clue.bits < 0
    ]
    reason = " ".join(against) if against else "too little speaks for it"
    history = "" if judged.case.nameable else "; the history cannot give it"
    return f"first {first}; {judged.place}. {_bits(right)}: {reason}{history}"


def _bits(named: Named) -> str:
    return f"{named.ranked.cause} {named.ranked.bits:+.1f}"
