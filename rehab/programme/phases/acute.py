"""The first days: when rest and ice are over and exercises begin."""

from datetime import date, timedelta

from rehab.programme.course import Change, Course, Runner, What
from rehab.programme.pain.limits import BONE
from rehab.programme.phases.gates import gate_of, last_failed, passed_twice
from rehab.programme.told import Day, History, Swelling, since
from triage.rules.parts import Level

ENDS_ON_DAY = 7  # our default
LATEST_DAY = 14  # our default, after the pathways that review an injury at two weeks
CALM_PAIN = 2  # our default: at rest, 0 to 10
CALM_BONE = 0  # our default: a stressed bone must not hurt at all
CALM_FOR = timedelta(days=2)  # our default: 48 hours
MILD_FOR_WEEKS = 2  # our default: so long, and mild, means past the first days

NOT_SETTLED = "first-gate"
STILL_SWOLLEN = "first-gate-swollen"

CALM = "Your knee has been calm for 2 days. Exercises come next."
GATE_MET = "You met the list of the first days twice. Exercises come next."
TIME_IS_UP = "The first days are over. Exercises come next."
AT_THE_LATEST = "2 weeks of rest are enough. Gentle exercises come next."
BOOK = (
    "After 2 weeks your knee has not settled. Let a physio or doctor look within 2 weeks."
)
BOOK_SOON = "After 2 weeks your knee is still swollen. Let somebody look within a week."


def start_phase(
    runner: Runner, *, weeks: int, past_first_gate: bool, after_red_flag: bool = False
) -> int:
    """Return the phase that a plan begins with: 1 past the first days, else 0.

    ``weeks`` is how long it has hurt; ``past_first_gate`` whether what was told meets the
    list of the first days. After a same-day sign, or if a bone may be stressed, a plan
    begins with phase 0 whatever was told.
    """
    if after_red_flag or not BONE.isdisjoint(runner.causes) or runner.swollen:
        return 0
    mild = runner.start_pain <= CALM_PAIN and weeks >= MILD_FOR_WEEKS
    return int(mild and past_first_gate)


def end(course: Course, history: History, on: date) -> tuple[Change, ...]:
    """Return what ends the first days on ``on``; nothing while they go on.

    They end when the knee is calm; on day 7, unless what was told says that it has not
    settled; and on day 14 at the latest. A knee that has not settled then must be seen,
    and a swollen one before anything else is done.
    """
    if course.phase != 0 or course.limits.max_phase < 1:
        return ()
    day = (on - max(course.phase_since, course.cleared_on or course.phase_since)).days
    if day >= LATEST_DAY:
        return _at_the_latest(course, history)
    why = _why_over(course, history, day=day)
    return (_exercises(why),) if why else ()


def _why_over(course: Course, history: History, *, day: int) -> str:
    if _calm(course, history):
        return CALM
    if passed_twice(gate_of(0), history, course.phase_since):
        return GATE_MET
    return TIME_IS_UP if day >= ENDS_ON_DAY and _settled(course, history) else ""


def _at_the_latest(course: Course, history: History) -> tuple[Change, ...]:
    failed = last_failed(gate_of(0), history, course.phase_since)
    if _settled(course, history) and not failed:
        return (_exercises(TIME_IS_UP),)
    if _swollen(since(history.days, course.phase_since)):
        level = Level.WITHIN_A_WEEK
        pause = Change(what=What.PAUSE, subject=STILL_SWOLLEN, level=level, why=BOOK_SOON)
        return (_exercises(AT_THE_LATEST), pause)
    level = Level.WITHIN_2_WEEKS
    visit = Change(what=What.VISIT, subject=NOT_SETTLED, level=level, why=BOOK)
    return (_exercises(AT_THE_LATEST), visit)


def _exercises(why: str) -> Change:
    return Change(what=What.PHASE, before="0", after="1", why=why)


def _settled(course: Course, history: History) -> bool:
    """Say whether nothing told last speaks against exercises; so does nothing told."""
    told = since(history.days, course.phase_since)
    telling = _telling(course, told)
    return not _swollen(told) and (not telling or _is_mild(course, telling[-1]))


def _calm(course: Course, history: History) -> bool:
    """Say whether all that was told in the last 48 hours, and at least twice, is calm."""
    told = since(history.days, course.phase_since)
    telling = _telling(course, told)
    if not telling or _swollen(told):
        return False
    last = telling[-1].on
    since_calm = last
    for day in reversed(telling):
        if not _is_mild(course, day):
            break
        since_calm = day.on
    return last - since_calm >= CALM_FOR


def _telling(course: Course, told: list[Day]) -> list[Day]:
    """Leave out the calm days with an open list of new signs: they tell of no progress."""
    return [day for day in told if day.list_answered or not _is_mild(course, day)]


def _is_mild(course: Course, day: Day) -> bool:
    most = CALM_PAIN if BONE.isdisjoint(course.runner.causes) else CALM_BONE
    return day.pain <= most and not day.worse and not day.night_pain


def _swollen(told: list[Day]) -> bool:
    """Say whether any swelling was there when it was last told of."""
    of_swelling = [day.swelling for day in told if day.swelling is not None]
    return bool(of_swelling) and of_swelling[-1] is not Swelling.NONE
