"""Walking one person through a plan: they tell, the rules answer, day by day."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from random import Random

from rehab.programme import review
from rehab.programme.course import Change, Course, Runner, apply
from rehab.programme.days import ONE_DAY
from rehab.programme.follow_up.limits import Seen, limits
from rehab.programme.phases.acute import start_phase
from rehab.programme.told import History
from rehab.simulation.knee import Knee
from rehab.simulation.people import Person
from rehab.simulation.telling import tell
from triage.rules.parts import Level

BEGIN = date(2026, 3, 2)
WEEKS = 16
LOOKS_OPEN_RUNNING = 0.9  # the chance that whoever looks lets somebody run
BETTER = 1  # pain at most


@dataclass(slots=True)
class Walk:
    """One person on their way: where they stand, what they told, and all that changed."""

    person: Person
    chance: Random
    knee: Knee
    course: Course
    history: History = field(default_factory=History)
    changes: list[tuple[date, Change]] = field(default_factory=list)
    stopped_on: date | None = None
    seen_on: list[date] = field(default_factory=list)

    @property
    def is_over(self) -> bool:
        return self.course.finished or self.stopped_on is not None


def begin(person: Person, chance: Random) -> Walk:
    """Return ``person`` on the first day of their plan."""
    runner = Runner(
        causes=person.causes,
        start_pain=round(person.pain),
        weeks_off=person.weeks_off,
        slow=person.slow,
        swollen=person.swollen,
    )
    mild = start_phase(runner, weeks=person.weeks_off, past_first_gate=True)
    bounds = limits(person.level)
    phase = min(mild, bounds.max_phase)
    course = Course(
        begun_on=BEGIN,
        care_began_on=BEGIN,
        runner=runner,
        limits=bounds,
        phase=phase,
        phase_since=BEGIN,
        exercises_began_on=BEGIN if phase else None,
    )
    knee = Knee(person=person, chance=chance, pain=person.pain, swollen=person.swollen)
    return Walk(person=person, chance=chance, knee=knee, course=course)


def follow(person: Person, chance: Random, *, weeks: int = WEEKS) -> Walk:
    """Return where ``person`` has come to, and how, after so many weeks."""
    walk = begin(person, chance)
    for number in range(7 * weeks + 1):
        live(walk, BEGIN + number * ONE_DAY)
        if walk.is_over:
            break
    return walk


def live(walk: Walk, on: date) -> None:
    """Let one day go by: it turns, it is lived, it is told of, and the rules answer."""
    walk.knee.wake()
    _take(walk, review.review(walk.course, walk.history, on), on)
    if walk.is_over:
        return
    _be_seen(walk, on)
    _answer_again(walk, on)
    history = tell(walk.knee, walk.course, walk.history, on)
    if history is not walk.history:
        walk.history = history
        _take(walk, review.after_entry(walk.course, history, on), on)
    if walk.knee.pain <= BETTER and walk.chance.random() < walk.person.stops:
        walk.stopped_on = on


def _take(walk: Walk, changes: Iterable[Change], on: date) -> None:
    for change in changes:
        walk.changes.append((on, change))
        walk.course = apply(walk.course, change, on)


def _answer_again(walk: Walk, on: date) -> None:
    """Answer all the questions again, if that is called for and they tell anything."""
    asked, answered = walk.course.recheck_on, walk.course.checked_on
    is_open = asked is not None and (answered is None or answered < asked)
    if is_open and walk.chance.random() < walk.person.tells:
        walk.course = replace(walk.course, checked_on=on)


def _be_seen(walk: Walk, on: date) -> None:
    """Have somebody look, if that is called for, and let the plan go on."""
    course, chance = walk.course, walk.chance
    waits = course.paused or course.limits.max_phase <= 1 or not course.limits.may_run
    if not waits or chance.random() >= walk.person.is_seen:
        return
    may_run = chance.random() < LOOKS_OPEN_RUNNING
    bounds = limits(Level.SELF_CARE, Seen(on=on, may_exercise=True, may_run=may_run))
    walk.seen_on.append(on)
    walk.course = replace(course, limits=bounds, paused=False, cleared_on=on)
