"""The entries of a timeline in words, each with where it leads."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from accounts.models import User
from rehab.admin.patient import by_runner, with_runner
from rehab.admin.patient.parts import Told
from rehab.oversight.timeline import Entry, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An entry of the timeline as it is shown. ``key`` is its place on the page."""

    at: datetime
    kind: Kind
    key: str
    told: Told


def lines_of(entries: Iterable[Entry], person: User) -> list[Line]:
    """Return the ``entries`` of ``person`` in words, in the same order."""
    return [
        Line(
            at=entry.at,
            kind=entry.kind,
            key=f"line-{entry.kind}-{entry.number}",
            told=_WORDS[entry.kind](entry, person),
        )
        for entry in entries
    ]


_WORDS: Mapping[Kind, Callable[[Entry, User], Told]] = {
    Kind.CHECK: by_runner.check_told,
    Kind.MOVEMENT: by_runner.movement_told,
    Kind.OVERRULE: by_runner.overrule_told,
    Kind.CHANGE: by_runner.change_told,
    Kind.TOLD: by_runner.told_told,
    Kind.GATE: by_runner.gate_told,
    Kind.MAILS: with_runner.mails_told,
    Kind.PRESS: with_runner.press_told,
    Kind.SEEN: with_runner.seen_told,
    Kind.MESSAGE: with_runner.message_told,
    Kind.NOTE: with_runner.note_told,
    Kind.CLEARANCE: with_runner.clearance_told,
    Kind.ATTENTION: with_runner.attention_told,
    Kind.SHEET: with_runner.sheet_told,
    Kind.RECORD: with_runner.record_told,
    Kind.VIEW: with_runner.view_told,
}
