"""The shape of what is asked: questions, their options, and the pages they stand on."""

from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from triage.rules.answers import Answer, Silence
from triage.rules.conditions import Condition


class Kind(StrEnum):
    YES_NO = "yes or no"
    SCALE = "0 to 10"
    CHOICE = "one of these"


@dataclass(frozen=True, slots=True)
class Option:
    key: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Something asked. Options stand mildest first: their order is what "worse" means.

    In a tick-list ``text`` is the line beside the box; ``alone`` is the whole question and
    ``help`` the line under it when "I'm not sure about one" opens it on a page of its own.
    ``unsure`` is the last button of a question, for whoever can't or won't tell. A ``fact``
    about somebody, such as their age, does not turn out otherwise.
    """

    key: str
    text: str
    kind: Kind
    options: tuple[Option, ...] = ()
    alone: str = ""
    help: str = ""
    unsure: str = "I'm not sure"
    fact: bool = False

    def values(self) -> tuple[Answer, ...]:
        """Return everything that can be told, mildest first."""
        match self.kind:
            case Kind.YES_NO:
                return (False, True)
            case Kind.SCALE:
                return tuple(range(11))
            case Kind.CHOICE:
                return tuple(option.key for option in self.options)
            case _:
                assert_never(self.kind)

    def offered(self) -> frozenset[tuple[type, Answer]]:
        """Return its values and the silences, each with its type: in Python True == 1."""
        return frozenset((type(answer), answer) for answer in (*self.values(), *Silence))

    def accepts(self, answer: Answer) -> bool:
        """Return whether ``answer`` is one of its values or a silence."""
        return (type(answer), answer) in self.offered()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page: a single question, or a tick-list of yes/no questions under one heading.

    With a ``picture`` the options of its last question are also places on that drawing, and
    a question before it says which side is drawn. ``how`` are the steps of what to try out
    before answering. ``unsure`` is the last box of a tick-list. It is asked unless ``when``
    is known not to hold.
    """

    key: str
    section: str
    questions: tuple[Question, ...]
    why: str
    heading: str = ""
    hint: str = ""
    picture: str = ""
    how: tuple[str, ...] = ()
    unsure: str = "I'm not sure about one"
    when: Condition | None = None

    @property
    def is_tick_list(self) -> bool:
        return bool(self.heading)

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the keys of its questions."""
        return tuple(question.key for question in self.questions)


def tick(key: str, text: str, *, alone: str, help: str = "") -> Question:  # noqa: A002 - named as the field it fills
    """Return one item of a tick-list."""
    return Question(key=key, text=text, kind=Kind.YES_NO, alone=alone, help=help)


def page_of(
    question: Question,
    *,
    section: str,
    why: str,
    hint: str = "",
    when: Condition | None = None,
) -> Page:
    """Return a page that asks ``question`` and nothing else."""
    return Page(
        key=question.key,
        section=section,
        questions=(question,),
        why=why,
        hint=hint,
        when=when,
    )
