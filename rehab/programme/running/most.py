"""How much may be run in a week, and in one go, with the arithmetic in words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from rehab.programme.course import Course
from rehab.programme.days import WEEK
from rehab.programme.running.distance import (
    Measure,
    Week,
    amount_of,
    in_words,
    week_done,
    week_of,
)
from rehab.programme.running.outcome import Outcome, judged_since
from rehab.programme.told import History, RunTold

HELD_EVERY = 4  # weeks: our default
EARLIER_WEEKS = (2, 3, 4)  # back, for one with runs in it, after a week of nothing
WINDOW = timedelta(days=30)  # longest run of the last 30 days: Frandsen 2025, BJSM 59:1203
CALM_PAIN = 1  # at most, on a run that counts as one without pain: our default
# The allowance for small numbers: our defaults.
SMALL_WEEK = {Measure.METRES: 15_000, Measure.SECONDS: 90 * 60}
SMALL_STEP = {Measure.METRES: 1000, Measure.SECONDS: 8 * 60}


class Because(StrEnum):
    """Where a limit comes from, for whoever wants other words for it."""

    TEN_PERCENT = "TEN_PERCENT"  # more than ``base``
    SMALL_STEP = "SMALL_STEP"  # by the clinic's allowance
    ABOVE_LIMIT = "ABOVE_LIMIT"  # the week before was; ``base`` is a mean of two
    FOURTH_WEEK = "FOURTH_WEEK"
    TOO_MUCH = "TOO_MUCH"  # a run has to be repeated
    FLARE = "FLARE"  # a run was too much: half
    AFTER_FLARE = "AFTER_FLARE"  # 10 % more than the longest since then
    NOTHING = "NOTHING"  # was run last week
    STAGE = "STAGE"  # of the ladder
    LOCKED = "LOCKED"


@dataclass(frozen=True, slots=True, kw_only=True)
class Most:
    """The most there may be, in metres or seconds, and how that comes, in words.

    ``base`` is what it was worked out from. If it is ``held``, nothing may go up.
    """

    amount: int
    base: int
    because: Because
    words: str
    held: bool = False

    @property
    def small_numbers(self) -> bool:
        """Whether it is above 10 %, by the clinic's allowance."""
        return self.because is Because.SMALL_STEP


@dataclass(frozen=True, slots=True)
class _Counted:
    """A run, and how much of it counts."""

    run: RunTold
    amount: int


NOTHING_TO_GO_BY = Most(
    amount=0,
    base=0,
    because=Because.NOTHING,
    words="There is no good run in 30 days to go by.",
)


def ten_percent_more(amount: int) -> int:
    """Return 110 % of ``amount``, rounded down: from the brief."""
    return amount * 11 // 10


def most_a_week(
    course: Course, history: History, on: date, measure: Measure, *, allowance: bool
) -> Most:
    """Return how much the week that ``on`` lies in may come to, for who plans by the week.

    That is 10 % more than the last completed week, or less. With ``allowance`` a small week
    may grow by a step that is more than that, and it says so.
    """
    begins_on = week_of(on)
    last, before = (week_done(history, begins_on - n * WEEK, measure) for n in (1, 2))
    if not last.amount:
        return _after_nothing(course, history, on, measure, allowance=allowance)
    lower = [
        *_held(course, history, on, last),
        *_after_flare(course, history, on, last),
        *_after_too_much(course, last, before, allowance=allowance),
    ]
    if lower:
        least = min(lower, key=lambda most: most.amount)
        return replace(least, held=any(most.held for most in lower))
    small = _small_step(last, before) if allowance else None
    usual = _most(last.amount, f"Last week {_of(last)}", measure)
    return small if small and small.amount > usual.amount else usual


def most_in_one_go(course: Course, history: History, on: date, measure: Measure) -> Most:
    """Return how long a run in the week that ``on`` lies in may be.

    That is 10 % more than the longest of the 30 days up to the end of that week that was
    not too much. A run above its own limit counts only up to that. After one that was too
    much, it begins anew with half of the longest calm one.
    """
    first = week_of(on) + WEEK - WINDOW
    earlier = judged_since(course, history, first - WINDOW, on)
    judged = [each for each in earlier if each.run.on >= first]
    flares = [each.run.on for each in judged if each.outcome >= Outcome.BAD]
    fine = (each.run for each in earlier if each.outcome < Outcome.BAD)
    counted = [each for each in _counted(fine, measure) if each.run.on >= first]
    if not flares:
        longest = max((each.amount for each in counted), default=0)
        start = f"Your longest run in 30 days was {in_words(longest, measure)}"
        return _most(longest, start, measure) if longest else NOTHING_TO_GO_BY
    return _again(counted, max(flares), measure)


def _most(
    base: int, start: str, measure: Measure, because: Because = Because.TEN_PERCENT
) -> Most:
    amount = ten_percent_more(base)
    words = f"{start}, so at most {in_words(amount, measure)}."
    return Most(amount=amount, base=base, because=because, words=words)


def _hold(amount: int, because: Because, words: str) -> Most:
    return Most(amount=amount, base=amount, because=because, words=words, held=True)


def _of(week: Week) -> str:
    return in_words(week.amount, week.measure)


def _after_nothing(
    course: Course, history: History, on: date, measure: Measure, *, allowance: bool
) -> Most:
    """Repeat the last week with runs, or less if that was too much.

    A longer gap leads back to the ladder anyway.
    """
    first = week_of(on)
    weeks = (week_done(history, first - n * WEEK, measure) for n in EARLIER_WEEKS)
    base = next((week for week in weeks if week.amount), None)
    if base is None:
        words = "There is no week with runs to build on."
        return _hold(0, Because.NOTHING, words)
    words = (
        f"You did not run last week. The time before it was {_of(base)}, "
        f"so at most {_of(base)}."
    )
    before = week_done(history, base.begins_on - WEEK, measure)
    mosts = (
        _hold(base.amount, Because.NOTHING, words),
        *_after_flare(course, history, on, base),
        *(
            _no_more_than_mean(most.base, measure)
            for most in _after_too_much(course, base, before, allowance=allowance)
        ),
    )
    return replace(min(mosts, key=lambda most: most.amount), held=True)


def _no_more_than_mean(mean: int, measure: Measure) -> Most:
    amount = in_words(mean, measure)
    words = (
        "You did not run last week. The time before it was above its limit. "
        f"The mean of 2 weeks is {amount}, so at most {amount}."
    )
    return _hold(mean, Because.ABOVE_LIMIT, words)


def _held(course: Course, history: History, on: date, last: Week) -> Iterator[Most]:
    holds = f"Last week {_of(last)}, so at most {_of(last)}."
    since = week_of(course.stage_since or course.begun_on)
    number = (week_of(on) - since) // WEEK
    if number > 0 and number % HELD_EVERY == 0:
        yield _hold(last.amount, Because.FOURTH_WEEK, f"Every fourth week holds. {holds}")
    judged = judged_since(course, history, last.begins_on, on)
    if any(each.outcome is Outcome.REPEAT for each in judged):
        words = f"A run was a little too much, so this week holds. {holds}"
        yield _hold(last.amount, Because.TOO_MUCH, words)


def _after_flare(course: Course, history: History, on: date, last: Week) -> Iterator[Most]:
    """Halve the week of a run that was too much, and the next one with runs in it.

    ``last`` is the last week with runs before that of ``on``.
    """
    judged = judged_since(course, history, last.begins_on, on)
    flares = [each.run.on for each in judged if each.outcome >= Outcome.BAD]
    if not flares:
        return
    usual = week_done(history, week_of(min(flares)) - WEEK, last.measure)
    base = usual if usual.amount else last
    amount = min(base.amount // 2, ten_percent_more(last.amount))
    most = in_words(amount, last.measure)
    words = f"A run was too much, so take half of {_of(base)}: at most {most}."
    yield replace(_hold(amount, Because.FLARE, words), base=last.amount)


def _after_too_much(
    course: Course, last: Week, before: Week, *, allowance: bool
) -> Iterator[Most]:
    """Build on the mean of two weeks after one that rose above its limit by itself.

    So one big week does not lead to a bigger one. Weeks of the ladder have no such limit.
    """
    limit = ten_percent_more(before.amount)
    if allowance and before.amount < SMALL_WEEK[before.measure]:
        limit = max(limit, before.amount + SMALL_STEP[before.measure])
    by_week = course.stage_since is not None and course.stage_since <= last.begins_on
    if by_week and before.amount and last.amount > limit:
        mean = (last.amount + before.amount) // 2
        words = in_words(mean, last.measure)
        start = f"Last week was above its limit. The mean of 2 weeks is {words}"
        yield _most(mean, start, last.measure, Because.ABOVE_LIMIT)


def _small_step(last: Week, before: Week) -> Most | None:
    """Return a step that is more than 10 %: not twice in a row, nor 30 % in two weeks."""
    measure = last.measure
    took_one = last.amount > ten_percent_more(before.amount)
    if last.amount >= SMALL_WEEK[measure] or took_one:
        return None
    amount = min(last.amount + SMALL_STEP[measure], before.amount * 13 // 10)
    words = (
        f"10 % of so little is tiny. Your clinic allows up to "
        f"{in_words(SMALL_STEP[measure], measure)} more. "
        f"Last week {_of(last)}, so at most {in_words(amount, measure)}."
    )
    because = Because.SMALL_STEP
    return Most(amount=amount, base=last.amount, because=because, words=words)


def _counted(runs: Iterable[RunTold], measure: Measure) -> Iterator[_Counted]:
    """Yield how much of each run counts, oldest first: no more than its own limit was.

    So one run that was far too long does not open the next. Runs of the ladder have no such
    limit, nor has the first in 30 days.
    """
    earlier: list[_Counted] = []
    for run in runs:
        window = (each for each in earlier if run.on - WINDOW <= each.run.on < run.on)
        longest = max((each.amount for each in window), default=0)
        earlier.append(_up_to(ten_percent_more(longest), run, amount_of(run, measure)))
        yield earlier[-1]


def _up_to(limit: int, run: RunTold, amount: int) -> _Counted:
    exempt = run.stage is not None or not limit
    return _Counted(run, amount if exempt else min(amount, limit))


def _again(counted: Iterable[_Counted], flare: date, measure: Measure) -> Most:
    all_counted = [*counted]
    before = [each for each in all_counted if each.run.on < flare]
    calm = [each for each in before if each.run.pain <= CALM_PAIN]
    longest = max((each.amount for each in calm or before), default=0)
    half, since = longest // 2, 0
    for each in all_counted:
        if each.run.on > flare:
            limit = max(half, ten_percent_more(since))
            since = max(since, _up_to(limit, each.run, each.amount).amount)
    if not longest and not since:
        return NOTHING_TO_GO_BY
    if ten_percent_more(since) > half:
        start = f"Since the bad run your longest was {in_words(since, measure)}"
        return _most(since, start, measure, Because.AFTER_FLARE)
    words = (
        f"A run was too much. Your longest calm one before it was "
        f"{in_words(longest, measure)}. Start again with half: "
        f"at most {in_words(half, measure)}."
    )
    return Most(amount=half, base=longest, because=Because.FLARE, words=words)
