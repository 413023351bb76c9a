"""Apply a protocol to a set of answers, and say why."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import fsum
from typing import assert_never

from triage.rules.answers import Answers, Silence
from triage.rules.conditions import AllOf, AnyOf, Compare, Condition, Not, holds
from triage.rules.factors import Found, factors_in, factors_told
from triage.rules.parts import Cause, Level, RedFlag, Source
from triage.rules.protocol import Protocol
from triage.rules.questions import Page

# Raised whenever decide() itself would judge the same data differently, so that a replay of
# stored assessments can tell a change of the rules from a change of the engine.
ENGINE = 2

# How causes are shown: evidence 2.4, output rule.
MAX_SHOWN = 3
SHOWN_WITHIN_BITS = 2.0
TOO_CLOSE_BITS = 1.0
FALLBACK_BELOW_BITS = 1.0


class AnswerRefused(Exception):
    """The protocol does not ask this, or does not offer this answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A red flag that was raised: one reason for the level."""

    rule: str
    level: Level
    because: str
    source: Source
    certain: bool
    questions: tuple[str, ...]


def _stands(level: Level, unasked: tuple[str, ...]) -> bool:
    return level is Level.EMERGENCY or not unasked


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """How soon somebody should look, and why: what comes of all ``told`` that counts."""

    told: Answers
    findings: tuple[Finding, ...]
    level: Level
    unasked: tuple[str, ...]

    @property
    def stands(self) -> bool:
        """Whether nothing still to be asked can make it more urgent."""
        return _stands(self.level, self.unasked)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """One clue that counted: its words and its bits before the cap of its domain."""

    because: str
    bits: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    cause: str
    bits: float
    clues: tuple[Weighed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What the answers come to.

    ``ranking`` holds every cause at every level, for physios, and none for pain elsewhere;
    ``shown`` names those that fit well enough to be shown, best first. ``factors`` are
    those that are set, as ``in_order`` lists them. ``unasked`` lists the questions never
    put which a red flag at least as urgent as ``level`` reads. With ``no_impact`` there is
    no running and no jumping, whatever the level.
    """

    level: Level
    findings: tuple[Finding, ...]
    no_impact: bool
    in_scope: bool
    ranking: tuple[Ranked, ...]
    shown: tuple[str, ...]
    too_close: bool
    factors: tuple[str, ...]
    unasked: tuple[str, ...]

    @property
    def stands(self) -> bool:
        """Whether nothing still to be asked can make it more urgent."""
        return _stands(self.level, self.unasked)

    @property
    def ends_early(self) -> bool:
        """Whether to stop asking: the causes can wait, being seen cannot."""
        return self.stands and self.level >= Level.SAME_DAY

    @property
    def names_causes(self) -> bool:
        """Whether the runner is shown causes at this level."""
        return self.level < Level.SAME_DAY and bool(self.shown)

    @property
    def allows_plan(self) -> bool:
        """Whether it is a positive result: a plan may be offered for it."""
        return self.stands and self.level <= Level.WITHIN_2_WEEKS and bool(self.shown)


def decide(protocol: Protocol, answers: Answers) -> Decision:
    """Return how soon somebody should look, why, and what fits best.

    :raises AnswerRefused: if an answer is none of those the protocol offers.
    """
    refuse_strange_answers(protocol, answers)
    judged = judge(protocol, answers)
    told, findings = judged.told, judged.findings
    in_scope = holds(protocol.in_scope, told) is not False
    ranking = _rank(protocol, told) if in_scope else ()
    shown = _shown(ranking)
    return Decision(
        level=judged.level,
        findings=findings,
        no_impact=any(protocol.red_flag_by_id[f.rule].no_impact for f in findings),
        in_scope=in_scope,
        ranking=ranking,
        shown=tuple(ranked.cause for ranked in shown),
        too_close=len(shown) > 1 and _lead(shown[0].bits, shown[1].bits) < TOO_CLOSE_BITS,
        factors=tuple(found.factor.id for found in factors_told(protocol, told)),
        unasked=judged.unasked,
    )


def judge(protocol: Protocol, answers: Answers) -> Judgement:
    """Return how soon somebody should look, without asking what it may be."""
    pages, told = protocol.walk(answers)
    findings = findings_in(protocol, told)
    level = most_urgent(findings)
    unasked = _never_put(protocol, pages, told, level)
    return Judgement(told=told, findings=findings, level=level, unasked=unasked)


def findings_in(protocol: Protocol, told: Answers) -> tuple[Finding, ...]:
    """Return every red flag that ``told`` raises, most urgent first.

    What was never asked is not judged.
    """
    truths = [(flag, reading(told)) for flag, reading in protocol.alarms]
    raised = [(flag, truth is True) for flag, truth in truths if truth is not False]
    found = [_finding(flag, told, certain=certain) for flag, certain in raised]
    return tuple(sorted(filter(None, found), key=lambda f: (-f.level, f.rule)))


def factors_of_decision(
    protocol: Protocol, answers: Answers, decision: Decision
) -> tuple[Found, ...]:
    """Return the factors that ``decision`` found in ``answers``, with points and signs."""
    found = factors_in(protocol, answers)
    return tuple(each for each in found if each.factor.id in decision.factors)


def most_urgent(findings: Iterable[Finding]) -> Level:
    """Return the level that ``findings`` come to."""
    return max([Level.SELF_CARE, *(finding.level for finding in findings)])


def refuse_strange_answers(protocol: Protocol, answers: Answers) -> None:
    """Let only answers through that ``protocol`` offers.

    :raises AnswerRefused: naming the first question that does not.
    """
    offered = protocol.offered
    for key, answer in answers.items():
        if (type(answer), answer) not in offered.get(key, ()):
            raise AnswerRefused(key)


def _finding(flag: RedFlag, told: Answers, *, certain: bool) -> Finding | None:
    """Return what ``flag`` finds if it is raised, unless its doubt calls for nothing."""
    level = flag.level if certain else flag.when_unsure
    if level is Level.SELF_CARE:
        return None
    return Finding(
        rule=flag.id,
        level=level,
        because=flag.because,
        source=flag.source,
        certain=certain,
        questions=tuple(dict.fromkeys(_deciding(flag.when, told))),
    )


def _deciding(condition: Condition, told: Answers) -> Iterator[str]:
    """Yield the questions whose answers raise ``condition``, or leave it open."""
    if holds(condition, told, never_asked=False) is False:
        return
    match condition:
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from _deciding(part, told)
        case Compare() | Not():
            yield from (compare.question for compare in condition.compares)
        case _:
            assert_never(condition)


def _never_put(
    protocol: Protocol, pages: Iterable[Page], told: Answers, level: Level
) -> tuple[str, ...]:
    """Return what was never put, of all that a rule as urgent as ``level`` reads."""
    silent = [
        question.key
        for page in pages
        for question in page.questions
        if told.get(question.key, Silence.NOT_ASKED) is Silence.NOT_ASKED
    ]
    matter = protocol.keys_read_at(level)
    return tuple(key for key in silent if key in matter)


def _rank(protocol: Protocol, told: Answers) -> tuple[Ranked, ...]:
    """Return every cause, best first, but for one that may not lead."""
    if not protocol.causes:
        return ()
    ranking = sorted(_weigh(protocol, told), key=lambda r: (-r.bits, r.cause))
    leader = next(
        (
            ranked
            for ranked in ranking
            if ranked.bits >= FALLBACK_BELOW_BITS
            and holds(protocol.cause_by_id[ranked.cause].leads_when, told)
        ),
        next(ranked for ranked in ranking if ranked.cause == protocol.fallback),
    )
    return leader, *(ranked for ranked in ranking if ranked is not leader)


def _weigh(protocol: Protocol, told: Answers) -> Iterator[Ranked]:
    counted: dict[str, list[tuple[str, Weighed]]] = {c.id: [] for c in protocol.causes}
    for clue, reading in protocol.evidence:
        if reading(told):
            for weight in clue.weights:
                weighed = _weighed(clue.because, weight.bits)
                counted[weight.cause].append((clue.domain, weighed))
    for cause, prior in _priors(protocol, told):
        clues = counted[cause.id]
        yield Ranked(
            cause=cause.id,
            bits=round(fsum([prior, *_capped(protocol, clues)]), 6),
            clues=tuple([weighed for _, weighed in clues]),
        )


def _priors(protocol: Protocol, told: Answers) -> Iterator[tuple[Cause, float]]:
    """Yield every cause with where it starts: at the first of its priors that holds."""
    for situations, causes in protocol.causes_by_situations.items():
        places = (place for place, when in enumerate(situations) if holds(when, told))
        first = next(places, None)
        for cause in causes:
            yield cause, cause.prior if first is None else cause.priors[first].bits


@lru_cache(maxsize=4096)
def _weighed(because: str, bits: float) -> Weighed:
    """Return one object for all decisions in which the same clue counts as much."""
    return Weighed(because=because, bits=bits)


def _capped(protocol: Protocol, clues: list[tuple[str, Weighed]]) -> list[float]:
    """Return what the clues of each domain come to, within its cap."""
    by_domain: dict[str, float] = {}
    for domain, weighed in clues:
        by_domain[domain] = by_domain.get(domain, 0.0) + weighed.bits
    caps = protocol.cap_of
    return [max(-caps[d], min(caps[d], bits)) for d, bits in by_domain.items()]


def _shown(ranking: tuple[Ranked, ...]) -> tuple[Ranked, ...]:
    """Return the leading cause, and those that are close to the best."""
    best = max((ranked.bits for ranked in ranking), default=0.0)
    others = (r for r in ranking[1:] if _lead(best, r.bits) <= SHOWN_WITHIN_BITS)
    return (*ranking[:1], *others)[:MAX_SHOWN]


def _lead(ahead: float, behind: float) -> float:
    """Return the difference in bits, free of what binary fractions leave over."""
    return round(ahead - behind, 6)
