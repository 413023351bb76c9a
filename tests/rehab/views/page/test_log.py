from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from accounts.models import User
from rehab.models import Plan
from rehab.programme.reasons import MAILS_PAUSED
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


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("SETTINGS", "You changed a setting"),
        ("MAILS", "Emails stopped"),
        ("RHYTHM", "Fewer or more emails"),
    ],
)
def test_what_the_runner_did_is_said_to_them(change: str, words: str) -> None:
    line = log_of(PLAN, [a_change(change, why=MAILS_PAUSED.kept, by=RUNNER)]).newest[0]

    assert (line.what, line.why) == (words, "You paused your emails.")


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (
            {"what": "EXERCISE", "subject": "X12", "before": "AUTO", "after": "IN"},
            "Wall sit is in your sessions now",
        ),
        (
            {"what": "EXERCISE", "subject": "X12", "before": "AUTO", "after": "OUT"},
            "Wall sit is left out",
        ),
        (
            {"what": "EXERCISE", "subject": "X12", "before": "OUT", "after": "AUTO"},
            "Wall sit comes when the plan chooses it",
        ),
        (
            {"what": "LEVEL", "before": "1", "after": "4"},
            "A physio looked at your answers and says: be seen within 2 days",
        ),
        (
            {"what": "OVERRIDE", "subject": "PHASE", "after": "2026-11-30"},
            "A limit is set aside until 30 November",
        ),
        ({"what": "PAUSED"}, "Your plan is paused"),
        ({"what": "SETTINGS"}, "Your emails come at other times"),
        (
            {"what": "UNDONE", "undoes": "REST", "before": "2026-11-30"},
            "Taken back: no running for some days",
        ),
    ],
)
def test_what_the_physio_did_is_said_to_the_runner(
    facts: dict[str, str], words: str
) -> None:
    [line] = log_of(PLAN, [a_change(**facts, by=3, name="Maya")]).physio

    assert (line.what, line.why, line.by) == (words, "Because.", "Maya")


def test_what_the_physio_changed_stands_apart() -> None:
    changes = [
        a_change("REST", after="2026-11-25", by=3, name="Maya"),
        a_change("HOLD", after="2026-11-25", by=4, name=""),
        a_change("OPENED", by=RUNNER, name="Robin"),
    ]

    log = log_of(PLAN, changes)

    assert [(line.what, line.by) for line in log.physio] == [
        ("No running before 25 November", "Maya"),
        ("No exercises before 25 November", "your physio"),
    ]
    assert [(line.what, line.by) for line in log.newest] == [("Opened", "")]


def test_the_newest_changes_are_shown_at_once_and_the_others_on_demand() -> None:
    changes = [
        a_change("OPENED", at=AT - timedelta(days=number)) for number in range(AT_ONCE + 2)
    ]

    log = log_of(PLAN, changes)

    assert [line.on.day for line in log.newest] == [23, 22, 21, 20, 19]
    assert [line.on.day for line in log.older] == [18, 17]
