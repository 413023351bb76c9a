from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError

from rehab.models import (
    CheckIn,
    DiaryEntry,
    ExerciseReport,
    GateAnswer,
    Run,
    SessionReport,
)
from tests.factories import NOON, a_plan, a_run, a_session, an_entry

pytestmark = pytest.mark.django_db


def of_a_session() -> DiaryEntry:
    session = a_session()
    return an_entry(plan=session.plan, kind="SESSION", session=session, about="0")


def test_a_session_is_told_of_first_once() -> None:
    entry = of_a_session()

    with pytest.raises(IntegrityError, match="rehab_one_first_answer_to_one_thing"):
        an_entry(plan=entry.plan, kind="SESSION", session=entry.session, about="0")


def test_what_is_told_again_stands_beside_the_first() -> None:
    entry = of_a_session()

    again = an_entry(
        plan=entry.plan, kind="SESSION", session=entry.session, about="0", adds_to=entry
    )

    assert again.adds_to == entry


@pytest.mark.parametrize("kind", ["DAY", "RUN", "CHECK_IN"])
def test_nothing_but_a_session_is_of_a_session(kind: str) -> None:
    session = a_session()

    with pytest.raises(IntegrityError, match="rehab_a_session_is_told_of_as_one"):
        an_entry(plan=session.plan, kind=kind, session=session)


def test_a_session_is_of_a_session() -> None:
    with pytest.raises(IntegrityError, match="rehab_a_session_is_told_of_as_one"):
        an_entry(kind="SESSION")


@pytest.mark.parametrize("field", ["morning_pain", "next_morning_pain"])
def test_pain_of_a_morning_is_0_to_10(field: str) -> None:
    with pytest.raises(IntegrityError, match="rehab_pain_is_0_to_10"):
        an_entry(plan=a_plan(), **{field: 11})


def test_a_session_was_hard_from_0_to_10() -> None:
    with pytest.raises(IntegrityError, match="rehab_hard_is_0_to_10"):
        SessionReport.objects.create(
            entry=of_a_session(), amount="ALL", hard=11, good_form=True, painkiller=False
        )


def test_an_exercise_hurt_from_0_to_10_and_is_reported_once() -> None:
    entry = of_a_session()
    ExerciseReport.objects.create(entry=entry, exercise="X05", amount="ALL", pain=10)

    with pytest.raises(IntegrityError, match="rehab_one_report_an_exercise"):
        ExerciseReport.objects.create(entry=entry, exercise="X05", amount="ALL", pain=1)


def test_the_pain_of_an_exercise_ends_at_10() -> None:
    with pytest.raises(IntegrityError, match="rehab_exercise_pain_is_0_to_10"):
        ExerciseReport.objects.create(
            entry=of_a_session(), exercise="X05", amount="ALL", pain=11
        )


@pytest.mark.parametrize(
    "told",
    [
        {"minutes": 0},
        {"minutes": 24 * 60 + 1},
        {"metres": 0},
        {"metres": 200_001},
        {"climb": 10_001},
    ],
)
def test_a_run_takes_time_and_gets_somewhere(told: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError, match="rehab_a_run_takes_time_and_gets_somewhere"):
        a_run(**told)


@pytest.mark.parametrize("told", [{"pain": 11}, {"stage": 13}])
def test_a_run_hurts_from_0_to_10_on_a_stage_of_the_ladder(told: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError, match="rehab_run_pain_is_0_to_10"):
        a_run(**told)


@pytest.mark.parametrize("told", [{"worst": 11}, {"worst": 1, "running": 11}])
def test_a_check_in_asks_from_0_to_10(told: dict[str, int]) -> None:
    entry = an_entry(kind="CHECK_IN", about="day-7")

    with pytest.raises(IntegrityError, match="rehab_check_in_pain_is_0_to_10"):
        CheckIn.objects.create(entry=entry, feeling="BETTER", **told)


@pytest.mark.parametrize(("left", "passed"), [([], True), (["stairs"], False)])
def test_a_gate_is_passed_with_nothing_left_open(*, left: list[str], passed: bool) -> None:
    answer = GateAnswer.objects.create(
        plan=a_plan(), gate="phase-1", on=NOON.date(), at=NOON, open_items=left
    )

    assert answer.passed is passed


def test_nothing_that_was_told_is_changed() -> None:
    run = a_run()

    with pytest.raises(ProgrammingError, match="Cannot update or delete"):
        Run.objects.update(pain=0)
    assert run.pain == 0


def test_they_name_themselves_by_number() -> None:
    entry = of_a_session()
    run = a_run()

    assert [
        str(SessionReport(entry=entry)),
        str(ExerciseReport(entry=entry, exercise="X05")),
        str(run),
        str(CheckIn(entry=entry)),
        str(GateAnswer(plan=entry.plan, gate="phase-1")),
    ] == [
        f"report of entry {entry.pk}",
        f"X05 of entry {entry.pk}",
        f"run of entry {run.entry_id}",
        f"check-in of entry {entry.pk}",
        f"phase-1 of plan {entry.plan_id}",
    ]
