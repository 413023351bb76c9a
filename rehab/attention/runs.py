"""Who runs, or wants to, before it is time: by what was open when they told of it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.formats import date_format

from rehab.attention.asking import Asked, Fact, Runner, together
from rehab.models import DiaryEntry, Plan, PlanChange, RunWeek
from rehab.programme.days import ONE_DAY, WEEK
from rehab.programme.phases.gates import RUN
from rehab.programme.running.distance import Measure, in_words, week_of
from rehab.programme.running.most import WINDOW, ten_percent_more
from rehab.programme.running.stages import FREE, MINUTE, STAGES
from rehab.programme.running.weeks import FAST
from triage.rules.parts import Level

What = PlanChange.What
# Our defaults: a run on a knee that is locked is looked at like a call for a visit.
LOCKED_LEVEL, ABOVE_LEVEL = Level.WITHIN_2_WEEKS, Level.SELF_CARE


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """Which stage of running was open when; ``moves`` are oldest first."""

    plan: Plan
    moves: Sequence[PlanChange]

    @property
    def now(self) -> int | None:
        return _stage(self.moves[-1].after) if self.moves else self.plan.stage

    def at(self, at: datetime) -> int | None:
        """Return the stage before whatever came of what was told at that instant."""
        earlier = [move for move in self.moves if move.at < at]
        if earlier:
            return _stage(earlier[-1].after)
        return _stage(self.moves[0].before) if self.moves else self.plan.stage


def early(runner: Runner, since: datetime) -> Asked | None:
    """Ask about runs while running was locked, or above a limit; and about the list.

    Of a run that was told again the last counts. What was told while running was locked is
    over once it opens.
    """
    plan = runner.plan
    if plan is None:
        return None
    moved = Q(what=What.STAGE) | Q(what=What.UNDONE, undoes__what=What.STAGE)
    moves = plan.changes.filter(moved).order_by("at", "pk")
    ladder = Ladder(plan=plan, moves=[*moves])
    return together([*_runs(ladder, since), *_list_not_met(ladder, since)])


def _stage(told: str) -> int | None:
    return int(told) if told else None


def _list_not_met(ladder: Ladder, since: datetime) -> Iterator[Fact]:
    """Read the answers since the list was last met, while running is locked."""
    if ladder.now is not None:
        return
    answers = ladder.plan.gate_answers.filter(gate=RUN, at__gt=since)
    newest_first = answers.order_by("-at", "-pk")
    for answer in takewhile(lambda answer: not answer.passed, newest_first):
        count = len(answer.open_items)
        lines = "1 line" if count == 1 else f"{count} lines"
        why = f"Wants to run: {lines} of the list before the first run not met."
        yield Fact(answer.at, ABOVE_LEVEL, why)


def _runs(ladder: Ladder, since: datetime) -> Iterator[Fact]:
    told = _told(ladder.plan)
    fresh = [*told.filter(at__gt=since)]
    if not fresh:
        return
    first = min(entry.local_on for entry in fresh)
    around = [*told.filter(local_on__gte=min(first - WINDOW, first - WEEK))]
    weeks = [*ladder.plan.run_weeks.order_by("at", "pk")]
    for entry in fresh:
        stage = ladder.at(entry.at)
        if stage is None and ladder.now is None:
            minutes = in_words(entry.run.minutes * MINUTE, Measure.SECONDS)
            why = f"Ran for {minutes} on {_day(entry)} while running was locked."
            yield Fact(entry.at, LOCKED_LEVEL, why)
        elif stage is not None and (above := _above(entry, stage, weeks, around)):
            yield Fact(entry.at, ABOVE_LEVEL, f"Ran {above}")


def _told(plan: Plan) -> QuerySet[DiaryEntry]:
    """Return the runs of ``plan`` as they were told last, with what they were."""
    first = Coalesce("adds_to", "pk")
    runs = plan.diary.filter(kind=DiaryEntry.Kind.RUN).annotate(first=first)
    later = runs.filter(first=OuterRef("first"), pk__gt=OuterRef("pk"))
    return runs.filter(~Exists(later)).select_related("run").order_by("at", "pk")


def _above(
    entry: DiaryEntry,
    stage: int,
    weeks: Iterable[RunWeek],
    around: Iterable[DiaryEntry],
) -> str:
    """Return what a run went over, in words; nothing if it kept to the limits."""
    if stage < FREE:
        return _above_stage(entry, stage)
    begins_on = week_of(entry.local_on)
    known = [week for week in weeks if week.begins_on == begins_on and week.at <= entry.at]
    if known:
        return _above_week(entry, known[-1], around)
    return _above_longest(entry, around)


def _above_stage(entry: DiaryEntry, stage: int) -> str:
    """Hold a run that was none of the ladder against what the stage comes to."""
    run, most = entry.run, STAGES[stage].run_seconds
    if run.stage is not None or run.minutes * MINUTE <= most:
        return ""
    amounts = _words(run.minutes * MINUTE, most, by_time=True)
    return f"{amounts[0]} on {_day(entry)}: stage {stage} is {amounts[1]} of running."


def _above_week(entry: DiaryEntry, week: RunWeek, around: Iterable[DiaryEntry]) -> str:
    by_time = week.by_time
    run = _amount(entry, by_time=by_time)
    longest = week.longest if week.longest_override_id else week.longest_ceiling
    if run > longest:
        ran, most = _words(run, longest, by_time=by_time)
        return f"{ran} on {_day(entry)}: the most for one run was {most}."
    days = (week.begins_on, week.begins_on + 6 * ONE_DAY)
    same = [one for one in around if days[0] <= one.local_on <= days[1]]
    total = sum(_amount(one, by_time=by_time) for one in same if one.at <= entry.at)
    amount = week.amount if week.week_override_id else week.ceiling
    if total > amount:
        ran, most = _words(total, amount, by_time=by_time)
        return f"{ran} in the week of {_day(entry)}: the most for it was {most}."
    return ""


def _above_longest(entry: DiaryEntry, around: Iterable[DiaryEntry]) -> str:
    """Hold a run of no planned week against the longest of the 30 days before it."""
    first = entry.local_on - WINDOW
    before = [one for one in around if first <= one.local_on < entry.local_on]
    if not before:
        return ""
    by_time = any(one.run.metres is None for one in (*before, entry))
    longest = max(_amount(one, by_time=by_time) for one in before)
    run, most = _amount(entry, by_time=by_time), ten_percent_more(longest)
    if run <= most:
        return ""
    ran, most_words = _words(run, most, by_time=by_time)
    return f"{ran} on {_day(entry)}: 10 % above the longest of 30 days is {most_words}."


def _amount(entry: DiaryEntry, *, by_time: bool) -> int:
    run = entry.run
    if by_time:
        return run.minutes * MINUTE
    return run.metres or run.minutes * FAST


def _words(*amounts: int, by_time: bool) -> list[str]:
    measure = Measure.SECONDS if by_time else Measure.METRES
    return [in_words(amount, measure) for amount in amounts]


def _day(entry: DiaryEntry) -> str:
    return date_format(entry.local_on, "j F")
