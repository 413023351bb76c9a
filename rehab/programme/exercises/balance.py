"""Balance and control on one leg."""

from rehab.programme.exercises.parts import Exercise, Part, Rung, holds, sets_of
from rehab.programme.exercises.served import HIP

_ADDED = "added; dose: our default"

SINGLE_LEG_BALANCE = Exercise(
    id="X25",
    name="Single-leg balance",
    part=Part.STRENGTH,
    phases=(1, 4),
    ladder=(
        Rung(holds(3, 30), "Keep your fingertips on a table."),
        Rung(holds(3, 30)),
        Rung(holds(3, 45)),
        Rung(holds(3, 45), "Stand on a cushion."),
        Rung(holds(3, 45), "Shut your eyes, near a wall that you can grab."),
        Rung(holds(3, 45), "Stand on a cushion, and throw and catch a ball."),
    ),
    days_a_week=3,
    each_side=True,
    how=(
        "Stand on one leg, close to a wall.",
        "Keep the knee soft and the arch of the foot up.",
        "Keep your hips level.",
    ),
    why="Trains the leg to hold the knee still when the ground is not even.",
    source=_ADDED,
    alt="Start: standing on both feet. End: standing on one leg, knee soft, hips level, "
    "the other foot off the floor. Then nothing moves.",
)

REACH = Exercise(
    id="X26",
    name="Reach on one leg",
    part=Part.STRENGTH,
    phases=(3, 4),
    ladder=(
        Rung(sets_of(3, 5), "Reach only half as far."),
        Rung(sets_of(3, 5)),
        Rung(sets_of(3, 6)),
        Rung(sets_of(3, 8)),
        Rung(sets_of(3, 8), "Reach further, with the knee in line."),
    ),
    days_a_week=3,
    each_side=True,
    how=(
        "Stand on one leg, as if in the middle of a clock.",
        "Bend that knee and tap ahead with the other foot.",
        "Tap back and out to the side too. That is 1.",
        "Keep the knee over the toes.",
    ),
    why="Trains hip and knee to stay in line as you move.",
    source=_ADDED,
    alt="Start: standing on one leg. End: that knee is bent, the toes of the other foot "
    "tap the floor far ahead. Only the free leg reaches out.",
    serves=HIP,
    trains_hip=True,
)
