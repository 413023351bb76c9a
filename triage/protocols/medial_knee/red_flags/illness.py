"""Signs that it may be more than overload: infection, bleeding, illness, nerves."""

from triage.protocols.medial_knee.questions.onset import SUDDEN
from triage.protocols.medial_knee.red_flags.sources import PATHWAY, added, ours
from triage.rules.conditions import all_of, answer, any_of, any_yes
from triage.rules.parts import Level, RedFlag

BLEEDING = RedFlag(
    id="bleeding_into_the_knee",
    when=all_of(answer("thinners").is_yes(), any_yes("swollen", "swells_again")),
    level=Level.SAME_DAY,
    when_unsure=Level.SAME_DAY,
    because="With blood thinners, a swollen knee may be bleeding inside.",
    source=added("Clinical judgement: bleeding into the joint with blood thinners"),
)
INFECTION = RedFlag(
    id="infected_knee",
    when=all_of(
        any_yes("infection_risk", "operation", "medicines", "illness"),
        any_yes("warm", "swollen", "swells_again"),
    ),
    level=Level.SAME_DAY,
    when_unsure=Level.SAME_DAY,
    because="A warm or swollen knee can be an infection. Your health makes it likelier.",
    source=added(
        "BSR/BOA hot swollen joint guideline 2006: who is at risk; kidney disease is ours"
    ),
)
WARM = RedFlag(
    id="warm_knee",
    when=answer("warm").is_yes(),
    level=Level.WITHIN_2_DAYS,
    when_unsure=Level.WITHIN_2_DAYS,
    because="A warm or red knee may be inflamed or infected.",
    source=ours("Part of a hot joint; 2 days is ours"),
)
WEAKER = RedFlag(
    id="weaker_leg",
    when=answer("weaker").is_yes(),
    level=Level.SAME_DAY,
    when_unsure=Level.SAME_DAY,
    because="A leg that gets weaker can mean that a nerve is being harmed.",
    source=added(f"{PATHWAY}: nerve loss that gets worse is urgent; same day is ours"),
)
SWELLS_AGAIN = RedFlag(
    id="swelling_that_stays",
    when=answer("swells_again").is_yes(),
    level=Level.WITHIN_A_WEEK,
    when_unsure=Level.WITHIN_A_WEEK,
    because="Swelling that stays or comes back can mean damage inside the knee.",
    source=added("Swelling in the knee goes with damage inside (Kastelein 2009)"),
)
SWOLLEN = RedFlag(
    id="swollen_knee",
    when=answer("swollen").is_yes(),
    level=Level.WITHIN_2_WEEKS,
    when_unsure=Level.WITHIN_2_WEEKS,
    because="A swollen knee should be looked at.",
    source=ours("Self-care is meant for a knee that is not swollen"),
)
CONSTANT = RedFlag(
    id="constant_pain",
    when=answer("constant").is_yes(),
    level=Level.WITHIN_A_WEEK,
    when_unsure=Level.WITHIN_A_WEEK,
    because="Pain that never stops, or wakes you for weeks, needs to be looked at.",
    source=added("NICE NG12 and NHS pathways: pain that is constant or wakes you at night"),
)
LUMP = RedFlag(
    id="growing_lump",
    when=answer("lump").is_yes(),
    level=Level.WITHIN_A_WEEK,
    when_unsure=Level.WITHIN_A_WEEK,
    because="A lump that grows, lies deep or is large needs to be looked at.",
    source=added("NICE NG12: a lump that grows; larger than 5 cm or deep"),
)
STIFF_HOUR = RedFlag(
    id="stiff_for_an_hour",
    when=answer("stiff_hour").is_yes(),
    level=Level.WITHIN_A_WEEK,
    when_unsure=Level.WITHIN_A_WEEK,
    because="Long stiffness in the morning can mean that joints are inflamed.",
    source=added("Inflammatory joint disease: stiffness over an hour, several joints"),
)
NUMB = RedFlag(
    id="nerve_like_pain",
    when=answer("numb").is_yes(),
    level=Level.WITHIN_2_WEEKS,
    when_unsure=Level.WITHIN_2_WEEKS,
    because="Burning, tingling or a numb patch can come from a nerve.",
    source=added("Clinical judgement: stable nerve signs are seen within 2 weeks"),
)
OPERATED = RedFlag(
    id="operated_knee",
    when=answer("operation").is_yes(),
    level=Level.WITHIN_A_WEEK,
    when_unsure=Level.WITHIN_A_WEEK,
    because="Pain in a knee that was operated on belongs to the team that did it.",
    source=added("NHS Devon knee pain guide: after surgery, back to the surgical team"),
)
ILLNESS = RedFlag(
    id="serious_illness",
    when=answer("illness").is_yes(),
    level=Level.WITHIN_A_WEEK,
    when_unsure=Level.WITHIN_A_WEEK,
    because="After cancer, or if you feel ill for weeks, new pain needs a look.",
    source=added("NHS Cornwall knee red flags: cancer, weight loss, night sweats"),
)
ILLNESS_AND_DEEP_PAIN = RedFlag(
    id="serious_illness_and_deep_pain",
    when=any_of(
        all_of(
            answer("illness").is_yes(),
            any_of(
                any_yes("constant", "rest_ache", "lump", "bone_spot"),
                answer("rest_pain").at_least(5),
            ),
        ),
        all_of(answer("constant").is_yes(), answer("lump").is_yes()),
    ),
    level=Level.WITHIN_2_DAYS,
    when_unsure=Level.WITHIN_2_DAYS,
    because="Pain at rest or a lump, with signs of illness, should be seen soon.",
    source=added("NICE NG12: bone pain or a lump with signs of serious illness"),
)
MEDICINES = RedFlag(
    id="medicines_and_bone_or_tendon",
    when=all_of(
        answer("medicines").is_yes(),
        any_of(SUDDEN, any_yes("bone_spot", "landing", "rest_ache", "constant")),
    ),
    level=Level.WITHIN_A_WEEK,
    when_unsure=Level.WITHIN_A_WEEK,
    because="Some medicines and illnesses weaken bones and tendons.",
    source=added(
        "Steroids and secondary bone death; quinolone antibiotics and tendon rupture"
    ),
)
EXPECTING = RedFlag(
    id="pregnancy",
    when=answer("expecting").is_yes(),
    level=Level.WITHIN_2_WEEKS,
    when_unsure=Level.WITHIN_2_WEEKS,
    because="In pregnancy and after birth, somebody should look before you run on.",
    source=added("Clinical judgement: a physio first, before impact"),
)
EXPECTING_AND_DEEP_PAIN = RedFlag(
    id="pregnancy_and_deep_pain",
    when=all_of(
        answer("expecting").is_yes(),
        any_yes("bone_spot", "rest_ache"),
    ),
    level=Level.WITHIN_A_WEEK,
    when_unsure=Level.WITHIN_A_WEEK,
    because="In pregnancy and after birth, bones can be weak for a while.",
    source=added("Clinical judgement: transient osteoporosis in and after pregnancy"),
)

ILLNESSES = (
    BLEEDING,
    INFECTION,
    WARM,
    WEAKER,
    SWELLS_AGAIN,
    SWOLLEN,
    CONSTANT,
    LUMP,
    STIFF_HOUR,
    NUMB,
    OPERATED,
    ILLNESS,
    ILLNESS_AND_DEEP_PAIN,
    MEDICINES,
    EXPECTING,
    EXPECTING_AND_DEEP_PAIN,
)
