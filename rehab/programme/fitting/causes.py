"""Each cause, and what it changes. Weeks count from the first exercises."""

from dataclasses import replace

from rehab.programme import exercises as e
from rehab.programme.exercises.parts import EASIER, START
from rehab.programme.fitting.parts import Ban, Check, Fitting

_OURS = "added; what to add, avoid and wait for: our default"
_DEEP = "Bends under load stay small until the knee is used to them."
_SEEN = "Only whoever has looked at the bone can say what it may carry."
_BREASTSTROKE = "The kick of the breaststroke would pull on the sore side."
_SHORT_RIDE = "Ride 10 minutes at most, in the easiest gear."
_HALF_SLIDE = "Slide forward only until the knees are at a right angle."

# A band above the knee pulls on the inner ligament least: our default.
_ABOVE_THE_KNEE = 3

MCL = Fitting(
    cause="mcl",
    source=f"{_OURS}; times: Therapeutic Guidelines, acute knee injuries",
    run_week=3,
    adds=(
        e.SINGLE_LEG_BALANCE,
        e.BALL_SQUEEZE,
        e.INNER_THIGH_PLANK,
        e.REACH,
        e.SIDE_SHUFFLE,
    ),
    bans=(
        Ban(
            exercise=e.BALL_SQUEEZE,
            until_week=2,
            why="It pulls on the inner side. That side needs 2 weeks first.",
        ),
        Ban(
            exercise=e.BAND_WALK,
            until_week=3,
            why="It pulls on the inner side. That side needs 3 weeks first.",
        ),
        Ban(
            exercise=e.BAND_WALK,
            above=_ABOVE_THE_KNEE,
            why="A band below the knee pulls on the inner side.",
        ),
        Ban(
            exercise=e.INNER_THIGH_PLANK,
            until_week=6,
            why="It bends the knee inwards. That side needs 6 weeks first.",
        ),
    ),
    avoid=(
        "Turns, side steps and all that pushes the knee inwards, for 3 weeks.",
        "A deeper sprain may need a brace. Ask whoever looks at your knee.",
    ),
    notes={
        "X05": "Stop if you feel a pull of more than 2 on the inner side.",
        "X25": "Stop if the knee feels unsure.",
    },
    swaps={"swimming": _BREASTSTROKE},
    checks={
        3: (
            Check(
                id="sinks_in",
                text="Letting the bent knee sink inwards a little hurts 1 at most.",
                source="our default",
            ),
            Check(
                id="side_steps",
                text="Side steps do not hurt.",
                source="our default",
            ),
            Check(
                id="no_giving_way",
                text="The knee has not given way in the last 2 weeks.",
                source="our default",
            ),
        ),
    },
)

MENISCUS = Fitting(
    cause="meniscus",
    source=f"{_OURS}; training helps: BMJ 2017 guideline, PMC5426368",
    run_week=6,
    adds=(e.WALL_SIT, e.SIT_TO_STAND, e.SINGLE_LEG_BALANCE),
    bans=(
        Ban(exercise=e.SIT_TO_STAND, above=EASIER, until_week=4, why=_DEEP),
        Ban(exercise=e.SIT_TO_STAND, above=3, until_week=8, why=_DEEP),
        Ban(exercise=e.WALL_SIT, above=3, until_week=8, why=_DEEP),
        Ban(exercise=e.SPLIT_SQUAT, above=EASIER, until_week=8, why=_DEEP),
        Ban(exercise=e.SINGLE_LEG_SQUAT, above=3, until_week=8, why=_DEEP),
    ),
    avoid=(
        "Deep bends: for 4 weeks no deeper than a high seat.",
        "After that, no deeper than a chair until week 8.",
        "Twists on that leg, and sitting on your heels.",
    ),
    notes={
        "X01": "Stop before the bend hurts. Don't force it.",
        "X31": "Stop before the bend hurts. Don't force it.",
        **dict.fromkeys(("X11", "X12", "X13", "X16"), "Stop at the first catch."),
    },
    swaps={"swimming": _BREASTSTROKE, "rowing": _HALF_SLIDE},
    checks={
        3: (
            Check(
                id="no_swelling_2_weeks",
                text="The knee has not been swollen for 2 weeks.",
                source="our default",
            ),
            Check(
                id="full_bend",
                text="It bends all the way, about as far as the other one.",
                source="our default",
            ),
        ),
    },
)

PES_ANSERINE = Fitting(
    cause="pes_anserine",
    source=_OURS,
    run_week=4,
    adds=(
        e.HEEL_DIG,
        e.HEEL_SLIDE_CURL,
        e.HIP_HINGE,
        e.DOUBLE_BRIDGE,
        e.BALL_SQUEEZE,
    ),
    avoid=(
        "Hills, and hard stretches for the back of the thigh.",
        "Kneeling on the sore spot.",
        "In bed, a pillow between the knees may help.",
    ),
    notes={
        "X20": "At the sore spot, pain stays at 3 or less.",
        "X28": "Do it standing if it hurts to kneel.",
        "X29": "Leave it out if it hurts at the sore spot.",
    },
    swaps={"swimming": _BREASTSTROKE, "cycling": _SHORT_RIDE},
    checks={
        3: (
            Check(
                id="heel_drag",
                text="Sit and pull the heel back on the floor. It hurts 1 at most.",
                source="our default",
            ),
        ),
    },
)

PATELLOFEMORAL = Fitting(
    cause="patellofemoral",
    source=f"{_OURS}; hip and knee training: Ferber 2015, PMC4560005",
    run_week=0,
    adds=(
        e.SIT_TO_STAND,
        e.WALL_SIT,
        e.STEP_DOWN,
        e.SINGLE_LEG_SQUAT,
        e.STEP_UP,
        e.SPLIT_SQUAT,
    ),
    avoid=("Deep squats, and long ways downhill or down stairs.",),
    swaps={"rowing": _HALF_SLIDE},
)

PLICA = Fitting(
    cause="plica",
    source=_OURS,
    run_week=3,
    adds=(e.WALL_SIT, e.QUAD_STRETCH),
    bans=(
        Ban(
            exercise=e.TERMINAL_KNEE_EXTENSION,
            above=2,
            why="A hard push for the last bit can pinch the fold.",
        ),
    ),
    avoid=(
        "Sitting for long with the knee bent. Get up often.",
        "Heavy weights as you push the knee straight.",
    ),
    swaps={"rowing": _HALF_SLIDE},
)

OSTEOARTHRITIS = Fitting(
    cause="osteoarthritis",
    source=f"{_OURS}; training helps: BMJ 2017 guideline, PMC5426368",
    run_week=0,
    adds=(
        e.SIT_TO_STAND,
        e.WALL_SIT,
        e.DOUBLE_BRIDGE,
        e.DOUBLE_CALF_RAISE,
        e.STEP_UP,
        e.SPLIT_SQUAT,
    ),
    checks={
        3: (
            Check(
                id="no_swelling_1_week",
                text="The knee has not been swollen for 7 days.",
                source="our default",
            ),
        ),
    },
)

SEMIMEMBRANOSUS = Fitting(
    cause="semimembranosus",
    source=_OURS,
    run_week=4,
    adds=(e.HEEL_DIG, e.HEEL_SLIDE_CURL, e.HIP_HINGE, e.QUICK_FEET),
    avoid=("Long steps, and long ways downhill.",),
    notes={
        "X20": "At the sore spot, pain stays at 3 or less.",
        "X29": "Leave it out if it hurts at the sore spot.",
    },
    swaps={"cycling": _SHORT_RIDE},
    checks={
        3: (
            Check(
                id="foot_lands",
                text="As your foot lands in a quick walk, it hurts 1 at most.",
                source="our default",
            ),
        ),
    },
)

SAPHENOUS_NERVE = Fitting(
    cause="saphenous_nerve",
    source=_OURS,
    run_week=0,
    adds=(e.SINGLE_LEG_BALANCE,),
    avoid=("Tight straps or clothes at the knee, and kneeling.",),
    notes={
        "X04": "Do it without the band if the band presses or tingles.",
        "X06": "Do it without the band if the band presses or tingles.",
        "X28": "Do it standing, so that nothing presses on the knee.",
    },
)

OVERLOAD = Fitting(cause="overload", source=_OURS, run_week=3)

REFERRED_PAIN = Fitting(
    cause="referred_pain",
    source=_OURS,
    run_week=3,
    avoid=("All that brings on pain in your groin, hip or back.",),
)


def _of_bone(cause: str) -> Fitting:
    cleared = Check(
        id="cleared", text="Whoever looked at it says: you may go on.", source="our default"
    )
    seen = Fitting(
        cause=cause,
        source="added; what it may carry, whoever has looked can say: our default",
        run_week=None,
        adds=(e.ARCH_RAISE,),
        avoid=("All that hurts the bone, walking too. It must not hurt at all.",),
        checks=dict.fromkeys(range(5), (cleared,)),
        unasked=frozenset({"single_hops"}),
    )
    return replace(
        seen,
        source="added; nothing that loads the bone comes from an app: our default",
        only=(e.ARCH_RAISE,),
        bans=(Ban(exercise=e.ARCH_RAISE, above=START, why=_SEEN),),
        avoid=(
            "All impact: no running, no jumping, no skipping.",
            "Walking, if it hurts at all.",
            "Training the leg, until whoever looked at it gives you a plan.",
        ),
        once_cleared=seen,
    )


FITTINGS = (
    MCL,
    MENISCUS,
    PES_ANSERINE,
    OVERLOAD,
    PATELLOFEMORAL,
    PLICA,
    OSTEOARTHRITIS,
    SEMIMEMBRANOSUS,
    SAPHENOUS_NERVE,
    _of_bone("bone_stress_injury"),
    _of_bone("sifk"),
    REFERRED_PAIN,
)
