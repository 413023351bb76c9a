"""The phases of the way back, and what has to be true before the next one."""

from collections.abc import Iterable
from dataclasses import dataclass

from rehab.programme.fitting import Check, fit

_OURS = "our default"
_WEEKS = "many runners need 6 to 10 weeks: Nielsen 2014, PMC4055729"


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """One stretch of the way. All of ``gate`` must be true before the next one.

    ``entry`` says who begins here; ``usual`` how long it mostly takes. Nobody is through
    it in less than ``least_days``, whatever list they meet.
    """

    number: int
    name: str
    goal: str
    usual: str
    entry: str
    gate: tuple[Check, ...]
    source: str
    least_days: int = 0

    @property
    def gate_id(self) -> str:
        return f"phase-{self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """What somebody is asked before they leave a phase. The last phase asks nothing."""

    id: str
    items: tuple[Check, ...]


def _check(id_: str, text: str) -> Check:
    return Check(id=id_, text=text, source=_OURS)


SETTLE = Phase(
    number=0,
    name="Settle",
    goal="Calm the knee and keep it moving.",
    usual="2 to 7 days",
    entry="You start here, unless it has been mild for weeks.",
    gate=(
        _check("rest_pain", "At rest the pain is 2 or less."),
        _check(
            "walk_10",
            "You can walk for 10 minutes without a limp. Pain stays at 3 or less.",
        ),
        _check("swelling", "Any swelling is not getting bigger."),
        _check("right_angle", "You can bend the knee to a right angle."),
    ),
    source=_OURS,
)

WAKE_UP = Phase(
    number=1,
    name="Wake up",
    goal="Wake up thigh and hip muscles and get the full movement back.",
    usual="1 to 2 weeks",
    least_days=7,
    entry="You come here once the knee has settled.",
    gate=(
        _check("leg_lifts", "You can lift the straight leg 10 times."),
        _check(
            "same_bend",
            "The knee bends and straightens about as far as the other one.",
        ),
        _check("stairs", "Stairs hurt 3 at most."),
        _check("six_sessions", "You have done 6 good sessions."),
    ),
    source=_OURS,
)

BUILD = Phase(
    number=2,
    name="Build",
    goal="Make both legs and your hips strong.",
    usual="2 to 4 weeks",
    least_days=14,
    entry="You come here once thigh and hip are awake.",
    gate=(
        _check("chair_squats", "You can sit down and get up 15 times. Pain is 3 or less."),
        _check("bridges", "You can do 20 bridges on both legs."),
        _check("calf_raises", "You can do 20 calf raises on both legs."),
        _check("walk_30", "You can walk for 30 minutes. Pain is 2 or less."),
    ),
    source=f"{_OURS}; {_WEEKS}",
)

ONE_LEG = Phase(
    number=3,
    name="One leg",
    goal="Make each leg strong on its own, and keep the knee in line.",
    usual="3 to 5 weeks",
    least_days=21,
    entry="You come here once both legs are strong together.",
    gate=(
        _check(
            "step_downs",
            "You can do 10 step-downs from 20 cm. Pain is 2 or less.",
        ),
        _check(
            "single_squats",
            "You can do 8 squats on one leg. Pain is 2 or less.",
        ),
        _check("in_line", "In 8 of 10 of them the knee stays over the toes."),
        _check("single_bridges", "You can do 15 bridges on that leg."),
        _check(
            "single_calf_raises",
            "You can do 20 calf raises on that leg. 9 for each 10 of the other will do.",
        ),
    ),
    source=f"{_OURS}; {_WEEKS}",
)

SPRING = Phase(
    number=4,
    name="Spring",
    goal="Get used to impact, and walk and run in turns.",
    usual="4 to 8 weeks",
    least_days=28,
    entry="You come here once each leg is strong on its own.",
    gate=(
        _check(
            "runs_of_30",
            "For 2 weeks you ran 30 minutes, 3 times a week. Pain was 1 or less.",
        ),
        _check(
            "single_hops",
            "You can hop 30 times on each leg. Pain is 1 or less.",
        ),
    ),
    source=f"{_OURS}; {_WEEKS}",
)

KEEP = Phase(
    number=5,
    name="Keep",
    goal="Stay strong, so that the pain stays away.",
    usual="for as long as you run",
    entry="You come here once you run 30 minutes without trouble.",
    gate=(),
    source=_OURS,
)

PHASES = (SETTLE, WAKE_UP, BUILD, ONE_LEG, SPRING, KEEP)


def gate_of(phase: int, causes: Iterable[str]) -> Gate:
    """Return what to ask before somebody leaves ``phase``, by the causes they were shown.

    :raises IndexError: if there is no such phase.
    :raises KeyError: if a cause is none of the programme's.
    """
    fitted = fit(causes)
    asked = (check for check in PHASES[phase].gate if fitted.asks(check))
    return Gate(id=PHASES[phase].gate_id, items=(*asked, *fitted.checks(phase)))
