"""Quick steps, hops and landings, from small to large: two days a week at most."""

from rehab.programme.exercises.parts import Exercise, Part, Rung, Unit, holds, sets_of
from rehab.programme.exercises.served import CADENCE, CROSSOVER, HIP

DAYS_A_WEEK = 2  # our default: bone and tendon need days to get used to impact
_ADDED = "added; dose: our default"


def _metres(sets: int, metres: int, change: str = "") -> Rung:
    return Rung(sets_of(sets, metres, unit=Unit.METRES), change)


SIDE_SHUFFLE = Exercise(
    id="X27",
    name="Side shuffle",
    part=Part.IMPACT,
    phases=(4, 4),
    ladder=(
        _metres(3, 6, "Walk sideways."),
        _metres(3, 6),
        _metres(3, 8),
        _metres(3, 10),
        _metres(3, 10, "Go faster, with soft feet."),
    ),
    days_a_week=DAYS_A_WEEK,
    each_side=True,
    how=(
        "Stand in a half squat, hips low.",
        "Take quick small steps to one side.",
        "Stop, hold for a moment, and come back.",
    ),
    why="Gets the inner side of the knee ready for quick turns.",
    source=_ADDED,
    alt="Start: a half squat, feet as wide as the hips. End: a few metres to the side, "
    "still low. The whole body moves sideways with quick steps.",
)

POGO_HOPS = Exercise(
    id="X32",
    name="Small hops on both legs",
    part=Part.IMPACT,
    phases=(4, 4),
    ladder=(
        Rung(sets_of(3, 20), "Bounce on your toes, which stay on the floor."),
        Rung(sets_of(3, 20)),
        Rung(sets_of(3, 30)),
        Rung(sets_of(3, 40)),
    ),
    days_a_week=DAYS_A_WEEK,
    how=(
        "Stand tall, feet as wide as your hips.",
        "Hop a little way up, on both feet.",
        "Land on the balls of your feet, as quietly as you can.",
    ),
    why="Gets calf, bone and knee used to the impact of running.",
    source=_ADDED,
    alt="Start: standing tall on both feet. End: a hand's width off the floor, legs almost "
    "straight. The whole body moves up and down.",
)

LINE_HOPS = Exercise(
    id="X33",
    name="Hops over a line",
    part=Part.IMPACT,
    phases=(4, 4),
    ladder=(
        Rung(sets_of(3, 10), "Step over the line with quick feet."),
        Rung(sets_of(3, 10)),
        Rung(sets_of(3, 15)),
        Rung(sets_of(3, 20)),
        Rung(sets_of(3, 20), "Hop faster, still without a sound."),
    ),
    days_a_week=DAYS_A_WEEK,
    how=(
        "Stand with both feet behind a line on the floor.",
        "Hop over it and back. Land softly, knees apart.",
        "In the next set, hop over it sideways.",
    ),
    why="Gets the knee used to impact from all sides.",
    source=_ADDED,
    alt="Start: both feet on one side of a line. End: both feet have landed on the other "
    "side, knees soft. The whole body hops over the line.",
)

SINGLE_LEG_HOPS = Exercise(
    id="X34",
    name="Hops on one leg",
    part=Part.IMPACT,
    phases=(4, 4),
    ladder=(
        Rung(sets_of(3, 8), "Hop on both legs."),
        Rung(sets_of(3, 8)),
        Rung(sets_of(3, 10)),
        Rung(sets_of(3, 15)),
        Rung(sets_of(3, 20)),
        Rung(sets_of(3, 20), "Hop forward a little each time."),
    ),
    days_a_week=DAYS_A_WEEK,
    each_side=True,
    how=(
        "Stand on one leg, knee soft.",
        "Hop on the spot, low and quiet.",
        "Pain stays at 2 or less, and is gone the next day.",
    ),
    why="A run is a row of hops from leg to leg.",
    source=_ADDED,
    alt="Start: standing on one leg, knee soft. End: that foot is a hand's width off the "
    "floor. The whole body moves up and down on one leg.",
)

STEP_OFF_LANDING = Exercise(
    id="X35",
    name="Step off and land",
    part=Part.IMPACT,
    phases=(4, 4),
    ladder=(
        Rung(sets_of(3, 5), "Jump a little on the spot, and hold the landing."),
        Rung(sets_of(3, 5)),
        Rung(sets_of(3, 6)),
        Rung(sets_of(3, 8)),
        Rung(sets_of(3, 8), "Use a step of 20 cm."),
        Rung(sets_of(3, 8), "Use a step of 10 cm, and land on one leg."),
    ),
    days_a_week=DAYS_A_WEEK,
    how=(
        "Stand on a step of 10 cm.",
        "Step off, and land on both feet, soft and quiet.",
        "Hold it for 2 seconds, knees over the toes.",
    ),
    why="Trains you to land with the knee in line.",
    source=_ADDED,
    alt="Start: standing on a low step, one foot in the air. End: both feet on the floor, "
    "knees bent over the toes. The whole body drops down and stops.",
    serves=HIP,
)

BOUNDING = Exercise(
    id="X36",
    name="Bounding",
    part=Part.IMPACT,
    phases=(5, 5),
    ladder=(
        _metres(3, 20, "Skip, with a small hop on each foot."),
        _metres(3, 20),
        _metres(3, 25),
        _metres(3, 30),
    ),
    days_a_week=DAYS_A_WEEK,
    how=(
        "Run with long, high steps on soft, flat ground.",
        "Push off hard and stay tall.",
        "Land softly, then walk back.",
    ),
    why="Makes your stride springy and ready for speed.",
    source=_ADDED,
    alt="Start: pushing off with one leg, the other knee high. End: in the air, about to "
    "land on the other foot. The whole body flies forward.",
)

QUICK_FEET = Exercise(
    id="X37",
    name="March and quick feet",
    part=Part.IMPACT,
    phases=(4, 5),
    ladder=(
        Rung(holds(4, 30), "Walk on the spot."),
        Rung(holds(4, 30)),
        Rung(holds(4, 40)),
        Rung(holds(4, 40), "Skip: add a small hop to each step."),
        Rung(holds(4, 40), "Skip to a beat, 5 % quicker than your own."),
    ),
    days_a_week=DAYS_A_WEEK,
    how=(
        "Stand tall and march on the spot.",
        "Lift the knees to hip height, feet under your hips.",
        "Put the feet down quick and light, a fist apart.",
    ),
    why="Trains quick, light steps, which load the knee less.",
    source="added; quicker steps load the knee less: Heiderscheit 2011, MSSE 43:296; "
    "dose: our default",
    alt="Start: standing tall. End: one knee at hip height, the other foot on the floor. "
    "The legs move in turn, quick and light.",
    serves=CADENCE | CROSSOVER,
)
