"""All that happened with a runner, in one query, a page at a time."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from accounts.services import log_view
from rehab.models import Attention, CareNote, PlanChange
from rehab.oversight.colleagues import Colleagues
from rehab.oversight.timeline import Entry, Kind, Place, timeline
from tests.factories import (
    NOON,
    a_clearance,
    a_clinic,
    a_message_mail,
    a_physio,
    a_plan,
    a_reminder,
    a_run,
    a_runner,
    a_superuser,
    a_user,
    an_assessment,
)

HOUR = timedelta(hours=1)

db = pytest.mark.django_db


def a_note(person: User, at: datetime) -> CareNote:
    return CareNote.objects.create(person=person, by=a_user(), at=at, text="So.")


def all_pages(person: User, limit: int) -> Iterator[Entry]:
    """Yield each entry, a page after the other."""
    page = timeline(person, limit=limit)
    yield from page.entries
    while page.goes_on:
        page = timeline(person, limit=limit, before=page.goes_on)
        yield from page.entries


@db
def test_it_holds_what_happened_newest_first() -> None:
    runner = a_runner()
    check = an_assessment(patient=runner, at=NOON - 9 * HOUR)
    plan = a_plan(person=runner, assessment=check)
    run = a_run(plan=plan)
    note = a_note(runner, NOON + HOUR)
    seen = a_clearance(person=runner, at=NOON - HOUR)

    entries = timeline(runner).entries

    assert [(entry.kind, entry.number, entry.at) for entry in entries] == [
        (Kind.NOTE, note.pk, NOON + HOUR),
        (Kind.TOLD, run.entry_id, NOON),
        (Kind.CLEARANCE, seen.pk, NOON - HOUR),
        (Kind.CHECK, check.pk, NOON - 9 * HOUR),
    ]


@db
def test_it_holds_nothing_of_anybody_else() -> None:
    a_run()
    a_note(a_runner(), NOON)

    assert timeline(a_runner()).entries == ()


@db
def test_it_takes_one_query_however_much_there_is(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    runner = a_runner()
    plan = a_plan(person=runner)
    for number in range(5):
        a_note(runner, NOON + number * HOUR)
        PlanChange.objects.create(plan=plan, at=NOON, what="OPENED", why="Agreed.")

    with django_assert_num_queries(1):
        timeline(runner, before=Place(NOON + 4 * HOUR, Kind.NOTE, 1))


@db
@pytest.mark.parametrize("limit", [1, 2, 3, 7])
def test_page_by_page_nothing_is_left_out_and_nothing_comes_twice(limit: int) -> None:
    runner = a_runner()
    plan = a_plan(person=runner)
    for number in range(3):  # several of each kind at one instant
        at = NOON + number // 2 * HOUR
        a_note(runner, at)
        a_clearance(person=runner, at=at)
        PlanChange.objects.create(plan=plan, at=at, what="OPENED", why="Agreed.")

    whole = timeline(runner).entries

    assert len(whole) == 10
    assert tuple(all_pages(runner, limit)) == whole


@db
def test_it_can_be_narrowed_to_some_kinds() -> None:
    runner = a_runner()
    a_note(runner, NOON)
    a_clearance(person=runner)

    assert [e.kind for e in timeline(runner, kinds=[Kind.NOTE]).entries] == [Kind.NOTE]


@db
def test_the_mails_of_a_day_are_one_entry_once_they_are_settled() -> None:
    plan = a_plan()
    for slot, state, reason in ((1, "SENT", ""), (2, "MISSED", "Too late.")):
        at = NOON + slot * HOUR
        told = {"state": state, "settled_at": at, "reason": reason}
        a_reminder(plan=plan, slot=slot, due_at=at, **told)
    a_reminder(plan=plan, local_on=NOON.date() + 24 * HOUR)
    a_message_mail(person=plan.person, by=a_user())

    [entry] = timeline(plan.person, kinds=[Kind.MAILS]).entries

    mails = [(mail["mail"], mail["state"]) for mail in entry.facts["mails"]]
    assert mails == [("CARE", "SENT"), ("CARE", "MISSED")]
    assert (entry.at, entry.facts["day"]) == (NOON + 2 * HOUR, NOON.date().isoformat())


@db
def test_the_looks_of_one_viewer_on_a_day_are_one_entry() -> None:
    runner, viewer, other = a_runner(), a_user(name="Pia"), a_user()
    for hours, what in ((0, "plan 1"), (1, "plan 1"), (2, "note 3"), (24, "plan 1")):
        log_view(viewer=viewer, person=runner, what=what, at=NOON + hours * HOUR)
    log_view(viewer=other, person=runner, what="plan 1", at=NOON, why="Asked to.")

    entries = timeline(runner, kinds=[Kind.VIEW]).entries

    looks = [
        (entry.at, entry.facts["by"], entry.facts["times"], entry.facts["seen"])
        for entry in entries
    ]
    assert looks == [
        (NOON + 24 * HOUR, viewer.pk, 1, ["plan 1"]),
        (NOON + 2 * HOUR, viewer.pk, 3, ["note 3", "plan 1"]),
        (NOON, other.pk, 1, ["plan 1"]),
    ]
    assert entries[-1].facts["reasons"] == ["Asked to."]


@db
def test_looks_of_the_staff_of_other_clinics_are_left_out() -> None:
    runner, here, there = a_runner(), a_clinic(), a_clinic()
    ours, theirs, superuser = a_physio(clinic=here), a_physio(clinic=there), a_superuser()
    for viewer in (ours, theirs, superuser):
        log_view(viewer=viewer, person=runner, what="plan 1", at=NOON)

    reader = Colleagues(runner, a_physio(clinic=here))
    told = timeline(runner, kinds=[Kind.NOTE, Kind.VIEW], colleagues=reader).entries

    assert {entry.facts["by"] for entry in told} == {ours.pk, superuser.pk}


@db
def test_a_change_knows_whether_it_can_be_taken_back() -> None:
    plan, physio = a_plan(phase=2), a_user()
    first, second = (
        PlanChange.objects.create(
            plan=plan,
            at=NOON + number * HOUR,
            what="PHASE",
            before=str(number),
            after=str(number + 1),
            why="Met.",
        )
        for number in range(2)
    )
    PlanChange.objects.create(
        plan=plan, at=NOON + 3 * HOUR, what="UNDONE", undoes=second, by=physio, why="Early."
    )

    facts = {
        entry.number: entry.facts
        for entry in timeline(plan.person, kinds=[Kind.CHANGE]).entries
    }

    assert (facts[second.pk]["taken_back"], facts[second.pk]["overtaken"]) == (
        "Early.",
        False,
    )
    assert (facts[first.pk]["taken_back"], facts[first.pk]["overtaken"]) == (None, False)


@db
def test_what_asked_for_a_look_stands_where_it_was_raised() -> None:
    row = Attention.objects.create(
        person=a_runner(),
        rule="SILENT",
        why="Silent.",
        raised_at=NOON,
        renewed_at=NOON + HOUR,
    )

    [entry] = timeline(row.person).entries

    assert (entry.kind, entry.at) == (Kind.ATTENTION, NOON)


@given(
    st.datetimes(min_value=datetime(1970, 1, 1), max_value=datetime(2500, 1, 1)),  # noqa: DTZ001 - gets its zone below
    st.sampled_from(Kind),
    st.integers(0, 2**63 - 1),
)
@settings(max_examples=100, deadline=None)
def test_a_place_is_read_back_from_an_address(
    at: datetime, kind: Kind, number: int
) -> None:
    place = Place(at.replace(tzinfo=UTC), kind, number)

    assert Place.read(str(place)) == place


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "1-2",
        "1-2-3-4",
        "1-99-3",
        "1-2-x",
        "1-2--3",
        f"{10**20}-2-3",
        f"1-2-{2**63}",
        f"1-2-{10**70}",
        "1-2-³",
        "1-2-٣",
    ],
)
def test_whatever_else_stands_in_an_address_is_no_place(text: str) -> None:
    assert Place.read(text) is None
