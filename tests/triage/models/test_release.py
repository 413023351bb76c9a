import pytest
from django.db import IntegrityError, ProgrammingError, connection

from tests.factories import NOON, put_in_force
from tests.triage.whole import WHOLE
from triage.models import ProtocolRelease, Publication

pytestmark = pytest.mark.django_db


def published() -> ProtocolRelease:
    return put_in_force(protocol=WHOLE, at=NOON)


def run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def test_a_release_holds_its_protocol_word_for_word() -> None:
    release = published()

    assert ProtocolRelease.objects.get().protocol == WHOLE
    assert str(release) == f"medial-knee {release.sha256[:8]}"


def test_a_publication_tells_which_rules_and_since_when() -> None:
    release = published()

    assert str(release.publications.get()) == f"{release} from 2026-11-22 12:00 UTC"


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE triage_protocolrelease SET text = '{}'",
        "UPDATE triage_protocolrelease SET released_at = now()",
        "DELETE FROM triage_protocolrelease",
        "UPDATE triage_publication SET at = now()",
        "UPDATE triage_publication SET by = 'Somebody else'",
        "UPDATE triage_publication SET note = 'Another reason.'",
        "UPDATE triage_publication SET release_id = release_id + 1",
        "DELETE FROM triage_publication",
    ],
)
def test_what_was_released_when_by_whom_and_why_is_only_added_to(sql: str) -> None:
    published()

    with pytest.raises(ProgrammingError, match="pgtrigger"):
        run(sql)


@pytest.mark.parametrize("without", ["by", "note"])
def test_nothing_is_put_in_force_without_who_and_why(without: str) -> None:
    given = {"by": "Ann", "note": "Asks less."} | {without: ""}
    release = published()

    with pytest.raises(IntegrityError, match="triage_published_by_somebody_with_a_note"):
        Publication.objects.create(release=release, at=NOON, **given)
