from dataclasses import replace

import pytest

from tests.triage.rules.building import OURS, a_flag, a_page, a_protocol
from triage.rules.answers import Answer, Answers, Silence
from triage.rules.conditions import all_of, answer, any_of
from triage.rules.decide import (
    AnswerRefused,
    Decision,
    Finding,
    decide,
    findings_in,
    most_urgent,
)
from triage.rules.parts import Level, RedFlag

LIMPS, LUMPS = answer("limp").is_yes(), answer("lump").is_yes()
BOTH = (a_page("limp"), a_page("lump"))
NONE, UNSURE = {"limp": False}, {"limp": Silence.NOT_SURE}


def found_by(flag: RedFlag, told: Answers) -> Finding | None:
    """Return what this flag alone finds, if it is raised."""
    found = findings_in(a_protocol(pages=BOTH, red_flags=(flag,)), told)
    return found[0] if found else None


def test_a_red_flag_that_holds_says_why() -> None:
    decision = decide(a_protocol(), {"limp": True})

    assert decision == Decision(
        level=Level.SAME_DAY,
        findings=(
            Finding(
                rule="limping",
                level=Level.SAME_DAY,
                because="limping was found.",
                source=OURS,
                certain=True,
                questions=("limp",),
            ),
        ),
        no_impact=False,
        in_scope=True,
        ranking=(),
        shown=(),
        too_close=False,
        factors=(),
        unasked=(),
    )


def test_no_red_flag_is_self_care() -> None:
    decision = decide(a_protocol(), {"limp": False})

    assert (decision.level, decision.findings) == (Level.SELF_CARE, ())


@pytest.mark.parametrize("silence", [Silence.NOT_SURE, Silence.LEFT_OPEN])
def test_an_open_answer_comes_to_what_its_flag_says(silence: Silence) -> None:
    flag = a_flag("limping", when_unsure=Level.WITHIN_2_DAYS)

    finding = found_by(flag, {"limp": silence})

    assert finding == replace(
        decide(a_protocol(), {"limp": True}).findings[0],
        level=Level.WITHIN_2_DAYS,
        certain=False,
    )


def test_a_flag_that_only_certainty_raises_finds_nothing_in_doubt() -> None:
    flag = a_flag("limping", when_unsure=Level.SELF_CARE)

    assert found_by(flag, UNSURE) is None


@pytest.mark.parametrize("silent", [{}, {"limp": Silence.NOT_ASKED}])
def test_what_was_never_asked_is_not_judged_but_listed(silent: dict[str, Answer]) -> None:
    decision = decide(a_protocol(), silent)

    assert (decision.findings, decision.unasked) == ((), ("limp",))


def test_a_doubt_waits_for_the_question_that_may_settle_it() -> None:
    flag = a_flag("limping", when=all_of(LIMPS, LUMPS))

    assert found_by(flag, UNSURE) is None
    assert found_by(flag, {**UNSURE, "lump": False}) is None
    assert found_by(flag, {**UNSURE, "lump": True}) is not None


def test_a_doubt_that_nothing_can_settle_counts_at_once() -> None:
    flag = a_flag("limping", when=any_of(LIMPS, LUMPS))

    assert found_by(flag, UNSURE) is not None


def test_a_finding_names_only_the_questions_that_speak_for_it() -> None:
    flag = a_flag("limping", when=any_of(LIMPS, LUMPS, all_of(LIMPS, LUMPS)))

    finding = found_by(flag, {"limp": True, "lump": False})

    assert finding is not None
    assert finding.questions == ("limp",)


def test_an_answer_that_speaks_for_a_part_that_is_not_raised_is_not_named() -> None:
    hot = answer("hot").is_yes()
    flag = a_flag("limping", when=any_of(LIMPS, all_of(hot, LUMPS)))
    protocol = a_protocol(pages=(*BOTH, a_page("hot")), red_flags=(flag,))

    (finding,) = findings_in(protocol, {"limp": True, "hot": True, "lump": False})

    assert finding.questions == ("limp",)


def test_the_most_urgent_finding_counts_and_stands_first() -> None:
    urgent = a_flag("z", level=Level.EMERGENCY)
    protocol = a_protocol(red_flags=(a_flag("b"), a_flag("a"), urgent))

    decision = decide(protocol, {"limp": True})

    assert decision.level is Level.EMERGENCY
    assert [finding.rule for finding in decision.findings] == ["z", "a", "b"]


@pytest.mark.parametrize(
    ("told", "no_impact"),
    [
        ({"limp": True, "lump": False}, True),
        ({"limp": Silence.NOT_SURE, "lump": False}, True),
        ({"limp": False, "lump": True}, False),
    ],
)
def test_impact_is_locked_by_a_flag_that_says_so_once_it_is_raised(
    told: dict[str, Answer], *, no_impact: bool
) -> None:
    flags = (
        a_flag("limping", level=Level.EMERGENCY, no_impact=True),
        a_flag("lump_found", when=LUMPS),
    )

    assert decide(a_protocol(pages=BOTH, red_flags=flags), told).no_impact is no_impact


def test_the_level_can_be_told_from_the_findings_alone() -> None:
    found = findings_in(a_protocol(), {"limp": True})

    assert found == decide(a_protocol(), {"limp": True}).findings
    assert most_urgent(found) is Level.SAME_DAY
    assert most_urgent(()) is Level.SELF_CARE


@pytest.mark.parametrize("told", [{"limp": "yes"}, {"limp": 1}, {"lump": True}])
def test_an_answer_that_is_not_offered_is_refused(told: dict[str, Answer]) -> None:
    with pytest.raises(AnswerRefused):
        decide(a_protocol(), told)


def test_an_answer_on_a_page_that_no_longer_applies_does_not_count() -> None:
    follow_up = a_page("lump", when=LIMPS)
    protocol = a_protocol(
        pages=(a_page("limp"), follow_up), red_flags=(a_flag("lump_found", when=LUMPS),)
    )

    assert decide(protocol, {"limp": True, "lump": True}).level is Level.SAME_DAY
    assert decide(protocol, {"limp": False, "lump": True}).level is Level.SELF_CARE


def test_a_safety_question_counts_as_unasked_unless_its_page_is_closed() -> None:
    protocol = a_protocol(
        pages=(a_page("limp"), a_page("lump", when=LIMPS)),
        red_flags=(a_flag("limping"), a_flag("lump_found", when=LUMPS)),
    )

    assert decide(protocol, {}).unasked == ("limp", "lump")
    assert decide(protocol, {"limp": True}).unasked == ("lump",)
    assert decide(protocol, {"limp": False}).unasked == ()


def test_a_question_that_feeds_no_red_flag_is_never_unasked() -> None:
    assert decide(a_protocol(pages=BOTH), {"limp": False}).unasked == ()


def test_a_question_that_can_only_find_less_is_no_longer_unasked() -> None:
    mild = a_flag(
        "lump_found",
        when=LUMPS,
        level=Level.WITHIN_A_WEEK,
        when_unsure=Level.WITHIN_A_WEEK,
    )
    protocol = a_protocol(pages=BOTH, red_flags=(a_flag("limping"), mild))

    assert decide(protocol, {"limp": True}).unasked == ()
    assert decide(protocol, {"limp": False}).unasked == ("lump",)


@pytest.mark.parametrize(
    ("level", "told", "stands", "ends_early"),
    [
        (Level.EMERGENCY, {"limp": True}, True, True),
        (Level.SAME_DAY, {"limp": True}, False, False),
        (Level.SAME_DAY, {"limp": True, "lump": False}, True, True),
        (Level.SAME_DAY, {"limp": False, "lump": False}, True, False),
        (Level.SAME_DAY, {}, False, False),
    ],
)
def test_asking_ends_once_nothing_can_make_it_more_urgent(
    level: Level, told: dict[str, Answer], *, stands: bool, ends_early: bool
) -> None:
    protocol = a_protocol(
        pages=BOTH,
        red_flags=(
            a_flag("limping", level=level),
            a_flag("lump_found", when=LUMPS, level=level),
        ),
    )

    decision = decide(protocol, told)

    assert (decision.stands, decision.ends_early) == (stands, ends_early)
