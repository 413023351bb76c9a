"""Which clinic looks after a runner, and who of its physios."""

from datetime import datetime

from django.db import transaction
from django.db.models.functions import Greatest

from accounts.models import CareLink, Clinic, Consent, Membership, User
from accounts.services.consents import give_consent


class NoSuchClinic(Exception):
    """No clinic has this code."""


class NotTheLead(Exception):
    """Only a lead of the clinic may do this."""


class NotTreatingHere(Exception):
    """They do not treat people at this clinic."""


class LinkEnded(Exception):
    """The clinic no longer looks after the runner, or never did."""


def find_clinic(code: str) -> Clinic:
    """Return the clinic with this ``code``, however it was typed.

    :raises NoSuchClinic: if there is none.
    """
    try:
        return Clinic.objects.get(code=code.strip().upper())
    except Clinic.DoesNotExist as fault:
        raise NoSuchClinic(code) from fault


def link_to_clinic(*, patient: User, code: str, wording: str, at: datetime) -> CareLink:
    """Let the clinic with this ``code`` see the history of ``patient``. Safe to repeat.

    :raises NoSuchClinic: if no clinic has this code.
    """
    return link(patient=patient, clinic=find_clinic(code), wording=wording, at=at)


@transaction.atomic
def link(*, patient: User, clinic: Clinic, wording: str, at: datetime) -> CareLink:
    """Let ``clinic`` see the history of ``patient``, who agreed to ``wording``.

    Where it may already, nothing changes: the words of then stand.
    """
    made, created = CareLink.objects.get_or_create(
        patient=patient, clinic=clinic, ended_at=None, defaults={"begun_at": at}
    )
    if created:
        kind = Consent.Kind.CLINIC
        made.consent = give_consent(kind=kind, wording=wording, at=at, person=patient)
        made.save(update_fields=["consent"])
    return made


@transaction.atomic
def end_link(*, patient: User, link: CareLink, at: datetime) -> CareLink:
    """End ``link`` and withdraw the consent it rests on. Other clinics' links stay.

    Return the link as it stands. Safe to repeat.

    :raises LinkEnded: if it is no link of this ``patient``.
    """
    own = patient.care_links.select_for_update().filter(pk=link.pk).first()
    if own is None:
        raise LinkEnded
    if own.ended_at is None:
        # Not before it began: the clocks of two machines may differ.
        own.ended_at = max(own.begun_at, at)
        own.save(update_fields=["ended_at"])
        given = patient.consents.in_force(Consent.Kind.CLINIC)
        rests_on = given.filter(pk__in=[own.consent_id])
        rests_on.update(withdrawn_at=Greatest("given_at", at))
    return own


@transaction.atomic
def assign_physio(
    *, link: CareLink, physio: User | None, by: User, at: datetime
) -> CareLink:
    """Let only ``physio`` and the leads see the runner of ``link``; ``None``: all of them.

    :raises NotTheLead: if ``by`` does not lead the clinic.
    :raises LinkEnded: if the link has ended by ``at``.
    :raises NotTreatingHere: if ``physio`` does not treat people there.
    """
    staff = Membership.objects.filter(
        clinic=link.clinic_id, user__is_active=True, user__is_staff=True
    )
    if not staff.filter(user=by, role=Membership.Role.LEAD).exists():
        raise NotTheLead
    # Locked, so that nobody is named who leaves the clinic at this moment.
    treats = staff.filter(role__in=Membership.CLINICAL).select_for_update(of=("self",))
    if physio is not None and not treats.filter(user=physio):
        raise NotTreatingHere
    open_links = CareLink.objects.select_for_update().filter(ended_at=None)
    own = open_links.filter(pk=link.pk, begun_at__lte=at).first()
    if own is None:
        raise LinkEnded
    own.physio = physio
    own.save(update_fields=["physio"])
    return own
