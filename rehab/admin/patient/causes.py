"""What fits a runner's answers, and which other answers would have changed the level."""

from dataclasses import dataclass

from triage.models import LEVEL_IN_WORDS, Assessment
from triage.rules.answers import Silence
from triage.rules.nearby import nearby
from triage.rules.words import answer_in_words, question_in_words

MOST_TURNS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """A cause that was close enough to name, with what counted, each with its bits."""

    name: str
    bits: float
    counted_for: tuple[tuple[str, float], ...]
    counted_against: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Other answers (question, the answer now, another), and the level they come to."""

    level: str
    changes: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitting:
    """What a result says beyond its level. ``ranked`` counts all causes of its rules."""

    fits: tuple[Fit, ...]
    ranked: int
    too_close: bool
    turns: tuple[Turn, ...]


def fitting_of(check: Assessment) -> Fitting:
    """Return what fits the answers best first, and what would change the level most."""
    decision, causes = check.decided, check.release.protocol.cause_by_id
    shown = [ranked for ranked in decision.ranking if ranked.cause in decision.shown]
    return Fitting(
        fits=tuple(
            Fit(
                name=causes[ranked.cause].name,
                bits=ranked.bits,
                counted_for=tuple((c.because, c.bits) for c in ranked.clues if c.bits > 0),
                counted_against=tuple(
                    (c.because, c.bits) for c in ranked.clues if c.bits < 0
                ),
            )
            for ranked in shown
        ),
        ranked=len(decision.ranking),
        too_close=decision.too_close,
        turns=_turns(check),
    )


def _turns(check: Assessment) -> tuple[Turn, ...]:
    protocol, given = check.release.protocol, check.given
    return tuple(
        Turn(
            level=LEVEL_IN_WORDS[found.level],
            changes=tuple(
                (
                    question_in_words(protocol.questions[key]),
                    answer_in_words(
                        protocol.questions[key], given.get(key, Silence.NOT_ASKED)
                    ),
                    answer_in_words(protocol.questions[key], said),
                )
                for key, said in found.changes.items()
            ),
        )
        for found in nearby(protocol, given)[:MOST_TURNS]
    )
