"""What triage holds of people."""

from accounts.privacy.kinds import Holding, Kind, Plain, register
from triage.models import Assessment, BlindRating, LevelOverrule, MovementCheck
from triage.rules.answers import Answers, decode_answers
from triage.rules.protocol import Protocol
from triage.rules.words import answer_in_words, question_in_words


def in_words(protocol: Protocol, answers: Answers) -> list[Plain]:
    """Return each question that was answered, in its words of then, with its answer."""
    return [
        {
            "question": question_in_words(protocol.questions[key]),
            "answer": answer_in_words(protocol.questions[key], answer),
        }
        for key, answer in answers.items()
        if key in protocol.questions
    ]


def _answers(row: Assessment | MovementCheck) -> list[Plain]:
    return in_words(row.release.protocol, row.given)


def _worst_answers(row: Assessment) -> list[Plain]:
    return in_words(row.release.protocol, decode_answers(row.worst_answers))


def _causes(row: Assessment) -> list[Plain]:
    """Return the names of the causes that fit, where a result tells its runner any."""
    if row.submitted_at is None or not row.decided.names_causes:
        return []
    causes = row.release.protocol.cause_by_id
    return [causes[key].name for key in row.decided.shown]


def _reasons(row: Assessment) -> list[Plain]:
    return [finding.because for finding in row.decided.findings] if row.submitted_at else []


LOOKS = {
    "assessment": "looked at your answers and your result",
    "blind rating": "looked at a level given to your answers, to test our rules",
    "blind rating of assessment": "looked at your answers, to test our rules",
    "list of assessments": "saw your results in a list",
    "list of blind ratings": "saw levels given to your answers, to test our rules",
}
HOLDING = Holding(
    app="triage",
    forget="triage_erase",
    looks=LOOKS,
    kinds=(
        Kind(
            title="Your checks: answers and results",
            file="checks",
            model=Assessment,
            whose="patient",
            newest_by="started_at",
            with_rows=("release",),
            raw=frozenset({"answers", "worst_answers", "decision"}),
            worked_out={
                "answers in words": _answers,
                "most urgent answers in words": _worst_answers,
                "causes that fit": _causes,
                "reasons": _reasons,
            },
            shows_life=True,
        ),
        Kind(
            title="How you move: what you found",
            file="movement",
            model=MovementCheck,
            whose="assessment__patient",
            newest_by="begun_at",
            with_rows=("release",),
            raw=frozenset({"answers"}),
            worked_out={"answers in words": _answers},
            shows_life=True,
        ),
        Kind(
            title="Results that a physio changed",
            file="changed-results",
            model=LevelOverrule,
            whose="assessment__patient",
            newest_by="at",
        ),
        Kind(
            title="Results that a physio gave without seeing ours",
            file="second-opinions",
            model=BlindRating,
            whose="assessment__patient",
            newest_by="at",
        ),
    ),
)


def register_holding() -> None:
    """Have these rows exported and erased with those of the other apps."""
    register(HOLDING)
