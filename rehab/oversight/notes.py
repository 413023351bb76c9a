"""What physios write down about a runner. A note stands; who errs writes another."""

from datetime import datetime, timedelta

from django.db import transaction

from accounts.models import User
from rehab.models import CareNote
from rehab.models.note import LONGEST_NOTE
from rehab.plans import SaysNothing, TooLong
from rehab.plans.changes import lock
from rehab.plans.course.undoing import refuse_stranger_to

WRITTEN_TWICE = timedelta(hours=1)  # the same words again so soon are a second press


class NoSuchNote(Exception):
    """The note to correct is about nobody, or about somebody else."""


@transaction.atomic
def write_note(
    *, person: User, by: User, text: str, at: datetime, corrects: CareNote | None = None
) -> CareNote:
    """Keep what ``by`` notes about ``person``, maybe in the place of an earlier note.

    Safe to repeat: the same words of the same physio within an hour are one note.

    :raises NotTreating: if ``by`` does not treat the runner.
    :raises NoSuchNote: if the note it corrects is about somebody else.
    :raises SaysNothing: if there is no word in it.
    :raises TooLong: if it has more than ``LONGEST_NOTE`` characters.
    """
    refuse_stranger_to(person.pk, by)
    if corrects and corrects.person_id != person.pk:
        raise NoSuchNote
    words = text.strip()
    if not words:
        raise SaysNothing
    if len(words) > LONGEST_NOTE:
        raise TooLong
    lock(person.pk)
    lately = person.care_notes.filter(by=by, at__gt=at - WRITTEN_TWICE)
    same = lately.filter(text=words, corrects=corrects, kind=CareNote.Kind.NOTE)
    newest = same.order_by("at", "pk").last()
    return newest or CareNote.objects.create(
        person=person, by=by, text=words, at=at, corrects=corrects
    )
