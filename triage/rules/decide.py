"""Apply a protocol to a set of answers, and say why."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import assert_never

from triage.rules.answers import Answers, Silence
from triage.rules.conditions import AllOf, AnyOf, Compare, Condition, Not, holds
from triage.rules.factors import Found, factors_in, factors_told
from triage.rules.parts import Level, RedFlag, Source
from triage.rules.protocol import Protocol
from triage.rules.questions import Page
from triage.rules.ranking import Ranked, are_close, leading, rank

# Raised whenever decide() itself would judge the same data differently, so that a replay of
# stored assessments can tell a change of the rules from a change of the engine.
ENGINE = 2


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

    @property
    def allows_protection(self) -> bool:
        """Whether a plan may be offered that protects the knee until a visit."""
        soon = Level.WITHIN_2_WEEKS < self.level < Level.SAME_DAY
        return self.stands and soon and bool(self.shown)


def decide(protocol: Protocol, answers: Answers) -> Decision:
    """Return how soon somebody should look, why, and what fits best.

    :raises AnswerRefused: if an answer is none of those the protocol offers.
    """
    refuse_strange_answers(protocol, answers)
    judged = judge(protocol, answers)
    told, findings = judged.told, judged.findings
    in_scope = holds(protocol.in_scope, told) is not False
    ranking = rank(protocol, told) if in_scope else ()
    shown = leading(ranking)
    return Decision(
        level=judged.level,
        findings=findings,
        no_impact=any(protocol.red_flag_by_id[f.rule].no_impact for f in findings),
        in_scope=in_scope,
        ranking=ranking,
        shown=tuple(ranked.cause for ranked in shown),
        too_close=are_close(shown),
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
