"""Small protocols drawn by Hypothesis: all their combinations of answers can be tried."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from hypothesis import settings
from hypothesis import strategies as st

from tests.triage.rules.building import a_flag, a_page, a_protocol
from triage.rules.answers import Answer, Silence
from triage.rules.conditions import AllOf, AnyOf, Compare, Condition, Not, Operator
from triage.rules.parts import Level
from triage.rules.protocol import Protocol
from triage.rules.questions import Kind, Page, Question

# A busy machine must not fail a proof.
unhurried = settings(deadline=None, max_examples=50)

NAMES = ("one", "two", "three")
OPTIONS = ("a", "b", "c")


def told_to(question: Question) -> list[Answer]:
    """Return all that can come of asking ``question``, or of not asking it."""
    return [*question.values(), *Silence]


def all_answers(protocol: Protocol) -> Iterator[dict[str, Answer]]:
    """Yield every combination of answers."""
    questions = protocol.questions
    for chosen in product(*(told_to(question) for question in questions.values())):
        yield dict(zip(questions, chosen, strict=True))


def conditions(pages: list[Page], *, with_not: bool) -> st.SearchStrategy[Condition]:
    """Return strategies for conditions on what is asked on ``pages``."""
    questions = [question for page in pages for question in page.questions]
    compares = st.sampled_from(
        [
            Compare(
                question.key,
                Operator.AT_LEAST if question.kind is Kind.SCALE else Operator.IS,
                value,
            )
            for question in questions
            for value in question.values()
        ]
    )

    def joined(parts: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
        several = st.lists(parts, max_size=3).map(tuple)
        groups = st.one_of(several.map(AllOf), several.map(AnyOf))
        return st.one_of(groups, parts.map(Not)) if with_not else groups

    return st.recursive(compares, joined, max_leaves=4)


@st.composite
def questionnaires(draw: st.DrawFn) -> tuple[Page, ...]:
    """Draw 3 pages that are always asked."""
    kinds = st.sampled_from([Kind.YES_NO, Kind.CHOICE])
    drawn = (draw(kinds | st.just(Kind.SCALE)), draw(kinds), draw(kinds))
    return tuple(
        a_page(name, kind, *(OPTIONS if kind is Kind.CHOICE else ()))
        for name, kind in zip(NAMES, drawn, strict=True)
    )


@st.composite
def protocols(draw: st.DrawFn, pages: tuple[Page, ...] | None = None) -> Protocol:
    """Draw a protocol of 3 questions and up to 3 red flags, on ``pages`` if given.

    Each page may depend on what is asked before it, also on a page that depends itself.
    """
    asked = list(pages or draw(questionnaires()))
    for number in range(1, len(asked)):
        gates = st.none() | conditions(asked[:number], with_not=True)
        asked[number] = replace(asked[number], when=draw(gates))
    levels = st.tuples(*[st.sampled_from(Level)] * 2).map(sorted)
    flags = []
    for number in range(draw(st.integers(1, 3))):
        unsure, certain = draw(levels)
        when = draw(conditions(asked, with_not=False))
        flags.append(a_flag(f"flag {number}", when=when, level=certain, when_unsure=unsure))
    return a_protocol(pages=tuple(asked), red_flags=tuple(flags))
