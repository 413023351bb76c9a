from datetime import date, timedelta

import pytest

from rehab.charts.days import Reading
from rehab.charts.weeks import Week
from rehab.views.page.headlines import pain_headline, run_headline, session_headline

TODAY = date(2026, 11, 22)


def told(*pains: int | None) -> list[Reading]:
    """Return daily pain, the last of today."""
    first = TODAY - timedelta(days=len(pains) - 1)
    return [Reading(on=first + timedelta(n), line=pain) for n, pain in enumerate(pains)]


@pytest.mark.parametrize(
    ("pains", "says"),
    [
        ([4, 2, 3], "So far: about 3 out of 10 in daily life."),
        (
            [6, 6, 6, 6, 6, 6, 6, 4, 3, 3, 2, 2, 2, 1],
            "Pain in daily life went down from 6 to 2 in 1 week.",
        ),
        (
            [6] + [None] * 20 + [2],
            "Pain in daily life went down from 6 to 2 in 3 weeks.",
        ),
        (
            [1] + [None] * 20 + [4],
            "Pain in daily life went up from 1 to 4 in 3 weeks.",
        ),
        ([1] + [None] * 6 + [4], "Pain in daily life went up from 1 to 4 in 1 week."),
        ([2] * 30, "Pain in daily life has stayed at about 2."),
        ([2] + [None] * 7, "You have told us nothing about daily pain for a week."),
    ],
)
def test_the_headline_of_pain_holds_the_start_against_now(
    pains: list[int | None], says: str
) -> None:
    assert pain_headline(told(*pains), TODAY) == says


@pytest.mark.parametrize(
    ("done", "says"),
    [
        ([1], "This week: 1 of 3 sessions done."),
        ([2, 1], "Last week you did 2 of 3 sessions."),
        ([3, 2, 0], "In the last 2 full weeks you did 5 of 6 sessions."),
        ([0, 3, 3, 3, 1, 2], "In the last 4 full weeks you did 10 of 12 sessions."),
    ],
)
def test_the_headline_of_sessions_counts_full_weeks(done: list[int], says: str) -> None:
    weeks = [Week(begins_on=TODAY, amount=amount, limit=3) for amount in done]

    assert session_headline(weeks) == says


def test_a_week_without_sessions_owed_counts_for_nothing() -> None:
    weeks = [
        Week(begins_on=TODAY, amount=0, limit=None),
        Week(begins_on=TODAY, amount=1, limit=3),
    ]

    assert session_headline(weeks) == "Last week you did 0 of 0 sessions."


def test_the_headline_of_running_tells_this_week_and_the_last() -> None:
    assert run_headline(["20 km"]) == "You ran 20 km this week."
    assert (
        run_headline(["18 km", "20 km", "6 km"])
        == "You ran 20 km last week, and 6 km this week so far."
    )
