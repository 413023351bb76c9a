"""The limits of a week of running with their arithmetic, in what the runner counts in."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext, gettext_noop

from rehab.models.amounts import amount_words
from rehab.programme.running.ceilings import Ceilings
from rehab.programme.running.distance import Week, WeekRun
from rehab.programme.running.most import Because, Most
from rehab.programme.running.refusals import Breach, Refusal

_LAST_WEEK = gettext_noop("Last week %(base)s, so at most %(most)s.")
_WEEK = {
    Because.TEN_PERCENT: ("", _LAST_WEEK),
    Because.SMALL_STEP: (
        gettext_noop("10 % of so little is tiny. Your clinic allows a little more."),
        _LAST_WEEK,
    ),
    Because.ABOVE_LIMIT: (
        gettext_noop("Last week was above its limit."),
        gettext_noop("The mean of 2 weeks is %(base)s, so at most %(most)s."),
    ),
    Because.FOURTH_WEEK: (gettext_noop("Every fourth week holds."), _LAST_WEEK),
    Because.TOO_MUCH: (
        gettext_noop("A run was a little too much, so this week holds."),
        _LAST_WEEK,
    ),
    Because.FLARE: (
        gettext_noop("A run was too much, so this week is a short one."),
        gettext_noop("Run at most %(most)s."),
    ),
}
_LONGEST = {
    Because.TEN_PERCENT: (
        "",
        gettext_noop("Your longest run in 30 days was %(base)s, so at most %(most)s."),
    ),
    Because.AFTER_FLARE: (
        "",
        gettext_noop("Since the bad run your longest was %(base)s, so at most %(most)s."),
    ),
    Because.FLARE: (
        gettext_noop("A run was too much, so start again with half."),
        gettext_noop("Your longest calm one before it was %(base)s, so at most %(most)s."),
    ),
}
_NOTHING = (
    gettext_noop("You did not run last week."),
    gettext_noop("The time before it was %(base)s, so at most %(most)s."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitWords:
    """What the limits of one week come to: ``so_far`` is empty before its first run."""

    week: str
    longest: str
    so_far: str


def limit_words(limits: Ceilings, unit: str) -> LimitWords:
    """Return the limits of a week in words."""
    done = sum(run.amount for run in limits.done)
    so_far = gettext("So far this week %(done)s.") % {
        "done": amount_words(done, limits.measure, unit)
    }
    return LimitWords(
        week=_of_week(limits, unit),
        longest=_of_longest(limits, unit),
        so_far=so_far if limits.done else "",
    )


def refusal_words(
    refusal: Refusal, week: Week, new: Sequence[WeekRun], limits: Ceilings, *, unit: str
) -> str:
    """Return why ``week``, with the ``new`` runs in it, is refused, with the arithmetic."""

    def shown(amount: int) -> str:
        return amount_words(amount, limits.measure, unit)

    if refusal.id is Breach.WEEK:
        why = gettext("These runs come to %(total)s. That is too much for this week.")
        return f"{why % {'total': shown(week.amount)}} {_of_week(limits, unit)}"
    if refusal.id is Breach.LONGEST:
        why = gettext("One run of %(longest)s is too long for now.")
        longest = shown(max(run.amount for run in new))
        return f"{why % {'longest': longest}} {_of_longest(limits, unit)}"
    if refusal.id is Breach.ROAD:
        most = week.amount * limits.variety.road_percent // 100
        sums = gettext("Of %(total)s that is %(most)s.")
        numbers = {"total": shown(week.amount), "most": shown(most)}
        return f"{_road(limits)} {sums % numbers}"
    return " ".join(gettext(words) for words in (refusal.why, refusal.sums) if words)


def warning_words(refusal: Refusal, limits: Ceilings, *, unit: str) -> str:
    """Return what a run that was logged went over, with the arithmetic."""
    if refusal.id is Breach.WEEK:
        why = gettext("With this run the week is above its limit.")
        return f"{why} {_of_week(limits, unit)}"
    if refusal.id is Breach.LONGEST:
        return f"{gettext('This run was too long for now.')} {_of_longest(limits, unit)}"
    if refusal.id is Breach.ROAD:
        return _road(limits)
    return " ".join(gettext(words) for words in (refusal.why, refusal.sums) if words)


def _road(limits: Ceilings) -> str:
    words = gettext("At most %(percent)d %% of a week may be on the road for now.")
    return words % {"percent": limits.variety.road_percent}


def _of_week(limits: Ceilings, unit: str) -> str:
    if limits.week.because is Because.NOTHING and limits.week.base:
        return _filled(_NOTHING, limits.week, limits, unit)
    return _filled(_WEEK.get(limits.week.because), limits.week, limits, unit)


def _of_longest(limits: Ceilings, unit: str) -> str:
    return _filled(_LONGEST.get(limits.longest.because), limits.longest, limits, unit)


def _filled(words: tuple[str, str] | None, most: Most, limits: Ceilings, unit: str) -> str:
    """Return words with their numbers; a stage of the ladder has none to fill in."""
    if words is None:
        return gettext(most.words)
    reason, sums = words
    numbers = {
        "base": amount_words(most.base, limits.measure, unit),
        "most": amount_words(most.amount, limits.measure, unit),
    }
    filled = gettext(sums) % numbers
    return f"{gettext(reason)} {filled}" if reason else filled
