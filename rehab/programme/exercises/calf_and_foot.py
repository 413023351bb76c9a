"""Strength for calf and foot."""

from rehab.programme.exercises.parts import Exercise, Part, Rung, sets_of
from rehab.programme.exercises.served import ASYMMETRY, CADENCE, OVERPRONATION

_ADDED = "added; dose: our default"

DOUBLE_CALF_RAISE = Exercise(
    id="X17",
    name="Calf raise on both legs",
    part=Part.STRENGTH,
    phases=(1, 2),
    ladder=(
        Rung(sets_of(3, 15), "Push with your hands on a table to help."),
        Rung(sets_of(3, 15)),
        Rung(sets_of(3, 20)),
        Rung(sets_of(3, 20), "Stand on the edge of a step."),
    ),
    days_a_week=4,
    how=(
        "Stand near a wall, feet as wide as your hips.",
        "Rise onto your toes in 2 seconds.",
        "Lower in 2 seconds.",
    ),
    why="Strong calves take load off the knee when you run.",
    source=_ADDED,
    alt="Start: standing with both feet flat. End: up on the toes, heels high. Only the "
    "heels move.",
)

SINGLE_CALF_RAISE = Exercise(
    id="X18",
    name="Calf raise on one leg",
    part=Part.STRENGTH,
    phases=(3, 5),
    ladder=(
        Rung(sets_of(3, 8), "Go up on both feet, and down on one."),
        Rung(sets_of(3, 8)),
        Rung(sets_of(3, 10)),
        Rung(sets_of(3, 12)),
        Rung(sets_of(3, 15)),
        Rung(sets_of(3, 20)),
        Rung(sets_of(3, 20), "Stand on the edge of a step."),
        Rung(sets_of(3, 20), "Stand on the edge of a step, with a weight in one hand."),
    ),
    days_a_week=3,
    each_side=True,
    how=(
        "Stand on one leg, a finger on the wall.",
        "Rise onto your toes, knee straight.",
        "Lower slowly.",
        "Do the last set with the knee a little bent.",
    ),
    why="Calf and foot then carry you in each step of a run.",
    source=_ADDED,
    alt="Start: standing on one leg, foot flat, a finger on the wall. End: up on the toes "
    "of that foot, heel high. Only the heel moves.",
    serves=OVERPRONATION | CADENCE | ASYMMETRY,
)

ARCH_RAISE = Exercise(
    id="X19",
    name="Arch raise",
    part=Part.STRENGTH,
    phases=(1, 5),
    ladder=(
        Rung(sets_of(3, 10, hold=3)),
        Rung(sets_of(3, 10, hold=5)),
        Rung(sets_of(3, 10, hold=5), "Do it as you stand."),
        Rung(sets_of(3, 10, hold=5), "Do it as you stand on one leg."),
    ),
    days_a_week=5,
    each_side=True,
    how=(
        "Sit with the bare foot flat on the floor.",
        "Keep the toes long and relaxed.",
        "Draw the ball of the foot towards the heel, so that the arch lifts.",
        "Then lift the big toe alone, and the 4 others alone.",
    ),
    why="Trains the small foot muscles, so the foot may roll in less.",
    source=_ADDED,
    alt="Start: sitting, a bare foot flat on the floor. End: the arch is higher, toes and "
    "heel still touch the floor. Only the arch lifts.",
    serves=OVERPRONATION,
)
