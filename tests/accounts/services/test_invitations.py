from datetime import datetime, timedelta

import pytest
from django.core import signing
from django.core.exceptions import ValidationError

from accounts.models import CareLink, Clinic, Consent, Invitation, Membership, User
from accounts.services import (
    InvitationOver,
    InvitationUsed,
    InvitedBefore,
    NoSuchInvitation,
    NotTreatingHere,
    TooManyInvitations,
    accept_invitation,
    end_link,
    find_invitation,
    forget_invitation,
    invite,
    token_of,
    withdraw_invitation,
)
from tests.factories import NOON, a_clinic, a_physio, a_runner, a_superuser

pytestmark = pytest.mark.django_db

TWO_WEEKS = timedelta(days=14)
LATER = NOON + timedelta(hours=1)


@pytest.fixture
def clinic() -> Clinic:
    return a_clinic()


def invited(clinic: Clinic, email: str, at: datetime = NOON) -> Invitation:
    return invite(clinic=clinic, email=email, by=a_physio(clinic=clinic), at=at)


def accepted(person: User, invitation: Invitation, at: datetime = NOON) -> CareLink:
    token = token_of(invitation)
    return accept_invitation(person=person, token=token, wording="yes", at=at)


def test_whoever_was_invited_links_by_an_act_of_their_own(clinic: Clinic) -> None:
    runner = a_runner()
    invitation = invited(clinic, runner.email.upper())
    before = CareLink.objects.exists()

    link = accepted(runner, invitation, NOON + TWO_WEEKS - timedelta(seconds=1))

    assert not before
    assert (link.patient, link.clinic, link.physio) == (runner, clinic, None)
    assert link.consent == Consent.objects.get(person=runner, kind="CLINIC", wording="yes")
    invitation.refresh_from_db()
    assert (invitation.accepted_by, invitation.accepted_at) == (runner, link.begun_at)


def test_whoever_is_linked_already_stays_so(clinic: Clinic) -> None:
    runner = a_runner(clinic=clinic)

    link = accepted(runner, invited(clinic, runner.email))

    assert [*runner.care_links.all()] == [link]


def test_an_invitation_works_once(clinic: Clinic) -> None:
    runner = a_runner()
    invitation = invited(clinic, runner.email)
    end_link(patient=runner, link=accepted(runner, invitation), at=NOON)

    with pytest.raises(InvitationUsed):
        accepted(runner, invitation)

    assert runner.care_links.get().ended_at == NOON


def test_an_invitation_ends_after_14_days(clinic: Clinic) -> None:
    runner = a_runner()
    invitation = invited(clinic, runner.email)

    with pytest.raises(InvitationOver):
        accepted(runner, invitation, NOON + TWO_WEEKS)


def test_an_invitation_is_for_its_address_alone(clinic: Clinic) -> None:
    invitation = invited(clinic, "ada@example.org")

    for token in (token_of(invitation), "x", "", signing.dumps(invitation.pk), "\x00"):
        with pytest.raises(NoSuchInvitation):
            find_invitation(person=a_runner(), token=token, at=NOON)


def test_a_physio_and_a_lead_invite_to_their_clinic_and_nobody_else(clinic: Clinic) -> None:
    roles = Membership.Role
    lead = a_physio(clinic=clinic, role=roles.LEAD)

    for who in (
        a_physio(clinic=clinic, role=roles.ADMINISTRATOR),
        a_physio(clinic=a_clinic()),
        a_physio(clinic=clinic, is_active=False),
        a_physio(clinic=clinic, is_staff=False),
        a_superuser(),
    ):
        with pytest.raises(NotTreatingHere):
            invite(clinic=clinic, email="ada@example.org", by=who, at=NOON)

    assert invite(clinic=clinic, email="ada@example.org", by=lead, at=NOON).by == lead


def test_what_is_no_address_is_not_invited(clinic: Clinic) -> None:
    for wrong in ("", "ada", "a@b.c\nBcc: x@y.z"):
        with pytest.raises(ValidationError):
            invited(clinic, wrong)


def test_nobody_is_written_to_again_within_a_day(clinic: Clinic) -> None:
    invited(clinic, "ada@example.org")

    with pytest.raises(InvitedBefore):
        invited(clinic, "ADA@example.org", NOON + timedelta(hours=23))
    invited(a_clinic(), "ada@example.org")
    invited(clinic, "ada@example.org", NOON + timedelta(hours=24))

    assert Invitation.objects.count() == 3


def test_a_clinic_invites_50_people_a_day_at_most(clinic: Clinic) -> None:
    by = a_physio(clinic=clinic)
    Invitation.objects.bulk_create(
        Invitation(
            clinic=clinic,
            email=f"{number}@example.org",
            by=by,
            made_at=NOON,
            ends_at=NOON + TWO_WEEKS,
        )
        for number in range(50)
    )

    with pytest.raises(TooManyInvitations):
        invited(clinic, "ada@example.org", NOON + timedelta(hours=1))


def test_only_what_nobody_accepted_is_forgotten(clinic: Clinic) -> None:
    runner = a_runner()
    taken, open_still = invited(clinic, runner.email), invited(clinic, "bo@example.org")
    accepted(runner, taken)

    for invitation in (taken, open_still):
        forget_invitation(invitation=invitation)

    assert [*Invitation.objects.all()] == [taken]


def test_what_is_withdrawn_opens_no_more_and_counts_as_sent(clinic: Clinic) -> None:
    runner = a_runner()
    invitation = invited(clinic, runner.email)

    ended = [
        withdraw_invitation(invitation=invitation, by=invitation.by, at=at)
        for at in (LATER, LATER + timedelta(hours=1))
    ]

    assert [each.ends_at for each in ended] == [LATER] * 2
    with pytest.raises(InvitationOver):
        accepted(runner, invitation, LATER)
    with pytest.raises(InvitedBefore):
        invited(clinic, runner.email, LATER)


def test_what_was_just_made_or_is_over_is_withdrawn_too(clinic: Clinic) -> None:
    invitation = invited(clinic, "bo@example.org")
    made_at, over_at = invitation.made_at, invitation.ends_at
    old = invited(clinic, "ada@example.org")

    early = withdraw_invitation(
        invitation=invitation, by=invitation.by, at=NOON - TWO_WEEKS
    )
    late = withdraw_invitation(invitation=old, by=old.by, at=NOON + 2 * TWO_WEEKS)

    assert early.ends_at == made_at + timedelta(microseconds=1)
    assert late.ends_at == over_at


def test_a_lead_withdraws_what_others_sent_and_nobody_else_does(clinic: Clinic) -> None:
    role = Membership.Role
    invitation = invited(clinic, "bo@example.org")
    lead = a_physio(clinic=clinic, role=role.LEAD)
    others = (
        a_physio(clinic=clinic),
        a_physio(clinic=clinic, role=role.ADMINISTRATOR),
        a_physio(clinic=a_clinic(), role=role.LEAD),
        a_superuser(),
    )

    for other in others:
        with pytest.raises(NotTreatingHere):
            withdraw_invitation(invitation=invitation, by=other, at=LATER)
    withdrawn = withdraw_invitation(invitation=invitation, by=lead, at=LATER)

    assert withdrawn.ends_at == LATER


def test_whoever_left_withdraws_nothing_they_sent(clinic: Clinic) -> None:
    invitation = invited(clinic, "bo@example.org")
    clinic.memberships.update(role=Membership.Role.ADMINISTRATOR)

    with pytest.raises(NotTreatingHere):
        withdraw_invitation(invitation=invitation, by=invitation.by, at=LATER)


def test_what_was_accepted_is_not_withdrawn(clinic: Clinic) -> None:
    runner = a_runner()
    invitation = invited(clinic, runner.email)
    accepted(runner, invitation)

    with pytest.raises(InvitationUsed):
        withdraw_invitation(invitation=invitation, by=invitation.by, at=LATER)

    assert runner.care_links.get().ended_at is None
