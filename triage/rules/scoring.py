"""How well a protocol judges published cases."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from triage.rules.answers import Answer, Silence
from triage.rules.cases import Case
from triage.rules.decide import Decision, decide
from triage.rules.protocol import Protocol
from triage.rules.questions import Kind, Question

Codes = Mapping[str, AbstractSet[str]]


@dataclass(frozen=True, slots=True)
class Rate:
    """How often something was so, of all the times it could have been."""

    name: str
    hits: int
    of: int

    def __str__(self) -> str:
        share = f"{self.hits / self.of:6.1%}" if self.of else "     -"
        return f"{self.name:<24}{self.hits:>4} of {self.of:<4}{share}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A case, and what the rules make of it.

    ``named`` holds, for each cause shown, the codes it stands for, best first.
    """

    case: Case
    decision: Decision
    named: tuple[AbstractSet[str], ...]

    @property
    def safe(self) -> bool:
        """Whether it is not less urgent than the least urgent acceptable level."""
        return self.decision.level >= min(self.case.acceptable)

    @property
    def acceptable(self) -> bool:
        return self.decision.level in self.case.acceptable

    @property
    def over_triaged(self) -> bool:
        """Whether it is more urgent than the most urgent acceptable level."""
        return self.decision.level > max(self.case.acceptable)

    def names_it_within(self, places: int) -> bool:
        """Return whether one of the first ``places`` causes shown is a right one."""
        return any(self.case.codes & codes for codes in self.named[:places])


def judge_case(case: Case, *, adult: Protocol, young: Protocol, codes: Codes) -> Judged:
    """Return what the rules make of ``case``; ``codes`` says what each cause stands for."""
    protocol = young if case.under_18 else adult
    decision = decide(protocol, as_told(protocol, case.answers))
    named = tuple(codes.get(cause, frozenset()) for cause in decision.shown)
    return Judged(case=case, decision=decision, named=named)


def as_told(protocol: Protocol, answers: Mapping[str, Answer]) -> dict[str, Answer]:
    """Return ``answers`` with what the case does not mention, as its patient would tell it.

    A safety sign that is not mentioned is "none of these"; any other fact is "not sure".
    """
    return {
        question.key: answers.get(question.key, _unmentioned(protocol, question))
        for question in protocol.questions.values()
    }


def _unmentioned(protocol: Protocol, question: Question) -> Answer:
    is_sign = question.key in protocol.safety_keys and question.kind is not Kind.CHOICE
    return question.values()[0] if is_sign else Silence.NOT_SURE


def rates(judged: Sequence[Judged]) -> tuple[Rate, ...]:
    """Return every rate with its counts."""
    to_name = [one for one in judged if one.case.codes]
    red_flags = [one for one in judged if one.case.red_flag]
    return (
        _rate("safe", (one.safe for one in judged)),
        _rate("acceptable", (one.acceptable for one in judged)),
        _rate("over-triage", (one.over_triaged for one in judged)),
        _rate("red-flag cases safe", (one.safe for one in red_flags)),
        _rate("top-1", (one.names_it_within(1) for one in to_name)),
        _rate("top-3", (one.names_it_within(3) for one in to_name)),
    )


def _rate(name: str, truths: Iterable[bool]) -> Rate:
    counted = list(truths)
    return Rate(name, sum(counted), len(counted))


def misses(judged: Iterable[Judged]) -> tuple[str, ...]:
    """Return one line for each level not acceptable and each name not among those shown."""
    lines = (line for one in judged for line in (_level_miss(one), _name_miss(one)))
    return tuple(filter(None, lines))


def _level_miss(judged: Judged) -> str:
    if judged.acceptable:
        return ""
    wrong = "over" if judged.over_triaged else "between" if judged.safe else "UNSAFE"
    accepted = ", ".join(level.name for level in sorted(judged.case.acceptable))
    return (
        f"{judged.case.id}: {wrong}: {judged.decision.level.name}, accepted {accepted}; "
        f"{_why(judged.decision)}"
    )


def _why(decision: Decision) -> str:
    rules = [
        finding.rule if finding.certain else f"{finding.rule} (not sure)"
        for finding in decision.findings
    ]
    return f"rules {', '.join(rules)}" if rules else "no rule"


def _name_miss(judged: Judged) -> str:
    if not judged.case.codes or judged.names_it_within(1):
        return ""
    place = "not first" if judged.names_it_within(3) else "not named"
    right = ", ".join(sorted(judged.case.codes))
    shown = ", ".join(judged.decision.shown) or "no cause"
    return f"{judged.case.id}: {place}: {right}; shown {shown}"
