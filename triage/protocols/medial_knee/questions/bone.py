"""Signs of an overworked bone."""

from triage.protocols.medial_knee.questions.sections import SAFETY
from triage.rules.questions import Page, tick

BONE_LIST = Page(
    key="bone",
    section=SAFETY,
    heading="Does any of this fit the pain or the leg?",
    hint="Tick all that fit. There is no need to try anything out.",
    why="A bone that is overworked can crack. It feels much like other knee pain.",
    questions=(
        tick(
            "bone_spot",
            "I can put 1 finger on a sore spot on the bone",
            alone="Can you put 1 finger on a sore spot on the bone?",
            help="Bone is hard: the top of the shin, or the knob above the joint.",
        ),
        tick(
            "landing",
            "Landing on that leg hurts at one spot",
            alone="Does landing on that leg hurt at one spot?",
            help="Think of running or stepping off a kerb. Don't hop to test it.",
        ),
        tick(
            "builds",
            "It hurts more the longer I run, and keeps aching afterwards",
            alone="Does it hurt more the longer you run, and keep aching afterwards?",
            help="Both have to fit.",
        ),
        tick(
            "rest_ache",
            "It aches at night or when I sit still",
            alone="Does it ache at night or when you sit still?",
            help="If it only hurts as you turn over, that does not count.",
        ),
        tick(
            "hurts_to_walk",
            "Walking on the flat hurts 4 or more out of 10, or I limp",
            alone="Does walking on the flat hurt 4 or more, or do you limp?",
            help="0 is no pain. 10 is the worst pain you can think of.",
        ),
        tick(
            "groin",
            "Deep pain in the groin, or the front of the hip or thigh, too",
            alone="Is there deep pain in the groin, or the front of the hip or thigh?",
            help="The groin is the fold at the top of your leg. Think of a walk or a run.",
        ),
        tick(
            "weaker",
            "My leg is getting weaker, or my foot drags",
            alone="Is your leg getting weaker, or does your foot drag?",
            help="Weak only because it hurts does not count.",
        ),
    ),
)

PAGES = (BONE_LIST,)
