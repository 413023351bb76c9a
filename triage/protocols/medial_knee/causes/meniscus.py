"""The inner meniscus."""

from itertools import combinations

from triage.protocols.medial_knee.causes.weighing import (
    AGGRAVATORS,
    LOCATION,
    MECHANICAL,
    MECHANISM,
    SUDDEN,
    added,
    brief,
)
from triage.protocols.medial_knee.questions.course import FOR_WEEKS
from triage.protocols.medial_knee.questions.warnings import INJURED
from triage.rules.conditions import all_of, answer, any_of
from triage.rules.protocol import Cause, Clue, Level, OwnLevel, Prior

# The four signs of the Meniscal Symptom Index: one sore spot, clicks, catches, gives way.
SIGNS = tuple(map(answer, ("sore_spot", "clicking", "catching", "giving_way")))
NO_SIGNS = all_of(*(sign.is_no() for sign in SIGNS))
TWO_SIGNS = any_of(*(all_of(a.is_yes(), b.is_yes()) for a, b in combinations(SIGNS, 2)))
ALL_SIGNS = all_of(*(sign.is_yes() for sign in SIGNS))
SYMPTOM_INDEX = "Meniscal Symptom Index (Niu 2011)"

MENISCUS = Cause(
    id="meniscus",
    name="Meniscus irritation or tear",
    summary="The inner meniscus is a pad of cartilage, shaped like a C. "
    "It sits between your thigh bone and your shin bone and absorbs shock. "
    "It can get sore, or it can tear.",
    source=brief("Medial meniscus irritation or tear is a main cause", "named there"),
    prior=-0.5,
    priors=(Prior(when=INJURED, bits=1.0),),
    clues=(
        Clue(
            when=answer("place").is_("groove"),
            bits=1.3,
            domain=LOCATION,
            because="It hurts in the groove of the joint.",
            source=brief(
                "Meniscus: pain along the joint line",
                "joint line pain, LR 2.5 taken for pressing it yourself (Smith 2015)",
            ),
        ),
        Clue(
            when=all_of(answer("sharp").is_yes(), answer("place").is_("groove")),
            bits=0.5,
            domain=LOCATION,
            because="The pain in the groove is sharp.",
            source=brief("Meniscus: sharp pain along the joint line"),
        ),
        Clue(
            when=all_of(
                answer("sore_spot").is_yes(), answer("place").is_("band", "groove")
            ),
            bits=0.3,
            domain=LOCATION,
            because="It is sore to touch along the joint line.",
            source=added("Joint line tenderness, LR 1.3 to 5.5 when examined (Smith 2015)"),
        ),
        Clue(
            when=answer("place").is_("band"),
            bits=-0.5,
            domain=LOCATION,
            because="It hurts along the band, not in the groove.",
            source=added(),
        ),
        Clue(
            when=answer("place").is_("shin"),
            bits=-1.5,
            domain=LOCATION,
            because="It hurts below the joint, on the shin.",
            source=added(),
        ),
        Clue(
            when=answer("place").is_("spread"),
            bits=-1.0,
            domain=LOCATION,
            because="The pain is spread out.",
            source=added(),
        ),
        Clue(
            when=answer("onset").is_("twist"),
            bits=1.0,
            domain=MECHANISM,
            because="It began as you twisted or turned.",
            source=added(),
        ),
        Clue(
            when=answer("onset").is_("pushed_in"),
            bits=0.5,
            domain=MECHANISM,
            because="It began as the knee was pushed inwards.",
            source=added(),
        ),
        Clue(
            when=answer("squatting").is_yes(),
            bits=1.0,
            domain=AGGRAVATORS,
            because="Squatting or kneeling brings it on.",
            source=brief("Meniscus: worse when squatting"),
        ),
        Clue(
            when=answer("twisting").is_yes(),
            bits=1.0,
            domain=AGGRAVATORS,
            because="Twisting or turning brings it on.",
            source=brief("Meniscus: worse when twisting"),
        ),
        Clue(
            when=answer("locking").is_yes(),
            bits=1.0,
            domain=MECHANICAL,
            because="The knee gets stuck.",
            source=brief("Meniscus: a feeling that the knee locks"),
        ),
        Clue(
            when=answer("clicking").is_yes(),
            bits=0.3,
            domain=MECHANICAL,
            because="The knee clicks or pops.",
            source=brief("Meniscus: clicking or popping"),
        ),
        Clue(
            when=TWO_SIGNS,
            bits=0.7,
            domain=MECHANICAL,
            because="2 or more of these fit: one sore spot, clicks, catches, gives way.",
            source=added(SYMPTOM_INDEX),
        ),
        Clue(
            when=ALL_SIGNS,
            bits=1.3,
            domain=MECHANICAL,
            because="All 4 of these fit: one sore spot, clicks, catches, gives way.",
            source=added(f"{SYMPTOM_INDEX}: LR 4.7"),
        ),
        Clue(
            when=NO_SIGNS,
            bits=-1.8,
            domain=MECHANICAL,
            because="None of these fit: one sore spot, clicks, catches, gives way.",
            source=added(f"{SYMPTOM_INDEX}: LR 0.28"),
        ),
    ),
    own_levels=(
        OwnLevel(
            when=SUDDEN,
            level=Level.WITHIN_2_WEEKS,
            because="If the meniscus was hurt suddenly, somebody should look at it.",
            source=added("Clinical judgement: meniscus after a sudden start"),
        ),
        OwnLevel(
            when=FOR_WEEKS,
            level=Level.WITHIN_2_WEEKS,
            because="If it is the meniscus, 3 weeks is long enough to have it looked at.",
            source=added("Clinical judgement: self-care of a meniscus for up to 3 weeks"),
        ),
    ),
)
