"""What must be looked at, how soon, and who says so.

"Not sure" comes to the level itself, but for signs that rest on memory or touch. What a
rule takes for granted, such as an injury before "loose", is what its page is asked after.
"""

from triage.rules.conditions import all_of, answer, any_of
from triage.rules.protocol import Level, Origin, RedFlag, Source

PATHWAY = "NHS Gloucestershire knee pain pathway"


def _brief(sign: str) -> Source:
    return Source(origin=Origin.BRIEF, reference=f"Warning signs: {sign}")


def _added(reference: str) -> Source:
    return Source(origin=Origin.ADDED, reference=reference)


SEVERE = any_of(answer("unmanageable").is_yes(), answer("rest_pain").at_least(8))

LIMB_THREAT = RedFlag(
    id="limb_threat",
    when=answer("limb").is_yes(),
    level=Level.EMERGENCY,
    when_unsure=Level.EMERGENCY,
    because="The blood or the nerves of your leg may be in danger.",
    source=_added(f"{PATHWAY}: blood vessel or nerve damage is an emergency"),
)
STILL_DISLOCATED = RedFlag(
    id="still_dislocated",
    when=answer("still_out").is_yes(),
    level=Level.EMERGENCY,
    when_unsure=Level.EMERGENCY,
    because="A joint that stays out of place can harm the leg below it.",
    source=_added(f"{PATHWAY}: dislocation or fracture goes to the emergency department"),
)
SLIPPED_BACK = RedFlag(
    id="dislocation",
    when=answer("out_of_place").is_yes(),
    level=Level.SAME_DAY,
    when_unsure=Level.SAME_DAY,
    because="A knee that went out of place may be hurt inside, even when back.",
    source=_added(
        f"{PATHWAY}: kneecap dislocation goes to an urgent clinic; same day is ours"
    ),
)
BIG_TRAUMA = RedFlag(
    id="major_trauma",
    when=answer("big_trauma").is_yes(),
    level=Level.EMERGENCY,
    when_unsure=Level.EMERGENCY,
    because="After a crash, a high fall or an open wound, something may be broken.",
    source=_added("NHS Cornwall knee red flags: high-impact trauma"),
)
HOT_JOINT = RedFlag(
    id="hot_knee",
    when=answer("hot_joint").is_yes(),
    level=Level.SAME_DAY,
    when_unsure=Level.SAME_DAY,
    because="A hot, red or swollen knee like this can mean an infection in the joint.",
    source=_added(
        "BSR/BOA hot swollen joint guideline 2006, doi 10.1093/rheumatology/kel163a"
    ),
)
HOT_JOINT_AND_ILL = RedFlag(
    id="hot_knee_and_ill",
    when=answer("feels_ill").is_yes(),
    level=Level.EMERGENCY,
    when_unsure=Level.EMERGENCY,
    because="A hot knee in somebody who feels ill can mean an infection that spreads.",
    source=_added("BSR/BOA hot swollen joint guideline 2006; emergency is our judgement"),
)
CLOT = RedFlag(
    id="clot",
    when=answer("calf").is_yes(),
    level=Level.SAME_DAY,
    when_unsure=Level.SAME_DAY,
    because="A swollen, tight calf or leg can mean a blood clot.",
    source=_added("Wells and primary-care clot scores; no score is worked out here"),
)
CHANGED_CALF = RedFlag(
    id="changed_calf",
    when=answer("calf_check").is_yes(),
    level=Level.SAME_DAY,
    when_unsure=Level.SAME_DAY,
    because="A calf that has changed can mean a blood clot.",
    source=_added("Wells and primary-care clot scores; no score is worked out here"),
)
CHEST_SIGNS = RedFlag(
    id="chest_signs",
    when=answer("chest").is_yes(),
    level=Level.EMERGENCY,
    when_unsure=Level.EMERGENCY,
    because="This can mean trouble with your heart, or a clot in your lungs.",
    source=_added("Clinical judgement: heart trouble or a clot in the lungs"),
)
NERVE_SIGNS = RedFlag(
    id="nerve_signs",
    when=answer("nerve").is_yes(),
    level=Level.EMERGENCY,
    when_unsure=Level.EMERGENCY,
    because="The nerves at the bottom of your back may be squeezed.",
    source=_added("Clinical judgement: cauda equina syndrome"),
)
SEVERE_AND_TIGHT = RedFlag(
    id="severe_pain_in_a_tight_leg",
    when=all_of(SEVERE, any_of(answer("calf").is_yes(), answer("calf_check").is_yes())),
    level=Level.EMERGENCY,
    when_unsure=Level.EMERGENCY,
    because="Very strong pain in a tight leg can mean that its blood is cut off.",
    source=_added("Clinical judgement: compartment syndrome"),
)

UNMANAGEABLE = RedFlag(
    id="unmanageable_pain",
    when=answer("unmanageable").is_yes(),
    level=Level.SAME_DAY,
    when_unsure=Level.SAME_DAY,
    because="Pain that you can't manage needs to be seen today.",
    source=_brief("severe, unmanageable pain"),
)
SEVERE_AT_REST = RedFlag(
    id="severe_rest_pain",
    when=answer("rest_pain").at_least(8),
    level=Level.SAME_DAY,
    when_unsure=Level.SAME_DAY,
    because="Pain of 8 or more at rest needs to be seen today.",
    source=_brief("severe pain; 8 of 10 or more, now and at rest, is our reading"),
)
STRONG_AT_REST = RedFlag(
    id="strong_rest_pain",
    when=answer("rest_pain").at_least(7),
    level=Level.WITHIN_2_DAYS,
    when_unsure=Level.WITHIN_2_DAYS,
    because="Pain of 7 or more at rest should be seen within 2 days.",
    # For how long is not asked, so it counts at once.
    source=_added("Clinical judgement: pain of 7 to 8 at rest for more than 24 hours"),
)
PAIN_AT_REST = RedFlag(
    id="pain_at_rest",
    when=answer("rest_pain").at_least(5),
    level=Level.WITHIN_2_WEEKS,
    when_unsure=Level.WITHIN_2_WEEKS,
    because="Pain of 5 or more at rest is more than self-care is meant for.",
    source=Source(
        origin=Origin.DEFAULT,
        reference="Self-care gets past its first days at 2 or less at rest; 5 is ours",
    ),
)
WEIGHT_BEARING = RedFlag(
    id="weight_bearing",
    when=answer("no_4_steps").is_yes(),
    level=Level.SAME_DAY,
    when_unsure=Level.SAME_DAY,
    because="A leg that can't take 4 steps may be broken.",
    source=_brief("cannot bear weight; 4 steps as in the Ottawa Knee Rule"),
)
LOUD_POP = RedFlag(
    id="loud_pop",
    when=answer("pop").is_yes(),
    level=Level.SAME_DAY,
    when_unsure=Level.WITHIN_2_DAYS,
    because="A loud pop when it began can mean that a ligament has torn.",
    source=_brief("a loud popping sound at the time of injury"),
)
FAST_SWELLING = RedFlag(
    id="rapid_swelling",
    when=answer("fast_swelling").is_yes(),
    level=Level.SAME_DAY,
    when_unsure=Level.WITHIN_2_DAYS,
    because="A knee that swells a lot within hours may be bleeding inside.",
    source=_brief("significant swelling that came rapidly; about 12 hours is ours"),
)
CATCHING = RedFlag(
    id="catching_knee",
    when=answer("catching").is_yes(),
    level=Level.SAME_DAY,
    when_unsure=Level.WITHIN_2_DAYS,
    because="A knee that catches may have a torn part that gets in the way.",
    source=_brief("catching"),
)
LOCKED = RedFlag(
    id="locked_knee",
    when=answer("locking").is_yes(),
    level=Level.SAME_DAY,
    when_unsure=Level.SAME_DAY,
    because="A knee that gets stuck may have a torn part that blocks it.",
    source=_brief("locking"),
)
GIVING_WAY = RedFlag(
    id="buckling_knee",
    when=answer("giving_way").is_yes(),
    level=Level.SAME_DAY,
    when_unsure=Level.WITHIN_2_DAYS,
    because="A knee that gives way may have a torn ligament.",
    source=_brief("giving way"),
)

LOOSE_AFTER_INJURY = RedFlag(
    id="loose_after_injury",
    when=answer("loose").is_yes(),
    level=Level.WITHIN_2_DAYS,
    when_unsure=Level.WITHIN_2_DAYS,
    because="A knee that feels loose after an injury may have a torn ligament.",
    source=_added("Clinical judgement: signs of an MCL sprain of grade 2 or more"),
)
WORSE_FOR_WEEKS = RedFlag(
    id="worse_for_weeks",
    when=answer("course").is_("worse"),
    level=Level.WITHIN_A_WEEK,
    when_unsure=Level.WITHIN_2_WEEKS,
    because="Pain that is still getting worse after 3 weeks should be looked at.",
    source=_brief("worsens after a few weeks of RICE; counted here with or without RICE"),
)
RICE_FAILED = RedFlag(
    id="rice_did_not_help",
    when=all_of(answer("course").is_("same", "worse"), answer("rice").is_("most_days")),
    level=Level.WITHIN_2_WEEKS,
    when_unsure=Level.WITHIN_2_WEEKS,
    because="About 3 weeks of good care have not helped enough.",
    source=_brief("persists after a few weeks of consistent RICE; a few is 3"),
)
LONG_LASTING = RedFlag(
    id="long_lasting",
    when=answer("duration").is_("over_6_weeks"),
    level=Level.WITHIN_2_WEEKS,
    when_unsure=Level.WITHIN_2_WEEKS,
    because="Pain that lasts more than 6 weeks should be looked at.",
    source=_added("Clinical judgement: 6 weeks, whatever was tried"),
)
ELSEWHERE = RedFlag(
    id="pain_elsewhere",
    when=answer("place").is_("front", "outer", "back", "calf"),
    level=Level.WITHIN_2_WEEKS,
    when_unsure=Level.SELF_CARE,
    because="These questions are about the inner side. Ask somebody about your place.",
    source=Source(
        origin=Origin.BRIEF,
        reference="Medial knee pain is pain on the inner side; the level is added",
    ),
)

# Danger to the leg or to life, asked on the first page and right after it.
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

# The brief's warning signs: each alone is enough.
WARNING_SIGNS = (
    UNMANAGEABLE,
    WEIGHT_BEARING,
    LOUD_POP,
    FAST_SWELLING,
    CATCHING,
    LOCKED,
    GIVING_WAY,
)

RED_FLAGS = (
    *EMERGENCIES,
    *WARNING_SIGNS,
    SEVERE_AT_REST,
    STRONG_AT_REST,
    PAIN_AT_REST,
    SEVERE_AND_TIGHT,
    CHANGED_CALF,
    LOOSE_AFTER_INJURY,
    WORSE_FOR_WEEKS,
    RICE_FAILED,
    LONG_LASTING,
    ELSEWHERE,
)
