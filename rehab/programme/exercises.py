"""The exercises: what each is for, how to do it, how much, and where it comes from."""

from dataclasses import dataclass
from enum import StrEnum

OVERPRONATION = "overpronation"
KNEE_VALGUS = "knee_valgus"
HIP_WEAKNESS = "hip_weakness"
CROSSOVER = "crossover_gait"


class Part(StrEnum):
    """Where in a session an exercise stands. Each part is counted apart."""

    MOVEMENT = "gentle movement"
    STRENGTH = "strength"
    STRETCH = "stretch"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dose:
    """How much: sets of repetitions, and how many seconds each repetition is held."""

    sets: int
    reps: int
    hold_seconds: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise:
    """One exercise in a runner's words.

    ``phases`` is the first and the last phase it belongs to; ``days_a_week`` and
    ``times_a_day`` how often; ``serves`` the factors it was chosen for; ``instead`` what to
    do without the band it needs.
    """

    id: str
    name: str
    part: Part
    phases: tuple[int, int]
    dose: Dose
    days_a_week: int
    how: tuple[str, ...]
    why: str
    source: str
    times_a_day: int = 1
    serves: frozenset[str] = frozenset()
    trains_hip: bool = False
    instead: str = ""

    def belongs_to(self, phase: int) -> bool:
        return self.phases[0] <= phase <= self.phases[1]


HEEL_SLIDES = Exercise(
    id="X01",
    name="Heel slides",
    part=Part.MOVEMENT,
    phases=(0, 1),
    dose=Dose(sets=3, reps=10),
    days_a_week=7,
    times_a_day=3,
    how=(
        "Lie on your back with both legs straight.",
        "Slide the heel slowly towards your seat.",
        "Stop at a mild stretch, then slide it back.",
    ),
    why="Keeps the knee moving while it settles.",
    source="added; early movement: Dubois and Esculier 2020, BJSM 54:72",
)

QUAD_SQUEEZE = Exercise(
    id="X02",
    name="Quad squeeze",
    part=Part.MOVEMENT,
    phases=(0, 1),
    dose=Dose(sets=3, reps=10, hold_seconds=5),
    days_a_week=7,
    times_a_day=3,
    how=(
        "Sit with the leg straight and a rolled towel under the knee.",
        "Pull your toes up.",
        "Press the knee down into the towel, then let go.",
    ),
    why="Wakes up the big muscle at the front of the thigh.",
    source="added; early movement: Dubois and Esculier 2020, BJSM 54:72",
)

TERMINAL_KNEE_EXTENSION = Exercise(
    id="X04",
    name="Terminal knee extension",
    part=Part.STRENGTH,
    phases=(1, 2),
    dose=Dose(sets=3, reps=12, hold_seconds=2),
    days_a_week=4,
    how=(
        "Loop a band around something firm, at knee height.",
        "Step in, so that the band sits behind the knee.",
        "Stand with that knee a little bent and the foot flat.",
        "Push the knee straight slowly. Don't let it snap back.",
    ),
    why=(
        "Trains the thigh muscle, the inner part (VMO) too. It helps guide the kneecap. "
        "That helps keep hip and knee stable."
    ),
    source="from the brief; dose: our default. No exercise trains the VMO alone: "
    "Smith 2009, PubMed 19212898",
    instead="No band? Lie down, put a rolled towel under the knee and lift the heel.",
)

SIDE_LYING_LEG_RAISE = Exercise(
    id="X05",
    name="Side-lying leg raise",
    part=Part.STRENGTH,
    phases=(1, 3),
    dose=Dose(sets=3, reps=10),
    days_a_week=4,
    how=(
        "Lie on your good side, one hip above the other.",
        "Keep the top leg straight and a little behind you.",
        "Point the toes slightly down.",
        "Lift the leg slowly, then lower it slowly.",
    ),
    why="Trains the outer hip muscles. They hold hip and knee stable when you run.",
    source="from the brief; dose: our default",
    serves=frozenset({KNEE_VALGUS, HIP_WEAKNESS, CROSSOVER}),
    trains_hip=True,
)

CLAMSHELL = Exercise(
    id="X07",
    name="Clamshell",
    part=Part.STRENGTH,
    phases=(1, 2),
    dose=Dose(sets=3, reps=12),
    days_a_week=4,
    how=(
        "Lie on your good side with both knees bent.",
        "Keep your heels together.",
        "Lift the top knee. Don't roll back.",
    ),
    why="Trains the muscles that turn the thigh out, so the knee dives in less.",
    source="added; muscle activity of hip exercises: PMC4004121, table 2",
    serves=frozenset({KNEE_VALGUS, HIP_WEAKNESS, CROSSOVER}),
    trains_hip=True,
)

ARCH_RAISE = Exercise(
    id="X19",
    name="Arch raise",
    part=Part.STRENGTH,
    phases=(1, 5),
    dose=Dose(sets=3, reps=10, hold_seconds=5),
    days_a_week=4,
    how=(
        "Sit with the bare foot flat on the floor.",
        "Keep the toes long and relaxed.",
        "Draw the ball of the foot towards the heel, so that the arch lifts.",
    ),
    why="Trains the small foot muscles, so the foot may roll in less.",
    source="added; dose: our default",
    serves=frozenset({OVERPRONATION}),
)

DOUBLE_BRIDGE = Exercise(
    id="X08",
    name="Double-leg bridge",
    part=Part.STRENGTH,
    phases=(1, 2),
    dose=Dose(sets=3, reps=12, hold_seconds=2),
    days_a_week=4,
    how=(
        "Lie on your back, knees bent, feet flat.",
        "Squeeze your seat and lift it.",
        "Keep your ribs down. Lower slowly.",
    ),
    why="Trains the seat and the back of the thigh.",
    source="added; dose: our default",
    trains_hip=True,
)

_STRETCH_WHY = "Gives you more range and helps you move in a healthy way."
_STRETCH_SOURCE = (
    "from the brief; dose: our default. Stretching has not been shown to prevent injuries: "
    "Pereles 2011"
)

HIP_FLEXOR_STRETCH = Exercise(
    id="X28",
    name="Hip-flexor stretch",
    part=Part.STRETCH,
    phases=(1, 5),
    dose=Dose(sets=3, reps=1, hold_seconds=30),
    days_a_week=7,
    how=(
        "Half kneel, with a cushion under the lower knee.",
        "Tuck your tail under. Don't arch your back.",
        "Lean forward until the front of the hip pulls a little.",
        "Sore to kneel? Do it standing, one foot behind you.",
    ),
    why=_STRETCH_WHY,
    source=_STRETCH_SOURCE,
)

HAMSTRING_STRETCH = Exercise(
    id="X29",
    name="Hamstring stretch",
    part=Part.STRETCH,
    phases=(1, 5),
    dose=Dose(sets=3, reps=1, hold_seconds=30),
    days_a_week=7,
    how=(
        "Put your heel on a low step, knee almost straight.",
        "Lean forward from the hips with a long back.",
        "Feel a mild pull in the middle of the thigh only.",
        "Leave it out if it hurts on the inner side of the knee.",
    ),
    why=_STRETCH_WHY,
    source=_STRETCH_SOURCE,
)

CALF_STRETCH = Exercise(
    id="X30",
    name="Calf stretch",
    part=Part.STRETCH,
    phases=(1, 5),
    dose=Dose(sets=3, reps=1, hold_seconds=30),
    days_a_week=7,
    how=(
        "Lean on a wall, one leg behind you, heel down.",
        "Keep the back knee straight and the arch up.",
        "Then do it again with the back knee bent.",
    ),
    why=_STRETCH_WHY,
    source=_STRETCH_SOURCE,
)

# What serves a factor stands before what serves everybody.
EXERCISES = (
    HEEL_SLIDES,
    QUAD_SQUEEZE,
    TERMINAL_KNEE_EXTENSION,
    SIDE_LYING_LEG_RAISE,
    CLAMSHELL,
    ARCH_RAISE,
    DOUBLE_BRIDGE,
    HIP_FLEXOR_STRETCH,
    HAMSTRING_STRETCH,
    CALF_STRETCH,
)
