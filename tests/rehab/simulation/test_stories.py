"""Made-up runners, and where the rules lead them."""

from dataclasses import replace

import pytest

from rehab.programme.course import Change, What
from rehab.simulation.crowd import crowd
from rehab.simulation.knee import Knee
from rehab.simulation.people import STORIES, Person, chance_of
from rehab.simulation.summary import End, Tally, by_week, end_of, events_of, said, tally
from rehab.simulation.walk import BEGIN, Walk, begin, follow
from triage.rules.parts import Level

HALF_A_YEAR = 27  # weeks: past the last check-in


def walked(story: str, *, weeks: int = 16, seed: int = 1) -> Walk:
    return follow(STORIES[story], chance_of(str(seed)), weeks=weeks)


def days_of(walk: Walk, subject: str) -> list[int]:
    return [(on - BEGIN).days for on, change in walk.changes if change.subject == subject]


def test_the_same_seed_tells_the_same_story() -> None:
    assert walked("flare").changes == walked("flare").changes
    assert walked("flare").changes != walked("flare", seed=2).changes


def test_whoever_heals_steadily_runs_30_minutes_again() -> None:
    walk = walked("steady", weeks=HALF_A_YEAR)

    assert walk.course.finished is True
    assert (walk.course.phase, walk.course.stage, end_of(walk)) == (5, 13, End.BACK)


def test_whoever_never_answers_still_moves_and_still_escalates() -> None:
    walk = walked("silent")

    assert [change.after for _, change in walk.changes if change.what is What.PHASE] == [
        "1"
    ]
    assert days_of(walk, "silence") == [7]
    assert days_of(walk, "day-28") == [28]
    assert end_of(walk) is End.TO_BE_SEEN


def test_whoever_gets_no_better_is_sent_to_somebody_by_day_28() -> None:
    walk = walked("no-better")
    called = [on for on, change in walk.changes if change.level is not None]

    assert (called[0] - BEGIN).days <= 28


def test_a_red_flag_pauses_the_plan_on_its_day() -> None:
    assert 20 <= days_of(walked("red-flag"), "sign-same-day")[0] <= 23


def test_a_plan_that_only_protects_waits_for_whoever_has_to_look() -> None:
    never_seen = follow(replace(STORIES["bone"], is_seen=0), chance_of("1"))

    assert {change.what for _, change in never_seen.changes} <= {
        What.PAUSE,
        What.VISIT,
        What.RECHECK,
    }
    assert never_seen.course.phase == 0


def test_whoever_stops_because_it_is_better_is_done() -> None:
    walk = walked("stops-early")

    assert walk.is_over is True
    assert end_of(walk) is End.STOPPED


def test_a_paused_plan_stays_paused_for_who_is_never_seen() -> None:
    walk = follow(replace(STORIES["red-flag"], is_seen=0), chance_of("1"))

    assert end_of(walk) is End.PAUSED


def test_weeks_of_mild_pain_begin_with_exercises() -> None:
    walk = begin(Person(pain=1, weeks_off=4), chance_of("1"))

    assert (walk.course.phase, walk.course.exercises_began_on) == (1, BEGIN)


def test_a_knee_that_was_swollen_swells_more_by_far_too_much() -> None:
    knee = Knee(person=Person(swollen=True), chance=chance_of("1"), pain=2, swollen=False)

    knee.bear(0.5)
    spared = (knee.swelled, knee.swollen)
    knee.bear(0.9)

    assert spared == (False, False)
    assert (knee.swelled, knee.swollen) == (True, True)


@pytest.mark.parametrize("story", sorted(STORIES))
def test_every_story_can_be_read_week_by_week(story: str) -> None:
    lines = list(by_week(walked(story, weeks=8)))

    assert lines[0].startswith("Week ")
    assert lines[-1].startswith("End: ")


def test_a_change_is_read_as_one_line() -> None:
    visit = Change(
        what=What.VISIT, subject="day-21", level=Level.WITHIN_2_WEEKS, why="Book a visit."
    )
    lock = Change(what=What.STAGE, before="3", why="Be seen first.")

    assert said(visit) == "visit day-21 (within 2 weeks): Book a visit."
    assert said(lock) == "stage 3 > -: Be seen first."


def test_the_numbers_do_not_depend_on_how_many_processes_count() -> None:
    one = crowd(101, seed=3, weeks=1)
    two = crowd(101, seed=3, weeks=1, jobs=2)

    assert list(one.lines()) == list(two.lines())
    assert one.people == 101


@pytest.mark.parametrize(
    ("change", "events"),
    [
        (Change(what=What.PAUSE, subject="worse", why="."), ["paused", "paused: worse"]),
        (
            Change(what=What.VISIT, subject="day-21", level=Level.WITHIN_2_WEEKS, why="."),
            ["a visit was called for", "visit: day-21"],
        ),
        (Change(what=What.VISIT, subject="day-14", why="."), ["word: day-14"]),
        (Change(what=What.STAGE, after="1", why="."), ["running opened"]),
        (Change(what=What.STAGE, before="1", after="2", why="."), ["stage"]),
        (Change(what=What.PHASE, before="1", after="2", why="."), ["phase 2"]),
        (Change(what=What.PHASE, before="2", after="1", why="."), ["phase"]),
    ],
)
def test_changes_are_counted_by_what_they_are(change: Change, events: list[str]) -> None:
    assert list(events_of(change)) == events


def test_two_tallies_come_together() -> None:
    whole, part = Tally(), tally([walked("silent", weeks=5)])

    whole.merge(part)
    whole.merge(part)

    assert (whole.people, whole.ends[End.TO_BE_SEEN]) == (2, 2)
    assert whole.first_days["visit: day-28"] == [28, 28]
    assert next(whole.lines()) == "2 runners"


def test_every_plan_comes_to_an_end_or_sends_somebody_to_be_seen() -> None:
    whole = crowd(200, seed=7, weeks=HALF_A_YEAR, jobs=2)

    assert (whole.people, whole.without_an_end) == (200, 0)
