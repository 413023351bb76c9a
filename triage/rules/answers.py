"""What somebody can say to a question, and the three ways of saying nothing."""

from collections.abc import Mapping
from enum import Enum
from typing import TypeAlias


class Silence(Enum):
    """Three different things, and none of them is ever read as "no"."""

    NOT_ASKED = "not asked"
    LEFT_OPEN = "left open"
    NOT_SURE = "not sure"


Answer: TypeAlias = bool | int | str | Silence
Answers: TypeAlias = Mapping[str, Answer]
Json: TypeAlias = bool | int | str | dict[str, str]


def encode_answer(answer: Answer) -> Json:
    """Return ``answer`` as JSON. A silence becomes an object; no option looks like one."""
    return {"silence": answer.value} if isinstance(answer, Silence) else answer


def decode_answer(data: object) -> Answer:
    """Return the answer that ``encode_answer`` wrote.

    :raises ValueError: if ``data`` is no answer.
    """
    match data:
        case {"silence": str(word)}:
            return Silence(word)
        case bool() | int() | str():
            return data
    msg = f"not an answer: {data!r}"
    raise ValueError(msg)


def encode_answers(answers: Answers) -> dict[str, Json]:
    """Return ``answers`` as JSON."""
    return {key: encode_answer(answer) for key, answer in answers.items()}


def decode_answers(data: Mapping[str, object]) -> dict[str, Answer]:
    """Return the answers that ``encode_answers`` wrote.

    :raises ValueError: if something in ``data`` is no answer.
    """
    return {key: decode_answer(answer) for key, answer in data.items()}
