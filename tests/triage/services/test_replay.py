from dataclasses import replace

import pytest

from tests.triage.rules.building import a_flag, a_page
from tests.triage.services.judged import (
    LIMPING,
    PAGES,
    RULES,
    STRONG,
    begun,
    decided_otherwise,
    submitted,
)
from triage.models import Assessment
from triage.rules.answers import Silence
from triage.rules.conditions import answer
from triage.rules.decide import ENGINE
from triage.rules.parts import Level
from triage.rules.protocol import Protocol
from triage.rules.questions import Kind
from triage.services import Replayed, replay_assessments

pytestmark = pytest.mark.django_db


def judged(protocol: Protocol = RULES) -> list[Replayed]:
    return list(replay_assessments(protocol=protocol))


def the_same(assessment: Assessment, level: Level) -> Replayed:
    return Replayed(
        assessment_id=assessment.pk,
        was=level,
        now=level,
        stands=True,
        dropped=0,
        equal=True,
        same_engine=True,
    )


def test_a_past_assessment_runs_again_to_an_equal_decision() -> None:
    limping, calm = submitted(limp=True), submitted()
    unsure = submitted(limp=Silence.NOT_SURE, pain=Silence.LEFT_OPEN)
    early = submitted(limp=Silence.NOT_ASKED, pain=9)

    assert judged() == [
        the_same(limping, Level.SAME_DAY),
        the_same(calm, Level.SELF_CARE),
        the_same(unsure, Level.SAME_DAY),
        the_same(early, Level.EMERGENCY),
    ]


def test_each_runs_again_on_its_own_release_whatever_is_in_force() -> None:
    limping = submitted(limp=True)
    calmer = replace(LIMPING, level=Level.WITHIN_A_WEEK, when_unsure=Level.WITHIN_A_WEEK)
    rules = replace(RULES, red_flags=(calmer, STRONG))
    week = submitted(rules, limp=True)

    assert judged(rules) == [
        replace(the_same(limping, Level.SAME_DAY), now=Level.WITHIN_A_WEEK),
        the_same(week, Level.WITHIN_A_WEEK),
    ]


def test_what_was_not_submitted_or_has_other_rules_is_left_alone() -> None:
    begun(limp=True)
    submitted(replace(RULES, slug="other"))

    assert judged() == []


def test_answers_to_what_is_no_longer_asked_or_offered_are_left_out() -> None:
    place = a_page("place", Kind.CHOICE, "shin", "calf", "thigh")
    asked = submitted(replace(RULES, pages=(*PAGES, place)), place="thigh", pain=9)
    fewer = a_page("place", Kind.CHOICE, "shin", "calf")

    (replayed,) = judged(replace(RULES, pages=(PAGES[0], fewer), red_flags=(LIMPING,)))

    was_urgent = the_same(asked, Level.EMERGENCY)
    assert replayed == replace(was_urgent, now=Level.SELF_CARE, dropped=2)


def test_a_level_does_not_stand_while_more_would_have_to_be_asked() -> None:
    calm = submitted()
    heat = a_flag("heat", when=answer("hot").is_yes())
    rules = replace(
        RULES, pages=(*PAGES, a_page("hot")), red_flags=(*RULES.red_flags, heat)
    )

    assert judged(rules) == [replace(the_same(calm, Level.SELF_CARE), stands=False)]


def test_a_change_of_the_engine_is_told_apart() -> None:
    decided_otherwise(Level.EMERGENCY, engine=ENGINE + 1)

    (_, other) = judged()

    assert (other.was, other.now) == (Level.EMERGENCY, Level.SAME_DAY)
    assert (other.equal, other.same_engine) == (False, False)
