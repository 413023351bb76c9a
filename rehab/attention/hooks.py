"""Which rules to look at after something happened, so that nothing is looked at in vain."""

from datetime import datetime

from rehab.attention.rules import TOLD, VISIT_FROM, Rule
from rehab.attention.settling import settle
from rehab.models import DiaryEntry, PlanChange

What = PlanChange.What
CALLS = (What.VISIT, What.PAUSED)
RUNNING = (What.STAGE, What.UNDONE)


def heed_change(change: PlanChange, *, at: datetime) -> None:
    """Bring what asks for a look up to a change of the plan of somebody who is locked."""
    person_id = change.plan.person_id
    by_rule = change.by_id is None and change.what in CALLS
    if by_rule or change.level is not None:
        settle(person_id=person_id, at=at, rules=(*TOLD, Rule.SILENT))
    if change.what == What.RHYTHM:
        settle(person_id=person_id, at=at, rules=[Rule.SILENT])
    if change.what in RUNNING:
        settle(person_id=person_id, at=at, rules=[Rule.RUNS_EARLY], only_open=True)
    if change.what == What.PAUSED:
        settle(person_id=person_id, at=at, rules=[Rule.BEHIND], only_open=True)
    if change.what == What.FINISHED:
        settle(person_id=person_id, at=at, only_open=True)


def heed_entry(entry: DiaryEntry, *, at: datetime) -> None:
    """Bring what asks for a look up to an entry in the diary of somebody who is locked."""
    person_id = entry.plan.person_id
    told = [*TOLD] if entry.level >= VISIT_FROM else []
    ran = [Rule.RUNS_EARLY] if entry.kind == DiaryEntry.Kind.RUN else []
    if told or ran:
        settle(person_id=person_id, at=at, rules=[*told, *ran])
    settle(person_id=person_id, at=at, rules=[Rule.SILENT], only_open=True)
