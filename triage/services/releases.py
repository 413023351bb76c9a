"""How rules come before runners: checked, stored word for word, and put in force."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache

from django.db import transaction

from triage.models import ProtocolRelease, Publication
from triage.protocols.medial_knee.floor import FLOORS
from triage.rules.canonical import digest, dumps
from triage.rules.checks import faults_in, is_text
from triage.rules.protocol import Protocol
from triage.rules.prove import Floor, broken_floor, level_counterexample, prove

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
    *,
    protocol: Protocol,
    at: datetime,
    by: str = SETUP,
    note: str = NOTE,
    allow_calmer: bool = False,
    floors: Mapping[str, Floor] = FLOORS,
) -> ProtocolRelease:
    """Put ``protocol`` in force and return its release: a new one, if the content is new.

    ``by`` says who does it and ``note`` why. Content that was released before is found by
    its hash and not checked again; if it is out of force, it comes back. Whatever comes
    into force judges no answers more calmly than what was in force, unless somebody decided
    to ``allow_calmer``. ``floors`` holds, by slug, what is promised apart from the rules:
    nobody can allow less. Safe to repeat.

    :raises CannotPublish: if new content fails a check, if it is calmer and nobody allowed
        that, or if nobody says who or why.
    """
    if not (is_text(by) and is_text(note)):
        raise CannotPublish(["it must be said who releases the rules, and why"])
    release = _released(protocol, floors.get(protocol.slug), at)
    in_force = ProtocolRelease.objects.in_force(protocol.slug)
    if in_force != release:
        if in_force and not allow_calmer:
            _refuse_calmer(protocol, than=in_force.protocol)
        Publication.objects.create(release=release, at=at, by=by, note=note)
    return release


def _released(protocol: Protocol, floor: Floor | None, at: datetime) -> ProtocolRelease:
    """Return the release of ``protocol``, stored at last if it passes every check.

    :raises CannotPublish: if new content fails one.
    """
    text = dumps(protocol)
    sha256 = digest(text)
    release = ProtocolRelease.objects.filter(sha256=sha256).first()
    if release is None:
        if reasons := reasons_against(protocol, floor):
            raise CannotPublish(reasons)
        release, _ = ProtocolRelease.objects.get_or_create(
            sha256=sha256,
            defaults={"slug": protocol.slug, "text": text, "released_at": at},
        )
    return release


@lru_cache(maxsize=16)
def reasons_against(protocol: Protocol, floor: Floor | None = None) -> tuple[str, ...]:
    """Return all that keeps ``protocol`` from being released, in words.

    That is what stands against it in itself, and each promise of ``floor`` that it breaks.
    """
    faults = faults_in(protocol)
    proof = prove(protocol)
    broken = filter(None, (proof.level_counterexample, proof.order_counterexample))
    lower = broken_floor(protocol, floor) if floor else ()
    return (*faults, *(found.in_words(protocol) for found in broken), *lower)


def _refuse_calmer(protocol: Protocol, *, than: Protocol) -> None:
    """Let only rules pass that judge no answers more calmly.

    :raises CannotPublish: naming such answers.
    """
    found = level_counterexample(protocol, promised=than)
    if found:
        told = (
            f"calmer than the rules in force, which nobody allowed: {found.in_words(than)}"
        )
        raise CannotPublish([told])
