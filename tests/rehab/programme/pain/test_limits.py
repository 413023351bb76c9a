"""How much pain is all right, by what the knee may have and what it is put to."""

import pytest

from rehab.programme.pain.limits import PainLimit, Work, pain_limit
from tests.rehab.programme.standing import day, standing

BONES = ["bone_stress_injury", "sifk"]


@pytest.mark.parametrize(
    ("work", "green", "red"),
    [(Work.STRENGTH, 3, 6), (Work.IMPACT, 2, 4), (Work.RUN, 2, 4)],
)
@pytest.mark.parametrize("cause", ["overload", "osteoarthritis", "meniscus"])
def test_work_that_is_harder_on_the_knee_may_hurt_less(
    cause: str, work: Work, green: int, red: int
) -> None:
    limit = pain_limit(standing(cause), day(9), work)

    assert limit == PainLimit(green=green, red=red)


@pytest.mark.parametrize("work", Work)
@pytest.mark.parametrize("bone", BONES)
def test_nothing_may_hurt_on_a_bone_that_may_be_stressed(bone: str, work: Work) -> None:
    course = standing("mcl", "osteoarthritis", bone)

    assert pain_limit(course, day(99), work) == PainLimit(green=0, red=1)


@pytest.mark.parametrize("work", Work)
def test_a_sprain_may_hurt_less_in_the_first_three_weeks_of_care(work: Work) -> None:
    cared_for = standing("overload", "mcl", care_began_on=day(-7))

    assert pain_limit(cared_for, day(13), work) == PainLimit(green=2, red=3)
    usual = pain_limit(standing(), day(14), work)
    assert pain_limit(cared_for, day(14), work) == usual
