import re
from datetime import timedelta

import pytest
from django.contrib.admin import site
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMultiAlternatives
from django.test import Client, RequestFactory
from django.utils import timezone

from accounts.models import Clinic, Invitation, User
from accounts.services import accept_invitation, invite, token_of
from tests.factories import a_clinic, a_physio, a_runner

pytestmark = pytest.mark.django_db

WORDS_OF_HEALTH = re.compile(r"(?i)knee|pain|injur|physio|patient|doctor|health|\brun")


def path_of(clinic: Clinic) -> str:
    return f"/admin/accounts/clinic/{clinic.pk}/invite/"


def test_a_physio_invites_a_runner_by_one_mail(
    client: Client, physio: User, clinic: Clinic
) -> None:
    clinic.name = "By the river"
    clinic.save()

    asked = client.get(path_of(clinic)).content.decode()
    sent = client.post(path_of(clinic), {"email": "Ada@example.org"})
    page = client.get(sent["Location"]).content.decode()

    [letter] = mail.outbox
    assert "Invite a runner" in asked
    assert "the invitation is on its way" in page
    assert "ada@example.org" in page
    assert Invitation.objects.get().by == physio
    assert letter.to == ["ada@example.org"]
    assert letter.subject == "An invitation for you"
    assert "By the river" in letter.body


def test_the_mail_has_no_word_of_health_and_one_link(
    client: Client, physio: User, clinic: Clinic
) -> None:
    client.post(path_of(clinic), {"email": "ada@example.org"})

    [letter] = mail.outbox
    assert isinstance(letter, EmailMultiAlternatives)
    [(written, _kind)] = letter.alternatives
    links = {*re.findall(r"https?://[^\s\"<]+", f"{letter.body} {written!s}")}
    assert len(links) == 1
    assert "/clinics/join/" in links.pop()
    assert WORDS_OF_HEALTH.search(f"{letter.subject} {letter.body}") is None


@pytest.mark.parametrize(
    ("email", "said"),
    [
        ("", "Type an email address."),
        ("ada", "Type an email address like name@example.com."),
        ("a@b.c\nBcc: x@y.z", "Type an email address like name@example.com."),
        ("a@" + "\u4e2d" * 61 + ".com", "Type an email address like name@example.com."),
        ("a@" + "b." * 127 + "com", "Type an email address like name@example.com."),
        ("bo@example.org", "Your clinic wrote to this address within a day."),
    ],
)
@pytest.mark.usefixtures("physio")
def test_an_invitation_that_does_not_fit_is_refused_kindly(
    client: Client, clinic: Clinic, email: str, said: str
) -> None:
    other = a_physio(clinic=clinic)
    invite(clinic=clinic, email="bo@example.org", by=other, at=timezone.now())

    page = client.post(path_of(clinic), {"email": email})

    assert page.status_code == 422
    assert said in page.content.decode()
    assert mail.outbox == []


@pytest.mark.usefixtures("mail_server_refuses")
def test_an_invitation_whose_mail_did_not_go_may_be_tried_again(
    client: Client, physio: User, clinic: Clinic
) -> None:
    page = client.post(path_of(clinic), {"email": "ada@example.org"})

    assert page.status_code == 503
    assert "The mail server takes no mail right now." in page.content.decode()
    assert "ada@example.org" in page.content.decode()
    assert not Invitation.objects.exists()


def test_whoever_treats_nobody_invites_nobody(client: Client, superuser: User) -> None:
    clinic = a_clinic()

    assert client.post(path_of(clinic), {"email": "ada@example.org"}).status_code == 403
    assert not Invitation.objects.exists()


def test_a_lead_reads_all_open_invitations_and_a_physio_their_own(
    client: Client, lead: User, clinic: Clinic
) -> None:
    now, other = timezone.now(), a_physio(clinic=clinic)
    invite(clinic=clinic, email="ada@example.org", by=other, at=now)
    invite(clinic=clinic, email="old@example.org", by=other, at=now - timedelta(days=15))

    page = client.get(f"/admin/accounts/clinic/{clinic.pk}/change/").content.decode()

    assert "ada@example.org" in page
    assert "old@example.org" not in page


def test_a_physio_does_not_read_whom_others_invited(
    client: Client, physio: User, clinic: Clinic
) -> None:
    other = a_physio(clinic=clinic)
    invite(clinic=clinic, email="ada@example.org", by=other, at=timezone.now())

    page = client.get(f"/admin/accounts/clinic/{clinic.pk}/change/").content.decode()

    assert "ada@example.org" not in page
    assert "Nobody at the moment." in page


def withdrawal_of(invitation: Invitation) -> str:
    clinic = invitation.clinic_id
    return f"/admin/accounts/clinic/{clinic}/withdraw/{invitation.pk}/"


def test_a_lead_withdraws_what_a_physio_sent(
    client: Client, lead: User, clinic: Clinic
) -> None:
    other = a_physio(clinic=clinic)
    invitation = invite(clinic=clinic, email="ada@example.org", by=other, at=timezone.now())

    offer = client.get(f"/admin/accounts/clinic/{clinic.pk}/change/").text
    asked = client.get(withdrawal_of(invitation))
    before = Invitation.objects.get().ends_at
    page = client.post(withdrawal_of(invitation), follow=True)

    assert withdrawal_of(invitation) in offer
    assert f"ada@example.org, invited to {clinic} by {other.email}." in asked.text
    assert before == invitation.ends_at
    assert "the link in their email opens no more" in page.text
    assert "ada@example.org" not in page.text
    assert not Invitation.objects.open(at=timezone.now()).exists()


def test_a_physio_withdraws_their_own_and_finds_no_other(
    client: Client, physio: User, clinic: Clinic
) -> None:
    other, now = a_physio(clinic=clinic), timezone.now()
    own = invite(clinic=clinic, email="ada@example.org", by=physio, at=now)
    theirs = invite(clinic=clinic, email="bo@example.org", by=other, at=now)

    kept = client.post(withdrawal_of(own))
    refused = client.post(withdrawal_of(theirs))

    assert kept["Location"] == f"/admin/accounts/clinic/{clinic.pk}/change/"
    assert refused.status_code == 404
    assert [*Invitation.objects.open(at=timezone.now())] == [theirs]


def test_what_was_accepted_meanwhile_stays_accepted(
    client: Client, physio: User, clinic: Clinic
) -> None:
    runner = a_runner()
    now = timezone.now()
    invitation = invite(clinic=clinic, email=runner.email, by=physio, at=now)
    token = token_of(invitation)
    accept_invitation(person=runner, token=token, wording="yes", at=now)

    page = client.post(withdrawal_of(invitation), follow=True)

    assert "They said yes meanwhile" in page.text
    assert runner.care_links.get().ended_at is None


def test_whoever_stops_treating_at_this_moment_withdraws_nothing(
    physio: User, clinic: Clinic
) -> None:
    invitation = invite(
        clinic=clinic, email="ada@example.org", by=physio, at=timezone.now()
    )
    request = RequestFactory().post("/")
    request.user = physio
    assert physio.roles == {clinic.pk: "PHYSIO"}  # looked up before
    clinic.memberships.update(role="ADMINISTRATOR")

    with pytest.raises(PermissionDenied):
        site.get_model_admin(Clinic).withdraw_view(  # type: ignore[attr-defined] # ours
            request, str(clinic.pk), invitation.pk
        )

    assert Invitation.objects.open(at=timezone.now()).exists()
