from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError
from django.utils import timezone

from accounts.models import (
    AccessLog,
    BrokenGlass,
    CareLink,
    Clinic,
    Consent,
    Membership,
    User,
    is_time_zone,
)
from accounts.services import give_consent, invite, log_view
from tests.factories import (
    NOON,
    a_clinic,
    a_physio,
    a_runner,
    a_user,
    some_broken_glass,
)

pytestmark = pytest.mark.django_db

AN_HOUR = timedelta(hours=1)


def test_a_physio_sees_the_runners_of_their_clinics_and_no_others() -> None:
    clinic, second = a_clinic(), a_clinic()
    physio = a_physio(clinic=clinic)
    Membership.objects.create(user=physio, clinic=second, role=Membership.Role.LEAD)
    runners = [a_runner(clinic=clinic), a_runner(clinic=second)]
    a_runner(clinic=a_clinic())
    a_runner()

    assert [*User.objects.visible_to(physio).order_by("pk")] == runners
    assert physio.treats_people


def test_a_physio_sees_whom_a_link_leaves_to_them_or_to_all_and_a_lead_everybody() -> None:
    clinic = a_clinic()
    physio, colleague = a_physio(clinic=clinic), a_physio(clinic=clinic)
    lead = a_physio(clinic=clinic, role=Membership.Role.LEAD)
    own = a_runner(clinic=clinic, physio=physio)
    all_ = a_runner(clinic=clinic)

    seen = [
        [*User.objects.visible_to(who).order_by("pk")] for who in (physio, colleague, lead)
    ]

    assert seen == [[own, all_], [all_], [own, all_]]
    assert CareLink.objects.visible_to(colleague).get().patient == all_


def test_to_lead_one_clinic_opens_nobody_at_another() -> None:
    led, other = a_clinic(), a_clinic()
    both = a_physio(clinic=led, role=Membership.Role.LEAD)
    Membership.objects.create(user=both, clinic=other, role=Membership.Role.PHYSIO)
    a_runner(clinic=other, physio=a_physio(clinic=other))
    runner = a_runner(clinic=led, physio=a_physio(clinic=led))

    assert [*User.objects.visible_to(both)] == [runner]
    assert both.leads == [led.pk]


def test_a_runner_of_two_of_ones_clinics_is_seen_once() -> None:
    first, second = a_clinic(), a_clinic()
    physio = a_physio(clinic=first)
    Membership.objects.create(user=physio, clinic=second, role=Membership.Role.PHYSIO)
    runner = a_runner(clinic=first)
    CareLink.objects.create(patient=runner, clinic=second, begun_at=NOON)

    assert [*User.objects.visible_to(physio)] == [runner]
    assert User.objects.visible_to(physio).count() == 1


def test_a_superuser_sees_past_broken_glass_besides_whom_they_treat() -> None:
    clinic = a_clinic()
    superuser = a_physio(clinic=clinic, is_superuser=True)
    treated, foreign = a_runner(clinic=clinic), a_runner(clinic=a_clinic())
    some_broken_glass(user=superuser, person=foreign)

    assert {*User.objects.visible_to(superuser)} == {treated, foreign}
    assert CareLink.objects.visible_to(superuser).get().patient == treated


def test_a_physio_sees_who_looked_at_their_runners() -> None:
    clinic = a_clinic()
    physio, runner = a_physio(clinic=clinic), a_runner(clinic=clinic)
    row = log_view(viewer=physio, person=runner, what="plan 1", at=NOON)
    log_view(viewer=physio, person=a_runner(), what="plan 2", at=NOON)

    assert [*AccessLog.objects.visible_to(physio)] == [row]


def test_a_runner_is_out_of_sight_once_care_has_ended() -> None:
    clinic = a_clinic()
    physio, _ = a_physio(clinic=clinic), a_runner(clinic=clinic)

    CareLink.objects.update(ended_at=NOON)

    assert not User.objects.visible_to(physio).exists()
    assert not CareLink.objects.visible_to(physio).exists()


def test_whoever_treats_nobody_sees_nobody() -> None:
    clinic = a_clinic()
    runner = a_runner(clinic=clinic)
    give_consent(kind=Consent.Kind.MAILS, wording="yes", at=NOON, person=runner)
    administrator = a_physio(clinic=clinic, role=Membership.Role.ADMINISTRATOR)
    superuser = a_user(is_staff=True, is_superuser=True)
    left = a_physio(clinic=clinic, is_active=False)
    demoted = a_physio(clinic=clinic, is_staff=False)

    for outsider in (runner, administrator, superuser, left, demoted):
        assert not User.objects.visible_to(outsider).exists()
        assert not Consent.objects.visible_to(outsider).exists()
        assert not outsider.treats_people
    assert not User.objects.visible_to(AnonymousUser()).exists()


def test_a_physio_sees_what_their_runners_agreed_to() -> None:
    clinic = a_clinic()
    consent = give_consent(
        kind=Consent.Kind.MAILS, wording="yes", at=NOON, person=a_runner(clinic=clinic)
    )
    give_consent(kind=Consent.Kind.MAILS, wording="yes", at=NOON, person=a_runner())

    assert [*Consent.objects.visible_to(a_physio(clinic=clinic))] == [consent]


def test_an_address_is_stored_in_lower_case_only() -> None:
    ada = User.objects.create_superuser("Ada@Example.org", password="dropped")

    assert (ada.email, ada.has_usable_password()) == ("ada@example.org", False)
    with pytest.raises(IntegrityError, match="accounts_email_is_lower_case"):
        User.objects.create(email="Bo@example.org")


def test_the_first_superuser_is_made_without_a_password() -> None:
    call_command("createsuperuser", "--no-input", "--email", "Ada@example.org")

    ada = User.objects.get()
    assert (ada.email, ada.is_staff, ada.is_superuser) == ("ada@example.org", True, True)
    assert not ada.has_usable_password()


def test_a_clinic_code_is_stored_in_upper_case_only() -> None:
    with pytest.raises(IntegrityError, match="accounts_clinic_code_is_upper_case"):
        Clinic.objects.create(name="River", code="river")


def test_a_clinic_code_is_never_empty() -> None:
    with pytest.raises(IntegrityError, match="accounts_clinic_code_is_upper_case"):
        Clinic.objects.create(name="River", code="")


@pytest.mark.parametrize("name", ["", "Mars/Phobos", "../../etc/localtime", "UTC+25"])
def test_what_is_no_time_zone_is_refused(name: str) -> None:
    with pytest.raises(ValidationError, match="Choose a time zone"):
        is_time_zone(name)


def test_a_time_zone_of_the_world_is_accepted() -> None:
    is_time_zone("Pacific/Apia")


def test_somebody_has_one_role_at_a_clinic() -> None:
    clinic = a_clinic()
    physio = a_physio(clinic=clinic)

    with pytest.raises(IntegrityError, match="accounts_one_role_a_clinic"):
        Membership.objects.create(user=physio, clinic=clinic, role=Membership.Role.LEAD)


def test_a_runner_is_linked_to_a_clinic_once_at_a_time() -> None:
    clinic = a_clinic()
    runner = a_runner(clinic=clinic)

    with pytest.raises(IntegrityError, match="accounts_one_open_link_a_clinic"):
        CareLink.objects.create(patient=runner, clinic=clinic, begun_at=NOON)


def test_care_does_not_end_before_it_begins() -> None:
    a_runner(clinic=a_clinic())

    with pytest.raises(IntegrityError, match="accounts_link_ends_after_it_began"):
        CareLink.objects.update(ended_at=NOON - timedelta(seconds=1))


def test_only_answers_are_kept_for_nobody_yet() -> None:
    with pytest.raises(
        IntegrityError, match="accounts_only_answers_are_kept_for_nobody_yet"
    ):
        give_consent(kind=Consent.Kind.MAILS, wording="yes", at=NOON)


@pytest.mark.parametrize("kind", [Consent.Kind.MAILS, Consent.Kind.SEEN])
def test_mails_of_each_kind_are_agreed_to_once_at_a_time(kind: str) -> None:
    runner = a_runner()
    for each in (Consent.Kind.MAILS, Consent.Kind.SEEN):
        give_consent(kind=each, wording="yes", at=NOON, person=runner)

    with pytest.raises(IntegrityError, match="accounts_one_open_consent_to_mails"):
        give_consent(kind=kind, wording="yes", at=NOON, person=runner)


def test_a_consent_is_not_withdrawn_before_it_is_given() -> None:
    give_consent(kind=Consent.Kind.ASSESSMENT, wording="yes", at=NOON)

    with pytest.raises(IntegrityError, match="accounts_consent_withdrawn_after_given"):
        Consent.objects.update(withdrawn_at=NOON - timedelta(seconds=1))


def test_the_words_somebody_agreed_to_stand() -> None:
    give_consent(kind=Consent.Kind.ASSESSMENT, wording="yes", at=NOON)

    with pytest.raises(ProgrammingError, match="Cannot update rows"):
        Consent.objects.update(wording="something else")


@pytest.fixture
def row_of_log() -> AccessLog:
    return log_view(viewer=a_user(), person=a_runner(), what="plan 1", at=NOON)


def test_nobody_rewrites_the_access_log_not_even_the_owner(row_of_log: AccessLog) -> None:
    with pytest.raises(ProgrammingError, match="Cannot update or delete"):
        AccessLog.objects.update(what="nothing")


def test_nobody_shortens_the_access_log_not_even_the_owner(row_of_log: AccessLog) -> None:
    with pytest.raises(ProgrammingError, match="Cannot update or delete"):
        AccessLog.objects.all().delete()


@pytest.mark.usefixtures("row_of_log", "as_application")
@pytest.mark.parametrize(
    "statement",
    [
        "TRUNCATE accounts_accesslog",
        "ALTER TABLE accounts_accesslog DISABLE TRIGGER ALL",
        "DROP TABLE accounts_accesslog",
    ],
)
def test_the_application_cannot_go_round_the_triggers(statement: str) -> None:
    with (
        pytest.raises(ProgrammingError, match=r"permission denied|must be owner"),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_glass_is_broken_with_a_reason_and_for_an_hour_at_most() -> None:
    at, user, person = timezone.now(), a_user(), a_runner()
    fine = {"user": user, "person": person, "at": at, "why": "Now.", "until": at + AN_HOUR}

    for wrong, name in (
        ({"why": ""}, "accounts_glass_says_why"),
        ({"until": at}, "accounts_glass_is_mended_within_the_hour"),
        (
            {"until": at + AN_HOUR + timedelta(seconds=1)},
            "accounts_glass_is_mended_within_the_hour",
        ),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            BrokenGlass.objects.create(**fine | wrong)


def test_things_say_what_they_are(row_of_log: AccessLog) -> None:
    clinic = a_clinic()
    physio, runner = a_physio(clinic=clinic), a_runner(clinic=clinic)
    consent = give_consent(kind=Consent.Kind.MAILS, wording="yes", at=NOON, person=runner)

    assert str(physio) == physio.email
    assert str(physio.memberships.get()) == f"{physio.email} at {clinic.name}"
    assert str(runner.care_links.get()) == f"runner {runner.pk} at {clinic.name}"
    assert str(consent) == f"MAILS by {runner.pk}"
    glass = some_broken_glass(user=physio, person=runner)
    invitation = invite(clinic=clinic, email="bo@example.org", by=physio, at=NOON)
    assert str(glass) == f"glass {glass.pk}"
    assert str(invitation) == f"invitation {invitation.pk} to {clinic.name}"
    assert str(row_of_log) == (
        f"{row_of_log.viewer_id} saw plan 1 of {row_of_log.person_id}"
    )
