"""What ``decide()`` holds to for every protocol, whatever somebody answers."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, combinations, product
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from triage.protocols.medial_knee import FOLLOW_UP, MEDIAL_KNEE, UNDER_18
from triage.protocols.medial_knee.questions.warnings import WARNING_LIST
from triage.rules.answers import Answer, Answers, Silence
from triage.rules.canonical import dumps, loads
from triage.rules.conditions import ALWAYS, Compare, Condition, compares_in, holds
from triage.rules.decide import Decision, decide, findings_in
from triage.rules.parts import Level, RedFlag
from triage.rules.protocol import Protocol
from triage.rules.questions import Question

PROTOCOLS = (MEDIAL_KNEE, FOLLOW_UP, UNDER_18)
OPEN = (Silence.LEFT_OPEN, Silence.NOT_SURE)

STORED = {p.slug: loads(Protocol, dumps(p)) for p in PROTOCOLS}
RED_FLAGS = [
    pytest.param(protocol, flag, id=f"{protocol.slug} {flag.id}")
    for protocol in PROTOCOLS
    for flag in protocol.red_flags
]

for_each = pytest.mark.parametrize("protocol", PROTOCOLS, ids=[p.slug for p in PROTOCOLS])
# A busy machine must not fail a law.
unhurried = settings(deadline=None, max_examples=50)


def told_to(question: Question) -> tuple[Answer, ...]:
    return (*question.values(), *OPEN)


def all_answers(protocol: Protocol) -> st.SearchStrategy[dict[str, Answer]]:
    """Return strategies for answers to every question of ``protocol``."""
    questions = protocol.questions.values()
    return st.fixed_dictionaries({q.key: st.sampled_from(told_to(q)) for q in questions})


def some_answers(protocol: Protocol) -> st.SearchStrategy[dict[str, Answer]]:
    """Return strategies for answers to any of its questions."""
    questions = protocol.questions.values()
    told = {q.key: st.sampled_from(told_to(q)) for q in questions}
    return st.fixed_dictionaries({}, optional=told)


def answers_to_what_counts(protocol: Protocol) -> st.SearchStrategy[dict[str, Answer]]:
    """Return strategies for answers to every question that a red flag reads."""
    read = [protocol.questions[key] for key in sorted(protocol.safety_keys)]
    return st.fixed_dictionaries({q.key: st.sampled_from(told_to(q)) for q in read})


def mild_answers(protocol: Protocol) -> st.SearchStrategy[dict[str, Answer]]:
    """Return strategies for answers that are mild but for up to 8 of them."""
    questions = protocol.questions.values()
    told = [(q.key, answer) for q in questions for answer in told_to(q)]
    worse = st.lists(st.sampled_from(told), max_size=8)
    return worse.map(lambda pairs: mildest(protocol) | dict(pairs))


def mildest(protocol: Protocol) -> dict[str, Answer]:
    return {key: question.values()[0] for key, question in protocol.questions.items()}


def safety_questions(protocol: Protocol) -> st.SearchStrategy[Question]:
    questions = [protocol.questions[key] for key in sorted(protocol.safety_keys)]
    return st.sampled_from(questions)


def making_true(condition: Condition) -> Iterator[dict[str, Answer]]:
    """Yield choices of one value for each question that ``condition`` reads."""
    values: dict[str, list[Answer]] = {}
    for compare in compares_in(condition):
        values.setdefault(compare.question, []).append(compare.value)
    for chosen in product(*values.values()):
        yield dict(zip(values, chosen, strict=True))


def gates_of(protocol: Protocol, condition: Condition) -> dict[str, Answer]:
    """Return answers that open the pages on which ``condition`` is asked about."""
    read = {compare.question for compare in compares_in(condition)}
    gates = [page.when for page in protocol.pages if page.when and read & {*page.keys}]
    return {key: told for gate in gates for key, told in next(making_true(gate)).items()}


@for_each
@unhurried
@given(data=st.data())
def test_it_always_decides(protocol: Protocol, data: st.DataObject) -> None:
    decision = decide(protocol, data.draw(some_answers(protocol)))

    assert decision.level == max([1, *(finding.level for finding in decision.findings)])


@for_each
@unhurried
@given(data=st.data())
def test_a_red_flag_that_fires_never_leaves_the_level_below_its_own(
    protocol: Protocol, data: st.DataObject
) -> None:
    answers = data.draw(some_answers(protocol))
    _, told = protocol.walk(answers)

    level = decide(protocol, answers).level

    for flag in protocol.red_flags:
        truth = holds(flag.when, told, never_asked=False)
        assert truth is not True or level >= flag.level
        assert truth is not None or level >= flag.when_unsure


@for_each
@unhurried
@given(data=st.data())
def test_a_later_option_of_a_safety_question_never_lowers_the_level(
    protocol: Protocol, data: st.DataObject
) -> None:
    answers = data.draw(all_answers(protocol) | mild_answers(protocol))
    question = data.draw(safety_questions(protocol))

    levels = [
        decide(protocol, answers | {question.key: value}).level
        for value in question.values()
    ]

    assert levels == sorted(levels)


@for_each
@unhurried
@given(data=st.data())
def test_not_sure_is_never_read_as_no(protocol: Protocol, data: st.DataObject) -> None:
    answers = data.draw(all_answers(protocol) | mild_answers(protocol))
    question = data.draw(safety_questions(protocol))

    no = decide(protocol, answers | {question.key: question.values()[0]})

    for unsure in OPEN:
        assert decide(protocol, answers | {question.key: unsure}).level >= no.level


@for_each
@unhurried
@given(data=st.data())
def test_what_no_red_flag_reads_never_changes_level_or_findings(
    protocol: Protocol, data: st.DataObject
) -> None:
    answers = data.draw(some_answers(protocol))
    changed = data.draw(some_answers(protocol))
    others = {k: told for k, told in changed.items() if k not in protocol.safety_keys}

    before, after = decide(protocol, answers), decide(protocol, answers | others)

    assert (after.level, after.findings) == (before.level, before.findings)


@for_each
@unhurried
@given(data=st.data())
def test_no_clue_cause_or_factor_changes_level_or_findings(
    protocol: Protocol, data: st.DataObject
) -> None:
    answers = data.draw(some_answers(protocol) | mild_answers(protocol))
    bare = replace(
        protocol, causes=(), clues=(), caps=(), factors=(), in_scope=ALWAYS, fallback=""
    )

    full, alone = decide(protocol, answers), decide(bare, answers)

    assert (alone.level, alone.findings) == (full.level, full.findings)


@for_each
@unhurried
@given(data=st.data())
def test_the_order_of_the_rules_does_not_matter(
    protocol: Protocol, data: st.DataObject
) -> None:
    answers = data.draw(some_answers(protocol) | mild_answers(protocol))
    random = data.draw(st.randoms(use_true_random=False))

    assert in_any_order(decide(shuffled(protocol, random), answers)) == in_any_order(
        decide(protocol, answers)
    )


def shuffled(protocol: Protocol, random: Random) -> Protocol:
    """Return ``protocol`` with its rules in another order."""

    def mixed(parts: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(random.sample(parts, len(parts)))

    return replace(
        protocol,
        red_flags=mixed(protocol.red_flags),
        causes=mixed(protocol.causes),
        clues=mixed(protocol.clues),
        caps=mixed(protocol.caps),
        factors=mixed(protocol.factors),
    )


def in_any_order(decision: Decision) -> Decision:
    """Return ``decision`` with the clues of each cause sorted: they come as written."""
    ranking = (
        replace(ranked, clues=tuple(sorted(ranked.clues, key=repr)))
        for ranked in decision.ranking
    )
    return replace(decision, ranking=tuple(ranking))


@for_each
@unhurried
@given(data=st.data())
def test_what_was_stored_decides_as_what_was_written(
    protocol: Protocol, data: st.DataObject
) -> None:
    answers = data.draw(some_answers(protocol) | mild_answers(protocol))

    assert decide(STORED[protocol.slug], answers) == decide(protocol, answers)


@pytest.mark.parametrize(("protocol", "flag"), RED_FLAGS)
@settings(deadline=None, max_examples=20)
@given(data=st.data())
def test_a_finding_names_exactly_the_answers_that_decided_it(
    protocol: Protocol, flag: RedFlag, data: st.DataObject
) -> None:
    alone = replace(protocol, red_flags=(flag,))
    told = data.draw(answers_to_what_counts(alone))
    answers = mildest(alone) | gates_of(alone, flag.when) | told

    for finding in decide(alone, answers).findings:
        named = {key: told[key] for key in finding.questions}
        others = {key: answer for key, answer in told.items() if key not in named}
        # They alone raise it, as it stands; without them it is gone; and none is idle.
        assert findings_in(alone, named) == (finding,)
        assert findings_in(alone, others) == () or not named
        assert deciding(alone, named) == named.keys()


def deciding(protocol: Protocol, told: Answers) -> set[str]:
    """Return every question that makes a difference beside some of the others."""
    some = chain.from_iterable(combinations(told, n) for n in range(len(told) + 1))
    raising = {
        frozenset(keys)
        for keys in some
        if findings_in(protocol, {key: told[key] for key in keys})
    }
    return {key for keys in raising for key in keys if keys - {key} not in raising}


@pytest.mark.parametrize(("protocol", "flag"), RED_FLAGS)
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
    assert raised(calm) == (flag.when == ALWAYS)


def test_checklist_45_any_combination_of_the_7_signs_is_as_urgent_as_its_worst() -> None:
    keys = WARNING_LIST.keys
    assert len(keys) == 7
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
        decision = decide(MEDIAL_KNEE, calm | signs)
        assert decision.level == max(levels)
        assert decision.allows_plan == (levels == [Level.SELF_CARE])
