"""What holds for every protocol, whatever somebody answers."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from triage.protocols.medial_knee import FOLLOW_UP, MEDIAL_KNEE, UNDER_18
from triage.protocols.medial_knee.questions.warnings import WARNING_LIST
from triage.rules.answers import Answer, Silence
from triage.rules.canonical import dumps, loads
from triage.rules.conditions import Compare, Condition, compares_in, holds
from triage.rules.decide import decide
from triage.rules.protocol import Level, Protocol, RedFlag
from triage.rules.questions import Question

PROTOCOLS = (MEDIAL_KNEE, FOLLOW_UP, UNDER_18)
OPEN = (Silence.LEFT_OPEN, Silence.NOT_SURE)

# A busy machine must not fail a proof.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


def told_to(question: Question) -> st.SearchStrategy[Answer]:
    return st.sampled_from([*question.values(), *OPEN])


def all_answers(protocol: Protocol) -> st.SearchStrategy[dict[str, Answer]]:
    """Return strategies for answers to every question of ``protocol``."""
    questions = protocol.questions.values()
    return st.fixed_dictionaries({q.key: told_to(q) for q in questions})


def some_answers(protocol: Protocol) -> st.SearchStrategy[dict[str, Answer]]:
    """Return strategies for answers to any of its questions."""
    questions = protocol.questions.values()
    return st.fixed_dictionaries({}, optional={q.key: told_to(q) for q in questions})


def mildest(protocol: Protocol) -> dict[str, Answer]:
    return {key: question.values()[0] for key, question in protocol.questions.items()}


def making_true(condition: Condition) -> Iterator[dict[str, Answer]]:
    """Yield choices of one value for each question that ``condition`` reads."""
    values: dict[str, list[Answer]] = {}
    for compare in compares_in(condition):
        values.setdefault(compare.question, []).append(compare.value)
    for chosen in product(*values.values()):
        yield dict(zip(values, chosen, strict=True))


def parts_on(question: str, condition: Condition) -> Iterator[Condition]:
    """Yield the largest parts of ``condition`` that read ``question`` and nothing else."""
    if {compare.question for compare in compares_in(condition)} == {question}:
        yield condition
    elif not isinstance(condition, Compare):
        for part in condition.parts:  # type: ignore[union-attr] # no flag holds a Not
            yield from parts_on(question, part)


def alarms(protocol: Protocol, question: str, told: Answer) -> set[Condition]:
    """Return what, in the red flags of ``protocol``, this one answer makes true."""
    return {
        part
        for flag in protocol.red_flags
        for part in parts_on(question, flag.when)
        if holds(part, {question: told})
    }


def is_worse(protocol: Protocol, question: str, worse: Answer, than: Answer) -> bool:
    """Return whether one answer raises all the alarms of the other, and more."""
    return alarms(protocol, question, worse) > alarms(protocol, question, than)


@pytest.mark.parametrize("protocol", PROTOCOLS)
@given(data=st.data())
def test_a_red_flag_that_fires_never_leaves_the_level_below_its_own(
    protocol: Protocol, data: st.DataObject
) -> None:
    answers = data.draw(some_answers(protocol))
    asked = {key for page in protocol.pages_for(answers) for key in page.keys}
    told = {key: answer for key, answer in answers.items() if key in asked}

    level = decide(protocol, answers).level

    for flag in protocol.red_flags:
        truth = holds(flag.when, told, never_asked=False)
        assert truth is not True or level >= flag.level
        assert truth is not None or level >= flag.when_unsure


@pytest.mark.parametrize("protocol", PROTOCOLS)
@settings(max_examples=400)
@given(data=st.data())
def test_a_worse_safety_answer_never_lowers_the_level(
    protocol: Protocol, data: st.DataObject
) -> None:
    answers = data.draw(all_answers(protocol))
    question = protocol.questions[data.draw(st.sampled_from(sorted(protocol.safety_keys)))]
    than, worse = data.draw(st.permutations(question.values()))[:2]
    if not is_worse(protocol, question.key, worse, than):
        than, worse = worse, than
    if not is_worse(protocol, question.key, worse, than):
        return

    before = decide(protocol, answers | {question.key: than})
    after = decide(protocol, answers | {question.key: worse})

    assert after.level >= before.level


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_later_options_of_a_safety_question_are_never_milder(protocol: Protocol) -> None:
    for key in protocol.safety_keys:
        values = protocol.questions[key].values()
        for index, later in enumerate(values):
            for earlier in values[:index]:
                assert not is_worse(protocol, key, earlier, than=later)


@pytest.mark.parametrize("protocol", PROTOCOLS)
@settings(max_examples=400)
@given(data=st.data())
def test_not_sure_is_never_read_as_no(protocol: Protocol, data: st.DataObject) -> None:
    answers = data.draw(all_answers(protocol))
    # A place that is not known is told by its own name: somebody may still go on.
    signs = sorted(protocol.safety_keys - {"place"})
    question = protocol.questions[data.draw(st.sampled_from(signs))]
    unsure = data.draw(st.sampled_from(OPEN))

    no = decide(protocol, answers | {question.key: question.values()[0]})
    open_ = decide(protocol, answers | {question.key: unsure})

    assert open_.level >= no.level


@pytest.mark.parametrize("protocol", PROTOCOLS)
@given(data=st.data())
def test_it_always_decides(protocol: Protocol, data: st.DataObject) -> None:
    decision = decide(protocol, data.draw(some_answers(protocol)))

    assert decision.level in Level
    assert decision.level == max([1, *(finding.level for finding in decision.findings)])


@pytest.mark.parametrize("protocol", PROTOCOLS)
@given(data=st.data())
def test_the_order_of_the_rules_does_not_matter(
    protocol: Protocol, data: st.DataObject
) -> None:
    answers = data.draw(some_answers(protocol))
    random = data.draw(st.randoms(use_true_random=False))

    assert decide(shuffled(protocol, random), answers) == decide(protocol, answers)


def shuffled(protocol: Protocol, random: Random) -> Protocol:
    """Return ``protocol`` with its red flags, causes and caps in another order."""

    def mixed(parts: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(random.sample(parts, len(parts)))

    causes = (replace(c, own_levels=mixed(c.own_levels)) for c in mixed(protocol.causes))
    return replace(
        protocol,
        red_flags=mixed(protocol.red_flags),
        causes=tuple(causes),
        caps=mixed(protocol.caps),
    )


@pytest.mark.parametrize("protocol", PROTOCOLS)
@given(data=st.data())
def test_what_was_stored_decides_as_what_was_written(
    protocol: Protocol, data: st.DataObject
) -> None:
    answers = data.draw(some_answers(protocol))

    assert decide(loads(Protocol, dumps(protocol)), answers) == decide(protocol, answers)


@pytest.mark.parametrize(
    ("protocol", "flag"),
    [
        pytest.param(protocol, flag, id=f"{protocol.slug} {flag.id}")
        for protocol in PROTOCOLS
        for flag in protocol.red_flags
    ],
)
def test_every_red_flag_has_answers_that_raise_it_and_answers_that_do_not(
    protocol: Protocol, flag: RedFlag
) -> None:
    calm = mildest(protocol)
    gates = gates_of(protocol, flag.when)

    def raised(answers: dict[str, Answer]) -> bool:
        return any(
            f.rule == flag.id and f.certain for f in decide(protocol, answers).findings
        )

    assert any(raised(calm | gates | told) for told in making_true(flag.when))
    assert raised(calm) == (flag.id == "under_18")  # which holds for all who are asked


def gates_of(protocol: Protocol, condition: Condition) -> dict[str, Answer]:
    """Return answers that open the pages on which ``condition`` is asked about."""
    read = {compare.question for compare in compares_in(condition)}
    gates = [page.when for page in protocol.pages if page.when and read & {*page.keys}]
    return {key: told for gate in gates for key, told in next(making_true(gate)).items()}


@pytest.mark.parametrize(
    "condition",
    [
        pytest.param(clue.when, id=f"{cause.id}: {clue.because}")
        for cause in MEDIAL_KNEE.causes
        for clue in cause.clues
    ],
)
def test_every_clue_has_answers_for_which_it_counts(condition: Condition) -> None:
    assert any(holds(condition, told) for told in making_true(condition))


def test_every_combination_of_the_warning_signs_is_at_least_as_urgent_as_its_worst() -> (
    None
):
    keys = WARNING_LIST.keys
    unsure = {
        flag.when.question: flag.when_unsure
        for flag in MEDIAL_KNEE.red_flags
        if isinstance(flag.when, Compare)
    }
    calm = mildest(MEDIAL_KNEE)

    told_of_each: list[Answer] = [False, Silence.NOT_SURE, True]
    for told in product(told_of_each, repeat=len(keys)):
        signs = dict(zip(keys, told, strict=True))
        levels = [unsure[key] for key, sign in signs.items() if sign is Silence.NOT_SURE]
        levels.append(Level.SAME_DAY if True in told else Level.SELF_CARE)
        assert decide(MEDIAL_KNEE, calm | signs).level == max(levels)
