"""The numbers of a week: what was told, and gaps where nothing was."""

from json import dumps, loads

from rehab.programme.follow_up.week_facts import week_facts
from rehab.programme.told import Amount, History, RunTold
from tests.rehab.programme.running.somebody import a_course, by_ladder, runs
from tests.rehab.programme.standing import day, standing, told, trained


def test_pain_of_each_day_keeps_its_gaps() -> None:
    history = History(days=told(3, 2, first=6) + told(1, first=10) + told(9, first=13))

    facts = week_facts(standing(), history, day(13))

    assert (facts["first"], facts["last"]) == ("2026-03-08", "2026-03-14")
    assert facts["pain"] == [3, 2, None, None, 1, None, None]


def test_sessions_of_these_days_count_if_any_of_it_was_done() -> None:
    history = History(
        sessions=(
            trained(5),
            trained(6),
            trained(8, amount=Amount.NONE),
            trained(10, amount=Amount.SOME),
            trained(13),
        ),
        owed=tuple(map(day, (5, 6, 8, 10, 12, 13))),
    )

    facts = week_facts(standing(), history, day(13), skipped=1)

    assert facts["sessions"] == {"owed": 4, "done": 2, "skipped": 1}


def test_who_may_not_run_and_does_not_is_told_of_no_run() -> None:
    assert week_facts(standing(), History(), day(13))["running"] is None


def test_on_the_ladder_a_week_counts_in_seconds() -> None:
    history = runs(by_ladder(-3, 3), by_ladder(0, 3))

    facts = week_facts(a_course(stage=4), history, day(2))

    assert facts["running"] == {
        "begins_on": "2026-03-02",
        "runs": 1,
        "amount": 12 * 60,
        "most": (12 + 2 * 15) * 60,
        "measure": "SECONDS",
    }


def test_runs_are_those_of_the_week_from_monday_that_the_last_day_lies_in() -> None:
    runs = tuple(
        RunTold(on=day(number), minutes=30, pain=0, metres=5000)
        for number in (4, 8, 12, 14)
    )

    facts = week_facts(standing(), History(runs=runs), day(14))

    assert facts["running"] == {
        "begins_on": "2026-03-09",
        "runs": 2,
        "amount": 3600,
        "most": 0,
        "measure": "SECONDS",
    }


def test_all_of_it_is_json() -> None:
    facts = week_facts(standing(stage=0, phase=3), History(days=told(1, 2)), day(7))

    assert loads(dumps(facts)) == facts
