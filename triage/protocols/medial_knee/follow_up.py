"""What the diary asks each time: pain at rest, and "any of these new since last time?"."""

from dataclasses import replace

from triage.protocols.medial_knee.questions.sections import SAFETY
from triage.protocols.medial_knee.questions.warnings import REST_PAIN
from triage.protocols.medial_knee.red_flags import emergencies, warning_signs
from triage.protocols.medial_knee.red_flags.sources import PATHWAY, added, brief
from triage.rules.conditions import all_of, answer, any_of
from triage.rules.parts import RedFlag, Source
from triage.rules.protocol import Protocol
from triage.rules.questions import Page, tick


def _asked_by(key: str, flag: RedFlag) -> RedFlag:
    """Return ``flag`` as it stands, raised by one item of the short list."""
    return replace(flag, when=answer(key).is_yes())


def _any_of(key: str, id_: str, because: str, source: Source, *flags: RedFlag) -> RedFlag:
    """Return what one item that asks for the signs of several ``flags`` comes to.

    That is the most urgent of them, and in doubt no less than any of them in doubt.
    """
    return RedFlag(
        id=id_,
        when=answer(key).is_yes(),
        level=max(flag.level for flag in flags),
        when_unsure=max(flag.when_unsure for flag in flags),
        because=because,
        source=source,
        notes=tuple(note for flag in flags for note in flag.notes),
    )


# 7 items are all there are, so some ask for several signs.
NEW_SIGNS = Page(
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
    pages=(NEW_SIGNS, REST_PAIN),
    red_flags=(
        _any_of(
            "new_limb_or_injury",
            "leg_or_injury",
            "A bad injury, or a cold, pale or numb foot, can cost you the leg.",
            added(f"{PATHWAY}: vessel or nerve damage, dislocation or fracture"),
            emergencies.LIMB_THREAT,
            emergencies.BIG_TRAUMA,
            emergencies.STILL_DISLOCATED,
            emergencies.SLIPPED_BACK,
        ),
        _any_of(
            "new_chest",
            "chest_or_back_signs",
            "It can mean trouble with your heart or lungs, or with nerves in your back.",
            added("Clinical judgement: heart, a clot in the lungs, cauda equina syndrome"),
            emergencies.CHEST_SIGNS,
            emergencies.NERVE_SIGNS,
        ),
        _asked_by("new_calf", emergencies.CLOT),
        _asked_by("new_hot_joint", emergencies.HOT_JOINT_AND_ILL),
        _any_of(
            "new_strong_pain",
            "strong_pain_or_no_steps",
            "Pain that you can't manage needs to be seen today. So does a leg that "
            "can't take 4 steps.",
            brief("severe, unmanageable pain; cannot bear weight"),
            warning_signs.UNMANAGEABLE,
            warning_signs.WEIGHT_BEARING,
        ),
        _any_of(
            "new_pop_or_swelling",
            "pop_or_fast_swelling",
            "A loud pop or a lot of swelling can mean that something has torn.",
            brief("a loud popping sound; significant swelling that came rapidly"),
            warning_signs.LOUD_POP,
            warning_signs.FAST_SWELLING,
        ),
        _any_of(
            "new_block",
            "hot_or_blocked_knee",
            "A hot knee may be infected. One that gets stuck or gives way may be torn.",
            brief("catching, locking or giving way; a hot joint is added"),
            emergencies.HOT_JOINT,
            warning_signs.CATCHING,
            warning_signs.LOCKED,
            warning_signs.GIVING_WAY,
        ),
        warning_signs.SEVERE_AT_REST,
        warning_signs.STRONG_AT_REST,
        replace(
            emergencies.SEVERE_AND_TIGHT,
            when=all_of(
                any_of(
                    answer("new_strong_pain").is_yes(), answer(REST_PAIN.key).at_least(8)
                ),
                answer("new_calf").is_yes(),
            ),
        ),
    ),
)
