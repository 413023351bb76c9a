"""Gentle movements for the first days, while the knee settles."""

from rehab.programme.exercises.parts import Exercise, Part, Rung, sets_of

_EARLY = "added; early movement: Dubois and Esculier 2020, BJSM 54:72; dose: our default"

HEEL_SLIDES = Exercise(
    id="X01",
    name="Heel slides",
    part=Part.MOVEMENT,
    phases=(0, 1),
    ladder=(
        Rung(sets_of(3, 10), "Put a towel round the foot and pull the heel in with it."),
        Rung(sets_of(3, 10)),
        Rung(sets_of(3, 10), "Slide a little further than before."),
    ),
    days_a_week=7,
    times_a_day=3,
    each_side=True,
    how=(
        "Lie on your back with both legs straight.",
        "Slide the heel slowly towards your seat.",
        "Stop at a mild stretch, then slide it back.",
    ),
    why="Keeps the knee moving while it settles.",
    source=_EARLY,
    alt="Start: on your back, both legs straight. End: one knee is bent, the foot flat. "
    "Only that heel slides along the floor.",
)

QUAD_SQUEEZE = Exercise(
    id="X02",
    name="Quad squeeze",
    part=Part.MOVEMENT,
    phases=(0, 1),
    ladder=(
        Rung(sets_of(3, 10, hold=3)),
        Rung(sets_of(3, 10, hold=5)),
        Rung(sets_of(3, 10, hold=8)),
    ),
    days_a_week=7,
    times_a_day=3,
    each_side=True,
    how=(
        "Sit with the leg straight and a rolled towel under the knee.",
        "Pull your toes up.",
        "Press the knee down into the towel, then let go.",
    ),
    why="Wakes up the big muscle at the front of the thigh.",
    source=_EARLY,
    alt="Start: sitting, leg straight, a rolled towel under the knee. "
    "End: the toes are up and the knee is pressed down. Only thigh and foot move.",
)
