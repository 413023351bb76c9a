"""How rules come before runners: checked, stored word for word, and put in force."""

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache

from django.db import transaction

from triage.models import ProtocolRelease, Publication
from triage.rules.canonical import digest, dumps
from triage.rules.checks import faults_in
from triage.rules.protocol import Protocol
from triage.rules.prove import prove

# Who and why, where nobody says so: the rules came with the code.
SETUP = "this version's setup"
NOTE = "The rules that came with this version."


class CannotPublish(Exception):
    """The rules fail a check; ``reasons`` tells each fault in words."""

    def __init__(self, reasons: Iterable[str]) -> None:
        self.reasons = tuple(reasons)
        super().__init__("; ".join(self.reasons))


@transaction.atomic
def publish_protocol(
    *, protocol: Protocol, at: datetime, by: str = SETUP, note: str = NOTE
) -> ProtocolRelease:
    """Put ``protocol`` in force and return its release: a new one, if the content is new.

    ``by`` says who does it and ``note`` why. Content that was released before is found by
    its hash and not checked again; if it is out of force, it comes back. Safe to repeat.

    :raises CannotPublish: if new content fails a check, or nobody says who or why.
    """
    if not (by.strip() and note.strip()):
        raise CannotPublish(["it must be said who releases the rules, and why"])
    text = dumps(protocol)
    sha256 = digest(text)
    release = ProtocolRelease.objects.filter(sha256=sha256).first()
    if release is None:
        if reasons := reasons_against(protocol):
            raise CannotPublish(reasons)
        release, _ = ProtocolRelease.objects.get_or_create(
            sha256=sha256,
            defaults={"slug": protocol.slug, "text": text, "released_at": at},
        )
    if ProtocolRelease.objects.in_force(protocol.slug) != release:
        Publication.objects.create(release=release, at=at, by=by, note=note)
    return release


@lru_cache(maxsize=16)
def reasons_against(protocol: Protocol) -> tuple[str, ...]:
    """Return all that keeps ``protocol`` from being released, in words."""
    proof = prove(protocol)
    broken = filter(None, (proof.level_counterexample, proof.order_counterexample))
    return (*faults_in(protocol), *(found.in_words(protocol) for found in broken))
