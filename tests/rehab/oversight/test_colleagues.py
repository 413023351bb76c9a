"""Who did something about a runner of two clinics, as each of the clinics reads it."""

import pytest
from pytest_django import DjangoAssertNumQueries

from accounts.models import Clinic, User
from accounts.services import log_view
from rehab.models import Attention, CareNote
from rehab.oversight.colleagues import Colleagues
from rehab.oversight.record import record_of
from rehab.oversight.timeline import Kind, timeline
from tests.factories import (
    NOON,
    a_clearance,
    a_clinic,
    a_physio,
    a_result,
    a_runner,
    a_superuser,
    some_broken_glass,
)
from triage.models import LevelOverrule
from triage.rules.parts import Level

pytestmark = pytest.mark.django_db

STRANGE = "a physio of another clinic"


@pytest.fixture
def here() -> Clinic:
    return a_clinic()


@pytest.fixture
def runner(here: Clinic) -> User:
    return a_runner(clinic=here)


@pytest.fixture
def viewer(here: Clinic) -> User:
    return a_physio(clinic=here, name="Pia")


def named(person: User, viewer: User, by: User | None) -> str:
    facts = {"by": by and by.pk, "name": by.name if by else ""}
    name: str = Colleagues(person, viewer).named(facts)["name"]
    return name


def test_whoever_works_here_has_a_name_and_others_have_none(
    runner: User, viewer: User, here: Clinic
) -> None:
    colleague = a_physio(clinic=here, name="Bo")
    stranger = a_physio(clinic=a_clinic(), name="Eve")

    told = [named(runner, viewer, by) for by in (colleague, stranger, viewer, runner, None)]

    assert told == ["Bo", STRANGE, "Pia", runner.name, ""]


def test_whoever_has_left_is_known_where_they_worked_when_they_looked(
    runner: User, viewer: User, here: Clinic
) -> None:
    there = a_clinic()
    ours, theirs = a_physio(clinic=here, name="Bo"), a_physio(clinic=there, name="Eve")
    for each in (ours, theirs):
        log_view(viewer=each, person=runner, what="plan 1", at=NOON)
        each.memberships.all().delete()

    assert [named(runner, viewer, by) for by in (ours, theirs)] == ["Bo", STRANGE]


def test_a_superuser_past_broken_glass_is_known_and_knows_everybody(
    runner: User, viewer: User
) -> None:
    superuser, stranger = a_superuser(name="Sue"), a_physio(clinic=a_clinic(), name="Eve")
    some_broken_glass(user=superuser, person=runner)
    log_view(viewer=superuser, person=runner, what="plan 1", at=NOON)

    assert named(runner, viewer, superuser) == "Sue"
    assert named(runner, superuser, stranger) == "Eve"


def test_names_take_a_query_only_where_others_did_something(
    runner: User, viewer: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    colleagues, stranger = Colleagues(runner, viewer), a_physio(clinic=a_clinic())
    assert viewer.roles

    with django_assert_num_queries(0):
        colleagues.named({"by": viewer.pk, "closer": None})
    with django_assert_num_queries(1):
        for _ in range(2):
            colleagues.named({"by": stranger.pk})


def test_the_record_and_the_timeline_tell_deeds_of_others_without_a_name(
    runner: User, viewer: User
) -> None:
    eve = a_physio(clinic=a_clinic(), name="Eve")
    result = a_result(patient=runner, level=Level.WITHIN_2_WEEKS)
    LevelOverrule.objects.create(assessment=result, level=3, why="Hot.", by=eve, at=NOON)
    CareNote.objects.create(person=runner, by=eve, text="Called.", at=NOON)
    a_clearance(person=runner, by=eve, at=NOON)
    known = {"acknowledged_at": NOON, "acknowledged_by": eve}
    Attention.objects.create(
        person=runner, rule="PAIN_UP", why="So.", raised_at=NOON, renewed_at=NOON, **known
    )

    record = record_of(runner, viewer=viewer)
    entries = timeline(runner, colleagues=record.colleagues).entries

    rows = (record.overruled, *record.standing.attention, *record.standing.clearances)
    assert [row["name"] for row in rows if row] == [STRANGE] * 3
    told = {entry.kind: entry.facts for entry in entries}
    assert told[Kind.ATTENTION]["acknowledged_by"] == STRANGE
    for kind in (Kind.OVERRULE, Kind.NOTE, Kind.CLEARANCE):
        assert told[kind]["name"] == STRANGE
    assert told[Kind.NOTE]["text"] == "Called."


def test_without_a_reader_all_names_are_told(runner: User) -> None:
    eve = a_physio(clinic=a_clinic(), name="Eve")
    CareNote.objects.create(person=runner, by=eve, text="Called.", at=NOON)

    [entry] = timeline(runner, kinds=[Kind.NOTE]).entries

    assert entry.facts["name"] == "Eve"


def test_a_name_that_is_missing_makes_way_for_the_address(
    runner: User, viewer: User, here: Clinic
) -> None:
    bo = a_physio(clinic=here)
    known = {"acknowledged_at": NOON, "acknowledged_by": bo, "closed_at": NOON}
    Attention.objects.create(
        person=runner,
        rule="PAIN_UP",
        why="So.",
        raised_at=NOON,
        renewed_at=NOON,
        closed_by=bo,
        **known,
    )

    reader = Colleagues(runner, viewer)
    [entry] = timeline(runner, kinds=[Kind.ATTENTION], colleagues=reader).entries

    told = entry.facts["acknowledged_by"], entry.facts["closed_by"]
    assert told == (bo.email, bo.email)
