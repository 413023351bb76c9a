"""All that one sheet tells whoever is going to look at the knee."""

from dataclasses import dataclass

from django.utils.translation import gettext

from triage.models import LEVEL_IN_WORDS, Assessment, LevelOverrule
from triage.protocols.medial_knee.roles import AGE, DISTANCE, SIDE
from triage.rules.answers import Answers, Silence
from triage.rules.decide import factors_of_decision
from triage.rules.factors import Found
from triage.rules.parts import Cause, FactorKind, Level
from triage.rules.protocol import Protocol
from triage.rules.words import answer_in_words
from triage.services import newest_overrule
from triage.views.fitting import Possible, could_also_be, possible_causes
from triage.views.readout import Reason, Spot, Told, reasons_for, spot_of
from triage.views.strain import asked_about

# With more reasons than this their answers stand only among all that was said yes to.
MANY = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """All that was answered, by what it means to a clinician.

    ``changes`` are of the running before it began, ``denied`` the warning signs that were
    answered with no.
    """

    age: str
    side: str
    distance: str
    story: tuple[Told, ...]
    ticked: tuple[str, ...]
    changes: tuple[str, ...]
    denied: tuple[str, ...]
    unsure: tuple[str, ...]
    not_asked: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A result for a clinician. ``before`` is a more urgent level that was told earlier.

    ``level`` is that of a physio where theirs is more urgent; ``overruled`` tells of it.
    ``name`` is empty where whoever prints it writes their own. ``since`` are lines on how
    it went after the result.
    """

    assessment: Assessment
    level: str
    before: str
    reasons: tuple[Reason, ...]
    history: History
    spot: Spot | None
    strain: tuple[Found, ...]
    causes: tuple[Possible, ...]
    could_also_be: tuple[Cause, ...]
    name: str = ""
    overruled: str = ""
    since: tuple[str, ...] = ()

    @property
    def dense(self) -> bool:
        """Whether there are too many reasons to tell the answers with each."""
        return len(self.reasons) > MANY

    @property
    def ended_early(self) -> bool:
        """Whether being seen came before the rest of the questions."""
        return self.assessment.decided.level >= Level.SAME_DAY

    @property
    def release(self) -> str:
        """The rules it comes from, as far as anybody compares them."""
        return self.assessment.release.sha256[:12]


def sheet_of(
    assessment: Assessment,
    *,
    before: Level | None = None,
    name: str = "",
    since: tuple[str, ...] = (),
) -> Sheet:
    """Return the sheet of a submitted assessment, read with its release.

    ``before`` is the most urgent level ever told by this runner, as far as it is known.
    """
    decision = assessment.decided
    protocol, answers = assessment.release.protocol, assessment.given
    said = newest_overrule(assessment)
    level = max(decision.level, said.level) if said else decision.level
    earlier = before or decision.level
    named = decision.names_causes
    return Sheet(
        assessment=assessment,
        level=LEVEL_IN_WORDS[level],
        before=LEVEL_IN_WORDS[earlier] if earlier > level else "",
        reasons=tuple(reasons_for(protocol, answers, decision)),
        history=_history(protocol, answers),
        spot=spot_of(protocol, answers),
        strain=factors_of_decision(protocol, answers, decision),
        causes=tuple(possible_causes(protocol, answers, decision, pages={}))
        if named
        else (),
        could_also_be=tuple(could_also_be(protocol, decision)) if named else (),
        name=name,
        overruled=_overruled(said, decision.level) if said else "",
        since=since,
    )


def _overruled(said: LevelOverrule, level: Level) -> str:
    """Return what a physio said of a result of this ``level``, and what the rules did."""
    words = gettext(
        "%(name)s gives it another level: %(level)s. %(why)s Our rules: %(ours)s."
    )
    return words % {
        "name": said.by.name or gettext("A physio"),
        "level": gettext(LEVEL_IN_WORDS[said.level]),
        "why": said.why,
        "ours": gettext(LEVEL_IN_WORDS[level]),
    }


def _history(protocol: Protocol, answers: Answers) -> History:
    _, told = protocol.walk(answers)
    texts = {key: question.text for key, question in protocol.questions.items()}
    ticked = [k for k, said in told.items() if said is True and _is_tick(protocol, k)]
    load = asked_about(FactorKind.LOAD, protocol)
    signs = protocol.safety_keys.difference(load)
    return History(
        age=_in_words(protocol, told, AGE),
        side=_in_words(protocol, told, SIDE),
        distance=_in_words(protocol, told, DISTANCE),
        story=tuple(_story(protocol, told)),
        ticked=tuple(texts[key] for key in ticked if key not in load),
        changes=tuple(texts[key] for key in ticked if key in load),
        denied=tuple(
            texts[key]
            for key, said in told.items()
            if said is False and _is_tick(protocol, key) and key in signs
        ),
        unsure=tuple(texts[k] for k, said in told.items() if isinstance(said, Silence)),
        not_asked=tuple(text for key, text in texts.items() if key not in told),
    )


def _story(protocol: Protocol, told: Answers) -> list[Told]:
    """Return the questions that are no part of a list and have no line of their own."""
    pictures = {page.key for page in protocol.pages if page.picture}
    return [
        Told(protocol.questions[key].text, _in_words(protocol, told, key))
        for key, said in told.items()
        if not _is_tick(protocol, key)
        and key not in {AGE, SIDE, DISTANCE, *pictures}
        and not isinstance(said, Silence)
    ]


def _is_tick(protocol: Protocol, key: str) -> bool:
    return bool(protocol.questions[key].alone)


def _in_words(protocol: Protocol, told: Answers, key: str) -> str:
    """Return the answer to a question, or nothing if these rules never put it."""
    return answer_in_words(protocol.questions[key], told[key]) if key in told else ""
