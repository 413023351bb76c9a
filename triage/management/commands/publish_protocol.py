"""Store the protocols as they stand now. Safe to repeat."""

from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from triage.models import ProtocolRelease
from triage.protocols.medial_knee import FOLLOW_UP, MEDIAL_KNEE
from triage.services import publish_protocol


class Command(BaseCommand):
    help = "Put the protocols of this version in front of runners. Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401, ARG002 - Django's
        now = timezone.now()
        for protocol in (MEDIAL_KNEE, FOLLOW_UP):
            release = publish_protocol(protocol=protocol, at=now)
            self.stdout.write(f"{release}: {_what_became_of(release, now)}")


def _what_became_of(release: ProtocolRelease, at: datetime) -> str:
    if release.released_at == at:
        return "released now"
    again = release.publications.filter(at=at).exists()
    return "in force again" if again else "already in force"
