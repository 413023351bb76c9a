"""Judge stored assessments again, and list who would be told another level.

By the rules of this version, released or not, or by a release that is stored. Those who
would be told to wait longer come first. Each is also judged by its own release again: the
decision has to be the one that was stored. Where another engine came to it, it may differ,
and is only counted. Prints numbers of assessments and levels, nothing else about anybody.
Changes nothing.
"""

from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from triage.models import LEVEL_IN_WORDS, ProtocolRelease
from triage.protocols.medial_knee import MEDIAL_KNEE
from triage.rules.protocol import Protocol
from triage.services import Replayed, replay_assessments


class Command(BaseCommand):
    help = "Judge stored assessments again and list who would be told another level."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--release",
            metavar="HASH",
            help="a stored release, by its hash or how that begins; "
            "without it, the rules of this version",
        )

    def handle(self, *args: Any, release: str | None, **options: Any) -> None:  # noqa: ANN401, ARG002 - Django's
        protocol = _stored(release) if release else MEDIAL_KNEE
        tally = _Tally()
        for replayed in replay_assessments(protocol=protocol):
            tally.add(replayed)
        for line in tally.lines():
            self.stdout.write(line)
        if tally.unequal:
            msg = "Some decisions no longer follow from the release they were made by."
            raise CommandError(msg)


def _stored(beginning: str) -> Protocol:
    """Return the rules of the one release whose hash begins so.

    :raises CommandError: if there is none, or more than one.
    """
    found = ProtocolRelease.objects.filter(sha256__startswith=beginning)[:2]
    if len(found) != 1:
        msg = f"{'More than one' if found else 'No'} release begins with {beginning!r}."
        raise CommandError(msg)
    return found[0].protocol


@dataclass(slots=True)
class _Tally:
    """What became of all that were judged again. Keeps only those it has to name."""

    judged: int = 0
    open: int = 0
    lost_answers: int = 0
    losing: int = 0
    other_engine: int = 0
    otherwise: int = 0
    moved: list[Replayed] = field(default_factory=list)
    unequal: list[Replayed] = field(default_factory=list)

    def add(self, replayed: Replayed) -> None:
        self.judged += 1
        self.open += not replayed.stands
        self.lost_answers += replayed.dropped
        self.losing += replayed.dropped > 0
        self.other_engine += not replayed.same_engine
        if replayed.now != replayed.was:
            self.moved.append(replayed)
        self.otherwise += not (replayed.same_engine or replayed.equal)
        if replayed.same_engine and not replayed.equal:
            self.unequal.append(replayed)

    def lines(self) -> Iterator[str]:
        """Yield whose level moves, those furthest down first, then all counts."""
        for replayed in sorted(self.moved, key=lambda r: (r.now - r.was, r.assessment_id)):
            yield _moved(replayed)
        less = sum(replayed.now < replayed.was for replayed in self.moved)
        yield f"{self.judged} judged again"
        yield f"{less} less urgent, {len(self.moved) - less} more urgent"
        yield f"{self.open} would be asked more first, and may become more urgent then"
        yield (
            f"{self.lost_answers} answers of {self.losing} assessments left out: "
            "no longer asked for or offered"
        )
        yield (
            f"{self.other_engine} were decided by another engine, "
            f"{self.otherwise} of them not as this one would"
        )
        yield (
            f"{len(self.unequal)} decided by this engine come to another decision "
            "by their own release"
        )
        for replayed in self.unequal:
            yield f"assessment {replayed.assessment_id}: decided otherwise"


def _moved(replayed: Replayed) -> str:
    was, now = LEVEL_IN_WORDS[replayed.was], LEVEL_IN_WORDS[replayed.now]
    way = "less" if replayed.now < replayed.was else "more"
    so_far = "" if replayed.stands else ", so far"
    return f"assessment {replayed.assessment_id}: {was} -> {now} ({way} urgent{so_far})"
