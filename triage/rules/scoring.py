"""How well a protocol judges published cases."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from statistics import median

from triage.rules.answers import Answer, Silence
from triage.rules.cases import Case, Scope
from triage.rules.decide import Decision, decide
from triage.rules.protocol import Protocol
from triage.rules.questions import Kind, Page, Question
from triage.rules.ranking import Ranked

Codes = Mapping[str, AbstractSet[str]]

NAMES_COUNTED = 3


@dataclass(frozen=True, slots=True)
class Rate:
    """How often something was so, of all the times it could have been."""

    name: str
    hits: int
    of: int

    def __str__(self) -> str:
        share = f"{self.hits / self.of:6.1%}" if self.of else "     -"
        return f"{self.name:<28}{self.hits:>4} of {self.of:<6}{share}"


@dataclass(frozen=True, slots=True)
class Length:
    """How many pages each of some cases took to a result."""

    name: str
    pages: tuple[int, ...]

    @property
    def median(self) -> float:
        """The median; 0 if there is no case."""
        return median(self.pages) if self.pages else 0.0

    @property
    def longest(self) -> int:
        return max(self.pages, default=0)

    def __str__(self) -> str:
        told = f"median {self.median:g}, longest {self.longest}"
        return f"{self.name}: {told if self.pages else 'no case'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A cause in its place in the ranking, and the codes it stands for."""

    ranked: Ranked
    codes: AbstractSet[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A case, and what the rules make of it.

    ``names`` are all causes, best first, also where the level shows the patient none; for
    somebody under 18 they are those an adult with the same answers would get. ``told`` are
    the answers on the pages that were put before the result.
    """

    case: Case
    decision: Decision
    names: tuple[Named, ...]
    pages: int
    told: tuple[Answer, ...]

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

    @property
    def place(self) -> int | None:
        """Return in which place the first right cause stands; 1 is best."""
        right = (named.codes & self.case.codes for named in self.names)
        return next((place for place, hit in enumerate(right, start=1) if hit), None)

    def names_it_within(self, places: int) -> bool:
        """Return whether one of the first ``places`` causes is a right one."""
        return self.place is not None and self.place <= places

    @property
    def wrongly_named(self) -> bool:
        """Whether a cause at the inner knee is named for pain that is not there."""
        return self.case.scope is Scope.NON_MEDIAL and bool(self.names)


def judge_case(case: Case, *, adult: Protocol, young: Protocol, codes: Codes) -> Judged:
    """Return what the rules make of ``case``; ``codes`` says what each cause stands for."""
    protocol = young if case.under_18 else adult
    answers = as_told(protocol, case.answers)
    asked = pages_to_result(protocol, answers)
    ranking = decide(adult, as_told(adult, case.answers)).ranking
    return Judged(
        case=case,
        decision=decide(protocol, answers),
        names=tuple(
            Named(ranked=ranked, codes=codes.get(ranked.cause, frozenset()))
            for ranked in ranking
        ),
        pages=len(asked),
        told=tuple(answers[key] for page in asked for key in page.keys),
    )


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


def pages_to_result(protocol: Protocol, answers: Mapping[str, Answer]) -> tuple[Page, ...]:
    """Return the pages that are put to somebody with these ``answers`` before the result.

    Pages that ask a doubtful item alone are left out: in a case "not sure" mostly means
    that nobody wrote it down.
    """
    pages = protocol.pages_for(answers)
    told: dict[str, Answer] = {}
    for number, page in enumerate(pages, start=1):
        told |= {key: answers[key] for key in page.keys}
        if decide(protocol, told).ends_early:
            return pages[:number]
    return pages


def rates(judged: Sequence[Judged]) -> tuple[Rate, ...]:
    """Return every rate with its counts."""
    to_name = [one for one in judged if one.case.codes and one.case.nameable]
    medial = [one for one in judged if one.case.codes and one.case.scope is Scope.MEDIAL]
    elsewhere = [one for one in judged if one.case.scope is Scope.NON_MEDIAL]
    red_flags = [one for one in judged if one.case.red_flag]
    told = [answer for one in judged for answer in one.told]
    return (
        _rate("safe", (one.safe for one in judged)),
        _rate("acceptable", (one.acceptable for one in judged)),
        _rate("over-triage", (one.over_triaged for one in judged)),
        _rate("red-flag cases safe", (one.safe for one in red_flags)),
        _rate("top-1", (one.names_it_within(1) for one in to_name)),
        _rate("top-3", (one.names_it_within(NAMES_COUNTED) for one in to_name)),
        _rate("top-1 medial", (one.names_it_within(1) for one in medial)),
        _rate("top-3 medial", (one.names_it_within(NAMES_COUNTED) for one in medial)),
        _rate("non-medial, cause named", (one.wrongly_named for one in elsewhere)),
        _rate("answers not sure", (answer is Silence.NOT_SURE for answer in told)),
    )


def _rate(name: str, truths: Iterable[bool]) -> Rate:
    counted = list(truths)
    return Rate(name, sum(counted), len(counted))


def lengths(judged: Sequence[Judged]) -> tuple[Length, ...]:
    """Return how many pages all cases took, and the adults alone: the young have a list."""
    adults = [one for one in judged if not one.case.under_18]
    return (
        Length("pages to a result", tuple(one.pages for one in judged)),
        Length("pages, adults alone", tuple(one.pages for one in adults)),
    )
