"""Published cases: answers as a patient gave them, with the levels and names expected."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from triage.rules.answers import Answer, decode_answer
from triage.rules.parts import Level
from triage.rules.protocol import Protocol

FIELDS = frozenset(
    {
        "id",
        "source",
        "age",
        "answers",
        "under_18",
        "acceptable",
        "expected",
        "codes",
        "also_accept",
        "score_diagnosis",
        "history_sufficient",
        "red_flag",
        "scope",
        "note",
    }
)


class Scope(StrEnum):
    """Where the pain is, as far as it was told."""

    MEDIAL = "medial"
    NON_MEDIAL = "non_medial"
    UNSTATED = "location_unstated"


class CaseRefused(Exception):
    """A case cannot be read: which one, and what to do about it."""

    def __init__(self, case: str, what: str) -> None:
        super().__init__(f"{case}: {what}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One case. ``acceptable`` are the levels that a careful clinician could defend.

    ``codes`` are the diagnoses that count as right; empty if only the level is judged.
    ``nameable`` says whether what the patient told can lead to one of them at all.
    """

    id: str
    answers: Mapping[str, Answer]
    acceptable: frozenset[Level]
    codes: frozenset[str]
    nameable: bool
    red_flag: bool
    under_18: bool
    scope: Scope


def read_cases(data: object, *protocols: Protocol) -> tuple[Case, ...]:
    """Return the cases of a file, whose answers ``protocols`` between them offer.

    :raises CaseRefused: at the first case that cannot be read.
    """
    if not isinstance(data, dict) or not isinstance(data.get("cases"), list):
        raise CaseRefused("No list of cases", 'put them under "cases".')
    cases = tuple(
        _read_case(case, position, protocols)
        for position, case in enumerate(data["cases"], start=1)
    )
    seen: set[str] = set()
    for case in cases:
        if case.id in seen:
            raise CaseRefused(case.id, "this id stands there twice. Change one.")
        seen.add(case.id)
    return cases


def _read_case(data: object, position: int, protocols: tuple[Protocol, ...]) -> Case:
    if not isinstance(data, dict) or not isinstance(data.get("id"), str):
        raise CaseRefused("A case", f'number {position} needs an "id", a text.')
    if unknown := sorted(data.keys() - FIELDS):
        known = ", ".join(sorted(FIELDS))
        what = f"nothing reads {unknown[0]!r}. Remove it, or make it one of {known}."
        raise CaseRefused(data["id"], what)
    scored = _truth(data, "score_diagnosis", default=True)
    codes = [*_texts(data, "codes"), *_texts(data, "also_accept")]
    return Case(
        id=data["id"],
        answers=_answers(data, protocols),
        acceptable=_levels(data),
        codes=frozenset(codes) if scored else frozenset(),
        nameable=data.get("history_sufficient") != "no",
        red_flag=_truth(data, "red_flag", default=False),
        under_18=_truth(data, "under_18", default=False),
        scope=_scope(data),
    )


def _answers(data: dict[str, Any], protocols: tuple[Protocol, ...]) -> dict[str, Answer]:
    given = data.get("answers")
    if not isinstance(given, dict):
        raise CaseRefused(data["id"], 'put its answers under "answers".')
    return {key: _answer(data, key, protocols) for key in given}


def _answer(data: dict[str, Any], key: str, protocols: tuple[Protocol, ...]) -> Answer:
    asked = [p.questions[key] for p in protocols if key in p.questions]
    if not asked:
        what = f"no question is called {key!r}. Correct the name, or remove the answer."
        raise CaseRefused(data["id"], what)
    try:
        answer = decode_answer(data["answers"][key])
    except ValueError:
        answer = None
    if answer is None or not asked[0].accepts(answer):
        offered = ", ".join(repr(value) for value in asked[0].values())
        what = f'{key!r} must be {offered} or {{"silence": "not sure"}}.'
        raise CaseRefused(data["id"], what)
    return answer


def _levels(data: dict[str, Any]) -> frozenset[Level]:
    names = _texts(data, "acceptable")
    if not names or any(name not in Level.__members__ for name in names):
        levels = ", ".join(Level.__members__)
        raise CaseRefused(data["id"], f'"acceptable" must list one or more of {levels}.')
    return frozenset(Level[name] for name in names)


def _scope(data: dict[str, Any]) -> Scope:
    try:
        return Scope(data.get("scope", Scope.UNSTATED))
    except ValueError as error:
        scopes = ", ".join(Scope)
        raise CaseRefused(data["id"], f'"scope" must be one of {scopes}.') from error


def _texts(data: dict[str, Any], field: str) -> list[str]:
    texts = data.get(field, [])
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise CaseRefused(data["id"], f'"{field}" must be a list of texts.')
    return texts


def _truth(data: dict[str, Any], field: str, *, default: bool) -> bool:
    truth = data.get(field, default)
    if not isinstance(truth, bool):
        raise CaseRefused(data["id"], f'"{field}" must be true or false.')
    return truth
