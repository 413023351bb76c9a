"""The stretches, which stand in a block of their own."""

from rehab.programme.exercises.parts import Exercise, Part, Rung, holds
from rehab.programme.exercises.served import FLEXIBILITY, OVERPRONATION

_WHY = "Gives you more range and helps you move in a healthy way."
_EVIDENCE = "Stretching has not been shown to prevent injuries: Pereles 2011"
_BRIEF = f"from the brief; dose: our default. {_EVIDENCE}"
_START = holds(3, 30)

HIP_FLEXOR_STRETCH = Exercise(
    id="X28",
    name="Hip-flexor stretch",
    part=Part.STRETCH,
    phases=(1, 5),
    ladder=(
        Rung(_START, "Do it standing, one foot a long step behind you."),
        Rung(_START),
        Rung(_START, "Put the back foot up on a low step."),
    ),
    days_a_week=7,
    each_side=True,
    how=(
        "Half kneel, with a cushion under the lower knee.",
        "Tuck your tail under. Don't arch your back.",
        "Lean forward until the front of the hip pulls a little.",
        "Sore to kneel? Do it standing, one foot behind you.",
    ),
    why=_WHY,
    source=_BRIEF,
    alt="Start: one knee on a cushion, the other foot flat in front. End: the hips have "
    "moved forward, the back is straight. Only the hips move.",
    serves=FLEXIBILITY,
)

HAMSTRING_STRETCH = Exercise(
    id="X29",
    name="Hamstring stretch",
    part=Part.STRETCH,
    phases=(1, 5),
    ladder=(
        Rung(_START, "Bend the knee a little more."),
        Rung(_START),
        Rung(_START, "Lie on your back and pull the straight leg up with a strap."),
    ),
    days_a_week=7,
    each_side=True,
    how=(
        "Put your heel on a low step, knee almost straight.",
        "Lean forward from the hips with a long back.",
        "Feel a mild pull in the middle of the thigh only.",
        "Leave it out if it hurts on the inner side of the knee.",
    ),
    why=_WHY,
    source=_BRIEF,
    alt="Start: standing, one heel on a low step, that knee almost straight. End: bent "
    "forward from the hips, back long. Only the upper body tips.",
    serves=FLEXIBILITY,
)

CALF_STRETCH = Exercise(
    id="X30",
    name="Calf stretch",
    part=Part.STRETCH,
    phases=(1, 5),
    ladder=(
        Rung(_START, "Sit, and pull the toes towards you with a towel."),
        Rung(_START),
        Rung(_START, "Stand on a step and let one heel sink over the edge."),
    ),
    days_a_week=7,
    each_side=True,
    how=(
        "Lean on a wall, one leg behind you, heel down.",
        "Keep the back knee straight and the arch up.",
        "Then do it again with the back knee bent.",
    ),
    why=_WHY,
    source=_BRIEF,
    alt="Start: hands on a wall, one foot far behind, heel down. End: leaning closer to "
    "the wall, the heel still down. The body moves forward.",
    serves=FLEXIBILITY | OVERPRONATION,
)

QUAD_STRETCH = Exercise(
    id="X31",
    name="Front thigh stretch",
    part=Part.STRETCH,
    phases=(2, 5),
    ladder=(Rung(_START, "Pull with a strap round the ankle, less far."), Rung(_START)),
    days_a_week=7,
    each_side=True,
    how=(
        "Lie on your side. Bend the top knee.",
        "Hold that ankle and draw the heel to your seat.",
        "Tuck your tail under. Stop before the knee hurts.",
    ),
    why=_WHY,
    source=f"added; dose: our default. {_EVIDENCE}",
    alt="Start: lying on one side, legs straight. End: the top knee is bent, a hand draws "
    "the heel to the seat. Only the top lower leg moves.",
    serves=FLEXIBILITY,
)
