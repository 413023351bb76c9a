"""The ladder of walking and running, and where on it somebody starts.

The numbers are our default, in line with published ladders: those begin with runs of 30 to
60 seconds and ask for two or three good tries of a stage.
"""

from dataclasses import dataclass

from rehab.programme.course import Runner
from rehab.programme.pain.limits import BONE

FIRST, LAST = 0, 12
FREE = 13  # the ladder is done: running is planned by the week
# The grade of a sprain is not known here, so each one starts like grade II.
SLOW_CAUSES = BONE | {"mcl", "meniscus"}
STARTS = ((7, 6), (14, 4), (28, 2))  # below so many days without a run: this stage
SLOW_START = 1
RESTARTS_LOWER = 3  # stages
USUAL_A_WEEK, CAREFUL_A_WEEK = 3, 2
MINUTE = 60

WALKS = "Walk for 5 minutes first and last."
GROUND = "Pick soft, flat and even ground: grass, a track, dirt or a treadmill."
PACE = "Go so slowly that you can talk."
SPACING = "Rest for at least 1 day between 2 runs."
HOW = (WALKS, GROUND, PACE, SPACING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One stage: ``sets`` times ``run`` and ``walk`` seconds, until ``passes`` went well.

    It lasts ``least_days`` at least. ``text`` tells the runner what to do.
    """

    number: int
    sets: int
    run: int
    walk: int
    text: str
    passes: int = 2
    least_days: int = 0

    @property
    def run_seconds(self) -> int:
        return self.sets * self.run

    @property
    def seconds(self) -> int:
        """How long it takes, without the walk first and last."""
        return self.sets * (self.run + self.walk)

    @property
    def minutes(self) -> int:
        return self.seconds // MINUTE


def _in_turn(number: int, sets: int, *, run: int, walk: int) -> Stage:
    text = f"Run for {_time(run)}, then walk for {_time(walk)}. Do that {sets} times."
    return Stage(number=number, sets=sets, run=run, walk=walk, text=text)


def _in_one_go(number: int, minutes: int) -> Stage:
    text = f"Run for {minutes} minutes without a break."
    return Stage(number=number, sets=1, run=minutes * MINUTE, walk=0, text=text)


def _time(seconds: int) -> str:
    if seconds < MINUTE:
        return f"{seconds} seconds"
    minutes = seconds // MINUTE
    return "1 minute" if minutes == 1 else f"{minutes} minutes"


STAGES = (
    Stage(number=0, sets=1, run=0, walk=30 * MINUTE, text="Walk fast for 30 minutes."),
    _in_turn(1, 6, run=30, walk=120),
    _in_turn(2, 6, run=60, walk=120),
    _in_turn(3, 6, run=120, walk=120),
    _in_turn(4, 5, run=180, walk=120),
    _in_turn(5, 5, run=240, walk=60),
    _in_turn(6, 4, run=300, walk=60),
    _in_turn(7, 3, run=420, walk=60),
    _in_turn(8, 3, run=480, walk=60),
    _in_turn(9, 2, run=720, walk=60),
    _in_one_go(10, 25),
    _in_one_go(11, 28),
    Stage(
        number=12,
        sets=1,
        run=30 * MINUTE,
        walk=0,
        text="Run for 30 minutes without a break. Do that for 2 weeks or more.",
        passes=6,
        least_days=14,
    ),
)


def start_stage(runner: Runner, *, days_off: int) -> int:
    """Return the stage to start with after ``days_off`` days without a run."""
    careful = runner.slow or "previous_injury" in runner.factors
    if careful or not SLOW_CAUSES.isdisjoint(runner.causes):
        return SLOW_START
    return next((stage for below, stage in STARTS if days_off < below), SLOW_START)


def restart_stage(stage: int) -> int:
    """Return where to start again after running was locked on or after ``stage``."""
    return min(stage, max(stage - RESTARTS_LOWER, SLOW_START))


def sessions_a_week(runner: Runner) -> int:
    """Return how many walk-runs a week: 3, or 2 after an earlier injury or for a bone."""
    careful = "previous_injury" in runner.factors or not BONE.isdisjoint(runner.causes)
    return CAREFUL_A_WEEK if careful else USUAL_A_WEEK
