"""Put the rules of this version in front of runners, if they pass every check.

Prints what becomes of each and, if something else was in force, what has changed. Refuses
rules that are calmer than those in force, unless told with --allow-calmer that it is meant.
Safe to repeat. To put earlier rules in force again, run it from the version that they came
with.
"""

from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from triage.models import ProtocolRelease
from triage.protocols.medial_knee import FOLLOW_UP, MEDIAL_KNEE, UNDER_18
from triage.protocols.medial_knee.movement import MOVEMENT
from triage.rules.differences import differences
from triage.rules.protocol import Protocol
from triage.services import CannotPublish, publish_protocol
from triage.services.releases import NOTE, SETUP


class Command(BaseCommand):
    help = "Put the rules of this version in front of runners. Safe to repeat."
    protocols: tuple[Protocol, ...] = (MEDIAL_KNEE, UNDER_18, FOLLOW_UP, MOVEMENT)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--by", default=SETUP, help="who does it; physios see it")
        parser.add_argument("--note", help="why; everybody sees it")
        parser.add_argument(
            "--allow-calmer",
            action="store_true",
            help="even if some answers come out less urgent than now; needs a --note",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="check and tell, but release nothing"
        )

    # All of them or none: the diary asks in the words of the questionnaire.
    @transaction.atomic
    def handle(
        self,
        *args: Any,  # noqa: ANN401, ARG002 - Django's
        by: str,
        note: str | None,
        allow_calmer: bool,
        dry_run: bool,
        **options: Any,  # noqa: ANN401, ARG002 - Django's
    ) -> None:
        if allow_calmer and note is None:
            raise CommandError("Say with --note why rules may be calmer than before.")
        given = {"by": by, "note": note or NOTE, "allow_calmer": allow_calmer}
        for protocol in self.protocols:
            for line in _publish(protocol, **given):
                self.stdout.write(line)
        if dry_run:
            transaction.set_rollback(True)
            self.stdout.write("Nothing was released: this was a dry run.")


def _publish(protocol: Protocol, **given: Any) -> Iterator[str]:  # noqa: ANN401 - the service's
    """Publish ``protocol``; yield what became of it, then what differs from before.

    :raises CommandError: naming each check that it fails.
    """
    now = timezone.now()
    before = ProtocolRelease.objects.in_force(protocol.slug)
    try:
        release = publish_protocol(protocol=protocol, at=now, **given)
    except CannotPublish as refused:
        reasons = "".join(f"\n- {reason}" for reason in refused.reasons)
        msg = f"{protocol.slug} cannot be released:{reasons}"
        raise CommandError(msg) from refused
    if release == before:
        yield f"{release}: already in force"
        return
    yield f"{release}: {'released now' if release.released_at == now else 'in force again'}"
    if before:
        yield from _what_changed(before.protocol, protocol)


def _what_changed(before: Protocol, after: Protocol) -> Iterator[str]:
    for told in differences(before, after):
        calmer = " (less urgent)" if told.calmer else ""
        yield f"  {told.kind}, {told.change}: {told.name}{calmer}"
        yield from (f"    {detail}" for detail in told.details)
