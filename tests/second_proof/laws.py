"""Both laws as questions to the solver: it names answers that break one, or says "none"."""

import json
from enum import StrEnum
from itertools import pairwise
from typing import Any, NamedTuple

import z3

from tests.second_proof.encoding import (
    OPEN,
    Formula,
    Json,
    Pages,
    World,
    questions_of,
    urgencies,
    values_of,
)


class Verdict(StrEnum):
    """What becomes of a broken copy of a protocol."""

    FOUND = "found by answers that are judged too calmly"
    SAME = "proved to judge all answers as the original does"
    MORE_URGENT = "proved to be calmer for none, and more urgent for some"


class Lowered(NamedTuple):
    """An answer that got worse, and the answers around it that got less urgent with it."""

    question: str
    before: dict[str, Any]
    after: dict[str, Any]


class Promise:
    """What a stored protocol calls for, to hold others against."""

    def __init__(self, text: str) -> None:
        self._protocol = json.loads(text)
        self._world = World("told", questions_of(self._protocol))
        self._pages: dict[str, Pages] = {}
        self._urgencies = self._read(self._protocol)
        self._solver = z3.SolverFor("QF_FD")
        self._solver.add(*self._world.limits())

    def broken_by(self, text: str) -> dict[str, Any] | None:
        """Return answers that the protocol in ``text`` judges as less urgent, if any."""
        calmer = less(self._read(json.loads(text)), self._urgencies)
        return self._world.answers_in(self._solver.model()) if self._can(calmer) else None

    def verdict_on(self, text: str) -> Verdict:
        """Return what becomes of a broken copy. The laws must hold for the original."""
        copy = json.loads(text)
        urgencies_of_copy = self._read(copy)
        # At equal levels only other options, or conditions of pages, change what is worse.
        turned = copy["pages"] != self._protocol["pages"]
        if self._can(less(urgencies_of_copy, self._urgencies)) or (
            turned and lowered_by_a_worse_answer(text)
        ):
            return Verdict.FOUND
        more_urgent = less(self._urgencies, urgencies_of_copy)
        return Verdict.MORE_URGENT if self._can(more_urgent) else Verdict.SAME

    def _read(self, protocol: Json) -> list[Formula]:
        text = json.dumps(protocol["pages"])
        pages = self._pages.setdefault(text, Pages(self._world, protocol["pages"]))
        return urgencies(pages, protocol["red_flags"])

    def _can(self, formula: Formula) -> bool:
        return bool(self._solver.check(formula) != z3.unsat)


def lowered_by_a_worse_answer(text: str) -> Lowered | None:
    """Return two sets of answers to the protocol in ``text``, one worse and less urgent.

    They differ in one question, by one step: to the next option, or from the mildest to an
    open answer or to "not sure".
    """
    protocol = json.loads(text)
    questions = questions_of(protocol)
    before, after = World("before", questions), World("after", questions)
    solver = z3.SolverFor("QF_FD")
    solver.add(*before.limits(), *after.limits())
    judged = [
        urgencies(Pages(world, protocol["pages"]), protocol["red_flags"])
        for world in (before, after)
    ]
    solver.add(less(judged[1], judged[0]))
    for key, question in questions.items():
        solver.push()
        solver.add(*_only_worse_at(key, question, before, after))
        if solver.check() != z3.unsat:
            model = solver.model()
            return Lowered(key, before.answers_in(model), after.answers_in(model))
        solver.pop()
    return None


def less(judged: list[Formula], than: list[Formula]) -> Formula:
    """Return when one judgement is less urgent than another."""
    pairs = zip(judged, than, strict=True)
    return z3.Or([z3.And(there, z3.Not(here)) for here, there in pairs])


def _only_worse_at(key: str, question: Json, before: World, after: World) -> list[Formula]:
    values = values_of(question)
    steps = [*pairwise(values), *((values[0], unsure) for unsure in OPEN)]
    same = [
        told == after.told[other][answer]
        for other, answers in before.told.items()
        if other != key
        for answer, told in answers.items()
    ]
    mild, worse = before.told[key], after.told[key]
    return [*same, z3.Or([z3.And(mild[a], worse[b]) for a, b in steps])]
