import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.core.exceptions import ValidationError

from accounts.models import CareLink, Clinic, Membership, User
from accounts.services import (
    LastLead,
    NotOnTheStaff,
    NotTheLead,
    add_member,
    add_staff,
    remove_member,
    remove_staff,
    set_role,
)
from tests.factories import a_clinic, a_physio, a_runner, a_superuser

pytestmark = pytest.mark.django_db

LEAD, PHYSIO, ADMINISTRATOR = Membership.Role.LEAD, "PHYSIO", "ADMINISTRATOR"


@pytest.fixture
def clinic() -> Clinic:
    return a_clinic()


@pytest.fixture
def lead(clinic: Clinic) -> User:
    return a_physio(clinic=clinic, role=LEAD)


def test_whoever_comes_to_work_at_a_clinic_may_have_been_a_runner() -> None:
    clinic, runner = a_clinic(), a_runner()

    add_staff(email=runner.email, code=clinic.code, role=Membership.Role.PHYSIO)
    changed = add_staff(email=runner.email, code=clinic.code, role=Membership.Role.LEAD)

    runner.refresh_from_db()
    assert runner.is_staff
    assert [*runner.memberships.all()] == [changed]
    assert changed.role == Membership.Role.LEAD


def test_a_new_member_of_staff_may_say_where_they_work() -> None:
    code = a_clinic().code

    add_staff(email="bo@example.org", code=code, role="PHYSIO", time_zone="Asia/Tokyo")
    add_staff(email="bo@example.org", code=code, role="LEAD")

    assert User.objects.get().time_zone == "Asia/Tokyo"


@pytest.mark.parametrize(
    "given",
    [{"email": "bo"}, {"email": " bo@example.org"}, {"time_zone": "Mars/Phobos"}],
)
def test_what_is_no_address_or_no_place_makes_nobody_staff(given: dict[str, str]) -> None:
    fine = {"email": "bo@example.org", "code": a_clinic().code, "role": "PHYSIO"}

    with pytest.raises(ValidationError):
        add_staff(**fine | given)

    assert not User.objects.exists()


def test_whoever_leaves_the_staff_is_a_runner_again() -> None:
    physio = a_physio(clinic=a_clinic(), email="bo@example.org", is_superuser=True)
    TOTP.activate(physio, "SECRET")

    assert remove_staff(email="Bo@example.org") == physio

    physio.refresh_from_db()
    assert (physio.is_staff, physio.is_superuser) == (False, False)
    assert not Membership.objects.exists()
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize("email", ["runner@example.org", "nobody@example.org"])
def test_whoever_is_not_on_the_staff_cannot_leave_it(email: str) -> None:
    a_runner(email="runner@example.org")

    with pytest.raises(NotOnTheStaff):
        remove_staff(email=email)


def test_a_lead_keeps_the_members_of_their_clinic(clinic: Clinic, lead: User) -> None:
    added = add_member(clinic=clinic, email="Bo@example.org", role=PHYSIO, by=lead)
    changed = set_role(clinic=clinic, member=added.user, role=ADMINISTRATOR, by=lead)

    assert (added.user.email, added.user.is_staff) == ("bo@example.org", True)
    assert (changed.pk, changed.role) == (added.pk, ADMINISTRATOR)
    assert not added.user.is_superuser


def test_whoever_works_nowhere_any_more_is_a_runner_again(
    clinic: Clinic, lead: User
) -> None:
    member = a_physio(clinic=clinic)
    TOTP.activate(member, "SECRET")

    remove_member(clinic=clinic, member=member, by=lead)

    member.refresh_from_db()
    assert not member.is_staff
    assert not member.memberships.exists()
    assert Authenticator.objects.filter(user=member).exists()


def test_a_lead_has_no_say_in_what_somebody_is_elsewhere(
    clinic: Clinic, lead: User
) -> None:
    both, superuser = a_physio(clinic=clinic), a_superuser()
    elsewhere = Membership.objects.create(user=both, clinic=a_clinic(), role=PHYSIO)
    Membership.objects.create(user=superuser, clinic=clinic, role=PHYSIO)

    for member in (both, superuser):
        remove_member(clinic=clinic, member=member, by=lead)
        member.refresh_from_db()

    assert both.is_staff
    assert [*both.memberships.all()] == [elsewhere]
    assert (superuser.is_staff, superuser.is_superuser) == (True, True)


def test_nobody_but_its_lead_keeps_the_members_of_a_clinic(
    clinic: Clinic, lead: User
) -> None:
    member = a_physio(clinic=clinic)
    gone = a_physio(clinic=clinic, role=LEAD, is_active=False)

    for other in (member, a_physio(clinic=a_clinic(), role=LEAD), a_superuser(), gone):
        with pytest.raises(NotTheLead):
            add_member(clinic=clinic, email="bo@example.org", role=PHYSIO, by=other)
        with pytest.raises(NotTheLead):
            set_role(clinic=clinic, member=member, role=LEAD, by=other)
        with pytest.raises(NotTheLead):
            remove_member(clinic=clinic, member=lead, by=other)

    assert clinic.memberships.get(user=member).role == PHYSIO
    assert not User.objects.filter(email="bo@example.org").exists()


def test_a_clinic_keeps_a_lead(clinic: Clinic, lead: User) -> None:
    with pytest.raises(LastLead):
        set_role(clinic=clinic, member=lead, role=PHYSIO, by=lead)
    with pytest.raises(LastLead):
        add_member(clinic=clinic, email=lead.email, role=PHYSIO, by=lead)
    with pytest.raises(LastLead):
        remove_member(clinic=clinic, member=lead, by=lead)

    second = add_member(clinic=clinic, email="bo@example.org", role=LEAD, by=lead).user
    remove_member(clinic=clinic, member=lead, by=second)

    assert clinic.memberships.get().user == second


def test_whoever_works_elsewhere_is_no_member_to_change(clinic: Clinic, lead: User) -> None:
    stranger = a_physio(clinic=a_clinic())

    with pytest.raises(NotOnTheStaff):
        set_role(clinic=clinic, member=stranger, role=LEAD, by=lead)
    with pytest.raises(NotOnTheStaff):
        remove_member(clinic=clinic, member=stranger, by=lead)

    assert stranger.memberships.get().role == PHYSIO


def test_what_is_no_address_adds_no_member(clinic: Clinic, lead: User) -> None:
    with pytest.raises(ValidationError):
        add_member(clinic=clinic, email="bo", role=PHYSIO, by=lead)


@pytest.mark.parametrize("way", ["removed", "changed", "sent off"])
def test_runners_of_a_physio_who_leaves_are_seen_by_the_others_again(
    clinic: Clinic, lead: User, way: str
) -> None:
    leaving, staying = a_physio(clinic=clinic), a_physio(clinic=clinic)
    runner = a_runner(clinic=clinic, physio=leaving)
    before = [*User.objects.visible_to(staying)]

    match way:
        case "removed":
            remove_member(clinic=clinic, member=leaving, by=lead)
        case "changed":
            set_role(clinic=clinic, member=leaving, role=ADMINISTRATOR, by=lead)
        case _:
            remove_staff(email=leaving.email)

    assert CareLink.objects.get().physio is None
    assert (before, [*User.objects.visible_to(staying)]) == ([], [runner])
    assert not User.objects.visible_to(User.objects.get(pk=leaving.pk)).exists()
