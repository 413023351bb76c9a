import pytest

from rehab.programme.exercises import BAND_WALK, HEEL_SLIDES
from rehab.programme.exercises.parts import (
    EASIER,
    START,
    Dose,
    Rung,
    Unit,
    holds,
    sets_of,
)


@pytest.mark.parametrize(("sets", "reps", "hold"), [(0, 1, 0), (1, 0, 0), (1, 1, -1)])
def test_a_dose_of_nothing_is_refused(sets: int, reps: int, hold: int) -> None:
    with pytest.raises(ValueError, match="a dose is 1 set of 1 or more"):
        Dose(sets=sets, reps=reps, hold_seconds=hold)


def test_a_dose_counts_repetitions_steps_or_seconds() -> None:
    assert sets_of(3, 10) == Dose(sets=3, reps=10)
    assert sets_of(3, 10, unit=Unit.STEPS) == Dose(sets=3, reps=10, unit=Unit.STEPS)
    assert holds(3, 30) == Dose(sets=3, reps=1, hold_seconds=30)


def test_a_rung_tells_the_last_thing_that_is_done_otherwise() -> None:
    variants = [BAND_WALK.variant(rung) for rung in range(len(BAND_WALK.ladder))]

    assert variants == [
        "Take the same steps without a band.",
        "",
        "",
        "",
        "Put the band around your ankles.",
        "Put the band around the front of your feet.",
        "Put a thicker band around the front of your feet.",
    ]


def test_the_easier_rung_says_nothing_about_those_above() -> None:
    assert [HEEL_SLIDES.variant(rung) for rung in (EASIER, START, HEEL_SLIDES.top)] == [
        "Put a towel round the foot and pull the heel in with it.",
        "",
        "Slide a little further than before.",
    ]


def test_the_start_is_the_second_rung() -> None:
    assert BAND_WALK.ladder[START] == Rung(BAND_WALK.dose)
