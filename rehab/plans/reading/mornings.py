"""Which morning a number tells of, among all that was told in a plan.

``rehab.views.telling`` asks by the same days.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from rehab.models import DiaryEntry
from rehab.programme.days import ONE_DAY
from rehab.programme.told import Day

Kind = DiaryEntry.Kind
Row = Mapping[str, Any]  # an entry, with its columns by name


def said_on(row: Row, zone: ZoneInfo) -> date:
    """Return the day on which an entry was told."""
    told_at: datetime = row["at"]
    return told_at.astimezone(zone).date()


def thing_of(row: Row) -> int:
    """Return what an entry tells of, by the key of the first one that did."""
    first: int = row["adds_to"] or row["pk"]
    return first


def counting_of(rows: Sequence[Row]) -> Collection[int]:
    """Return the keys of the entries that count, oldest first: the last of each thing."""
    return {*{thing_of(row): row["pk"] for row in rows}.values()}


def still_counting(told: Sequence[Row], counting: Collection[int]) -> Sequence[Row]:
    """Return what counts of all that was told of a day; all of it if none does."""
    return [row for row in told if row["pk"] in counting] or told


def mornings_told(rows: Sequence[Row], zone: ZoneInfo) -> Mapping[date, int]:
    """Return the pain of the morning of each day, as far as entries were asked about it."""
    by_day: dict[date, list[Row]] = defaultdict(list)
    for row in rows:
        if row["morning_pain"] is not None:
            by_day[_day_of(row, zone)].append(row)
    counting = counting_of(rows)
    last = {on: still_counting(told, counting)[-1] for on, told in by_day.items()}
    return {on: row["morning_pain"] for on, row in last.items()}


def mornings_after(
    rows: Sequence[Row], days: Mapping[date, Day], zone: ZoneInfo
) -> Mapping[date, int]:
    """Return the pain of the morning after, by the day of the session or run before it.

    The morning of the next day tells it. Later on, an entry is asked about the last thing
    of two days or more before its own that had been told by then.
    """
    active = {row["local_on"] for row in rows if _is_active(row)}
    after = {on: days[on + ONE_DAY].morning for on in active if on + ONE_DAY in days}
    counting = counting_of(rows)
    for place, row in enumerate(rows):
        if row["next_morning_pain"] is not None and row["pk"] in counting:
            asked_about = _last_before(row, rows[:place], zone)
            if asked_about is not None:
                after[asked_about] = row["next_morning_pain"]
    return {on: pain for on, pain in after.items() if pain is not None}


def _day_of(row: Row, zone: ZoneInfo) -> date:
    """Return the day that a page is about: that of its session, or else today."""
    if row["kind"] == Kind.SESSION:
        on: date = row["local_on"]
        return on
    return said_on(row, zone)


def _last_before(row: Row, told: Sequence[Row], zone: ZoneInfo) -> date | None:
    """Return the day of the last session or run ``told`` that ``row`` was asked about."""
    latest = _day_of(row, zone) - 2 * ONE_DAY
    days = [
        each["local_on"]
        for each in told
        if _is_active(each)
        and thing_of(each) != thing_of(row)
        and each["local_on"] <= latest
    ]
    return max(days, default=None)


def _is_active(row: Row) -> bool:
    return row["kind"] in {Kind.SESSION, Kind.RUN} and row["done"]
