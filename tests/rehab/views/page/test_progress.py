from datetime import timedelta
from typing import Any

from rehab.charts.days import Reading
from rehab.charts.weeks import Week
from rehab.plans.reading.progress import DAYS_SHOWN, WEEKS_SHOWN, WeeksShown
from rehab.programme.course import Course
from rehab.programme.running.distance import Measure
from rehab.programme.told import Amount, Day, History, SessionTold, Tried
from rehab.views.page.arithmetic import Arithmetic
from rehab.views.page.progress import pain_shown, running_by_week, sessions_shown
from rehab.views.page.rows import Planned
from tests.rehab.programme.running.somebody import a_course, a_run, a_week, calm, day

TODAY = day(6)  # a Sunday


def a_session(number: int, *pains: int, amount: Amount = Amount.ALL) -> SessionTold:
    tried = tuple(
        Tried(exercise=f"X{n:02}", amount=amount, pain=p) for n, p in enumerate(pains)
    )
    return SessionTold(on=day(number), amount=amount, tried=tried)


def a_planned_week(monday: int, **given: Any) -> Planned:
    defaults: dict[str, Any] = {
        "begins_on": day(monday),
        "by_time": False,
        "runs": 3,
        "amount": 20_000,
        "longest": 8_000,
        "intensity": 0,
        "terrain": 0,
        "ceiling": 22_000,
        "longest_ceiling": 8_800,
    }
    return Planned(**defaults | given)


def running(
    history: History, *planned: Planned, now: Arithmetic | None = None, unit: str = "KM"
) -> WeeksShown | None:
    return running_by_week(a_course(), history, TODAY, planned, now=now, unit=unit)


def words_of(course: Course) -> list[tuple[str, int]]:
    """Return what the bands of the chart of pain say, and up to which pain."""
    shown = pain_shown(course, History(days=calm(0, 1)), TODAY)
    assert shown
    return [(band.zone.words, band.zone.most) for band in shown.charts[0].bands]


def test_pain_is_that_of_daily_life_beside_the_worst_of_a_session_or_run() -> None:
    history = History(
        days=(Day(on=day(1), pain=2, morning=3), Day(on=day(4), pain=1)),
        sessions=(
            a_session(2, 1, 4),
            a_session(3),
            a_session(5, 6, amount=Amount.NONE),
        ),
        runs=(a_run(2, pain=5, next_morning=None), a_run(4, pain=0, next_morning=None)),
    )

    shown = pain_shown(a_course(), history, TODAY)

    assert shown
    assert shown.days == (
        Reading(on=day(1), line=3),
        Reading(on=day(2), pin=5),
        Reading(on=day(3), pin=0),
        Reading(on=day(4), line=1, pin=0),
    )
    assert shown.newest_first[0].on == day(4)
    assert (shown.headline, shown.more) == (
        "So far: about 1 out of 10 in daily life.",
        True,
    )


def test_the_chart_of_pain_ends_today_and_begins_eight_weeks_ago_at_most() -> None:
    long = pain_shown(a_course(), History(days=calm(-69, 0)), TODAY)
    short = pain_shown(a_course(begun_on=day(0)), History(days=calm(0, 2)), day(2))

    assert long
    assert short
    assert (long.days[0].on, long.more) == (TODAY - timedelta(days=DAYS_SHOWN - 1), True)
    assert (short.days[0].on, short.more) == (day(0), False)
    assert short.charts[0].marks[0].on == day(0)


def test_who_has_told_nothing_sees_no_chart() -> None:
    assert pain_shown(a_course(), History(), TODAY) is None
    assert sessions_shown(a_course(), History(), TODAY) is None
    assert running(History()) is None


def test_the_bands_say_what_pain_means_for_this_knee() -> None:
    assert words_of(a_course()) == [("fine", 3), ("do less", 5), ("too much", 10)]
    assert words_of(a_course("sifk")) == [("fine", 0), ("too much", 10)]


def test_sessions_are_counted_by_the_week_with_those_still_to_come() -> None:
    course = a_course(begun_on=day(-7), exercises_began_on=day(-7), phase=2)
    history = History(
        owed=(day(-7), day(-5), day(-3), day(0)),
        sessions=(a_session(-7, 1), a_session(-3, 1), a_session(0, amount=Amount.NONE)),
    )

    shown = sessions_shown(course, history, day(0))

    assert shown
    assert shown.weeks == (
        Week(begins_on=day(-7), amount=2, limit=3),
        Week(begins_on=day(0), amount=0, limit=3),
    )
    assert (shown.headline, shown.more, shown.limits) == (
        "Last week you did 2 of 3 sessions.",
        False,
        True,
    )
    assert shown.newest_first[0].begins_on == day(0)


def test_no_more_weeks_are_shown_than_fit() -> None:
    history = History(owed=tuple(day(-7 * week) for week in range(20, -1, -1)))

    shown = sessions_shown(a_course(exercises_began_on=day(-140)), history, TODAY)

    assert shown
    assert (len(shown.weeks), shown.more) == (WEEKS_SHOWN, True)


def test_running_is_shown_with_the_ceiling_of_each_week_that_had_one() -> None:
    history = History(runs=(*a_week(-14, 5, 5), *a_week(0, 6.5)))
    now = Arithmetic(
        ceiling=11_000, measure=Measure.METRES, week="", longest="", planned=""
    )

    shown = running(history, a_planned_week(-14), a_planned_week(-7, by_time=True), now=now)

    assert shown
    assert shown.weeks == (
        Week(begins_on=day(-14), amount=10, limit=22),
        Week(begins_on=day(-7), amount=0),
        Week(begins_on=day(0), amount=6.5, limit=11),
    )
    assert (shown.in_minutes, shown.headline) == (
        False,
        "You ran 0 km last week, and 6.5 km this week so far.",
    )


def test_running_is_shown_in_miles_to_who_counts_in_miles() -> None:
    shown = running(History(runs=a_week(0, 10)), a_planned_week(0), unit="MILES")

    assert shown
    assert shown.weeks == (Week(begins_on=day(0), amount=6.2, limit=13.6),)
    assert shown.headline == "You ran 6.2 miles this week."


def test_without_distances_running_is_shown_in_minutes() -> None:
    now = Arithmetic(
        ceiling=11_000, measure=Measure.METRES, week="", longest="", planned=""
    )

    shown = running(History(runs=(a_run(1), a_run(3))), a_planned_week(0), now=now)

    assert shown
    assert shown.weeks == (Week(begins_on=day(0), amount=60),)
    assert (shown.in_minutes, shown.limits) == (True, False)
