"""Danger to the leg or to life."""

from triage.protocols.medial_knee.red_flags.sources import PATHWAY, added, ours
from triage.rules.conditions import all_of, answer, any_of, any_yes
from triage.rules.parts import Level, RedFlag

SEVERE = any_of(answer("unmanageable").is_yes(), answer("rest_pain").at_least(8))

LIMB_THREAT = RedFlag(
    id="limb_threat",
    when=answer("limb").is_yes(),
    level=Level.EMERGENCY,
    when_unsure=Level.EMERGENCY,
    because="The blood or the nerves of your leg may be in danger.",
    source=added(f"{PATHWAY}: blood vessel or nerve damage is an emergency"),
)
STILL_DISLOCATED = RedFlag(
    id="still_dislocated",
    when=answer("still_out").is_yes(),
    level=Level.EMERGENCY,
    when_unsure=Level.EMERGENCY,
    because="A joint that stays out of place can harm the leg below it.",
    source=added(f"{PATHWAY}: dislocation or fracture goes to the emergency department"),
)
SLIPPED_BACK = RedFlag(
    id="dislocation",
    when=answer("out_of_place").is_yes(),
    level=Level.SAME_DAY,
    when_unsure=Level.SAME_DAY,
    because="A knee that went out of place may be hurt inside, even when back.",
    source=added(
        f"{PATHWAY}: kneecap dislocation goes to an urgent clinic; same day is ours"
    ),
)
BIG_TRAUMA = RedFlag(
    id="major_trauma",
    when=answer("big_trauma").is_yes(),
    level=Level.EMERGENCY,
    when_unsure=Level.EMERGENCY,
    because="After a crash, a high fall or an open wound, something may be broken.",
    source=added("NHS Cornwall knee red flags: high-impact trauma"),
)
HOT_JOINT = RedFlag(
    id="hot_knee",
    when=answer("hot_joint").is_yes(),
    level=Level.SAME_DAY,
    when_unsure=Level.SAME_DAY,
    because="A hot, red or swollen knee like this can mean an infection in the joint.",
    source=added(
        "BSR/BOA hot swollen joint guideline 2006, doi 10.1093/rheumatology/kel163a"
    ),
)
HOT_JOINT_AND_ILL = RedFlag(
    id="hot_knee_and_ill",
    when=answer("feels_ill").is_yes(),
    level=Level.EMERGENCY,
    when_unsure=Level.EMERGENCY,
    because="A hot knee in somebody who feels ill can mean an infection that spreads.",
    source=added("BSR/BOA hot swollen joint guideline 2006; emergency is our judgement"),
)
CLOT = RedFlag(
    id="clot",
    when=answer("calf").is_yes(),
    level=Level.SAME_DAY,
    when_unsure=Level.SAME_DAY,
    because="A swollen, tight calf or leg can mean a blood clot.",
    source=added("Wells and primary-care clot scores; no score is worked out here"),
)
CHEST_SIGNS = RedFlag(
    id="chest_signs",
    when=answer("chest").is_yes(),
    level=Level.EMERGENCY,
    when_unsure=Level.EMERGENCY,
    because="This can mean trouble with your heart, or a clot in your lungs.",
    source=added("Clinical judgement: heart trouble or a clot in the lungs"),
)
NERVE_SIGNS = RedFlag(
    id="nerve_signs",
    when=answer("nerve").is_yes(),
    level=Level.EMERGENCY,
    when_unsure=Level.EMERGENCY,
    because="The nerves at the bottom of your back may be squeezed.",
    source=added("Clinical judgement: cauda equina syndrome"),
)
CHANGED_CALF = RedFlag(
    id="changed_calf",
    when=answer("calf_changed").is_yes(),
    level=Level.SAME_DAY,
    when_unsure=Level.SAME_DAY,
    because="A calf that has changed can mean a blood clot.",
    source=added("Wells and primary-care clot scores; no score is worked out here"),
)
CLOT_RISK = RedFlag(
    id="clot_more_likely",
    when=any_yes("kept_still", "clot_risk", "hormones"),
    level=Level.SAME_DAY,
    when_unsure=Level.SAME_DAY,
    because="Pain in the calf or behind the knee can be a clot. Your answers add a risk.",
    source=added("Wells and primary-care clot rules: what makes a clot more likely"),
)
CALF_PAIN = RedFlag(
    id="calf_pain",
    when=answer("place").is_("calf"),
    level=Level.WITHIN_2_DAYS,
    when_unsure=Level.SELF_CARE,
    because="Nobody can rule out a blood clot in the calf by looking at it.",
    source=ours("Clot scores need an examination and a blood test; 2 days is ours"),
)
SEVERE_AND_TIGHT = RedFlag(
    id="severe_pain_in_a_tight_leg",
    when=all_of(SEVERE, any_yes("calf", "calf_changed")),
    level=Level.EMERGENCY,
    when_unsure=Level.EMERGENCY,
    because="Very strong pain in a tight leg can mean that its blood is cut off.",
    source=added("Clinical judgement: compartment syndrome"),
)

EMERGENCIES = (
    LIMB_THREAT,
    STILL_DISLOCATED,
    SLIPPED_BACK,
    BIG_TRAUMA,
    HOT_JOINT,
    HOT_JOINT_AND_ILL,
    CLOT,
    CHEST_SIGNS,
    NERVE_SIGNS,
)
CALF = (CHANGED_CALF, CLOT_RISK, CALF_PAIN)
