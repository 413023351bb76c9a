"""An exact search through boxes of answers."""

from collections.abc import Iterable

from triage.rules.answers import Answer, Silence
from triage.rules.prove.claims import Box, answers_to
from triage.rules.questions import Question


class Search:
    """All answers to some questions, and how many boxes of them were looked at."""

    def __init__(self, questions: Iterable[Question]) -> None:
        self.boxes = 0
        self.mildest_first: dict[str, dict[Answer, None]] = {}
        for question in questions:
            told = self.mildest_first.setdefault(question.key, {})
            told.update(dict.fromkeys(answers_to(question)))
        self.everything = {key: frozenset(told) for key, told in self.mildest_first.items()}

    def outside(self, box: Box, others: Iterable[Box]) -> Box | None:
        """Return a part of ``box`` that lies outside all ``others``, if there is one.

        It takes the one that covers ``box`` best, cuts off what sticks out of it, question
        by question, and goes on with each cutting. What is left over is covered.
        """
        self.boxes += 1
        met = [other for other in others if _meet(box, other)]
        if not met:
            return box
        for key, answers in min((self._cuts(box, other) for other in met), key=len):
            told = box.get(key, self.everything[key])
            found = self.outside({**box, key: told - answers}, met)
            if found is not None:
                return found
            box = {**box, key: told & answers}
        return None

    def mildest_in(self, box: Box) -> dict[str, Answer]:
        """Return the mildest answers that lie in ``box``."""
        chosen = {
            key: next(answer for answer in told if answer in box.get(key, told))
            for key, told in self.mildest_first.items()
        }
        return {key: told for key, told in chosen.items() if told is not Silence.NOT_ASKED}

    def _cuts(self, box: Box, other: Box) -> list[tuple[str, frozenset[Answer]]]:
        """Return those sides of ``other`` that ``box`` sticks out of."""
        return [
            (key, answers)
            for key, answers in other.items()
            if not box.get(key, self.everything[key]) <= answers
        ]


def _meet(box: Box, other: Box) -> bool:
    return all(
        not answers.isdisjoint(other[key]) for key, answers in box.items() if key in other
    )
