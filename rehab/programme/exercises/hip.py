"""Strength for hips and trunk, which hold the knee in line."""

from rehab.programme.exercises.parts import Exercise, Part, Rung, Unit, holds, sets_of
from rehab.programme.exercises.served import ASYMMETRY, CROSSOVER, HIP

_ADDED = "added; dose: our default"
_ORDER = "added; order of the hip exercises by muscle activity: PMC4004121, table 2"


def _steps(sets: int, steps: int, change: str = "") -> Rung:
    return Rung(sets_of(sets, steps, unit=Unit.STEPS), change)


SIDE_LYING_LEG_RAISE = Exercise(
    id="X05",
    name="Side-lying leg raise",
    part=Part.STRENGTH,
    phases=(1, 3),
    ladder=(
        Rung(sets_of(3, 10), "Bend both knees and lift only the top knee."),
        Rung(sets_of(3, 10)),
        Rung(sets_of(3, 12)),
        Rung(sets_of(3, 15)),
        Rung(sets_of(3, 15), "Put a small weight on the ankle, up to 1 kg."),
        Rung(sets_of(3, 15), "With the weight, take 4 seconds to lower the leg."),
    ),
    days_a_week=4,
    each_side=True,
    how=(
        "Lie on your side, one hip above the other.",
        "Keep the top leg straight and a little behind you.",
        "Point the toes slightly down.",
        "Lift the leg slowly, then lower it slowly.",
    ),
    why="Trains the outer hip muscles. They hold hip and knee stable when you run.",
    source="from the brief; dose: our default",
    alt="Start: lying on one side, legs straight, one hip above the other. "
    "End: the top leg is lifted, heel a little back. Only the top leg moves.",
    serves=HIP | CROSSOVER,
    trains_hip=True,
)

BAND_WALK = Exercise(
    id="X06",
    name="Band walk",
    part=Part.STRENGTH,
    phases=(2, 5),
    ladder=(
        _steps(3, 10, "Take the same steps without a band."),
        _steps(3, 10),
        _steps(3, 12),
        _steps(3, 15),
        _steps(3, 15, "Put the band around your ankles."),
        _steps(3, 15, "Put the band around the front of your feet."),
        _steps(3, 15, "Put a thicker band around the front of your feet."),
    ),
    days_a_week=3,
    each_side=True,
    how=(
        "Put a loop band around both legs, just above the knees.",
        "Bend hips and knees a little, feet as wide as your hips.",
        "Take small steps to the side, then back again.",
        "Keep the knees over the toes. Don't rock.",
    ),
    why="Trains the outer hip muscles as you stand. They keep hip and knee stable.",
    source="from the brief; dose and start in phase 2: our default",
    alt="Start: a half squat, a loop band just above the knees. End: one foot is a small "
    "step to the side and the band is tight. The legs move sideways in turn.",
    serves=HIP | CROSSOVER,
    trains_hip=True,
    instead="No band? Take slow side steps in a half squat, 5 more each way.",
)

CLAMSHELL = Exercise(
    id="X07",
    name="Clamshell",
    part=Part.STRENGTH,
    phases=(1, 2),
    ladder=(
        Rung(sets_of(3, 12), "Lift the knee only half as high."),
        Rung(sets_of(3, 12)),
        Rung(sets_of(3, 15)),
        Rung(sets_of(3, 15), "Put a loop band just above the knees."),
    ),
    days_a_week=4,
    each_side=True,
    how=(
        "Lie on your side with both knees bent.",
        "Keep your heels together.",
        "Lift the top knee. Don't roll back.",
    ),
    why="Trains the muscles that turn the thigh out, so the knee dives in less.",
    source=_ORDER,
    alt="Start: lying on one side, knees bent, heels together. End: the top knee is up, "
    "the heels still touch. Only the top knee moves.",
    serves=HIP | CROSSOVER,
    trains_hip=True,
)

DOUBLE_BRIDGE = Exercise(
    id="X08",
    name="Double-leg bridge",
    part=Part.STRENGTH,
    phases=(1, 2),
    ladder=(
        Rung(sets_of(3, 12, hold=2), "Lift only half as high."),
        Rung(sets_of(3, 12, hold=2)),
        Rung(sets_of(3, 15, hold=2)),
        Rung(sets_of(3, 20, hold=2)),
        Rung(sets_of(3, 20, hold=2), "Put your heels further away from your seat."),
    ),
    days_a_week=4,
    how=(
        "Lie on your back, knees bent, feet flat.",
        "Squeeze your seat and lift it.",
        "Keep your ribs down. Lower slowly.",
    ),
    why="Trains the seat and the back of the thigh.",
    source=_ADDED,
    alt="Start: on your back, knees bent, feet flat. End: the seat is up, in one line from "
    "knees to shoulders. Only the hips move.",
    trains_hip=True,
)

SINGLE_BRIDGE = Exercise(
    id="X09",
    name="Single-leg bridge",
    part=Part.STRENGTH,
    phases=(3, 3),
    ladder=(
        Rung(sets_of(3, 8), "Stay up on both feet and lift each foot in turn."),
        Rung(sets_of(3, 8)),
        Rung(sets_of(3, 10)),
        Rung(sets_of(3, 12)),
        Rung(sets_of(3, 15)),
        Rung(sets_of(3, 15), "Put the foot you push with on a low step."),
    ),
    days_a_week=3,
    each_side=True,
    how=(
        "Lie on your back, knees bent, feet flat.",
        "Hold one leg straight out.",
        "Lift your seat with the other leg.",
        "Keep your hips level. Lower slowly.",
    ),
    why="Trains seat, hip and the back of the thigh on one leg.",
    source=_ORDER,
    alt="Start: on your back, one foot flat, the other leg straight out. End: the seat is "
    "up and the hips are level. Only the hips move.",
    serves=HIP | ASYMMETRY,
    trains_hip=True,
)

SIDE_PLANK = Exercise(
    id="X10",
    name="Side plank",
    part=Part.STRENGTH,
    phases=(2, 4),
    ladder=(
        Rung(holds(3, 15), "Bend your knees and rest on the lower knee."),
        Rung(holds(3, 15)),
        Rung(holds(3, 20)),
        Rung(holds(3, 30)),
        Rung(holds(3, 30), "Lift the top leg as you hold."),
    ),
    days_a_week=3,
    each_side=True,
    how=(
        "Lie on your side, on your elbow, legs straight.",
        "Lift your hips off the floor.",
        "Hold one straight line from head to feet.",
    ),
    why="Trains hip and trunk, so the hips stay level when you run.",
    source=_ORDER,
    alt="Start: lying on one side on the elbow, legs straight. End: the hips are up, in a "
    "straight line from head to feet. Only the hips lift.",
    serves=HIP | CROSSOVER,
    trains_hip=True,
)

BALL_SQUEEZE = Exercise(
    id="X23",
    name="Ball squeeze",
    part=Part.STRENGTH,
    phases=(1, 2),
    ladder=(
        Rung(holds(5, 10), "Squeeze half as hard."),
        Rung(holds(5, 10)),
        Rung(holds(5, 15)),
        Rung(holds(5, 20)),
        Rung(holds(5, 20), "Squeeze harder, as long as pain stays at 2 or less."),
    ),
    days_a_week=4,
    how=(
        "Lie on your back, knees bent, a soft ball between the knees.",
        "Squeeze the ball slowly.",
        "Hold, keep breathing, then let go slowly.",
        "Pain stays at 2 or less.",
    ),
    why="Trains the inner thigh, which helps guard the inner side of the knee.",
    source=_ADDED,
    alt="Start: on your back, knees bent, a ball between the knees. End: the knees press "
    "the ball. The knees move only a little.",
    instead="No ball? Use a pillow.",
)

INNER_THIGH_PLANK = Exercise(
    id="X24",
    name="Inner thigh plank",
    part=Part.STRENGTH,
    phases=(4, 5),
    ladder=(
        Rung(holds(3, 10), "Leave the lower knee on the floor to help."),
        Rung(holds(3, 10)),
        Rung(holds(3, 15)),
        Rung(holds(3, 20)),
        Rung(holds(3, 20), "Rest the ankle on the chair, not the knee."),
    ),
    days_a_week=2,
    each_side=True,
    how=(
        "Lie on your side, on your elbow, next to a chair.",
        "Bend the top knee and rest it on the seat.",
        "Lift your hips and the lower leg up to it.",
        "Hold one straight line. Stop if the knee hurts.",
    ),
    why="Trains the inner thigh for turns and side steps.",
    source="added; also called Copenhagen plank; dose: our default",
    alt="Start: on one side on the elbow, the top knee on a chair. End: hips and lower leg "
    "are up, the body in a line. Hips and lower leg lift.",
)
