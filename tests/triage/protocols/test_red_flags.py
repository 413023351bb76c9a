"""How soon somebody should look, sign by sign."""

import pytest

from tests.triage.protocols.telling import only, rules_of, told
from triage.protocols.medial_knee import MEDIAL_KNEE
from triage.rules.answers import Answer, Silence
from triage.rules.decide import Decision, decide
from triage.rules.parts import Level, Origin

EMERGENCIES = ("limb", "out_of_place", "big_trauma", "hot_joint", "calf", "chest", "nerve")


def test_mild_pain_without_a_sign_is_self_care_with_a_plan() -> None:
    decision = told()

    assert decision.level is Level.SELF_CARE
    assert decision.findings == ()
    assert decision.allows_plan


def is_seen_at_once(decision: Decision) -> bool:
    """Return whether a sign of the brief, and no other rule, is same-day without a plan."""
    urgent = [f.source.origin for f in decision.findings if f.level >= Level.SAME_DAY]
    offers = (decision.names_causes, decision.allows_plan)
    return (decision.level, offers, urgent) == (
        Level.SAME_DAY,
        (False, False),
        [Origin.BRIEF],
    )


@pytest.mark.parametrize("severe", [{"unmanageable": True}, {"rest_pain": 8}])
def test_checklist_40_severe_or_unmanageable_pain_alone_is_seen_at_once(
    severe: dict[str, Answer],
) -> None:
    assert is_seen_at_once(told(**severe))


def test_checklist_41_a_leg_that_bears_no_weight_is_seen_at_once() -> None:
    assert is_seen_at_once(told(no_4_steps=True))


def test_checklist_42_a_loud_pop_is_seen_at_once_and_clicks_now_are_no_warning_sign() -> (
    None
):
    assert is_seen_at_once(told(pop=True))
    assert told(clicking=True).level is Level.SELF_CARE


@pytest.mark.parametrize("sign", ["catching", "locking", "giving_way"])
def test_checklist_43_catching_locking_or_giving_way_alone_is_seen_at_once(
    sign: str,
) -> None:
    assert is_seen_at_once(told(**{sign: True}))


def test_checklist_44_swelling_that_came_fast_is_seen_at_once_and_slow_is_not() -> None:
    assert is_seen_at_once(told(fast_swelling=True))
    assert told(swollen=True).level is Level.WITHIN_2_WEEKS


@pytest.mark.parametrize(
    ("duration", "level"),
    [
        ("better", Level.SELF_CARE),
        ("despite_care", Level.WITHIN_2_WEEKS),
        ("worse", Level.WITHIN_A_WEEK),
    ],
)
def test_checklist_47_weeks_of_care_that_did_not_help_and_any_rise_are_looked_at(
    duration: str, level: Level
) -> None:
    """Here the check asks about the weeks; a plan does not judge its own day 21 yet."""
    assert told(duration=duration).level is level


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
        ({"place": "calf", "rest_pain": 8, "calf_changed": True}, Level.EMERGENCY),
        ({"place": "back", "calf_changed": True, "unmanageable": True}, Level.EMERGENCY),
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
    calm = {key: q.values()[0] for key, q in MEDIAL_KNEE.questions.items()}
    as_urgent = MEDIAL_KNEE.keys_read_at(Level.SAME_DAY)
    asked = {key: told for key, told in calm.items() if key in as_urgent}
    before_the_last = {k: told for k, told in asked.items() if k != "groin"}

    before = decide(MEDIAL_KNEE, before_the_last | {"pop": True})
    after = decide(MEDIAL_KNEE, asked | {"pop": True})

    assert (before.ends_early, before.unasked) == (False, ("groin",))
    assert (after.ends_early, after.level) == (True, Level.SAME_DAY)


def test_whoever_has_to_be_seen_today_is_not_asked_about_weeks_or_load() -> None:
    as_urgent = MEDIAL_KNEE.keys_read_at(Level.SAME_DAY)

    assert as_urgent.isdisjoint({"age", "duration", "began", "more", "long_run", "harder"})


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


@pytest.mark.parametrize("place", ["whole", "front", "outer", "back"])
def test_item_2_pain_elsewhere_is_looked_at_without_causes_or_plan(
    place: str,
) -> None:
    decision = told(place=place)

    assert decision.level is Level.WITHIN_2_WEEKS
    assert rules_of(decision) == {"pain_elsewhere"}
    assert (decision.ranking, decision.allows_plan) == ((), False)


def test_pain_elsewhere_keeps_the_most_urgent_of_its_signs() -> None:
    assert told(place="outer", giving_way=True).level is Level.SAME_DAY


def test_pain_in_the_calf_is_seen_within_2_days_for_fear_of_a_clot() -> None:
    assert told(place="calf").level is Level.WITHIN_2_DAYS


@pytest.mark.parametrize("sign", ["calf_changed", "kept_still", "clot_risk", "hormones"])
@pytest.mark.parametrize("telling", [True, Silence.NOT_SURE])
@pytest.mark.parametrize("place", ["calf", "back"])
def test_pain_in_the_calf_or_behind_the_knee_with_a_sign_or_risk_of_a_clot_is_same_day(
    place: str, telling: Answer, sign: str
) -> None:
    asked = MEDIAL_KNEE.pages_for({"place": place})

    assert "calf_list" in {page.key for page in asked}
    assert told(place=place, **{sign: telling}).level is Level.SAME_DAY


@pytest.mark.parametrize("place", [Silence.NOT_SURE, "spread"])
def test_a_place_that_cannot_be_told_goes_on(place: Answer) -> None:
    decision = told(place=place)

    assert decision.in_scope
    assert decision.shown[0] == "overload"


@pytest.mark.parametrize(
    ("answers", "level"),
    [
        ({"onset": "twist", "loose": Silence.NOT_SURE}, Level.WITHIN_2_DAYS),
        ({"onset": "sudden", "no_leg_lift": Silence.NOT_SURE}, Level.SAME_DAY),
        (
            {"onset": "fall", "bone_press": Silence.NOT_SURE, "this_week": True},
            Level.WITHIN_2_DAYS,
        ),
        ({"onset": Silence.NOT_SURE}, Level.WITHIN_2_WEEKS),
        ({"swollen": Silence.NOT_SURE, "thinners": True}, Level.SAME_DAY),
        ({"groin": Silence.NOT_SURE}, Level.WITHIN_2_DAYS),
        ({"hurts_to_walk": Silence.NOT_SURE, "groin": True}, Level.SAME_DAY),
        ({"duration": Silence.NOT_SURE}, Level.WITHIN_2_WEEKS),
        ({"age": Silence.NOT_SURE}, Level.SELF_CARE),
        ({"age": Silence.NOT_SURE, "onset": "sudden"}, Level.WITHIN_A_WEEK),
        ({"place": Silence.NOT_SURE}, Level.SELF_CARE),
    ],
)
def test_doubt_counts_as_each_rule_says(answers: dict[str, Answer], level: Level) -> None:
    assert told(**answers).level is level


@pytest.mark.parametrize(
    "answers",
    [
        {"bone_spot": True, "landing": True},
        {"bone_spot": True, "rest_ache": True},
        {"hurts_to_walk": True},
        {"groin": True},
    ],
)
def test_signs_of_overworked_bone_lock_running_and_jumping(
    answers: dict[str, Answer],
) -> None:
    assert told(**answers).no_impact


def test_other_signs_lock_nothing_by_themselves() -> None:
    assert not told(duration="over_6_weeks", swollen=True).no_impact
