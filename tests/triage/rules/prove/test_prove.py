from tests.triage.rules.building import a_flag, a_page, a_protocol
from triage.rules.conditions import answer
from triage.rules.prove import Proof, prove
from triage.rules.questions import Kind


def test_a_proof_says_how_much_was_proved_and_how() -> None:
    pages = (
        a_page("limp"),
        a_page("pain", Kind.SCALE),
        a_page("side", Kind.CHOICE, "left"),
    )

    proof = prove(a_protocol(pages=pages))

    assert proof == Proof(
        slug="small",
        questions=3,
        rules=1,
        combinations=5 * 14 * 4,
        boxes=1,
        level_counterexample=None,
        order_counterexample=None,
    )
    assert proof.holds


def test_no_proof_holds_where_a_worse_answer_is_less_urgent() -> None:
    start = a_page("start", Kind.CHOICE, "slow", "fall", "sudden")
    fell = a_flag("fell", when=answer("start").is_("fall"))

    proof = prove(a_protocol(pages=(start,), red_flags=(fell,)))

    assert not proof.holds
    assert proof.level_counterexample is None
    assert proof.order_counterexample is not None
    assert proof.order_counterexample.answers == {"start": "sudden"}
