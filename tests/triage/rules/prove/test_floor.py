from dataclasses import replace

import pytest

from tests.triage.rules.building import a_cause, a_flag, a_page, a_protocol
from triage.rules.conditions import ALWAYS, Condition, all_of, answer, not_
from triage.rules.parts import Level
from triage.rules.protocol import Protocol
from triage.rules.prove import Floor, Guard, broken_floor
from triage.rules.questions import Kind

LIMP, HOT = answer("limp").is_yes(), answer("hot").is_yes()
PAGES = a_page("limp"), a_page("hot")
SIGN = a_flag("sign")
PROMISE = a_flag("the promise", no_impact=True)
FLOOR = Floor(promises=(PROMISE,))


def rules(*, leads: Condition = ALWAYS, scope: Condition = ALWAYS) -> Protocol:
    causes = (a_cause("strain"), a_cause("tear", leads_when=leads))
    return a_protocol(pages=PAGES, causes=causes, fallback="strain", in_scope=scope)


def broken(protocol: Protocol, floor: Floor = FLOOR) -> list[str]:
    return [*broken_floor(protocol, floor)]


def test_a_promise_may_be_kept_under_another_name_and_more_urgently() -> None:
    sooner = replace(SIGN, level=Level.EMERGENCY, no_impact=True)

    assert broken(a_protocol(red_flags=(sooner,))) == []


def test_a_calmer_level_breaks_a_promise() -> None:
    later = replace(SIGN, level=Level.WITHIN_2_DAYS, when_unsure=Level.WITHIN_2_DAYS)

    assert broken(a_protocol(red_flags=(later,))) == [
        "“limp?” Yes: the promise calls for SAME_DAY, but the level is WITHIN_2_DAYS"
    ]


def test_a_page_that_is_not_asked_of_everybody_breaks_a_promise_too() -> None:
    pages = a_page("hot"), a_page("limp", when=HOT)

    assert broken(a_protocol(pages=pages, red_flags=(replace(SIGN, no_impact=True),))) == [
        "“limp?” Yes: the promise calls for SAME_DAY, but the level is SELF_CARE"
    ]


def test_a_question_or_an_answer_that_is_gone_breaks_a_promise() -> None:
    gone = a_protocol(pages=(a_page("hot"),), red_flags=())
    other = a_protocol(pages=(a_page("limp", Kind.SCALE),), red_flags=())

    assert broken(gone) == [
        "the promise cannot be kept: small: 'limp' is read but never asked"
    ]
    assert broken(other) == [
        "the promise cannot be kept: small: 'limp' cannot be read with 'is'"
    ]


@pytest.mark.parametrize("flags", [(SIGN,), (SIGN, a_flag("other", when=HOT))])
def test_a_lock_that_is_gone_breaks_a_promise(flags: tuple[Protocol, ...]) -> None:
    assert broken(a_protocol(pages=PAGES, red_flags=flags)) == [
        "“limp?” Yes: the promise locks running and jumping, but nothing does"
    ]


def test_a_lock_may_be_that_of_a_calmer_rule() -> None:
    mild = a_flag(
        "mild",
        level=Level.WITHIN_2_WEEKS,
        when_unsure=Level.WITHIN_2_WEEKS,
        no_impact=True,
    )

    assert broken(a_protocol(red_flags=(SIGN, mild))) == []


def test_a_doubt_that_warns_of_nothing_locks_nothing() -> None:
    sure = a_flag("sure", when_unsure=Level.SELF_CARE, no_impact=True)

    assert broken(a_protocol(red_flags=(SIGN, sure))) == [
        "“limp?” Not sure: the promise locks running and jumping, but nothing does"
    ]


GUARDED = Floor(promises=(), guards=(Guard("tear", answer("limp").is_no()),))


@pytest.mark.parametrize(
    ("leads", "told"),
    [
        (ALWAYS, ["“limp?” Yes: tear may not be named first, but can be"]),
        (HOT, ["“limp?” Yes; “hot?” Yes: tear may not be named first, but can be"]),
        (answer("limp").is_no(), []),
        (not_(LIMP), []),
        (all_of(HOT, answer("limp").is_no()), []),
    ],
)
def test_a_cause_is_named_first_only_where_that_is_promised(
    leads: Condition, told: list[str]
) -> None:
    assert broken(rules(leads=leads), GUARDED) == told


def test_what_a_guard_reads_has_to_be_asked_and_its_cause_has_to_be_one() -> None:
    elsewhere = Floor(
        promises=(), guards=(Guard("tear", answer("cold").is_no()), Guard("tears", ALWAYS))
    )

    assert broken(rules(), elsewhere) == [
        "cold not asked: tear may not be named first, but can be",
        "tears is promised about, but is no cause here",
    ]


def test_no_cause_is_named_out_of_scope() -> None:
    floor = Floor(promises=(), out_of_scope=LIMP)

    assert broken(rules(scope=not_(LIMP)), floor) == []
    assert broken(rules(scope=answer("limp").is_no()), floor) == []
    assert broken(rules(), floor) == ["“limp?” Yes: no cause may be named, but one is"]
    assert broken(a_protocol(), floor) == []
