from dataclasses import replace

import pytest

from tests.triage.rules.building import OURS, a_cause, a_page, an_own_level
from tests.triage.views.small import SMALL
from triage.rules.answers import Answer, Silence
from triage.rules.decide import Decision, Ranked, Weighed, decide
from triage.rules.protocol import FactorKind, Level, Protocol
from triage.views.readout import (
    Fit,
    Reason,
    Row,
    Told,
    possible_causes,
    reasons_for,
    sections_of,
    strain_of,
)
from triage.views.way import Step, Way

CALM: dict[str, Answer] = {
    "cold": False,
    "pop": False,
    "stuck": False,
    "place": "inner",
    "pain": 2,
    "injured": False,
    "more": False,
    "rolls": False,
    "dives": False,
}


def decided(protocol: Protocol = SMALL, **told: Answer) -> Decision:
    return decide(protocol, CALM | told)


def ranked(cause: str, bits: float, *clues: float) -> Ranked:
    weighed = tuple(Weighed(because=f"{bits} bits", bits=bits) for bits in clues)
    return Ranked(cause=cause, bits=bits, clues=weighed)


def test_a_calm_result_has_no_reason() -> None:
    assert reasons_for(SMALL, CALM, decided()) == []


def test_a_reason_tells_the_answers_it_rests_on() -> None:
    answers = CALM | {"pop": Silence.NOT_SURE}

    assert reasons_for(SMALL, answers, decide(SMALL, answers)) == [
        Reason(
            because="loud_pop was found.",
            source=OURS,
            certain=False,
            told=(Told("Is it pop?", "Not sure"),),
        )
    ]


def test_a_question_that_was_not_put_is_no_part_of_a_reason() -> None:
    answers: dict[str, Answer] = CALM | {"stuck": True, "loose": True}
    decision = decide(SMALL, answers)
    widened = replace(
        decision, findings=(replace(decision.findings[0], questions=("stuck", "loose")),)
    )

    (reason,) = reasons_for(SMALL, answers, widened)

    assert reason.told == (Told("Is it stuck?", "Yes"),)


def test_where_no_causes_are_named_a_cause_gives_no_reason() -> None:
    urgent_cause = a_cause("overload", own_levels=(an_own_level(Level.WITHIN_2_WEEKS),))
    protocol = replace(SMALL, causes=(urgent_cause,))
    urgent = decided(protocol, stuck=True)
    calm = decided(protocol)

    assert [r.because for r in reasons_for(protocol, CALM, urgent)] == [
        "stuck_knee was found."
    ]
    assert [r.because for r in reasons_for(protocol, CALM, calm)] == [
        "The cause calls for it."
    ]


def test_the_first_cause_fits_best_and_the_next_also_fits() -> None:
    decision = replace(
        decided(),
        shown=("ligament", "overload"),
        ranking=(ranked("ligament", 3.0, 3.0), ranked("overload", 1.5, 2.0, -0.5)),
        too_close=False,
    )

    best, also = possible_causes(SMALL, decision)

    assert (best.cause.id, best.fit) == ("ligament", Fit.BEST)
    assert (also.cause.id, also.fit) == ("overload", Fit.ALSO)
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

    fits = [possible.fit for possible in possible_causes(three, decision)]

    assert fits == [Fit.TIED, Fit.TIED, Fit.LESS]


@pytest.mark.parametrize(
    ("kind", "told", "found"),
    [
        (FactorKind.LOAD, {"more": True}, ["load"]),
        (FactorKind.LOAD, {}, []),
        (FactorKind.MECHANICS, {"rolls": True, "more": True}, ["feet"]),
    ],
)
def test_what_may_add_to_it_is_told_by_kind(
    kind: FactorKind, told: dict[str, Answer], found: list[str]
) -> None:
    answers = CALM | told

    strain = strain_of(kind, SMALL, answers, decide(SMALL, answers))

    assert [factor.id for factor in strain.factors] == found


def test_what_was_asked_about_the_load_is_told_too() -> None:
    strain = strain_of(FactorKind.LOAD, SMALL, CALM, decided())

    assert strain.asked == (Told("more?", "No"),)


def test_every_page_on_the_way_is_a_row_under_its_section() -> None:
    told = CALM | {"pop": True, "stuck": Silence.NOT_SURE}
    sections = sections_of(Way(SMALL, told))

    assert [(section, len(rows)) for section, rows in sections] == [
        ("Safety", 4),
        ("Running", 2),
    ]
    assert sections[0][1][:2] == [
        Row(
            step=Step(1),
            heading="danger?",
            ticked=("It is pop",),
            doubtful=("It is stuck",),
            unticked=("It is cold",),
        ),
        Row(step=Step(2), heading="place?", answer="It is inner"),
    ]


def test_how_far_somebody_runs_belongs_to_the_load() -> None:
    how_far = replace(SMALL, pages=(*SMALL.pages, a_page("weekly_distance")))
    told = CALM | {"weekly_distance": True}

    load = strain_of(FactorKind.LOAD, how_far, told, decide(how_far, told))
    feet = strain_of(FactorKind.MECHANICS, how_far, told, decide(how_far, told))

    assert load.asked == (Told("weekly_distance?", "Yes"), Told("more?", "No"))
    assert feet.asked == (Told("Is it rolls?", "No"),)
