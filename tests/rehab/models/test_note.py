import pytest

from rehab.models import CareNote
from tests.factories import NOON, a_clinic, a_physio, a_runner, a_user

pytestmark = pytest.mark.django_db


def test_a_note_is_seen_by_those_who_treat_the_runner() -> None:
    clinic = a_clinic()
    about, by = a_runner(clinic=clinic), a_user()
    note = CareNote.objects.create(person=about, by=by, at=NOON, text="Calm.")

    seen_by = CareNote.objects.visible_to
    assert [*seen_by(a_physio(clinic=clinic))] == [note]
    assert [*seen_by(a_physio(clinic=a_clinic()))] == []
    assert str(note) == f"note {note.pk}"
