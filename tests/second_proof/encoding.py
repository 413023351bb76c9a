"""A stored protocol as formulas: what holds, what does not, and at least which level."""

import json
from collections.abc import Mapping, Sequence
from operator import eq, ge
from typing import Any, NamedTuple, TypeAlias

import z3

Json: TypeAlias = Any
Formula: TypeAlias = Any  # z3 ships no types

# Most urgent last.
LEVELS = (
    "SELF_CARE",
    "WITHIN_2_WEEKS",
    "WITHIN_A_WEEK",
    "WITHIN_2_DAYS",
    "SAME_DAY",
    "EMERGENCY",
)
NOT_ASKED, *OPEN = SILENCES = ("not asked", "left open", "not sure")
ALWAYS, NEVER = z3.BoolVal(val=True), z3.BoolVal(val=False)
FITS = {"is": eq, "at least": ge}


class Truth(NamedTuple):
    """When something holds, and when it does not; otherwise nobody knows."""

    yes: Formula
    no: Formula


def values_of(question: Json) -> Sequence[Json]:
    """Return everything that can be told to a stored question, mildest first."""
    options = tuple(option["key"] for option in question["options"])
    return {
        "yes or no": (False, True),
        "0 to 10": tuple(range(11)),
        "one of these": options,
    }[question["kind"]]


def questions_of(protocol: Json) -> dict[str, Json]:
    """Return the stored questions of a stored protocol by their keys."""
    return {q["key"]: q for page in protocol["pages"] for q in page["questions"]}


class World:
    """All that can be answered: of each question exactly one of its answers is true."""

    def __init__(self, name: str, questions: Mapping[str, Json]) -> None:
        self.told: dict[str, dict[Any, Formula]] = {
            key: {
                answer: z3.Bool(f"{name} {key} {answer}")
                for answer in (*values_of(question), *SILENCES)
            }
            for key, question in questions.items()
        }

    def limits(self) -> list[Formula]:
        """Return what makes of the variables one set of answers."""
        return [
            z3.PbEq([(told, 1) for told in answers.values()], 1)
            for answers in self.told.values()
        ]

    def answers_in(self, model: Formula) -> dict[str, Any]:
        """Return the answers that a model of the formulas gives."""
        return {
            key: answer
            for key, answers in self.told.items()
            for answer, told in answers.items()
            if z3.is_true(model.eval(told, model_completion=True))
        }


class Pages:
    """What the pages of a protocol make of the answers in one world."""

    def __init__(self, world: World, pages: Json) -> None:
        self.world = world
        self.gates = {q["key"]: page["when"] for page in pages for q in page["questions"]}
        self.known: dict[str, Truth] = {}

    def flag(self, condition: Json) -> Truth:
        """Return when the condition of a red flag holds. A warning not asked is none."""
        text = json.dumps(condition)
        if text not in self.known:
            self.known[text] = self._truth(condition, unasked_is_no=True)
        return self.known[text]

    def _gate(self, condition: Json) -> Formula:
        """Return when a page is asked: unless it is known that it need not be."""
        if condition is None:
            return ALWAYS
        return z3.Not(self._truth(condition, unasked_is_no=False).no)

    def _truth(self, condition: Json, *, unasked_is_no: bool) -> Truth:
        [(kind, content)] = condition.items()
        if kind == "compare":
            return self._compare(*content, unasked_is_no=unasked_is_no)
        if kind == "not":
            truth = self._truth(content, unasked_is_no=unasked_is_no)
            return Truth(yes=truth.no, no=truth.yes)
        truths = [self._truth(part, unasked_is_no=unasked_is_no) for part in content]
        yes, no = [truth.yes for truth in truths], [truth.no for truth in truths]
        if kind == "all of":
            return Truth(yes=z3.And(yes), no=z3.Or(no))
        return Truth(yes=z3.Or(yes), no=z3.And(no))

    def _compare(
        self, key: str, operator: str, value: Json, *, unasked_is_no: bool
    ) -> Truth:
        asked = self._gate(self.gates[key])
        told = self.world.told[key]
        fits = FITS[operator]
        values = [answer for answer in told if answer not in SILENCES]
        yes = z3.Or([told[answer] for answer in values if fits(answer, value)])
        no = z3.Or([told[answer] for answer in values if not fits(answer, value)])
        unasked = z3.Or(z3.Not(asked), told[NOT_ASKED]) if unasked_is_no else NEVER
        return Truth(yes=z3.And(asked, yes), no=z3.Or(z3.And(asked, no), unasked))


def urgencies(pages: Pages, red_flags: Json) -> list[Formula]:
    """Return, for each level above the calmest, when a flag calls for it or for more."""
    return [
        z3.Or([_calls_for(pages, flag, level) for flag in red_flags])
        for level in range(1, len(LEVELS))
    ]


def _calls_for(pages: Pages, flag: Json, level: int) -> Formula:
    truth = pages.flag(flag["when"])
    if LEVELS.index(flag["when_unsure"]) >= level:
        return z3.Not(truth.no)
    return truth.yes if LEVELS.index(flag["level"]) >= level else NEVER
