"""Who is known by name among those who did something about a runner."""

import pytest

from accounts.models import AccessLog, Clinic, User
from accounts.services import called, known_to, log_view
from tests.factories import (
    NOON,
    a_clinic,
    a_physio,
    a_runner,
    a_superuser,
    some_broken_glass,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Clinic:
    return a_clinic()


@pytest.fixture
def runner(here: Clinic) -> User:
    return a_runner(clinic=here)


@pytest.fixture
def viewer(here: Clinic) -> User:
    return a_physio(clinic=here)


def known(runner: User, viewer: User, by: User) -> bool:
    """Return if ``viewer`` knows whose look at ``runner`` it was, as a row like another."""
    row = log_view(viewer=by, person=runner, what="plan 1", at=NOON)
    rows = AccessLog.objects.annotate(known=known_to(viewer, by="viewer", person="person"))
    return bool(rows.values_list("known", flat=True).get(pk=row.pk))


def test_those_who_work_here_are_known_and_so_are_oneself_and_the_runner(
    runner: User, viewer: User, here: Clinic
) -> None:
    colleague, stranger = a_physio(clinic=here), a_physio(clinic=a_clinic())

    told = [known(runner, viewer, by) for by in (viewer, colleague, runner, stranger)]

    assert told == [True, True, True, False]


def test_whoever_has_left_is_known_where_they_worked_when_they_looked_at_that_runner(
    runner: User, viewer: User, here: Clinic
) -> None:
    left, other = a_physio(clinic=here), a_runner(clinic=here)
    log_view(viewer=left, person=runner, what="plan 1", at=NOON)
    left.memberships.update(clinic=a_clinic())
    now = User.objects.get(pk=left.pk)

    assert known(runner, viewer, now)
    assert not known(other, viewer, now)


def test_a_superuser_past_broken_glass_is_known_and_knows_everybody(
    runner: User, viewer: User
) -> None:
    superuser, stranger = a_superuser(), a_physio(clinic=a_clinic())
    some_broken_glass(user=superuser, person=runner)

    assert known(runner, viewer, superuser)
    assert known(runner, superuser, stranger)


def test_whoever_has_no_name_is_called_by_the_address() -> None:
    bo, nameless = User(name="Bo", email="bo@x.org"), User(email="no@x.org")

    told = [called(bo, known=True), called(nameless, known=True), called(bo, known=False)]

    assert told == ["Bo", "no@x.org", "a physio of another clinic"]
