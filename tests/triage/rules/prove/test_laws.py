from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.triage.rules.building import a_flag, a_page, a_protocol
from tests.triage.rules.prove.drawing import (
    all_answers,
    protocols,
    questionnaires,
    unhurried,
)
from triage.rules.answers import Answer, Silence
from triage.rules.conditions import ALWAYS, Condition, all_of, answer, any_of, not_
from triage.rules.decide import decide
from triage.rules.parts import Level, RedFlag
from triage.rules.protocol import Protocol
from triage.rules.prove import Counterexample, level_counterexample, order_counterexample
from triage.rules.questions import Kind

LIMPS, HURTS = answer("limp").is_yes(), answer("hurt").at_least(8)
SUDDEN = answer("start").is_("sudden")


def asking(*flags: RedFlag) -> Protocol:
    """Return a protocol with these flags that asks a yes/no, a number and an option."""
    start = a_page("start", Kind.CHOICE, "slow", "sudden", "fall")
    pages = (a_page("limp"), a_page("hurt", Kind.SCALE), start)
    return a_protocol(pages=pages, red_flags=flags)


def levels_of(protocol: Protocol) -> dict[tuple[Answer, ...], Level]:
    """Return what every combination of answers comes to, judged one by one."""
    return {
        tuple(answers.values()): decide(protocol, answers).level
        for answers in all_answers(protocol)
    }


def some_worse_answer_is_calmer(protocol: Protocol) -> bool:
    """Return what judging every combination of answers says about their order."""
    levels = levels_of(protocol)
    for place, question in enumerate(protocol.questions.values()):
        values = question.values()
        unsure = ((values[0], silence) for silence in (Silence.NOT_SURE, Silence.LEFT_OPEN))
        for milder, worse in (*pairwise(values), *unsure):
            for told, level in levels.items():
                after = (*told[:place], worse, *told[place + 1 :])
                if told[place] == milder and levels[after] < level:
                    return True
    return False


@unhurried
@given(data=st.data())
def test_a_calmer_protocol_is_found_exactly_if_trying_all_answers_finds_it(
    data: st.DataObject,
) -> None:
    pages = data.draw(questionnaires())
    promised, protocol = data.draw(protocols(pages)), data.draw(protocols(pages))
    ours, theirs = levels_of(protocol), levels_of(promised)

    found = level_counterexample(protocol, promised)

    assert (found is not None) == any(ours[told] < theirs[told] for told in theirs)
    if found:
        assert decide(protocol, found.answers).level is found.reached
        assert decide(promised, found.answers).level >= found.promised > found.reached


@unhurried
@given(protocol=protocols())
def test_a_broken_order_is_found_exactly_if_trying_all_answers_finds_it(
    protocol: Protocol,
) -> None:
    found = order_counterexample(protocol)

    assert (found is not None) == some_worse_answer_is_calmer(protocol)
    if found:
        before = decide(protocol, {**found.answers, **found.milder}).level
        assert decide(protocol, found.answers).level is found.reached
        assert before >= found.promised > found.reached


@unhurried
@given(protocol=protocols())
def test_a_protocol_keeps_what_it_promises_itself(protocol: Protocol) -> None:
    assert level_counterexample(protocol, protocol) is None


def test_a_promise_that_nothing_keeps_is_told_with_the_mildest_answers_that_break_it() -> (
    None
):
    promised = asking(a_flag("limping_and_pain", when=all_of(LIMPS, HURTS)))

    found = level_counterexample(asking(a_flag("fell", when=SUDDEN)), promised)

    assert found == Counterexample(
        answers={"limp": True, "hurt": 8, "start": "slow"},
        rule="limping_and_pain",
        promised=Level.SAME_DAY,
        reached=Level.SELF_CARE,
    )
    assert found.in_words(promised) == (
        "“limp?” Yes; “hurt?” 8: limping_and_pain calls for SAME_DAY, "
        "but the level is SELF_CARE"
    )


def test_a_promise_made_to_everybody_is_broken_by_the_mildest_answers() -> None:
    promised = asking(a_flag("young", when=ALWAYS))

    found = level_counterexample(asking(), promised)

    assert found is not None
    assert found.in_words(promised) == (
        "everything at its mildest: young calls for SAME_DAY, but the level is SELF_CARE"
    )


def test_a_promise_may_be_kept_by_several_rules_together() -> None:
    promised = asking(a_flag("limping_or_sudden", when=any_of(LIMPS, SUDDEN)))
    limping, sudden = a_flag("limping"), a_flag("began", when=SUDDEN)

    assert level_counterexample(asking(limping, sudden), promised) is None
    assert level_counterexample(asking(sudden), promised) is not None


def test_rules_that_share_out_a_promise_by_a_question_lose_it_where_that_is_not_put() -> (
    None
):
    promised = asking(a_flag("limping"))
    shares = (
        a_flag("limping_at_once", when=all_of(LIMPS, SUDDEN)),
        a_flag("limping_later", when=all_of(LIMPS, answer("start").is_("slow", "fall"))),
    )

    found = level_counterexample(asking(*shares), promised)

    assert found is not None
    assert found.answers == {"limp": True, "hurt": 0}


def test_a_question_that_is_no_longer_asked_breaks_what_was_promised_for_it() -> None:
    promised = asking(a_flag("began", when=SUDDEN))

    found = level_counterexample(a_protocol(red_flags=()), promised)

    assert found is not None
    assert found.answers == {"limp": False, "hurt": 0, "start": "sudden"}


def test_an_option_in_the_wrong_place_is_told_beside_the_milder_one() -> None:
    protocol = asking(a_flag("began", when=SUDDEN))

    found = order_counterexample(protocol)

    assert found is not None
    assert found.in_words(protocol) == (
        "“start?” It is fall instead of It is sudden: began calls for SAME_DAY, "
        "but the level is SELF_CARE"
    )


@pytest.mark.parametrize(
    ("gate", "opened_by"),
    [
        (not_(LIMPS), "“limp?” Yes instead of No; “fever?” Yes"),
        (not_(HURTS), "“hurt?” 8 instead of 7; “fever?” Yes"),
    ],
)
def test_a_page_that_a_worse_answer_closes_is_found(
    gate: Condition, opened_by: str
) -> None:
    calm = asking()
    pages = (*calm.pages, a_page("fever", when=gate))
    ill = a_flag("ill", when=answer("fever").is_yes())
    protocol = a_protocol(pages=pages, red_flags=(ill,))

    found = order_counterexample(protocol)

    told = found.in_words(protocol) if found else ""
    assert (
        told.removesuffix(": ill calls for SAME_DAY, but the level is SELF_CARE")
        == opened_by
    )
