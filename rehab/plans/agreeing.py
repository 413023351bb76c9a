"""What somebody agrees to, and where they are, before any mail comes."""

from datetime import datetime

from accounts.models import User, is_time_zone
from accounts.services import give_consent, link_to_clinic
from rehab.reminders.owing.moving import move_all_owed


def settle_in(person: User, *, time_zone: str, at: datetime, name: str = "") -> None:
    """Keep where somebody is, and what to call them if they say so.

    The person is locked. In another time zone, what they are owed moves to their day there.

    :raises ValidationError: if there is no such time zone.
    """
    is_time_zone(time_zone)
    moved = person.time_zone != time_zone
    person.time_zone, person.name = time_zone, name or person.name
    person.save(update_fields=["time_zone", "name"])
    if moved:
        move_all_owed(person=person, at=at)


def agree_to_mails(person: User, *, kind: str, wording: str, at: datetime) -> None:
    """Keep that somebody agrees to mails of one ``kind``, if that is new."""
    if not person.consents.in_force(kind).exists():
        give_consent(kind=kind, wording=wording, at=at, person=person)


def show_to_clinic(person: User, *, code: str, wording: str, at: datetime) -> None:
    """Let the clinic with this ``code`` see the history of somebody; without one, nobody.

    :raises NoSuchClinic: if no clinic has this code.
    """
    if code:
        link_to_clinic(patient=person, code=code, wording=wording, at=at)
