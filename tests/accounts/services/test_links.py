from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import CareLink, Consent, Membership, User
from accounts.services import (
    LinkEnded,
    NoSuchClinic,
    NotTheLead,
    NotTreatingHere,
    assign_physio,
    end_link,
    link_to_clinic,
)
from tests.factories import NOON, a_clinic, a_physio, a_runner

pytestmark = pytest.mark.django_db

LATER = NOON + timedelta(hours=1)
LEAD = Membership.Role.LEAD


def test_the_code_of_a_clinic_links_to_it_once() -> None:
    clinic, runner = a_clinic(), a_runner()
    typed = f" {clinic.code.lower()} "

    link = link_to_clinic(patient=runner, code=typed, wording="yes", at=NOON)
    again = link_to_clinic(patient=runner, code=clinic.code, wording="yes", at=LATER)

    assert again == link
    assert (link.clinic, link.begun_at) == (clinic, NOON)
    assert [*runner.consents.values_list("kind", "wording", "given_at")] == [
        (Consent.Kind.CLINIC, "yes", NOON)
    ]
    assert link.consent == runner.consents.get()


def test_a_code_of_no_clinic_links_to_nothing() -> None:
    with pytest.raises(NoSuchClinic):
        link_to_clinic(patient=a_runner(), code="NONE", wording="yes", at=NOON)

    assert not Consent.objects.exists()


def test_a_runner_ends_a_link_and_with_it_that_consent_alone() -> None:
    runner = a_runner()
    ended, stays = (
        link_to_clinic(patient=runner, code=a_clinic().code, wording="yes", at=NOON)
        for _ in range(2)
    )

    end_link(patient=runner, link=ended, at=LATER)
    again = end_link(patient=runner, link=ended, at=LATER + timedelta(hours=1))

    assert again.ended_at == LATER
    assert [*runner.care_links.filter(ended_at=None)] == [stays]
    assert [*runner.consents.in_force(Consent.Kind.CLINIC)] == [stays.consent]
    assert Consent.objects.get(pk__in=[ended.consent_id]).withdrawn_at == LATER


def test_a_link_without_its_consent_ends_all_the_same() -> None:
    runner = a_runner(clinic=a_clinic())

    end_link(patient=runner, link=runner.care_links.get(), at=LATER)

    assert runner.care_links.get().ended_at == LATER


def test_a_clock_that_went_back_ends_a_link_when_it_began() -> None:
    runner = a_runner()
    link = link_to_clinic(patient=runner, code=a_clinic().code, wording="yes", at=NOON)

    end_link(patient=runner, link=link, at=NOON - timedelta(hours=1))

    assert runner.care_links.get().ended_at == NOON
    assert runner.consents.get().withdrawn_at == NOON


def test_nobody_ends_the_link_of_somebody_else() -> None:
    link = CareLink.objects.get(patient=a_runner(clinic=a_clinic()))

    with pytest.raises(LinkEnded):
        end_link(patient=a_runner(), link=link, at=LATER)

    assert CareLink.objects.get().ended_at is None


def test_a_lead_leaves_a_runner_to_one_physio_and_to_all_again() -> None:
    clinic = a_clinic()
    lead = a_physio(clinic=clinic, role=LEAD)
    one, other = a_physio(clinic=clinic), a_physio(clinic=clinic)
    runner = a_runner(clinic=clinic)
    link = runner.care_links.get()

    assign_physio(link=link, physio=one, by=lead, at=LATER)
    alone = [runner in User.objects.visible_to(who) for who in (one, other, lead)]
    assign_physio(link=link, physio=None, by=lead, at=LATER)
    again = [runner in User.objects.visible_to(who) for who in (one, other, lead)]

    assert (alone, again) == ([True, False, True], [True, True, True])


def test_only_the_lead_of_the_clinic_chooses_its_physio() -> None:
    clinic = a_clinic()
    physio = a_physio(clinic=clinic)
    link = a_runner(clinic=clinic).care_links.get()
    gone = a_physio(clinic=clinic, role=LEAD, is_active=False)

    for other in (physio, a_physio(clinic=a_clinic(), role=LEAD), gone):
        with pytest.raises(NotTheLead):
            assign_physio(link=link, physio=physio, by=other, at=LATER)

    assert CareLink.objects.get().physio is None


def test_a_runner_is_left_only_to_somebody_who_treats_people_there() -> None:
    clinic = a_clinic()
    lead = a_physio(clinic=clinic, role=LEAD)
    link = a_runner(clinic=clinic).care_links.get()

    for nobody in (
        a_physio(clinic=a_clinic()),
        a_physio(clinic=clinic, role=Membership.Role.ADMINISTRATOR),
        a_physio(clinic=clinic, is_active=False),
        a_physio(clinic=clinic, is_staff=False),
    ):
        with pytest.raises(NotTreatingHere):
            assign_physio(link=link, physio=nobody, by=lead, at=LATER)


def test_nobody_is_chosen_for_a_runner_who_left() -> None:
    clinic = a_clinic()
    lead = a_physio(clinic=clinic, role=LEAD)
    runner = a_runner(clinic=clinic)
    link = runner.care_links.get()
    end_link(patient=runner, link=link, at=timezone.now())

    with pytest.raises(LinkEnded):
        assign_physio(link=link, physio=lead, by=lead, at=LATER)
