"""How soon somebody should look, sign by sign."""

import pytest

from tests.triage.protocols.telling import only, rules_of, told
from triage.protocols.medial_knee import MEDIAL_KNEE
from triage.rules.answers import Answer, Silence
from triage.rules.decide import decide
from triage.rules.protocol import Level, Origin

WARNINGS = (
    "unmanageable",
    "no_4_steps",
    "pop",
    "fast_swelling",
    "catching",
    "locking",
    "giving_way",
)


EMERGENCIES = ("limb", "out_of_place", "big_trauma", "hot_joint", "calf", "chest", "nerve")


def test_mild_pain_without_a_sign_is_self_care_with_a_plan() -> None:
    decision = told()

    assert decision.level is Level.SELF_CARE
    assert decision.findings == ()
    assert decision.allows_plan


@pytest.mark.parametrize("sign", WARNINGS)
def test_each_warning_sign_of_the_brief_alone_is_same_day_without_a_plan(sign: str) -> None:
    decision = told(**{sign: True})

    assert decision.level is Level.SAME_DAY
    assert (decision.names_causes, decision.allows_plan) == (False, False)
    assert [f.source.origin for f in decision.findings if f.level >= Level.SAME_DAY] == [
        Origin.BRIEF
    ]


@pytest.mark.parametrize(
    ("sign", "level"),
    [
        ("unmanageable", Level.SAME_DAY),
        ("no_4_steps", Level.SAME_DAY),
        ("pop", Level.WITHIN_2_DAYS),
        ("fast_swelling", Level.WITHIN_2_DAYS),
        ("catching", Level.WITHIN_2_DAYS),
        ("locking", Level.SAME_DAY),
        ("giving_way", Level.WITHIN_2_DAYS),
    ],
)
def test_doubt_about_a_warning_sign_is_urgent_too(sign: str, level: Level) -> None:
    assert told(**{sign: Silence.NOT_SURE}).level is level


@pytest.mark.parametrize(
    ("answers", "level"),
    [
        ({"limb": True}, Level.EMERGENCY),
        ({"out_of_place": True}, Level.SAME_DAY),
        ({"out_of_place": True, "still_out": True}, Level.EMERGENCY),
        ({"big_trauma": True}, Level.EMERGENCY),
        ({"hot_joint": True}, Level.SAME_DAY),
        ({"hot_joint": True, "feels_ill": True}, Level.EMERGENCY),
        ({"calf": True}, Level.SAME_DAY),
        ({"calf": True, "unmanageable": True}, Level.EMERGENCY),
        ({"calf": True, "rest_pain": 8}, Level.EMERGENCY),
        ({"place": "calf", "rest_pain": 8, "calf_check": True}, Level.EMERGENCY),
        ({"place": "back", "calf_check": True, "unmanageable": True}, Level.EMERGENCY),
        ({"chest": True}, Level.EMERGENCY),
        ({"nerve": True}, Level.EMERGENCY),
    ],
)
def test_danger_to_the_leg_or_to_life_comes_first_and_doubt_counts_the_same(
    answers: dict[str, Answer], level: Level
) -> None:
    last = list(answers)[-1]
    doubt: dict[str, Answer] = {last: Silence.NOT_SURE}

    assert told(**answers).level is level
    assert told(**answers | doubt).level is level


@pytest.mark.parametrize("emergency", ["limb", "big_trauma", "chest", "nerve"])
def test_an_emergency_ends_the_questions_at_once(emergency: str) -> None:
    assert only(**{emergency: True}).ends_early


def test_a_hot_joint_is_asked_about_fever_before_it_is_judged_an_emergency() -> None:
    decision = only(hot_joint=Silence.NOT_SURE)

    assert decision.level is Level.SAME_DAY
    assert "feels_ill" in decision.unasked


def test_same_day_ends_the_questions_after_all_that_could_be_as_urgent() -> None:
    first: dict[str, Answer] = {**dict.fromkeys(EMERGENCIES, False)}
    signs: dict[str, Answer] = {**dict.fromkeys(WARNINGS, False), "pop": True}
    place: dict[str, Answer] = {"place": "groove", "onset": "twist"}

    before = decide(MEDIAL_KNEE, first | place | signs)
    after = decide(MEDIAL_KNEE, first | place | signs | {"rest_pain": 3})

    assert (before.ends_early, before.unasked) == (False, ("rest_pain",))
    assert (after.ends_early, after.level) == (True, Level.SAME_DAY)


@pytest.mark.parametrize(
    ("pain", "level"),
    [
        (4, Level.SELF_CARE),
        (5, Level.WITHIN_2_WEEKS),
        (6, Level.WITHIN_2_WEEKS),
        (7, Level.WITHIN_2_DAYS),
        (8, Level.SAME_DAY),
        (10, Level.SAME_DAY),
        (Silence.NOT_SURE, Level.SAME_DAY),
    ],
)
def test_the_stronger_the_pain_at_rest_the_sooner_it_is_seen(
    pain: Answer, level: Level
) -> None:
    assert told(rest_pain=pain).level is level


def test_painless_clicking_is_no_warning_sign() -> None:
    assert told(clicking=True).level is Level.SELF_CARE


@pytest.mark.parametrize("place", ["front", "outer", "back"])
def test_pain_elsewhere_is_looked_at_within_2_weeks_without_causes_or_plan(
    place: str,
) -> None:
    decision = told(place=place)

    assert decision.level is Level.WITHIN_2_WEEKS
    assert rules_of(decision) == {"pain_elsewhere"}
    assert (decision.shown, decision.allows_plan) == ((), False)


def test_pain_elsewhere_keeps_the_most_urgent_of_its_signs() -> None:
    assert told(place="outer", giving_way=True).level is Level.SAME_DAY


@pytest.mark.parametrize(
    ("changed", "level"),
    [
        (False, Level.WITHIN_2_WEEKS),
        (True, Level.SAME_DAY),
        (Silence.NOT_SURE, Level.SAME_DAY),
    ],
)
@pytest.mark.parametrize("place", ["calf", "back"])
def test_pain_in_the_calf_or_behind_the_knee_is_asked_about_a_clot(
    place: str, changed: Answer, level: Level
) -> None:
    asked = MEDIAL_KNEE.pages_for({"place": place})

    assert "calf_check" in {page.key for page in asked}
    assert told(place=place, calf_check=changed).level is level


@pytest.mark.parametrize("place", [Silence.NOT_SURE, "spread"])
def test_a_place_that_cannot_be_told_goes_on(place: Answer) -> None:
    decision = told(place=place)

    assert decision.in_scope
    assert decision.shown[0] == "overload"


@pytest.mark.parametrize(
    ("loose", "level"),
    [
        (False, Level.WITHIN_2_WEEKS),
        (True, Level.WITHIN_2_DAYS),
        (Silence.NOT_SURE, Level.WITHIN_2_DAYS),
    ],
)
def test_a_knee_that_feels_loose_after_an_injury_is_seen_within_2_days(
    loose: Answer, level: Level
) -> None:
    assert told(onset="pushed_in", place="band", loose=loose).level is level


@pytest.mark.parametrize(
    ("duration", "course", "rice", "level", "rules"),
    [
        ("under_3_weeks", "worse", "most_days", Level.SELF_CARE, set()),
        ("3_to_6_weeks", "better", "most_days", Level.SELF_CARE, set()),
        ("3_to_6_weeks", "same", "no", Level.SELF_CARE, set()),
        (
            "3_to_6_weeks",
            "same",
            "most_days",
            Level.WITHIN_2_WEEKS,
            {"rice_did_not_help"},
        ),
        ("3_to_6_weeks", "worse", "no", Level.WITHIN_A_WEEK, {"worse_for_weeks"}),
        (
            "3_to_6_weeks",
            "worse",
            "most_days",
            Level.WITHIN_A_WEEK,
            {"worse_for_weeks", "rice_did_not_help"},
        ),
        ("over_6_weeks", "better", "no", Level.WITHIN_2_WEEKS, {"long_lasting"}),
        (
            "3_to_6_weeks",
            Silence.NOT_SURE,
            "no",
            Level.WITHIN_2_WEEKS,
            {"worse_for_weeks"},
        ),
    ],
)
def test_pain_that_stays_or_grows_over_weeks_is_looked_at(
    duration: str, course: Answer, rice: str, level: Level, *, rules: set[str]
) -> None:
    # At this place no cause calls for a level of its own.
    decision = told(
        place="band", side_step=True, duration=duration, course=course, rice=rice
    )

    assert decision.level is level
    assert rules_of(decision) == rules


def test_care_over_weeks_is_asked_about_only_when_there_were_weeks() -> None:
    short = MEDIAL_KNEE.pages_for({"duration": "under_3_weeks"})
    long = MEDIAL_KNEE.pages_for({"duration": "3_to_6_weeks"})

    assert {"course", "rice"}.isdisjoint(page.key for page in short)
    assert {"course", "rice"} <= {page.key for page in long}
