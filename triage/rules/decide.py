"""Apply a protocol to a set of answers, and say why."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from math import fsum

from triage.rules.answers import Answers, Silence
from triage.rules.conditions import Condition, compares_in, holds
from triage.rules.protocol import Cause, Level, OwnLevel, Protocol, RedFlag, Source
from triage.rules.questions import Page

# Raised whenever decide() itself would judge the same data differently, so that a replay of
# stored assessments can tell a change of the rules from a change of the engine.
ENGINE = 1

# How causes are shown: evidence 2.4, output rule.
MAX_SHOWN = 3
SHOWN_WITHIN_BITS = 2.0
TOO_CLOSE_BITS = 1.0
FALLBACK_BELOW_BITS = 1.0


class AnswerRefused(Exception):
    """The protocol does not ask this, or does not offer this answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One reason for the level: a red flag, or a level that a shown cause calls for."""

    rule: str
    level: Level
    because: str
    source: Source
    certain: bool
    questions: tuple[str, ...]


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

    ``ranking`` holds every cause at every level, for physios; ``shown`` names those that
    fit well enough to be shown, best first. ``unasked`` lists the questions never put which
    a red flag at least as urgent as ``level`` reads.
    """

    level: Level
    findings: tuple[Finding, ...]
    in_scope: bool
    ranking: tuple[Ranked, ...]
    shown: tuple[str, ...]
    too_close: bool
    factors: tuple[str, ...]
    unasked: tuple[str, ...]

    @property
    def stands(self) -> bool:
        """Whether nothing still to be asked can make it more urgent."""
        return self.level is Level.EMERGENCY or not self.unasked

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
    pages = protocol.pages_for(answers)
    told = _told_on(pages, answers)
    in_scope = holds(protocol.in_scope, told) is not False
    ranking = _rank(protocol, told)
    shown = _shown(protocol, ranking) if in_scope else ()
    red_flags = filter(None, (judge(flag, told) for flag in protocol.red_flags))
    own_levels = _own_levels(protocol, shown, told)
    findings = sorted([*red_flags, *own_levels], key=_urgency)
    level = max([Level.SELF_CARE, *(finding.level for finding in findings)])
    return Decision(
        level=level,
        findings=tuple(findings),
        in_scope=in_scope,
        ranking=ranking,
        shown=tuple(ranked.cause for ranked in shown),
        too_close=len(shown) > 1 and _lead(shown[0].bits, shown[1].bits) < TOO_CLOSE_BITS,
        factors=tuple(f.id for f in protocol.factors if holds(f.when, told)),
        unasked=_unasked(protocol, pages, told, level),
    )


def refuse_strange_answers(protocol: Protocol, answers: Answers) -> None:
    """Let only answers through that ``protocol`` offers.

    :raises AnswerRefused: naming the first question that does not.
    """
    for key, answer in answers.items():
        if key not in protocol.questions or not protocol.questions[key].accepts(answer):
            raise AnswerRefused(key)


def judge(flag: RedFlag, answers: Answers) -> Finding | None:
    """Return what ``flag`` finds. What was never asked is not judged."""
    truth = holds(flag.when, answers, never_asked=False)
    level = flag.level if truth else flag.when_unsure
    if truth is False or level is Level.SELF_CARE:
        return None
    return Finding(
        rule=flag.id,
        level=level,
        because=flag.because,
        source=flag.source,
        certain=truth is True,
        questions=_that_count(flag.when, answers),
    )


def _that_count(condition: Condition, answers: Answers) -> tuple[str, ...]:
    """Return the questions whose answers speak for ``condition``, or leave it open."""
    return tuple(
        dict.fromkeys(
            compare.question
            for compare in compares_in(condition)
            if holds(compare, answers, never_asked=False) is not False
        )
    )


def _told_on(pages: Iterable[Page], answers: Answers) -> Answers:
    """Keep what was told on these pages: what no longer applies does not count."""
    keys = {key for page in pages for key in page.keys}
    return {key: told for key, told in answers.items() if key in keys}


def _unasked(
    protocol: Protocol, pages: Iterable[Page], answers: Answers, level: Level
) -> tuple[str, ...]:
    """Return what was never put, of all that a rule as urgent as ``level`` reads."""
    matter = protocol.keys_read_at(level)
    asked = chain.from_iterable(page.keys for page in pages)
    return tuple(
        key
        for key in asked
        if key in matter and answers.get(key, Silence.NOT_ASKED) is Silence.NOT_ASKED
    )


def _rank(protocol: Protocol, answers: Answers) -> tuple[Ranked, ...]:
    caps = {cap.domain: cap.bits for cap in protocol.caps}
    ranking = (_weigh(cause, caps, answers) for cause in protocol.causes)
    return tuple(sorted(ranking, key=lambda r: (-r.bits, r.cause)))


def _weigh(cause: Cause, caps: dict[str, float], answers: Answers) -> Ranked:
    clues = [clue for clue in cause.clues if holds(clue.when, answers)]
    by_domain: defaultdict[str, list[float]] = defaultdict(list)
    for clue in clues:
        by_domain[clue.domain].append(clue.bits)
    prior = next((p.bits for p in cause.priors if holds(p.when, answers)), cause.prior)
    capped = (max(-caps[d], min(caps[d], fsum(bits))) for d, bits in by_domain.items())
    return Ranked(
        cause=cause.id,
        bits=fsum([prior, *capped]),
        clues=tuple(Weighed(because=clue.because, bits=clue.bits) for clue in clues),
    )


def _shown(protocol: Protocol, ranking: tuple[Ranked, ...]) -> tuple[Ranked, ...]:
    """Return the causes close to the best; if none stands out, the fallback leads."""
    best = max((ranked.bits for ranked in ranking), default=0.0)
    close = [r for r in ranking if _lead(best, r.bits) <= SHOWN_WITHIN_BITS]
    if best < FALLBACK_BELOW_BITS:
        rest = [ranked for ranked in close if ranked.cause != protocol.fallback]
        close = [*(r for r in ranking if r.cause == protocol.fallback), *rest]
    return tuple(close[:MAX_SHOWN])


def _urgency(finding: Finding) -> tuple[int, str, str]:
    """Return what sorts findings: most urgent first, whatever the order of the rules."""
    return -finding.level, finding.rule, finding.because


def _lead(ahead: float, behind: float) -> float:
    """Return the difference in bits, free of what binary fractions leave over."""
    return round(ahead - behind, 6)


def _own_levels(
    protocol: Protocol, shown: Iterable[Ranked], answers: Answers
) -> Iterator[Finding]:
    for ranked in shown:
        for own in protocol.cause_by_id[ranked.cause].own_levels:
            truth = holds(own.when, answers)
            if truth is not False:
                yield _called_for(ranked.cause, own, answers, certain=truth is True)


def _called_for(cause: str, own: OwnLevel, answers: Answers, *, certain: bool) -> Finding:
    return Finding(
        rule=cause,
        level=own.level,
        because=own.because,
        source=own.source,
        certain=certain,
        questions=_that_count(own.when, answers),
    )
