from dataclasses import replace

from tests.triage.rules.building import a_cause, a_clue, a_page, a_protocol, a_tick_list
from tests.triage.views.small import SMALL
from tests.triage.views.test_readout import CALM, decided
from triage.rules.answers import Answer, Silence
from triage.rules.conditions import answer
from triage.rules.decide import decide
from triage.rules.parts import Hint
from triage.rules.protocol import Protocol
from triage.rules.questions import Kind
from triage.rules.ranking import Ranked, Weighed
from triage.views.fitting import Fit, Turn, could_also_be, possible_causes, turns_of

BAND, PAD, BONE = (
    a_cause("band"),
    a_cause("pad"),
    a_cause("bone", prior=-3.0, always_possible=True),
)
NO_PAGES: dict[str, str] = {}


def ranked(cause: str, bits: float, *clues: float) -> Ranked:
    weighed = tuple(Weighed(because=f"{bits} bits", bits=bits) for bits in clues)
    return Ranked(cause=cause, bits=bits, clues=weighed)


def weighing(*clues: object) -> Protocol:
    """Return rules in which the band leads until one of ``clues`` counts."""
    return a_protocol(
        pages=(
            a_tick_list("signs", "sharp", "snap", "stiff", "sore"),
            a_page("begun", Kind.CHOICE, "slowly", "at_once"),
        ),
        red_flags=(),
        causes=(replace(BAND, prior=1.5), PAD, BONE),
        clues=clues,
        fallback="band",
    )


def told(**given: Answer) -> dict[str, Answer]:
    no: dict[str, Answer] = dict.fromkeys(("sharp", "snap", "stiff", "sore"), False)
    return {**no, "begun": "slowly", **given}


def test_the_first_cause_fits_best_and_the_next_also_fits() -> None:
    decision = replace(
        decided(),
        shown=("ligament", "overload"),
        ranking=(ranked("ligament", 3.0, 3.0), ranked("overload", 1.5, 2.0, -0.5)),
        too_close=False,
    )
    pages = {"ligament": "/about/causes/1/"}

    best, also = possible_causes(SMALL, CALM, decision, pages=pages)

    assert (best.cause.id, best.fit, best.url) == ("ligament", Fit.BEST, pages["ligament"])
    assert (also.cause.id, also.fit, also.url) == ("overload", Fit.ALSO, "")
    assert (also.counted_for, also.counted_against) == (("2.0 bits",), ("-0.5 bits",))


def test_of_causes_too_close_to_call_none_is_best() -> None:
    three = replace(SMALL, causes=(*SMALL.causes, a_cause("cartilage")))
    decision = replace(
        decided(),
        shown=("ligament", "overload", "cartilage"),
        ranking=(
            ranked("ligament", 3.0),
            ranked("overload", 2.5),
            ranked("cartilage", 1.5),
        ),
        too_close=True,
    )

    possible = possible_causes(three, CALM, decision, pages=NO_PAGES)

    assert [one.fit for one in possible] == [Fit.TIED, Fit.TIED, Fit.LESS]


def test_a_cause_says_how_bad_it_may_be_if_the_answers_tell() -> None:
    hints = (
        Hint(answer("sharp").is_yes(), "Worse."),
        Hint(answer("snap").is_no(), "Mild."),
    )
    protocol = replace(weighing(), causes=(replace(BAND, prior=1.5, hints=hints), PAD))

    hint_of = {
        (sharp, snap): possible_causes(
            protocol, answers, decide(protocol, answers), pages=NO_PAGES
        )[0].hint
        for sharp, snap in ((True, False), (False, False), (False, True))
        for answers in [told(sharp=sharp, snap=snap)]
    }

    assert hint_of == {
        (True, False): "Worse.",
        (False, False): "Mild.",
        (False, True): "",
    }


def test_sore_bone_is_kept_in_mind_unless_it_is_shown() -> None:
    decision = decide(weighing(), told())
    shown = replace(decision, shown=("bone",))

    assert could_also_be(weighing(), decision) == [BONE]
    assert could_also_be(weighing(), shown) == []


def test_what_rules_do_not_know_cannot_be_kept_in_mind() -> None:
    assert could_also_be(SMALL, decided()) == []


def test_the_clue_that_would_cost_the_leader_most_comes_first() -> None:
    protocol = weighing(
        a_clue(answer("sharp").is_yes(), band=-1.0),
        a_clue(answer("snap").is_yes(), pad=2.0, band=-0.5),
        a_clue(answer("stiff").is_yes(), pad=0.5),
        a_clue(answer("sore").is_yes(), band=2.0, pad=2.5),
    )

    turns = turns_of(protocol, told(), decide(protocol, told()))

    assert turns == [
        Turn(because="+2.0 for pad, -0.5 for band", towards=PAD, unsure=False),
        Turn(because="-1.0 for band", towards=None, unsure=False),
    ]


def test_what_is_left_open_comes_before_what_was_denied() -> None:
    protocol = weighing(
        a_clue(answer("snap").is_yes(), pad=2.0), a_clue(answer("sore").is_yes(), pad=1.0)
    )
    answers = told(sore=Silence.NOT_SURE)

    turns = turns_of(protocol, answers, decide(protocol, answers))

    assert [(turn.because, turn.unsure) for turn in turns] == [
        ("+1.0 for pad", True),
        ("+2.0 for pad", False),
    ]


def test_what_was_told_and_how_it_began_change_nothing_any_more() -> None:
    protocol = weighing(
        a_clue(answer("sharp").is_yes(), pad=1.0),
        a_clue(answer("begun").is_("at_once"), pad=2.0),
    )
    answers = told(sharp=True)

    assert turns_of(protocol, answers, decide(protocol, answers)) == []


def test_what_was_never_asked_is_no_news_to_wait_for() -> None:
    protocol = replace(
        weighing(),
        pages=(*weighing().pages, a_page("bruise", when=answer("sharp").is_yes())),
        clues=(a_clue(answer("bruise").is_yes(), pad=2.0),),
    )

    assert turns_of(protocol, told(), decide(protocol, told())) == []


def test_three_clues_are_enough() -> None:
    protocol = weighing(
        *(
            a_clue(answer(key).is_yes(), pad=1.0)
            for key in ("sharp", "snap", "stiff", "sore")
        )
    )

    assert len(turns_of(protocol, told(), decide(protocol, told()))) == 3


def test_where_no_cause_is_named_nothing_turns_the_order_round() -> None:
    assert turns_of(SMALL, CALM | {"place": "outer"}, decided(place="outer")) == []
