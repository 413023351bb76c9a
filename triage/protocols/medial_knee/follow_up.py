"""The short list "any of these new since last time?", for the diary."""

from dataclasses import replace

from triage.protocols.medial_knee.questions.sections import SAFETY
from triage.protocols.medial_knee.red_flags import emergencies, warning_signs
from triage.rules.conditions import all_of, answer
from triage.rules.parts import RedFlag
from triage.rules.protocol import Protocol
from triage.rules.questions import Page, tick


def _asked_by(key: str, *flags: RedFlag) -> tuple[RedFlag, ...]:
    """Return ``flags`` as they stand, raised by one item of the short list."""
    return tuple(replace(flag, when=answer(key).is_yes()) for flag in flags)


# What is put in one item comes to the most urgent of its signs: 7 items are all there are.
NEWS = Page(
    key="news",
    section=SAFETY,
    heading="Is any of this new since last time?",
    hint="Tick all that fit.",
    why="A new warning sign means that somebody should look at your knee first.",
    questions=(
        tick(
            "new_limb_or_injury",
            "A crash, high fall, knee out of place, or cold, pale, blue or numb foot",
            alone="Was there a crash or a high fall? Did the knee go out of place? "
            "Is your foot cold, pale, blue or numb?",
            help="A high fall is from higher than you are tall. An open wound counts too. "
            "Compare both feet.",
        ),
        tick(
            "new_chest",
            "Chest pain, trouble breathing, fainting, coughing blood, "
            "or numbness between my legs",
            alone="Did you have chest pain or trouble breathing, cough blood or faint? "
            "Are you numb between your legs?",
            help="Being out of breath just after a run does not count.",
        ),
        tick(
            "new_calf",
            "A swollen, tight and sore calf or leg",
            alone="Is your calf or whole leg swollen, tight and sore?",
            help="Sit down and compare both calves.",
        ),
        tick(
            "new_hot_joint",
            "A hot, red or swollen knee, and I have a fever or feel ill",
            alone="Is the knee hot, red or swollen, with a fever or feeling ill?",
            help="Shivers or chills count too. A fever means 38 °C (100.4 °F) or more.",
        ),
        tick(
            "new_strong_pain",
            "Pain that I can't manage, or I can't take 4 steps",
            alone="Is the pain too bad to manage, or are 4 steps too much for you?",
            help="Limping counts as walking.",
        ),
        tick(
            "new_pop_or_swelling",
            "A loud pop, or a lot of swelling within hours",
            alone="Was there a loud pop, or did the knee swell a lot within hours?",
            help="Small clicks do not count. Nor does slight swelling.",
        ),
        tick(
            "new_block",
            "The knee is hot or red, catches, gets stuck or gives way",
            alone="Is the knee hot or red? Has it caught, got stuck or given way?",
            help="Feel both knees to compare them. Painless clicks do not count.",
        ),
    ),
)

FOLLOW_UP = Protocol(
    slug="medial-knee-follow-up",
    pages=(NEWS,),
    red_flags=(
        *_asked_by(
            "new_limb_or_injury",
            emergencies.LIMB_THREAT,
            emergencies.BIG_TRAUMA,
            emergencies.STILL_DISLOCATED,
            emergencies.SLIPPED_BACK,
        ),
        *_asked_by("new_chest", emergencies.CHEST_SIGNS, emergencies.NERVE_SIGNS),
        *_asked_by("new_calf", emergencies.CLOT),
        *_asked_by("new_hot_joint", emergencies.HOT_JOINT_AND_ILL),
        *_asked_by(
            "new_strong_pain", warning_signs.UNMANAGEABLE, warning_signs.WEIGHT_BEARING
        ),
        *_asked_by(
            "new_pop_or_swelling", warning_signs.LOUD_POP, warning_signs.FAST_SWELLING
        ),
        *_asked_by(
            "new_block",
            emergencies.HOT_JOINT,
            warning_signs.CATCHING,
            warning_signs.LOCKED,
            warning_signs.GIVING_WAY,
        ),
        replace(
            emergencies.SEVERE_AND_TIGHT,
            when=all_of(answer("new_strong_pain").is_yes(), answer("new_calf").is_yes()),
        ),
    ),
)
