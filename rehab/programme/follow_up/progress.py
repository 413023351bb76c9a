"""How somebody is doing: what the rules that call for a visit ask about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from statistics import fmean, median

from rehab.programme.course import UNTIL_SEEN, Course
from rehab.programme.days import FORTNIGHT, WEEK
from rehab.programme.follow_up import adherence
from rehab.programme.follow_up.falling import has_fallen, hurts_on_runs, still_hurts
from rehab.programme.told import (
    CheckInTold,
    Day,
    Feeling,
    History,
    Swelling,
    between,
    since,
)
from triage.rules.parts import Level

RISE = 2  # points of pain: a change that matters, Salaffi and others 2004 (PMID 15207508)
RISE_FOR = timedelta(days=2)  # our default: 48 hours
LEAST_FALL, LEAST_FALL_TO = 1, 0.85  # Salaffi and others 2004 (PMID 15207508)
MORE_CAN_DO = 2  # points of three own activities: our default, after Stratford 1995
STABLE_WITHIN = 1  # point of pain: our default
RESOLVED = 1  # pain at most, in daily life for a week: our default
LAST_LADDER_STAGE = 12  # then come weeks by distance


class Trend(StrEnum):
    IMPROVED = "IMPROVED"
    STABLE = "STABLE"
    WORSE = "WORSE"
    UNCLEAR = "UNCLEAR"


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How it stands on the day ``on``. What has not been told is not assumed to be good.

    Pain is 0 to 10. What was told before whoever looked let the plan go on does not count
    as a sign any more.
    """

    course: Course
    history: History
    on: date

    @property
    def day(self) -> int:
        """The day of the plan, from 0."""
        return self.course.day(self.on)

    @property
    def care_day(self) -> int:
        """How many days ago care began, maybe before the plan, or somebody looked."""
        course = self.course
        return (self.on - (course.cleared_on or course.care_began_on)).days

    @property
    def unseen_days(self) -> int:
        """How many days ago the plan began, or went on after somebody had looked."""
        return (self.on - self._begun).days

    @property
    def is_free(self) -> bool:
        """Whether nobody has to look before they may go further than the first phases."""
        return self.course.limits.max_phase > UNTIL_SEEN

    @cached_property
    def new_days(self) -> list[Day]:
        """The days told since the plan began or went on."""
        return since(self.history.days, self._begun)

    @cached_property
    def new_check_ins(self) -> list[CheckInTold]:
        return since(self.history.check_ins, self._begun)

    @cached_property
    def told_level(self) -> Level:
        """The most urgent level that what was told since comes to."""
        return max((day.level for day in self.new_days), default=Level.SELF_CARE)

    @cached_property
    def pain(self) -> float | None:
        """The middle of the pain told in the last week.

        Days with an open list of new signs do not make it lower.
        """
        if not self._week:
            return None
        answered = [day.pain for day in self._week if day.list_answered]
        usual = answered or [self.course.runner.start_pain]
        return max(median(day.pain for day in self._week), median(usual))

    @cached_property
    def fall(self) -> tuple[float, float] | None:
        """Where pain stood and where it stands, by whatever hurt the most at first."""
        pairs = list(self._pains())
        return max(pairs, key=lambda pair: pair[0]) if pairs else None

    @cached_property
    def trend(self) -> Trend:
        """Improved, stable or worse, as far as that can be told."""
        if self.worse:
            return Trend.WORSE
        if self.fall is None:
            return Trend.UNCLEAR
        before, now = self.fall
        if has_fallen(before, now) and self._can_do_more:
            return Trend.IMPROVED
        return Trend.STABLE if abs(before - now) < STABLE_WITHIN else Trend.UNCLEAR

    @cached_property
    def better(self) -> bool:
        """Whether it has improved, or hardly hurts any more.

        As long as the list of new signs is left open, nothing that is told shows that; nor
        does a knee that only hurts when it is used, if it still does.
        """
        if self._left_open or still_hurts(self.history, self._begun, self.on):
            return False
        if self.trend is Trend.IMPROVED:
            return True
        return self.fall is not None and self.fall[1] <= RESOLVED and not self.worse

    @cached_property
    def told_no_better(self) -> bool:
        """Whether what was told says by itself that it is no better.

        That is pain of the last week that has not fallen, pain on runs that has not, a last
        check-in at which nothing felt better, or that it got worse.
        """
        if self.worse or not self._can_do_more or hurts_on_runs(self.history, self.on):
            return True
        start, now = self.course.runner.start_pain, self.pain
        return now is not None and now > RESOLVED and not has_fallen(start, now)

    @property
    def clearly_better(self) -> bool:
        """Whether it is better, and nothing that was told is a sign that it may not be."""
        calm = self.told_level is Level.SELF_CARE and not self.swollen and not self.limps
        return calm and self.better

    @property
    def hardly_better(self) -> bool:
        """Whether pain fell by less than a point, or than 15 %, and is there."""
        if self.fall is None:
            return False
        before, now = self.fall
        return now > RESOLVED and (
            before - now < LEAST_FALL or now > LEAST_FALL_TO * before
        )

    @cached_property
    def worse(self) -> bool:
        """Whether somebody said so, or pain rose by 2 for 48 hours."""
        said = any(day.worse for day in self.new_days)
        felt = any(told.feeling is Feeling.WORSE for told in self.new_check_ins)
        return said or felt or self._has_risen

    @property
    def strong(self) -> int:
        """The pain that was told last."""
        return self.new_days[-1].pain if self.new_days else 0

    @property
    def limps(self) -> bool:
        return bool(self.new_check_ins) and self.new_check_ins[-1].limps

    @property
    def swollen(self) -> bool:
        """Whether there was any swelling when it was last told of."""
        told = [day.swelling for day in self.new_days if day.swelling is not None]
        return bool(told) and told[-1] is not Swelling.NONE

    @property
    def silent_days(self) -> int:
        """How many days ago something was told, or the plan began or went on."""
        last = self.history.last_told
        return (self.on - max(self._begun, last or self._begun)).days

    @property
    def consistent(self) -> bool:
        """Whether care was taken, and sessions were done, on 70 % of the days due.

        What was done before the plan began is taken at their word.
        """
        return adherence.was_consistent(self.course, self.history, self.on)

    @property
    def keeps_at_it(self) -> bool:
        """Whether 70 % of the sessions of the last two weeks were done and told in full."""
        return adherence.keeps_at_it(self.history, self.on)

    @property
    def days_without_progress(self) -> int:
        """How many days ago an exercise, the phase or the running moved, or could not."""
        course = self.course
        moved = (
            course.phase_since,
            course.progressed_on,
            course.stage_since,
            course.cleared_on,
            course.hold_until,
            course.rest_until,
        )
        return (self.on - max(day for day in moved if day is not None)).days

    @property
    def _begun(self) -> date:
        return self.course.cleared_on or self.course.begun_on

    @cached_property
    def _week(self) -> list[Day]:
        return since(self.history.days, self.on - WEEK)

    @property
    def _left_open(self) -> bool:
        """Whether the list was left open all week, or on the day of the last check-in."""
        if self._week and not any(day.list_answered for day in self._week):
            return True
        last = self._last_check_in
        told = between(self.history.days, last.on, last.on) if last else []
        return any(not day.list_answered for day in told)

    def _pains(self) -> list[tuple[float, float]]:
        """Return what pain was and is: now by the days, else worst and running."""
        pairs: list[tuple[float, float]] = []
        if self.pain is not None:
            pairs.append((self.course.runner.start_pain, self.pain))
        if self._last_check_in is not None:
            first, last = self.history.check_ins[0], self._last_check_in
            pairs.append((first.worst, last.worst))
            if first.running is not None and last.running is not None:
                pairs.append((first.running, last.running))
        return pairs

    @property
    def _last_check_in(self) -> CheckInTold | None:
        """The last check-in, if it is not the first and not too old."""
        told = since(self.history.check_ins, self.on - FORTNIGHT)
        return told[-1] if told and len(self.history.check_ins) > 1 else None

    @property
    def _can_do_more(self) -> bool:
        """Whether the last check-in agrees; if none was told, nothing speaks against it."""
        last = self._last_check_in
        if last is None or last.feeling is Feeling.BETTER:
            return True
        first = self.history.check_ins[0]
        return _rose(first.activities, last.activities)

    @property
    def _has_risen(self) -> bool:
        """Whether pain has stayed 2 above the usual for the last 48 hours told."""
        if not self.new_days:
            return False
        last = self.new_days[-1].on
        usual = self._usual_before(last - RISE_FOR)
        high_since = last
        for day in reversed(self.new_days):
            if day.pain < usual + RISE:
                break
            high_since = day.on
        return self.new_days[-1].pain >= usual + RISE and last - high_since >= RISE_FOR

    def _usual_before(self, first: date) -> float:
        """Return the middle of the pain in the week before, else what was told last."""
        days, yesterday = self.history.days, first - timedelta(days=1)
        week = (
            between(days, first - WEEK, yesterday)
            or between(days, date.min, yesterday)[-1:]
        )
        return median(day.pain for day in week) if week else self.course.runner.start_pain


def _rose(before: Sequence[int], now: Sequence[int]) -> bool:
    pairs = list(zip(before, now, strict=False))
    return bool(pairs) and fmean(b - a for a, b in pairs) >= MORE_CAN_DO
