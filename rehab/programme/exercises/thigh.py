"""Strength for the front of the thigh, on two legs and on one."""

from rehab.programme.exercises.parts import Exercise, Part, Rung, holds, sets_of
from rehab.programme.exercises.served import ASYMMETRY, HIP

_ADDED = "added; dose: our default"

STRAIGHT_LEG_RAISE = Exercise(
    id="X03",
    name="Straight-leg raise",
    part=Part.STRENGTH,
    phases=(1, 1),
    ladder=(
        Rung(sets_of(3, 6)),
        Rung(sets_of(3, 10)),
        Rung(sets_of(3, 12)),
        Rung(sets_of(3, 15)),
        Rung(sets_of(3, 15), "Put a small weight on the ankle, up to 1 kg."),
    ),
    days_a_week=5,
    each_side=True,
    how=(
        "Lie on your back. Bend the other knee.",
        "Make the knee quite straight and pull the toes up.",
        "Lift the leg as high as your shin is long.",
        "Lower it slowly. The knee stays straight.",
    ),
    why="Makes the thigh strong without bending the knee.",
    source=_ADDED,
    alt="Start: on your back, one knee bent, the other leg flat and straight. "
    "End: the straight leg is 30 cm up. Only that leg moves.",
)

TERMINAL_KNEE_EXTENSION = Exercise(
    id="X04",
    name="Terminal knee extension",
    part=Part.STRENGTH,
    phases=(1, 5),
    ladder=(
        Rung(
            sets_of(3, 12, hold=2),
            "Lie down, put a rolled towel under the knee and lift the heel.",
        ),
        Rung(sets_of(3, 12, hold=2)),
        Rung(sets_of(3, 15, hold=2)),
        Rung(sets_of(3, 15, hold=2), "Take a thicker band."),
        Rung(
            sets_of(3, 15, hold=2),
            "Thicker band. Step back with the other foot as you push straight.",
        ),
        Rung(
            sets_of(3, 15, hold=2),
            "Thicker band. Stand on this leg alone, a hand on the wall.",
        ),
    ),
    days_a_week=4,
    each_side=True,
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
    alt="Start: standing, a band from the front behind one knee, which is a little bent. "
    "End: that knee is straight, the foot flat. Only the knee moves back.",
    instead="No band? Lie down, put a rolled towel under the knee and lift the heel.",
)

SIT_TO_STAND = Exercise(
    id="X11",
    name="Sit to stand",
    part=Part.STRENGTH,
    phases=(2, 2),
    ladder=(
        Rung(sets_of(3, 10), "Use a higher seat, and push with your hands."),
        Rung(sets_of(3, 10)),
        Rung(sets_of(3, 12)),
        Rung(sets_of(3, 15)),
        Rung(sets_of(3, 15), "Use a lower seat."),
        Rung(sets_of(3, 15), "Use a lower seat, and hold a weight to your chest."),
    ),
    days_a_week=3,
    how=(
        "Stand in front of a chair, feet as wide as your hips.",
        "Sit back slowly until you just touch the seat.",
        "Stand up again. Keep the knees over the middle toes.",
    ),
    why="Makes thighs and seat strong for stairs, chairs and running.",
    source=_ADDED,
    alt="Start: standing in front of a chair. End: the seat just touches the chair, knees "
    "over the toes. Hips and knees bend, then straighten.",
)

WALL_SIT = Exercise(
    id="X12",
    name="Wall sit",
    part=Part.STRENGTH,
    phases=(2, 2),
    ladder=(
        Rung(holds(4, 20), "Stay higher up the wall."),
        Rung(holds(4, 20)),
        Rung(holds(4, 30)),
        Rung(holds(4, 45)),
        Rung(holds(4, 45), "Slide a little lower. Stay above chair height."),
    ),
    days_a_week=3,
    how=(
        "Lean your back on a wall, feet 2 steps away from it.",
        "Slide down until the knees are half bent.",
        "Stay there, the same weight on both feet.",
    ),
    why="Makes the thigh strong while the knee stays still.",
    source=_ADDED,
    alt="Start: standing with your back on a wall. End: you have slid down, knees half "
    "bent, feet flat. Then nothing moves.",
)

SPLIT_SQUAT = Exercise(
    id="X13",
    name="Split squat",
    part=Part.STRENGTH,
    phases=(3, 3),
    ladder=(
        Rung(sets_of(3, 8), "Hold on to something, and go down half as far."),
        Rung(sets_of(3, 8)),
        Rung(sets_of(3, 10)),
        Rung(sets_of(3, 12)),
        Rung(sets_of(3, 12), "Hold a weight in each hand."),
        Rung(sets_of(3, 12), "Hold weights, and put the back foot on a low step."),
    ),
    days_a_week=3,
    each_side=True,
    how=(
        "Stand with one foot a long step in front of the other.",
        "Lower the back knee straight down. Stay tall.",
        "Push up with the front leg, knee over the toes.",
    ),
    why="Makes each leg strong on its own.",
    source=_ADDED,
    alt="Start: standing tall, one foot far in front. End: the back knee is low, the front "
    "knee over the toes. The body moves straight down and up.",
    serves=ASYMMETRY,
)

STEP_UP = Exercise(
    id="X14",
    name="Step-up",
    part=Part.STRENGTH,
    phases=(2, 3),
    ladder=(
        Rung(sets_of(3, 8), "Use a step of 10 cm."),
        Rung(sets_of(3, 8)),
        Rung(sets_of(3, 10)),
        Rung(sets_of(3, 12)),
        Rung(sets_of(3, 12), "Use a step of 20 cm."),
        Rung(sets_of(3, 12), "Use a step of 20 cm, and hold a weight in each hand."),
    ),
    days_a_week=3,
    each_side=True,
    how=(
        "Put the whole foot on a step of 15 cm.",
        "Push through the heel and stand up on it.",
        "Step down slowly with the other foot.",
    ),
    why="Trains the thigh and seat for stairs and hills.",
    source=_ADDED,
    alt="Start: one foot on a low step, the other on the floor. End: standing on the step "
    "on that leg. The body moves up, then slowly down.",
    serves=ASYMMETRY,
)

STEP_DOWN = Exercise(
    id="X15",
    name="Step-down",
    part=Part.STRENGTH,
    phases=(3, 3),
    ladder=(
        Rung(sets_of(3, 6), "Use a step of 10 cm, with a hand on a rail."),
        Rung(sets_of(3, 6)),
        Rung(sets_of(3, 8)),
        Rung(sets_of(3, 10)),
        Rung(sets_of(3, 10), "Use a step of 20 cm."),
        Rung(sets_of(3, 10), "Use a step of 20 cm, and take 3 seconds to go down."),
    ),
    days_a_week=3,
    each_side=True,
    how=(
        "Stand on a step of 15 cm, in front of a mirror.",
        "Bend that knee until the other heel taps the floor.",
        "Push up again. Keep your hips level.",
        "Keep the knee over the second toe.",
    ),
    why="Trains you to land and go down with the knee in line.",
    source=_ADDED,
    alt="Start: standing on a step on one leg. End: that knee is bent and the other heel "
    "taps the floor. Hips stay level, knee over the toes.",
    serves=HIP | ASYMMETRY,
)

SINGLE_LEG_SQUAT = Exercise(
    id="X16",
    name="Single-leg squat",
    part=Part.STRENGTH,
    phases=(3, 4),
    ladder=(
        Rung(sets_of(3, 5), "Let the toes of the other foot help."),
        Rung(sets_of(3, 5)),
        Rung(sets_of(3, 6)),
        Rung(sets_of(3, 8)),
        Rung(sets_of(3, 8), "Do it without the chair."),
        Rung(sets_of(3, 8), "Do it without the chair, and hold a weight."),
    ),
    days_a_week=3,
    each_side=True,
    how=(
        "Stand on one leg in front of a chair.",
        "Sit back slowly until you touch the seat.",
        "Stand up again on that leg.",
        "Film 5 of them. Is the knee over the toes in each?",
    ),
    why="Each step of a run is a small squat on one leg.",
    source=_ADDED,
    alt="Start: standing on one leg in front of a chair. End: the seat touches the chair, "
    "the other foot is in the air. One hip and one knee bend.",
    serves=HIP | ASYMMETRY,
)
