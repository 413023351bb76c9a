"""Why a plan changed by what its runner did: as it is kept, and as the runner reads it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason in both readings. What is kept, a physio reads: it is about the runner."""

    kept: str
    to_runner: str


STARTED = Reason("The runner started it.", "You started it.")
STARTED_TO_PROTECT = Reason(
    "The runner started it, to protect the knee until somebody has looked.",
    "You started it, to protect your knee until somebody has looked.",
)
STARTED_LATE = Reason(
    "The runner started it, after weeks of mild pain: past the first days.",
    "You started it after weeks of mild pain. So it begins after the first days.",
)
SET = Reason("The runner changed it.", "You changed it.")
TIMES_SET = Reason(
    "The runner changed when mails come.", "You changed when your emails come."
)
MAILS_PAUSED = Reason("The runner paused mails.", "You paused your emails.")
MAILS_WANTED = Reason("The runner wants mails again.", "You wanted your emails again.")
MAILS_STOPPED = Reason("The runner stopped mails.", "You stopped your emails.")
GOT_WORSE = Reason(
    "Asked if they were seen, the runner said: it got worse.",
    "You told us that it got worse.",
)
BETTER = Reason(
    "The runner is better and needs it no more.", "You are better and do not need it now."
)
FINISHED = Reason("The runner finished it.", "You finished it.")
ANSWERED = Reason(
    "The runner answered: all mails come again.",
    "You answered. So all your emails come again.",
)
ONE_SILENT_WEEK = Reason(
    "A week without an answer: every other mail comes.",
    "You did not answer for a week. So every other email comes.",
)
TWO_SILENT_WEEKS = Reason(
    "2 weeks without an answer: one mail asks what gets in the way.",
    "You did not answer for 2 weeks. So one email asks what gets in the way.",
)
THREE_SILENT_WEEKS = Reason(
    "3 weeks without an answer: no more mails, and a physio is to know.",
    "You did not answer for 3 weeks. So only what can't wait comes by email.",
)
# What they said, and what follows, comes after it.
IN_THE_WAY = Reason(
    "Asked what gets in the way, the runner said:", "You told us what gets in the way:"
)
FEWER_MAILS = Reason("Every other mail comes.", "Every other email comes.")
ALL_MAILS = Reason("All mails come again.", "All your emails come again.")
NO_EXERCISES = Reason(
    "No exercises today and tomorrow.", "No exercises that day and the next one."
)
REASONS = (
    STARTED,
    STARTED_TO_PROTECT,
    STARTED_LATE,
    SET,
    TIMES_SET,
    MAILS_PAUSED,
    MAILS_WANTED,
    MAILS_STOPPED,
    GOT_WORSE,
    BETTER,
    FINISHED,
    ANSWERED,
    ONE_SILENT_WEEK,
    TWO_SILENT_WEEKS,
    THREE_SILENT_WEEKS,
    IN_THE_WAY,
    FEWER_MAILS,
    ALL_MAILS,
    NO_EXERCISES,
)


def to_runner(why: str) -> str:
    """Return a reason that was kept as the runner reads it; one by a rule as it is."""
    for reason in REASONS:
        why = why.replace(reason.kept, reason.to_runner)
    return why
