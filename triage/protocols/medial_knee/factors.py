"""What may add to the strain. It picks advice and exercises; it never moves the level."""

from triage.rules.conditions import answer
from triage.rules.parts import Confidence, Factor, FactorKind, Note, Origin, Sign, Source


def _brief(reference: str) -> Source:
    return Source(origin=Origin.BRIEF, reference=reference)


def _sign(question: str, because: str, points: int = 1) -> Sign:
    return Sign(when=answer(question).is_yes(), points=points, because=because)


LOAD = Factor(
    id="load",
    name="A jump in your running",
    kind=FactorKind.LOAD,
    signs=(
        _sign(
            "long_run", "One run was clearly longer than any in the month before.", points=2
        ),
        _sign("more", "You ran clearly more, or on more days."),
        _sign("began", "You started to run, or started again."),
        _sign("harder", "There were more hills, more speed or a race."),
    ),
    summary="Each step loads the inner knee, over and over. "
    "That is fine for a knee that has had time to get used to it. "
    "When the load grows faster than the knee can adapt, it gets sore.",
    advice=(
        "Change one thing at a time: how far, how fast or how hilly.",
        "Run at most a tenth further than your longest run of the last 30 days.",
    ),
    source=_brief("Repetitive impact overloads the knee; points by expert judgement"),
    notes=(
        Note(
            brief="Impact that repeats overloads the knee.",
            evidence="In a study of 5,205 runners, one run stood out. "
            "Runs over a tenth longer than any in the last 30 days went with injuries. "
            "How the week compared with the weeks before said less.",
            confidence=Confidence.SOME,
        ),
    ),
)

OVERPRONATION = Factor(
    id="overpronation",
    name="Feet that roll in",
    kind=FactorKind.MECHANICS,
    signs=(
        _sign(
            "feet_roll_in",
            "Your feet roll in, or your shoes wear out on the inner side.",
        ),
    ),
    summary="All feet roll in a little. Rolling in a lot is called over-pronation. "
    "It works in 3 steps. First the foot rolls in. "
    "Then the shin bone turns in with it. "
    "That twists the knee and pulls on the MCL and the meniscus. "
    "The MCL is a band on the inner side. The meniscus is the rubbery pad in the joint.",
    advice=(
        "Try arch raises and calf raises, 3 or 4 days a week.",
        "Shoes that hold the foot may help. So may insoles from a shop.",
    ),
    shoes=True,
    source=_brief("Over-pronation: foot rolls in, shin turns in, knee is twisted"),
    notes=(
        Note(
            brief="Feet that roll in play a large part in this pain.",
            evidence="In 927 new runners, those whose feet rolled in were hurt no more. "
            "It may matter for some people.",
            confidence=Confidence.WEAK,
        ),
        Note(
            brief="Shoes or insoles that hold the foot limit the rolling.",
            evidence="In a trial with 372 runners, shoes that hold the foot cut injuries. "
            "They did so only for feet that roll in. "
            "Shoes picked by footprint did not help soldiers. "
            "Try them for 4 to 6 weeks if they feel better. If the pain stays, stop.",
            confidence=Confidence.SOME,
        ),
    ),
)

KNEE_VALGUS = Factor(
    id="knee_valgus",
    name="A knee that dives in",
    kind=FactorKind.MECHANICS,
    signs=(_sign("knee_dives_in", "Your knee dives in as you squat or land."),),
    summary="In each step you stand on one leg for a moment. "
    "This is called the stance phase. "
    "A muscle at the side of your hip then holds your pelvis (hip bones) level. "
    "It is called the gluteus medius. "
    "Other hip muscles keep the thigh from turning in. "
    "If they are weak, the pelvis drops and the thigh turns in. "
    "Then the knee dives in, which is called dynamic valgus.",
    advice=(
        "Try side-lying leg raises and clamshells, 3 or 4 days a week.",
        "As you step down, watch in a mirror: knee over the middle toes.",
    ),
    source=_brief(
        "Weak hip abductors and external rotators, gluteus medius; dynamic knee valgus"
    ),
    notes=(
        Note(
            brief="Weak hips let the knee dive in, and that makes it hurt.",
            evidence="Studies do not agree that weak hips come first. "
            "Hip training often eases the pain, but people run much as before. "
            "So the exercises are good, and the cause is not certain.",
            confidence=Confidence.WEAK,
        ),
    ),
)

CROSSOVER_GAIT = Factor(
    id="crossover_gait",
    name="Feet that cross the middle line",
    kind=FactorKind.MECHANICS,
    signs=(_sign("feet_cross", "Your feet land on one line or cross over it."),),
    summary="Think of a line on the ground below the middle of your body. "
    "In a cross-over gait your feet land on it or beyond it. "
    "Gait means the way you walk or run. "
    "The leg turns more, and the thigh leans inwards (hip adduction). "
    "That puts more load on the inner side of the knee.",
    advice=(
        "Try side-lying leg raises, 3 or 4 days a week.",
        "Once you run again without pain, run as if on train tracks.",
        "Keep a fist of space between your knees, 4 times for 1 minute.",
    ),
    source=_brief("Cross-over gait: leg rotation, hip adduction and medial load rise"),
    notes=(
        Note(
            brief="A cross-over gait puts more load on the inner knee.",
            evidence="In the lab, wider steps took load off the inner knee. "
            "No trial has shown that they ease inner knee pain. "
            "It is an easy thing to try.",
            confidence=Confidence.SOME,
        ),
    ),
)

FACTORS = (LOAD, OVERPRONATION, KNEE_VALGUS, CROSSOVER_GAIT)
