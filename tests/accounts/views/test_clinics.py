from datetime import datetime, timedelta
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import CareLink, Clinic, Invitation, User
from accounts.services import (
    accept_invitation,
    invite,
    link_to_clinic,
    token_of,
    withdraw_invitation,
)
from accounts.wordings import CLINIC
from tests.factories import NOON, a_clinic, a_physio, a_runner
from tests.reading import grade_of

pytestmark = pytest.mark.django_db

CLINICS = "/clinics/"
END = "/clinics/end/"
HARDEST_ON_AVERAGE = 5


@pytest.fixture
def runner(client: Client) -> User:
    """Return a runner who is signed in."""
    person = a_runner()
    client.force_login(person)
    return person


@pytest.fixture
def clinic() -> Clinic:
    river = a_clinic()
    river.name = "By the river"
    river.save()
    return river


def linked(person: User, clinic: Clinic) -> CareLink:
    return link_to_clinic(patient=person, code=clinic.code, wording="yes", at=NOON)


def invitation_to(clinic: Clinic, email: str, at: datetime | None = None) -> Invitation:
    by = a_physio(clinic=clinic)
    return invite(clinic=clinic, email=email, by=by, at=at or timezone.now())


def join(invitation: Invitation) -> str:
    return f"/clinics/join/{token_of(invitation)}/"


def test_a_runner_reads_who_sees_their_history_and_since_when(
    client: Client, runner: User, clinic: Clinic
) -> None:
    other = a_clinic()
    linked(runner, clinic)
    CareLink.objects.update(physio=a_physio(clinic=clinic, name="Bo <b>"))
    linked(runner, other)
    ended = linked(runner, a_clinic())
    CareLink.objects.filter(pk=ended.pk).update(ended_at=NOON)

    page = client.get(CLINICS).content.decode()

    assert "By the river" in page
    assert "<bdi>Bo &lt;b&gt;</bdi> sees your history there." in page
    assert other.name in page
    assert page.count("All physios there can see your history.") == 1
    assert page.count("You said yes on 22 November 2026.") == 2
    assert ended.clinic.name not in page


def test_a_physio_without_a_name_is_known_by_their_address(
    client: Client, runner: User, clinic: Clinic
) -> None:
    physio = a_physio(clinic=clinic)
    linked(runner, clinic)
    CareLink.objects.update(physio=physio)

    assert f"<bdi>{physio.email}</bdi>" in client.get(CLINICS).content.decode()


def test_a_code_shows_its_clinic_and_the_words_before_anything_is_kept(
    client: Client, runner: User, clinic: Clinic
) -> None:
    asked = client.post(CLINICS, {"clinic_code": f" {clinic.code.lower()} "})
    page = asked.content.decode()
    before = CareLink.objects.exists()

    kept = client.post(
        CLINICS, {"clinic_code": clinic.code, "agreeing": "yes", "agree": "on"}
    )

    assert asked.status_code == 200
    assert "May By the river see your history?" in page
    assert CLINIC in page
    assert not before
    assert kept["Location"] == CLINICS
    link = CareLink.objects.get()
    assert (link.patient, link.clinic) == (runner, clinic)
    assert link.consent == runner.consents.get(kind="CLINIC", wording=CLINIC)
    told = client.get(CLINICS).content.decode()
    assert "Done. By the river can see your history now." in told


def test_without_a_tick_no_clinic_sees_anything(
    client: Client, runner: User, clinic: Clinic
) -> None:
    page = client.post(CLINICS, {"clinic_code": clinic.code, "agreeing": "yes"})

    assert page.status_code == 422
    assert "Tick the box if you agree." in page.content.decode()
    assert f'name="clinic_code" value="{clinic.code}"' in page.content.decode()
    assert not CareLink.objects.exists()
    assert not runner.consents.exists()


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("", "Type the code that your clinic gave you."),
        ("  \u200b ", "We don&#x27;t know this code."),
        ("NOWHERE", "We don&#x27;t know this code. Check it with your clinic."),
        ("x" * 21, "A code has 20 letters at most."),
        ("a\x00b", "Null characters are not allowed."),
        ("<b>\u202e", "We don&#x27;t know this code."),
    ],
)
@pytest.mark.usefixtures("runner")
def test_a_code_that_does_not_fit_is_refused_kindly(
    client: Client, code: str, said: str
) -> None:
    page = client.post(CLINICS, {"clinic_code": code})

    assert page.status_code == 422
    assert said in page.content.decode()
    assert "There is a problem" in page.content.decode()


@pytest.mark.usefixtures("runner")
def test_codes_cannot_be_tried_without_end(client: Client) -> None:
    answers = [client.post(CLINICS, {"clinic_code": "NOWHERE"}) for _ in range(21)]

    assert [answer.status_code for answer in answers] == [422] * 20 + [429]


def test_one_press_ends_a_link(client: Client, runner: User, clinic: Clinic) -> None:
    link, other = linked(runner, clinic), linked(runner, a_clinic())

    answers = [client.post(END, {"link": link.pk}) for _ in range(2)]

    assert {answer["Location"] for answer in answers} == {CLINICS}
    assert [*runner.care_links.filter(ended_at=None)] == [other]
    assert [*runner.consents.in_force("CLINIC")] == [other.consent]
    told = client.get(CLINICS).content.decode()
    assert "Done. By the river no longer sees your history." in told


@pytest.mark.parametrize("wrong", ["theirs", "0", "-1", "x", "9" * 40, "\x00", ""])
@pytest.mark.usefixtures("runner")
def test_nobody_ends_what_is_not_theirs(client: Client, clinic: Clinic, wrong: str) -> None:
    link = linked(a_runner(), clinic)

    answer = client.post(END, {"link": link.pk if wrong == "theirs" else wrong})

    assert answer["Location"] == CLINICS
    assert CareLink.objects.get().ended_at is None
    assert "Done." not in client.get(CLINICS).content.decode()


def test_an_invitation_shows_the_clinic_and_is_accepted_by_a_press(
    client: Client, runner: User, clinic: Clinic
) -> None:
    path = join(invitation_to(clinic, runner.email))

    shown = client.get(path).content.decode()
    before = CareLink.objects.exists()
    unticked = client.post(path)
    kept = client.post(path, {"agree": "on"})

    assert "May By the river see your history?" in shown
    assert CLINIC in shown
    assert not before
    assert unticked.status_code == 422
    assert kept["Location"] == CLINICS
    assert CareLink.objects.get().patient == runner
    assert Invitation.objects.get().accepted_by == runner


@pytest.mark.usefixtures("runner")
def test_an_invitation_to_somebody_else_answers_like_one_nobody_made(
    client: Client, clinic: Clinic
) -> None:
    theirs = join(invitation_to(clinic, "ada@example.org"))

    for path in (theirs, "/clinics/join/nonsense/"):
        for page in (client.get(path), client.post(path, {"agree": "on"})):
            assert page.status_code == 404
            assert "This invitation does not open here" in page.content.decode()
            assert "By the river" not in page.content.decode()
            assert "ada@example.org" not in page.content.decode()
    assert not CareLink.objects.exists()


def test_an_invitation_that_was_used_says_so(
    client: Client, runner: User, clinic: Clinic
) -> None:
    invitation = invitation_to(clinic, runner.email)
    token, now = token_of(invitation), timezone.now()
    accept_invitation(person=runner, token=token, wording="yes", at=now)

    page = client.get(join(invitation))

    assert page.status_code == 410
    assert "You said yes to this before" in page.content.decode()


def test_an_invitation_that_is_too_old_says_so(
    client: Client, runner: User, clinic: Clinic
) -> None:
    long_ago = timezone.now() - timedelta(days=14)

    page = client.post(join(invitation_to(clinic, runner.email, long_ago)), {"agree": "on"})

    assert page.status_code == 410
    assert "This invitation is over" in page.content.decode()
    assert not CareLink.objects.exists()


def test_an_invitation_that_the_clinic_withdrew_says_so(
    client: Client, runner: User, clinic: Clinic
) -> None:
    invitation, now = invitation_to(clinic, runner.email), timezone.now()
    withdraw_invitation(invitation=invitation, by=invitation.by, at=now)

    page = client.post(join(invitation), {"agree": "on"})

    assert page.status_code == 410
    assert "if your clinic does not end it before" in page.text
    assert not CareLink.objects.exists()


def test_an_invitation_waits_for_the_sign_in(client: Client, clinic: Clinic) -> None:
    path = join(invitation_to(clinic, "ada@example.org"))

    assert client.get(path)["Location"] == f"/sign-in/?next={path}"


def test_fields_nobody_asked_for_are_ignored(
    client: Client, runner: User, clinic: Clinic
) -> None:
    other = a_runner()
    told = {"patient": other.pk, "physio": other.pk, "begun_at": "2020-01-01"}

    client.post(
        CLINICS, told | {"clinic_code": clinic.code, "agreeing": "yes", "agree": "on"}
    )

    link = CareLink.objects.get()
    assert (link.patient, link.physio) == (runner, None)
    assert link.begun_at.year > 2020


class MainText(HTMLParser):
    """Collects the text of what stands in ``main``, a piece for each tag."""

    def __init__(self) -> None:
        super().__init__()
        self.inside, self.texts = False, list[str]()

    def handle_starttag(self, tag: str, *_: object) -> None:
        self.inside |= tag == "main"

    def handle_endtag(self, tag: str) -> None:
        self.inside &= tag != "main"

    def handle_data(self, data: str) -> None:
        if self.inside and data.strip():
            self.texts.append(" ".join(data.split()))


def test_the_pages_read_easily(client: Client, runner: User, clinic: Clinic) -> None:
    linked(runner, clinic)
    old = invitation_to(clinic, runner.email, timezone.now() - timedelta(days=15))
    paths = [
        CLINICS,
        join(invitation_to(clinic, runner.email)),
        join(old),
        "/clinics/join/x/",
    ]
    reader = MainText()

    for path in paths:
        reader.feed(client.get(path).content.decode())

    assert grade_of(reader.texts) <= HARDEST_ON_AVERAGE
