"""Strength for the back of the thigh, from holding still to moving."""

from rehab.programme.exercises.parts import Exercise, Part, Rung, holds, sets_of
from rehab.programme.exercises.served import HIP

_ADDED = "added; dose: our default"

HEEL_DIG = Exercise(
    id="X20",
    name="Heel dig",
    part=Part.STRENGTH,
    phases=(1, 2),
    ladder=(
        Rung(holds(5, 20), "Dig in half as hard."),
        Rung(holds(5, 20)),
        Rung(holds(5, 25)),
        Rung(holds(5, 30)),
        Rung(holds(5, 30), "Move the heel further away from you."),
    ),
    days_a_week=5,
    each_side=True,
    how=(
        "Lie on your back, that knee bent, toes up.",
        "Dig the heel into the floor, as if to pull it in.",
        "Hold. Nothing moves. Pain stays at 3 or less.",
    ),
    why="Gets the sore tendon used to load, and may ease the pain.",
    source=_ADDED,
    alt="Start: on your back, one knee bent, heel on the floor, toes up. End: the same, "
    "with the heel pressed down hard. Nothing moves.",
)

HEEL_SLIDE_CURL = Exercise(
    id="X21",
    name="Hamstring curl with a towel",
    part=Part.STRENGTH,
    phases=(2, 3),
    ladder=(
        Rung(sets_of(3, 8), "Stay up, and walk the feet out and in with small steps."),
        Rung(sets_of(3, 8)),
        Rung(sets_of(3, 10)),
        Rung(sets_of(3, 12)),
        Rung(sets_of(3, 12), "Slide out with one leg, the other stays up."),
    ),
    days_a_week=3,
    how=(
        "Lie on your back, heels on a towel on a smooth floor.",
        "Lift your seat.",
        "Slide your heels away as slowly as you can.",
        "Lower your seat, pull the heels in, start again.",
    ),
    why="Trains the back of the thigh (hamstring) as it gets longer.",
    source=_ADDED,
    alt="Start: on your back, seat up, heels on a towel near the seat. End: the legs are "
    "almost straight. Only the heels slide away.",
    instead="No smooth floor? Roll your heels out on a ball.",
)

HIP_HINGE = Exercise(
    id="X22",
    name="Hip hinge (dead-lift)",
    part=Part.STRENGTH,
    phases=(3, 5),
    ladder=(
        Rung(sets_of(3, 8), "Bend forward only half as far."),
        Rung(sets_of(3, 8)),
        Rung(sets_of(3, 10)),
        Rung(sets_of(3, 12)),
        Rung(sets_of(3, 12), "Hold a weight in each hand."),
        Rung(sets_of(3, 12), "Stand on one leg. The other goes straight back."),
    ),
    days_a_week=3,
    how=(
        "Stand tall, feet as wide as your hips, knees soft.",
        "Push your seat back and bend from the hips.",
        "Keep your back long. Stop at a mild pull.",
        "Squeeze your seat and stand up.",
    ),
    why="Trains seat and back of the thigh, which slow the leg down as you run.",
    source=_ADDED,
    alt="Start: standing tall, knees soft. End: bent forward from the hips, back long, "
    "hands near the shins. Only the hips fold.",
    serves=HIP,
    trains_hip=True,
)
