import pytest
from hypothesis import given

from rehab.programme.care.meanwhile import SWAPS
from rehab.programme.exercises import (
    ARCH_RAISE,
    BAND_WALK,
    BY_ID,
    EXERCISES,
    INNER_THIGH_PLANK,
    SIT_TO_STAND,
    TERMINAL_KNEE_EXTENSION,
    WALL_SIT,
)
from rehab.programme.exercises.parts import EASIER, START
from rehab.programme.fitting import FITTINGS, causes_for, fit
from tests.rehab.programme.weeks import CAUSES, cause_lists, weeks
from triage.protocols.medial_knee import MEDIAL_KNEE


def test_every_cause_of_the_check_has_its_fitting() -> None:
    assert sorted(CAUSES) == sorted(cause.id for cause in MEDIAL_KNEE.causes)
    assert all(fitting.source for fitting in FITTINGS)


def test_a_cause_that_the_programme_does_not_know_is_refused() -> None:
    with pytest.raises(KeyError, match="gremlins"):
        fit(["gremlins"])


def test_all_that_a_fitting_names_is_there() -> None:
    for fitting in FITTINGS:
        assert {*fitting.notes} <= {*BY_ID}
        assert {*fitting.swaps} <= {swap.key for swap in SWAPS}
        assert {*fitting.checks} <= {0, 1, 2, 3, 4}
        for ban in fitting.bans:
            assert ban.why
            assert ban.above is None or ban.above < ban.exercise.top
            assert ban.until_week is None or ban.until_week > 0


def test_a_sprain_of_the_inner_ligament_gets_its_band_above_the_knee_after_3_weeks() -> (
    None
):
    sprain = fit(["mcl"])

    assert [sprain.allows(BAND_WALK, week) for week in (0, 2, 3, 40)] == [False] * 2 + [
        True
    ] * 2
    highest = BAND_WALK.ladder[sprain.top_rung(BAND_WALK, 40)]
    assert highest.change == ""
    assert BAND_WALK.ladder[sprain.top_rung(BAND_WALK, 40) + 1].change == (
        "Put the band around your ankles."
    )
    assert [sprain.allows(INNER_THIGH_PLANK, week) for week in (5, 6)] == [False, True]


def test_a_sore_meniscus_bends_deeper_week_by_week() -> None:
    meniscus = fit(["meniscus"])

    assert [meniscus.top_rung(SIT_TO_STAND, week) for week in (0, 3, 4, 7, 8)] == [
        EASIER,
        EASIER,
        3,
        3,
        SIT_TO_STAND.top,
    ]


def test_what_one_cause_rules_out_is_ruled_out() -> None:
    both = fit(["patellofemoral", "mcl"])

    assert not both.allows(BAND_WALK, 0)
    assert fit(["patellofemoral"]).allows(BAND_WALK, 0)
    assert fit(["overload", "plica"]).top_rung(TERMINAL_KNEE_EXTENSION, 40) == 2


@given(causes=cause_lists, week=weeks)
def test_more_causes_never_allow_more(causes: list[str], week: int) -> None:
    one, several = fit(causes[:1]), fit(causes)

    for exercise in EXERCISES:
        assert several.allows(exercise, week) <= one.allows(exercise, week)
        assert several.top_rung(exercise, week) <= one.top_rung(exercise, week)


@given(causes=cause_lists, week=weeks)
def test_what_is_allowed_stays_allowed(causes: list[str], week: int) -> None:
    fitted = fit(causes)

    for exercise in EXERCISES:
        assert fitted.allows(exercise, week) <= fitted.allows(exercise, week + 1)
        assert fitted.top_rung(exercise, week) <= fitted.top_rung(exercise, week + 1)


@pytest.mark.parametrize("bone", ["bone_stress_injury", "sifk"])
def test_once_somebody_has_looked_at_a_bone_the_other_exercises_open(bone: str) -> None:
    seen, unseen = fit([bone], cleared=True), fit([bone])

    assert all(seen.allows(exercise, 0) for exercise in BY_ID.values())
    assert seen.top_rung(BY_ID["X19"], 0) == BY_ID["X19"].top
    assert (seen.run_week, seen.checks(3)) == (None, unseen.checks(3))
    assert len(seen.avoid) == 1
    assert fit(["meniscus"], cleared=True) == fit(["meniscus"])


@pytest.mark.parametrize("bone", ["bone_stress_injury", "sifk"])
def test_an_overworked_bone_gets_only_arch_raises_from_here(bone: str) -> None:
    for causes in ([bone], ["overload", bone]):
        fitted = fit(causes)

        assert [e for e in EXERCISES if fitted.allows(e, 40)] == [ARCH_RAISE]
        assert fitted.top_rung(ARCH_RAISE, 40) == START
        assert fitted.run_week is None


def test_the_leading_cause_comes_first_and_the_next_one_where_it_adds_nothing() -> None:
    assert fit(["meniscus", "pes_anserine"]).adds(2, 4) == (
        WALL_SIT,
        SIT_TO_STAND,
        BY_ID["X25"],
    )
    assert [e.id for e in fit(["overload", "pes_anserine"]).adds(3, 6)] == ["X21", "X22"]
    assert fit(["overload"]).adds(1, 0) == ()


def test_a_run_waits_for_the_slowest_cause() -> None:
    assert fit(["patellofemoral"]).run_week == 0
    assert fit(["patellofemoral", "meniscus", "mcl"]).run_week == 6
    assert fit([]).run_week == 0


def test_texts_of_several_causes_stand_there_once() -> None:
    tendons = fit(["pes_anserine", "semimembranosus"])

    assert tendons.notes(BY_ID["X29"]) == ("Leave it out if it hurts at the sore spot.",)
    assert tendons.cautions("cycling") == ("Ride 10 minutes at most, in the easiest gear.",)
    assert tendons.avoid == (
        "Hills, and hard stretches for the back of the thigh.",
        "Kneeling on the sore spot.",
        "In bed, a pillow between the knees may help.",
        "Long steps, and long ways downhill.",
    )


@pytest.mark.parametrize("cause", ["mcl", "meniscus", "pes_anserine"])
def test_the_kick_of_the_breaststroke_is_named_where_it_harms_most(cause: str) -> None:
    assert fit([cause]).cautions("swimming") == (
        "The kick of the breaststroke would pull on the sore side.",
    )


def test_an_exercise_tells_the_causes_that_it_is_added_for() -> None:
    assert causes_for(BY_ID["X20"]) == ("pes_anserine", "semimembranosus")
    assert causes_for(BY_ID["X24"]) == ("mcl",)
    assert causes_for(BY_ID["X07"]) == ()
