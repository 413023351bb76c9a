from datetime import UTC, date, datetime, timedelta
from typing import Any

from accounts.models import User
from rehab.models import Plan
from rehab.views.page.log import AT_ONCE, Line, log_of
from rehab.views.page.rows import Changed

AT = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
RUNNER = 7
PLAN = Plan(person=User(pk=RUNNER, time_zone="Europe/Berlin"))
NEXT_DAY = date(2026, 11, 23)  # in Berlin


def a_change(what: str, **given: Any) -> Changed:
    defaults: dict[str, Any] = {
        "at": AT,
        "subject": "",
        "before": "",
        "after": "",
        "why": "Because.",
        "by": None,
        "name": None,
    }
    return Changed(**{"what": what} | defaults | given)


def what(change: Changed) -> str:
    return log_of(PLAN, [change]).newest[0].what


def test_every_change_is_said_in_words_with_its_day_and_reason() -> None:
    change = a_change("PHASE", before="0", after="1")

    assert log_of(PLAN, [change]).newest == (
        Line(on=NEXT_DAY, what="Phase 1: Wake up", why="Because."),
    )


def test_an_exercise_got_harder_or_easier() -> None:
    harder = a_change("RUNG", subject="X04", before="1", after="2")
    easier = a_change("RUNG", subject="X04", before="2", after="0")

    assert what(harder) == "Terminal knee extension got harder"
    assert what(easier) == "Terminal knee extension got easier"


def test_running_has_a_stage_or_is_locked() -> None:
    assert what(a_change("STAGE", before="", after="3")) == "Running: stage 3"
    assert what(a_change("STAGE", before="3", after="")) == "Running is locked"


def test_other_changes_are_named() -> None:
    assert what(a_change("OPENED", by=RUNNER)) == "Opened"
    assert what(a_change("PHASE")) == "Moved to another phase"


def test_what_the_physio_changed_stands_apart() -> None:
    changes = [
        a_change("REST", after="2026-11-25", by=3, name="Maya"),
        a_change("HOLD", after="2026-11-25", by=4, name=""),
        a_change("OPENED", by=RUNNER, name="Robin"),
    ]

    log = log_of(PLAN, changes)

    assert [(line.what, line.by) for line in log.physio] == [
        ("No running for some days", "Maya"),
        ("No exercises for some days", "your physio"),
    ]
    assert [(line.what, line.by) for line in log.newest] == [("Opened", "")]


def test_the_newest_changes_are_shown_at_once_and_the_others_on_demand() -> None:
    changes = [
        a_change("OPENED", at=AT - timedelta(days=number)) for number in range(AT_ONCE + 2)
    ]

    log = log_of(PLAN, changes)

    assert [line.on.day for line in log.newest] == [23, 22, 21, 20, 19]
    assert [line.on.day for line in log.older] == [18, 17]
