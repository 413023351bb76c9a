from hypothesis import given

from tests.triage.rules.building import a_flag, a_page, a_protocol
from tests.triage.rules.prove.drawing import all_answers, protocols, unhurried
from triage.rules.answers import Answer, Silence
from triage.rules.conditions import ALWAYS, all_of, answer, any_of
from triage.rules.decide import decide
from triage.rules.parts import Level
from triage.rules.protocol import Protocol
from triage.rules.prove.claims import Claim, called_for, claims_of
from triage.rules.questions import Kind


def or_open(answers: set[Answer]) -> frozenset[Answer]:
    """Return these answers and the two ways of leaving a question open."""
    return frozenset(answers) | {Silence.NOT_SURE, Silence.LEFT_OPEN}


@unhurried
@given(protocol=protocols())
def test_the_claims_call_for_the_level_that_is_decided(protocol: Protocol) -> None:
    claims = claims_of(protocol)

    for answers in all_answers(protocol):
        assert called_for(claims, answers) is decide(protocol, answers).level


def test_a_flag_claims_one_level_for_certain_and_one_when_unsure() -> None:
    flag = a_flag("limping", when_unsure=Level.WITHIN_A_WEEK)

    claims = claims_of(a_protocol(red_flags=(flag,)))

    assert claims == (
        Claim("limping", Level.SAME_DAY, {"limp": frozenset({True})}),
        Claim("limping", Level.WITHIN_A_WEEK, {"limp": or_open({True})}),
    )


def test_a_flag_that_is_as_urgent_when_unsure_makes_one_claim() -> None:
    claims = claims_of(a_protocol())

    assert claims == (Claim("limping", Level.SAME_DAY, {"limp": or_open({True})}),)


def test_self_care_is_nothing_to_claim() -> None:
    calm = a_flag("calm", level=Level.SELF_CARE, when_unsure=Level.SELF_CARE)

    assert claims_of(a_protocol(red_flags=(calm,))) == ()


def test_what_always_holds_claims_all_answers() -> None:
    flag = a_flag("young", when=ALWAYS)

    claims = claims_of(a_protocol(red_flags=(flag,)))

    assert claims == (Claim("young", Level.SAME_DAY, {}),)


def test_answers_to_one_question_that_each_do_are_one_claim() -> None:
    flag = a_flag("fell", when=answer("start").is_("fall", "blow"))
    page = a_page("start", Kind.CHOICE, "slow", "fall", "blow")

    claims = claims_of(a_protocol(pages=(page,), red_flags=(flag,)))

    assert claims == (Claim("fell", Level.SAME_DAY, {"start": or_open({"fall", "blow"})}),)


def test_answers_to_two_questions_that_only_do_together_stay_two_claims() -> None:
    slow_limp = all_of(answer("limp").is_yes(), answer("start").is_("slow"))
    fall_alone = all_of(answer("limp").is_no(), answer("start").is_("fall"))
    pages = (a_page("limp"), a_page("start", Kind.CHOICE, "slow", "fall"))
    flag = a_flag("mixed", when=any_of(slow_limp, fall_alone))

    claims = claims_of(a_protocol(pages=pages, red_flags=(flag,)))

    assert [claim.box for claim in claims] == [
        {"limp": or_open({True}), "start": or_open({"slow"})},
        {"limp": or_open({False}), "start": or_open({"fall"})},
    ]


def test_what_is_told_on_a_page_counts_only_where_the_page_is_asked() -> None:
    gated = a_page("fever", when=answer("limp").is_yes())
    flag = a_flag("ill", when=answer("fever").is_yes())

    claims = claims_of(a_protocol(pages=(a_page("limp"), gated), red_flags=(flag,)))

    asked = or_open({True, Silence.NOT_ASKED})
    assert claims == (
        Claim("ill", Level.SAME_DAY, {"limp": asked, "fever": or_open({True})}),
    )
