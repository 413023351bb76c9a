"""When somebody is asked how it goes, and what calls for a visit."""

from typing import Any

import pytest

from rehab.programme.course import Change, What
from rehab.programme.follow_up.progress import Progress
from rehab.programme.follow_up.visits import (
    called_for,
    escalations,
    is_back,
)
from rehab.programme.told import CheckInTold, Day, Feeling, History, RunTold
from tests.rehab.programme.standing import day, standing, told, trained
from triage.rules.parts import Level

RULES = escalations()
OWED = tuple(day(number) for number in range(0, 112, 2))
KEPT_AT_IT = tuple(trained(number) for number in range(0, 112, 2))
PAIN = told(*[4] * 112)


def called(on: int, history: History | None = None, **given: Any) -> list[str]:
    """Return the rules that speak on that day."""
    told_until = (history or History()).until(day(on))
    course = standing(**given)
    changes = called_for(Progress(course=course, history=told_until, on=day(on)), RULES)
    return [each.subject for each in changes]


def kept(**given: Any) -> History:
    return History(**{"days": PAIN, "sessions": KEPT_AT_IT, "owed": OWED} | given)


def checked(on: int, *, worst: int = 4, **given: Any) -> CheckInTold:
    defaults: dict[str, Any] = {"now": 1, "feeling": Feeling.BETTER}
    return CheckInTold(on=day(on), worst=worst, **defaults | given)


def run(on: int, *, pain: int) -> RunTold:
    return RunTold(on=day(on), minutes=20, pain=pain)


SEEN_LATELY: dict[str, Any] = {"visits": {"day-14": day(14)}, "progressed_on": day(112)}


def test_checklist_47_no_better_after_21_days_of_care_calls_for_a_visit() -> None:
    assert called(20, kept(), **SEEN_LATELY) == []
    assert called(21, kept(), **SEEN_LATELY) == ["day-21"]


def test_checklist_47_care_that_began_before_the_plan_counts() -> None:
    given = SEEN_LATELY | {"care_began_on": day(-11)}

    assert called(9, kept(), **given) == []
    assert called(10, kept(), **given) == ["day-21"]


def test_the_plan_has_a_week_to_show_whether_it_gets_better() -> None:
    given = SEEN_LATELY | {"care_began_on": day(-60)}

    assert called(6, kept(), **given) == []
    assert called(7, kept(), **given) == ["day-21", "day-28"]


CALM_AGAIN = told(4, 4, 3, 3, 2, 2, 2, *[1] * 20)
A_WEEK_AGO = checked(2, worst=4), checked(14, worst=3)  # not fallen enough to speak of


def calm_again(*check_ins: CheckInTold, **given: Any) -> History:
    return kept(days=CALM_AGAIN, check_ins=(*A_WEEK_AGO, *check_ins), **given)


def test_on_the_day_of_a_check_in_it_is_heard_before_it_is_no_better() -> None:
    after_it = [checked(21, worst=worst) for worst in (2, 3)]

    assert called(21, calm_again(), **SEEN_LATELY) == []
    assert [called(21, calm_again(each), **SEEN_LATELY) for each in after_it] == [
        [],
        ["day-21"],
    ]


def test_a_check_in_is_waited_for_until_its_day_is_over() -> None:
    assert called(22, calm_again(), **SEEN_LATELY) == ["day-21"]
    assert called(22, calm_again(checked(21, worst=2)), **SEEN_LATELY) == []


def test_a_day_without_a_check_in_waits_for_none() -> None:
    given = SEEN_LATELY | {"care_began_on": day(-1)}

    assert called(20, calm_again(), **given) == ["day-21"]


@pytest.mark.parametrize(
    "bad",
    [
        {"days": told(*[4] * 22)},
        {"days": told(*[4] * 15, *[3] * 7)},
        {"runs": (run(10, pain=3), run(19, pain=4))},
        {"check_ins": (checked(2), checked(14, feeling=Feeling.SAME))},
    ],
)
def test_what_was_told_to_be_no_better_waits_for_no_check_in(bad: dict[str, Any]) -> None:
    told_before = kept(**{"days": CALM_AGAIN, "check_ins": A_WEEK_AGO} | bad)

    assert called(21, told_before, **SEEN_LATELY) == ["day-21"]


@pytest.mark.parametrize("weeks", [14, 28])
def test_checklist_47_a_clinic_may_set_14_to_28_days(weeks: int) -> None:
    rules = escalations(weeks)
    course = standing(**SEEN_LATELY)

    spoken = {
        on: called_for(
            Progress(course=course, history=kept().until(day(on)), on=day(on)), rules
        )
        for on in (weeks - 1, weeks)
    }

    assert spoken[weeks - 1] == ()
    assert spoken[weeks][0].subject == "day-21"


@pytest.mark.parametrize("weeks", [13, 29])
def test_a_few_weeks_are_not_anything(weeks: int) -> None:
    with pytest.raises(ValueError, match="14 to 28 days"):
        escalations(weeks)


def test_checklist_47_a_rise_calls_for_a_visit_on_any_day() -> None:
    history = History(days=told(2, 2, 4, 4, 4))

    assert called(3, history) == []
    assert called(4, history) == ["worse"]


def test_whoever_was_not_consistent_is_called_on_day_28() -> None:
    history = History(days=PAIN, owed=OWED)

    assert called(27, history, **SEEN_LATELY) == []
    assert called(28, history, **SEEN_LATELY) == ["day-28"]


def test_whoever_never_answers_is_called_on_day_28() -> None:
    assert called(27) == []
    assert called(28) == ["day-28"]


def test_whoever_gets_better_is_not_called() -> None:
    better = told(*[1] * 112)

    assert called(28, kept(days=better), **SEEN_LATELY) == []


def test_a_visit_starts_the_weeks_anew() -> None:
    given = SEEN_LATELY | {"cleared_on": day(10), "visits": {"day-21": day(5)}}
    given["visits"] |= SEEN_LATELY["visits"]

    assert called(30, kept(), **given) == []
    assert called(31, kept(), **given) == ["day-21"]


def test_each_rule_speaks_once() -> None:
    visits = {"day-21": day(21), "day-14": day(14)}

    assert called(22, kept(), **SEEN_LATELY | {"visits": visits}) == []


@pytest.mark.parametrize(
    ("level", "rule", "what"),
    [
        (Level.EMERGENCY, "sign-emergency", What.PAUSE),
        (Level.SAME_DAY, "sign-same-day", What.PAUSE),
        (Level.WITHIN_2_DAYS, "sign-2-days", What.PAUSE),
        (Level.WITHIN_A_WEEK, "sign-week", What.PAUSE),
        (Level.WITHIN_2_WEEKS, "sign-2-weeks", What.VISIT),
    ],
)
def test_a_sign_pauses_the_plan_or_calls_for_a_visit(
    level: Level, rule: str, what: What
) -> None:
    history = History(days=told(2, level=level))
    progress = Progress(course=standing(), history=history, on=day(0))

    (change,) = called_for(progress, RULES)

    assert (change.what, change.subject, change.level) == (what, rule, level)


def test_what_pauses_a_plan_is_said_alone() -> None:
    days = (Day(on=day(0), pain=7, level=Level.SAME_DAY, worse=True),)

    assert called(30, History(days=days)) == ["sign-same-day"]


def test_a_sign_may_pause_a_plan_again_after_a_visit() -> None:
    days = (
        *told(2, level=Level.SAME_DAY, first=2),
        *told(2, level=Level.SAME_DAY, first=9),
    )
    visits = {"sign-same-day": day(2)}

    assert called(9, History(days=days), visits=visits) == []
    assert called(9, History(days=days), visits=visits, cleared_on=day(6)) == [
        "sign-same-day"
    ]


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        (History(days=told(7, first=7)), ["day-7"]),
        (History(days=told(6, first=7)), []),
        (
            History(
                check_ins=(
                    CheckInTold(
                        on=day(7), now=2, worst=3, feeling=Feeling.SAME, limps=True
                    ),
                )
            ),
            ["day-7"],
        ),
    ],
)
def test_strong_pain_or_a_limp_after_a_week_is_looked_at(
    history: History, expected: list[str]
) -> None:
    strong = {"runner": {"start_pain": 8}}

    assert called(7, history, **strong) == expected
    assert called(6, history, **strong) == []


def test_day_14_says_a_word_to_whoever_is_hardly_better() -> None:
    change = Change(
        what=What.VISIT,
        subject="day-14",
        why="2 weeks have passed and it is hardly better. Think of booking a visit.",
    )
    course = standing(progressed_on=day(112))

    said = called_for(Progress(course=course, history=kept(), on=day(14)), RULES)

    assert said == (change,)
    assert called(13, kept()) == []
    assert called(14, kept(days=told(*[3] * 20)), progressed_on=day(112)) == []


def test_whoever_runs_30_minutes_or_is_in_the_last_phase_is_back() -> None:
    assert is_back(standing(phase=5)) is True
    assert is_back(standing(phase=4, stage=12)) is True
    assert is_back(standing(phase=4, stage=11)) is False
    assert is_back(standing(phase=4)) is False
