"""Store the protocols as they stand now. Safe to repeat."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from triage.protocols.medial_knee import FOLLOW_UP, MEDIAL_KNEE
from triage.services import publish_protocol


class Command(BaseCommand):
    help = "Put the protocols of this version in front of runners. Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401, ARG002 - Django's
        now = timezone.now()
        for protocol in (MEDIAL_KNEE, FOLLOW_UP):
            release = publish_protocol(protocol=protocol, at=now)
            known = "released now" if release.released_at == now else "already released"
            self.stdout.write(f"{release}: {known}")
