import pytest
from django.db import IntegrityError

from rehab.models import ExerciseChoice, ExerciseSession, PlanExercise
from tests.factories import (
    NOON,
    a_clinic,
    a_physio,
    a_plan,
    a_runner,
    a_session,
    a_user,
)

pytestmark = pytest.mark.django_db


def test_a_day_has_one_session() -> None:
    first = a_session()

    with pytest.raises(IntegrityError, match="rehab_one_session_a_day"):
        a_session(plan=first.plan, number=1)


def test_sessions_are_numbered() -> None:
    first = a_session()

    with pytest.raises(IntegrityError, match="rehab_sessions_are_numbered"):
        a_session(plan=first.plan, on=NOON.date().replace(day=24))


def test_an_exercise_stands_on_one_rung() -> None:
    plan = a_plan()
    PlanExercise.objects.create(plan=plan, exercise="X05", rung=2, since=NOON.date())

    with pytest.raises(IntegrityError, match="rehab_one_rung_an_exercise"):
        PlanExercise.objects.create(plan=plan, exercise="X05", rung=3, since=NOON.date())


def test_no_ladder_is_endless() -> None:
    with pytest.raises(IntegrityError, match="rehab_ladders_end"):
        PlanExercise.objects.create(
            plan=a_plan(), exercise="X05", rung=21, since=NOON.date()
        )


def test_sessions_are_seen_by_those_who_treat_the_runner() -> None:
    clinic = a_clinic()
    session = a_session(plan=a_plan(person=a_runner(clinic=clinic), phase=1))

    seen_by = ExerciseSession.objects.visible_to
    assert list(seen_by(a_physio(clinic=clinic))) == [session]
    assert list(seen_by(a_physio(clinic=a_clinic()))) == []


def test_what_a_physio_chose_is_seen_by_those_who_treat_the_runner() -> None:
    clinic = a_clinic()
    plan = a_plan(person=a_runner(clinic=clinic))
    choice = ExerciseChoice.objects.create(
        plan=plan, exercise="X05", choice="OUT", why="It hurts.", by=a_user(), at=NOON
    )

    seen_by = ExerciseChoice.objects.visible_to
    assert [*seen_by(a_physio(clinic=clinic))] == [choice]
    assert [*seen_by(a_physio(clinic=a_clinic()))] == []
    assert str(choice) == f"X05 OUT plan {plan.pk}"


def test_they_name_themselves_by_number() -> None:
    session = a_session()
    rung = PlanExercise(plan=session.plan, exercise="X05", rung=2, since=NOON.date())

    assert str(session) == f"session 0 of plan {session.plan_id}"
    assert str(rung) == f"X05 of plan {session.plan_id}"
