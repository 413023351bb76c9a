"""Which kind of mail says what on top, and which links stand in it.

What shows before a mail is opened, and what stands in its links, tells nobody why somebody
gets it: no word of health, body or name in the subject, the first lines or an address.
"""

from dataclasses import dataclass

from rehab.models import Reminder, SeenAnswer
from rehab.reminders.links import (
    BARRIER,
    DONE,
    LATER,
    MESSAGE,
    PAIN,
    SEEN,
    SKIP,
    TIMES,
    Purpose,
)

Kind = Reminder.Kind


@dataclass(frozen=True, slots=True)
class Letter:
    """A kind of mail: its templates, its subject, its main link and its quiet ones.

    The link to stop is in the foot of each. A mail without a main link leads to a page that
    is the same for everybody.
    """

    template: str
    subject: str
    main: Purpose | None
    quiet: tuple[Purpose, ...] = ()

    @property
    def purposes(self) -> tuple[Purpose, ...]:
        """All the links of its own, the main one first."""
        return (self.main, *self.quiet) if self.main else self.quiet


# What cannot wait, and what a physio wrote, cannot be put off.
LETTERS = {
    Kind.WELCOME: Letter("welcome", "Your plan is ready", DONE, (TIMES,)),
    Kind.CARE: Letter("care", "A short break for you", DONE, (PAIN, LATER, SKIP, TIMES)),
    Kind.SESSION: Letter(
        "session", "Your session for today", DONE, (PAIN, LATER, SKIP, TIMES)
    ),
    Kind.CHECK_IN: Letter("check_in", "How is it going?", DONE, (LATER, TIMES)),
    Kind.VISIT: Letter("visit", "Please read this today", DONE),
    Kind.SEEN: Letter("seen", "A short question for you", SEEN),
    Kind.MESSAGE: Letter("message", "A message for you", MESSAGE),
    Kind.WEEK: Letter("week", "Your week in short", DONE, (TIMES,)),
    Kind.BARRIER: Letter("barrier", "Shall we change something?", BARRIER, (TIMES,)),
    Kind.GOODBYE: Letter("goodbye", "Goodbye for now", None),
}

# What stands for each link where it is quiet.
WORDS = {
    PAIN.name: "Too painful",
    LATER.name: "Later",
    SKIP.name: "Not today",
    TIMES.name: "Change times",
}

# Numbers stand for answers in links, because words would tell what a mail is about.
ANSWERS = {
    "1": SeenAnswer.Said.SEEN,
    "2": SeenAnswer.Said.NOT_YET,
    "3": SeenAnswer.Said.WORSE,
}
SEEN_WORDS = {
    SeenAnswer.Said.SEEN: "Yes, I was seen",
    SeenAnswer.Said.NOT_YET: "Not yet",
    SeenAnswer.Said.WORSE: "I got worse",
}
