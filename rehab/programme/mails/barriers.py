"""What gets in the way: six answers, each with one tip and what it changes."""

from dataclasses import dataclass
from enum import StrEnum


class Change(StrEnum):
    """What an answer changes in a plan."""

    ALL_MAILS = "ALL_MAILS"  # as they were before
    FEWER_MAILS = "FEWER_MAILS"  # every other one, as it was while nobody answered
    HOLD = "HOLD"  # no exercises today and tomorrow; all mails after that


class Leads(StrEnum):
    """Where the page of an answer leads."""

    TIMES = "TIMES"  # other times for mails
    PAIN = "PAIN"  # how sore it is, and whether anything is new
    PICTURES = "PICTURES"  # the exercises, each with its steps
    RUNNING = "RUNNING"  # the list before the first run, or the end of the plan
    PLAN = "PLAN"  # the page of the plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Barrier:
    """One answer: its name, the ``words`` of its button, and a ``tip`` for who gave it."""

    id: str
    words: str
    tip: str
    change: Change = Change.ALL_MAILS
    leads: Leads = Leads.PLAN


# Our defaults. To plan for what gets in the way helps people to move more: a review of 26
# studies of if-then plans (Belanger-Gravel and others 2013) found an effect of 0.31.
BARRIERS = (
    Barrier(
        id="no-time",
        words="I have no time",
        tip="Some of it counts too. Tie it to something that you do each day.",
        change=Change.FEWER_MAILS,
        leads=Leads.TIMES,
    ),
    Barrier(
        id="it-hurts",
        words="It hurts",
        tip="Leave your exercises out today and tomorrow. Tell us how sore it is. "
        "Then your plan can change.",
        change=Change.HOLD,
        leads=Leads.PAIN,
    ),
    Barrier(
        id="i-forget",
        words="I forget",
        tip="Do it right after something that you do each day, such as a meal. "
        "You can also pick another time for your mails.",
        leads=Leads.TIMES,
    ),
    Barrier(
        id="not-sure",
        words="I am not sure how",
        tip="Each exercise has a picture and a few steps. Start with the first one. "
        "Go slowly, and stop if it hurts.",
        leads=Leads.PICTURES,
    ),
    Barrier(
        id="feel-better",
        words="I feel better",
        tip="Before you run, go through the list. It shows what your knee can take. "
        "If you want to stop here, you can finish your plan.",
        leads=Leads.RUNNING,
    ),
    Barrier(
        id="other",
        words="Something else",
        tip="You do not have to say what it is. If you see a physio, talk to them. "
        "Your plan is here when you want to go on.",
    ),
)
BY_ID = {barrier.id: barrier for barrier in BARRIERS}
# Numbers stand for answers in links, because words would tell what a mail is about.
BY_NUMBER = {str(number): barrier for number, barrier in enumerate(BARRIERS, start=1)}
