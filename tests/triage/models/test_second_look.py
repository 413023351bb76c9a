import pytest

from tests.factories import NOON, a_clinic, a_physio, a_result, a_runner, a_user
from triage.models import BlindRating, LevelOverrule

pytestmark = pytest.mark.django_db


def test_other_levels_are_seen_by_those_who_treat_the_runner() -> None:
    clinic = a_clinic()
    result, by = a_result(patient=a_runner(clinic=clinic)), a_user()
    given = LevelOverrule.objects.create(
        assessment=result, level=3, why="Swollen.", by=by, at=NOON
    )
    rating = BlindRating.objects.create(assessment=result, level=3, by=by, at=NOON)

    for member, overrules, ratings in (
        (a_physio(clinic=clinic), [given], [rating]),
        (a_physio(clinic=a_clinic()), [], []),
    ):
        assert [*LevelOverrule.objects.visible_to(member)] == overrules
        assert [*BlindRating.objects.visible_to(member)] == ratings
    assert str(given) == f"overrule {given.pk}"
    assert str(rating) == f"rating {rating.pk}"
