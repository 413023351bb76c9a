"""What holds for the changes of any rules.

Those of three questions have so few answers that all the others can be tried.
"""

from collections.abc import Iterator
from itertools import chain, combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.triage.rules.building import a_flag, a_page, a_protocol
from triage.protocols.medial_knee import MEDIAL_KNEE, UNDER_18
from triage.rules.answers import Answer, Silence
from triage.rules.changes import Change, changes_of
from triage.rules.conditions import all_of, answer, any_of
from triage.rules.decide import decide
from triage.rules.parts import Level
from triage.rules.protocol import Protocol
from triage.rules.questions import Kind

LIMPS, LUMPS, HURTS = answer("limp").is_yes(), answer("lump").is_yes(), answer("pain")
LEAVES = st.sampled_from(
    [LIMPS, LUMPS, HURTS.is_("some"), HURTS.is_("some", "much"), HURTS.is_("much")]
)
CONDITIONS = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3).flatmap(
        lambda parts: st.sampled_from([all_of(*parts), any_of(*parts)])
    ),
    max_leaves=6,
)


def changes(protocol: Protocol, told: dict[str, Answer]) -> tuple[Change, ...]:
    return changes_of(protocol, told, decide(protocol, told))


@st.composite
def protocols(draw: st.DrawFn) -> Protocol:
    """Draw up to 4 red flags on 3 questions, of which later ones may depend on earlier."""
    gate = draw(st.sampled_from([None, LIMPS, answer("limp").is_no()]))
    last = draw(st.sampled_from([None, LUMPS, all_of(LIMPS, LUMPS)]))
    levels = st.sampled_from(Level)
    flags = []
    for number, when in enumerate(draw(st.lists(CONDITIONS, max_size=4))):
        when_unsure, level = sorted((draw(levels), draw(levels)))
        flags.append(a_flag(f"f{number}", when=when, level=level, when_unsure=when_unsure))
    return a_protocol(
        pages=(
            a_page("limp"),
            a_page("lump", when=gate),
            a_page("pain", Kind.CHOICE, "none", "some", "much", when=last),
        ),
        red_flags=tuple(flags),
    )


def told_to(protocol: Protocol) -> st.SearchStrategy[dict[str, Answer]]:
    """Return strategies for an answer, or a silence, to every question."""
    questions = protocol.questions.values()
    return st.fixed_dictionaries(
        {q.key: st.sampled_from([*q.values(), *Silence]) for q in questions}
    )


def other_answers(
    protocol: Protocol, told: dict[str, Answer], steps: int
) -> Iterator[dict[str, Answer]]:
    """Yield every way to answer so many of the questions answered otherwise."""
    answered = [key for key, said in told.items() if said is not Silence.NOT_ASKED]
    for keys in combinations(answered, steps):
        values = (protocol.questions[key].values() for key in keys)
        for chosen in product(*values):
            yield told | dict(zip(keys, chosen, strict=True))


@settings(deadline=None, max_examples=150)
@given(data=st.data())
def test_a_change_comes_to_exactly_its_level(data: st.DataObject) -> None:
    protocol = data.draw(st.one_of(protocols(), st.sampled_from([MEDIAL_KNEE, UNDER_18])))
    told = data.draw(told_to(protocol))

    for change in changes(protocol, told):
        assert [told[one.question] for one in change.retold] == [
            one.told for one in change.retold
        ]
        instead = {one.question: one.instead for one in change.retold}
        then = decide(protocol, told | instead)
        assert (then.level, not then.stands) == (change.level, change.at_least)
        assert then.level != change.before


@settings(deadline=None, max_examples=150)
@given(data=st.data())
def test_no_smaller_change_makes_it_less_urgent(data: st.DataObject) -> None:
    protocol = data.draw(protocols())
    told = data.draw(told_to(protocol))
    level = decide(protocol, told).level

    found = [change for change in changes(protocol, told) if not change.more_urgent]

    fewest = len(found[0].retold) if found else len(told) + 1
    smaller = (other_answers(protocol, told, steps) for steps in range(fewest))
    for other in chain.from_iterable(smaller):
        assert decide(protocol, other).level >= level


@settings(deadline=None, max_examples=150)
@given(data=st.data())
def test_no_single_answer_comes_to_a_nearer_level(data: st.DataObject) -> None:
    protocol = data.draw(protocols())
    told = data.draw(told_to(protocol))
    before = decide(protocol, told).level
    others = (decide(protocol, other).level for other in other_answers(protocol, told, 1))
    levels = {*others} - {before}

    found = [change for change in changes(protocol, told) if len(change.retold) == 1]

    worse = [change.level for change in found if change.more_urgent]
    milder = [change.level for change in found if not change.more_urgent]
    assert worse[:1] == sorted(level for level in levels if level > before)[:1]
    assert milder[:1] == sorted(level for level in levels if level < before)[-1:]
