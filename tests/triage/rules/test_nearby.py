"""What small change of the answers would have called for another level."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.triage.rules.building import a_flag, a_page, a_tick_list
from triage.protocols.medial_knee import MEDIAL_KNEE
from triage.rules.answers import Answer, Silence
from triage.rules.conditions import all_of, answer
from triage.rules.decide import judge
from triage.rules.nearby import Nearby, nearby
from triage.rules.parts import Level, RedFlag
from triage.rules.protocol import Protocol
from triage.rules.questions import Kind, Page, Question, page_of

PAIN = a_page("pain", Kind.SCALE)
SIGNS = a_tick_list("signs", "limp", "lock", "swell")
CALM: dict[str, Answer] = {"limp": False, "lock": False, "swell": False, "pain": 2}


def rules(*flags: RedFlag, pages: tuple[Page, ...] = (SIGNS, PAIN)) -> Protocol:
    return Protocol(slug="small", pages=pages, red_flags=flags)


def changes(protocol: Protocol, answers: dict[str, Answer]) -> dict[Level, object]:
    return {found.level: found.changes for found in nearby(protocol, answers)}


def test_each_other_level_has_its_smallest_change_the_most_urgent_first() -> None:
    protocol = rules(
        a_flag("limping"),
        a_flag(
            "sore",
            when=answer("pain").at_least(5),
            level=Level.WITHIN_2_WEEKS,
            when_unsure=Level.WITHIN_2_WEEKS,
        ),
    )

    found = nearby(protocol, CALM)

    assert found == (
        Nearby(level=Level.SAME_DAY, changes={"limp": True}),
        Nearby(level=Level.WITHIN_2_WEEKS, changes={"pain": 5}),
    )


def test_an_answer_in_doubt_comes_before_one_that_was_given() -> None:
    protocol = rules(
        a_flag("limping", when_unsure=Level.SELF_CARE),
        a_flag("locked", when=answer("lock").is_yes(), when_unsure=Level.SELF_CARE),
    )

    found = changes(protocol, CALM | {"lock": Silence.NOT_SURE})

    assert found == {Level.SAME_DAY: {"lock": True}}


def test_two_answers_that_one_rule_reads_together_may_change_at_once() -> None:
    both = all_of(answer("limp").is_yes(), answer("swell").is_yes())

    found = changes(rules(a_flag("both", when=both)), CALM)

    assert found == {Level.SAME_DAY: {"limp": True, "swell": True}}


def test_two_answers_that_both_stand_in_the_way_may_change_at_once() -> None:
    protocol = rules(a_flag("limping"), a_flag("locked", when=answer("lock").is_yes()))

    found = changes(protocol, CALM | {"limp": True, "lock": True})

    assert found == {Level.SELF_CARE: {"limp": False, "lock": False}}


def test_a_fact_and_what_was_not_asked_do_not_change() -> None:
    old = Question(key="old", text="Old?", kind=Kind.YES_NO, fact=True)
    page = page_of(old, section="You", why="To know.")
    protocol = rules(a_flag("aged", when=answer("old").is_yes()), pages=(page, SIGNS))

    assert nearby(protocol, {"old": False}) == ()


@settings(deadline=None, max_examples=50)
@given(
    st.dictionaries(st.sampled_from(sorted(MEDIAL_KNEE.questions)), st.integers(0, 10)),
    st.booleans(),
)
def test_what_it_names_is_what_the_rules_decide(
    moved: dict[str, int],
    doubts: bool,  # noqa: FBT001 # drawn
) -> None:
    told: dict[str, Answer] = {
        key: question.values()[moved.get(key, 0) % len(question.values())]
        for key, question in MEDIAL_KNEE.questions.items()
    }
    told |= dict.fromkeys(moved, Silence.NOT_SURE) if doubts else {}
    now = judge(MEDIAL_KNEE, told).level

    found = nearby(MEDIAL_KNEE, told)

    levels = [judge(MEDIAL_KNEE, {**told, **each.changes}).level for each in found]
    assert levels == [each.level for each in found]
    assert now not in levels
    assert levels == sorted(set(levels), reverse=True)
    assert all(1 <= len(each.changes) <= 2 for each in found)
