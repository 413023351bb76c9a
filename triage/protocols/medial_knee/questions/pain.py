"""What brings the pain on, and what it is like."""

from triage.protocols.medial_knee.questions.place import ELSEWHERE
from triage.protocols.medial_knee.questions.sections import PAIN
from triage.rules.conditions import not_
from triage.rules.questions import Page, tick

AGGRAVATORS = Page(
    key="aggravators",
    section=PAIN,
    heading="What brings the pain on, apart from running?",
    hint="Tick all that fit.",
    why="It points to what may be sore, and shows what to leave out for now.",
    when=not_(ELSEWHERE),
    questions=(
        tick(
            "stairs",
            "Stairs, or getting up from a chair",
            alone="Does it hurt on stairs, or when you get up from a chair?",
        ),
        tick(
            "bending",
            "Bending the knee",
            alone="Does it hurt when you bend the knee?",
        ),
        tick(
            "squatting",
            "Squatting or kneeling",
            alone="Does it hurt when you squat or kneel?",
        ),
        tick(
            "twisting",
            "Twisting or turning, also in bed",
            alone="Does it hurt when you twist or turn, also in bed?",
        ),
        tick(
            "side_step",
            "Side steps or changes of direction: they hurt or feel unsure",
            alone="Does it hurt or feel unsure when you step sideways or change direction?",
        ),
        tick(
            "cycling",
            "Cycling",
            alone="Does it hurt when you cycle?",
            help="Choose no if you do not cycle.",
        ),
        tick(
            "swimming",
            "Swimming",
            alone="Does it hurt when you swim?",
            help="Choose no if you do not swim.",
        ),
    ),
)

FEEL = Page(
    key="feel",
    section=PAIN,
    heading="What is it like?",
    hint="Tick all that fit.",
    why="It helps to tell one sore part of the knee from another.",
    when=not_(ELSEWHERE),
    questions=(
        tick(
            "sharp",
            "The pain is sharp",
            alone="Is the pain sharp?",
        ),
        tick(
            "sore_spot",
            "One spot is sore to touch",
            alone="Is one spot sore to touch?",
            help="Press gently with one finger where it hurts most.",
        ),
        tick(
            "clicking",
            "The knee clicks or pops, but does not get stuck",
            alone="Does the knee click or pop, but not get stuck?",
        ),
        tick(
            "snap",
            "It snaps painfully at the inner edge of the kneecap",
            alone="Does it snap painfully at the inner edge of the kneecap?",
        ),
        tick(
            "sitting",
            "It hurts when I sit for long with bent knees",
            alone="Does it hurt when you sit for long with bent knees?",
        ),
        tick(
            "stiff_start",
            "It is stiff for a few minutes after rest",
            alone="Is it stiff for a few minutes after rest?",
            help="It eases once you have moved a little.",
        ),
        tick(
            "foot_lands",
            "It hurts the moment my foot lands far in front of me",
            alone="Does it hurt the moment your foot lands far in front of you?",
            help="Think of long steps, or of running downhill.",
        ),
    ),
)

PAGES = (AGGRAVATORS, FEEL)
