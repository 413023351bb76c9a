"""The short list "any of these new since last time?", for the diary."""

from dataclasses import replace

from triage.protocols.medial_knee import red_flags
from triage.protocols.medial_knee.questions.sections import SAFETY
from triage.rules.conditions import answer
from triage.rules.protocol import Protocol, RedFlag
from triage.rules.questions import Page, tick


def _asked_by(key: str, *flags: RedFlag) -> tuple[RedFlag, ...]:
    """Return ``flags`` as they stand, raised by one item of the short list."""
    return tuple(replace(flag, when=answer(key).is_yes()) for flag in flags)


NEWS = Page(
    key="news",
    section=SAFETY,
    heading="Is any of this new since last time?",
    hint="Tick all that fit.",
    why="A new warning sign means that somebody should look at your knee first.",
    questions=(
        tick(
            "new_limb_or_nerve",
            "A cold, pale, blue or numb foot, or numbness between my legs",
            alone="Is your foot cold, pale, blue or numb? Are you numb between your legs?",
            help="Compare it with the other foot.",
        ),
        tick(
            "new_chest",
            "Chest pain or trouble breathing, or I coughed blood or fainted",
            alone="Did you have chest pain or trouble breathing, cough blood or faint?",
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
            "A hot or red knee, or a swollen knee with a fever",
            alone="Is the knee hot or red, or swollen with a fever?",
            help="Feel both knees with the back of your hand. Is the sore one hotter?",
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
            "The knee catches, gets stuck or gives way",
            alone="Has the knee caught, got stuck or given way?",
            help="Clicks that do not hurt do not count.",
        ),
    ),
)

FOLLOW_UP = Protocol(
    slug="medial-knee-follow-up",
    pages=(NEWS,),
    red_flags=(
        *_asked_by("new_limb_or_nerve", red_flags.LIMB_THREAT, red_flags.NERVE_SIGNS),
        *_asked_by("new_chest", red_flags.CHEST_SIGNS),
        *_asked_by("new_calf", red_flags.CLOT),
        *_asked_by("new_hot_joint", red_flags.HOT_JOINT),
        *_asked_by("new_strong_pain", red_flags.UNMANAGEABLE, red_flags.WEIGHT_BEARING),
        *_asked_by("new_pop_or_swelling", red_flags.LOUD_POP, red_flags.FAST_SWELLING),
        *_asked_by("new_block", red_flags.CATCHING, red_flags.LOCKED, red_flags.GIVING_WAY),
    ),
)
