"""What a diary entry of a timeline told, in the words of the diary's own page."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from rehab.admin.diary import (
    check_in_words,
    done_words,
    exercise_report_words,
    knee_words,
    run_words,
    session_words,
)
from rehab.models import CheckIn, DiaryEntry, ExerciseReport, Plan, Run, SessionReport


def told_lines(facts: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what an entry told, a line for each part, and why it is as urgent as it is."""
    told = facts["entry"]
    entry = DiaryEntry(**told | {"local_on": date.fromisoformat(told["local_on"])})
    entry.plan = Plan(activities=facts["named"])
    left_open = ["New signs: left open."] if facts["list_open"] else []
    return (knee_words(entry), *_reports(entry, facts), *left_open, *entry.reasons)


def _reports(entry: DiaryEntry, facts: Mapping[str, Any]) -> Iterator[str]:
    if entry.kind == DiaryEntry.Kind.DAY:
        yield done_words(entry)
    if facts["session"]["amount"]:
        yield session_words(SessionReport(**facts["session"]))
    if facts["run"]["minutes"]:
        yield run_words(Run(**facts["run"]))
    if facts["check_in"]["feeling"]:
        yield check_in_words(CheckIn(entry=entry, **facts["check_in"]))
    for each in facts["each"]:
        yield exercise_report_words(ExerciseReport(**each))
