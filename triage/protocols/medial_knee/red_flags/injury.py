"""What counts after a sudden start. Ottawa and Pittsburgh items only ever raise a level."""

from triage.protocols.medial_knee.questions.about import FROM_50, FROM_55
from triage.protocols.medial_knee.questions.onset import BLOW, INJURED, SUDDEN
from triage.protocols.medial_knee.red_flags.sources import added, ours
from triage.rules.conditions import all_of, answer, any_of
from triage.rules.parts import Level, RedFlag

NO_RIGHT_ANGLE = RedFlag(
    id="no_bend",
    when=answer("no_right_angle").is_yes(),
    level=Level.WITHIN_2_DAYS,
    when_unsure=Level.WITHIN_2_DAYS,
    because="A knee that can't bend to a right angle should be looked at soon.",
    source=added("Ottawa Knee Rule: cannot bend to 90 degrees; later than 7 days is ours"),
)
OTTAWA_BEND = RedFlag(
    id="no_bend_this_week",
    when=all_of(answer("no_right_angle").is_yes(), answer("this_week").is_yes()),
    level=Level.SAME_DAY,
    when_unsure=Level.SAME_DAY,
    because="A freshly injured knee that can't bend so far may be broken.",
    source=added("Ottawa Knee Rule: cannot bend to 90 degrees within 7 days"),
)
BONE_PRESS = RedFlag(
    id="sore_bone",
    when=answer("bone_press").is_yes(),
    level=Level.WITHIN_2_DAYS,
    when_unsure=Level.WITHIN_2_DAYS,
    because="A bone that is very sore to press after an injury may be broken.",
    source=added("Ottawa Knee Rule: kneecap or outer knob; later than 7 days is ours"),
)
OTTAWA_BONE = RedFlag(
    id="sore_bone_this_week",
    when=all_of(answer("bone_press").is_yes(), answer("this_week").is_yes()),
    level=Level.SAME_DAY,
    when_unsure=Level.WITHIN_2_DAYS,
    because="A fresh injury and a bone that is very sore to press: it may be broken.",
    source=added("Ottawa Knee Rule: kneecap or top of the outer shin bone within 7 days"),
)
NO_LEG_LIFT = RedFlag(
    id="torn_tendon",
    when=answer("no_leg_lift").is_yes(),
    level=Level.SAME_DAY,
    when_unsure=Level.SAME_DAY,
    because="A leg you can't lift straight may have a torn tendon. That needs care fast.",
    source=added(
        "Quadriceps or kneecap tendon rupture is missed often; repair within 72 hours"
    ),
)
LOOSE_AFTER_INJURY = RedFlag(
    id="loose_after_injury",
    when=answer("loose").is_yes(),
    level=Level.WITHIN_2_DAYS,
    when_unsure=Level.WITHIN_2_DAYS,
    because="A knee that feels loose after an injury may have a torn ligament.",
    source=added("Clinical judgement: signs of an MCL sprain of grade 2 or more"),
)
BIG_BRUISE = RedFlag(
    id="big_bruise",
    when=answer("bruise").is_yes(),
    level=Level.WITHIN_2_DAYS,
    when_unsure=Level.WITHIN_2_DAYS,
    because="A big bruise can mean that more than a few fibres have torn.",
    source=added("Clinical judgement: signs of an MCL sprain of grade 2 or more"),
)
SWOLLEN_AFTER_INJURY = RedFlag(
    id="swollen_after_injury",
    when=all_of(INJURED, answer("swollen").is_yes()),
    level=Level.WITHIN_A_WEEK,
    when_unsure=Level.WITHIN_A_WEEK,
    because="A knee that swells after an injury may be hurt inside.",
    source=added("Swelling after injury goes with damage inside (Kastelein 2009)"),
)
BLOW_TO_THE_KNEE = RedFlag(
    id="blow",
    when=BLOW,
    level=Level.WITHIN_A_WEEK,
    when_unsure=Level.WITHIN_2_WEEKS,
    because="A fall or a blow can break a bone or tear a ligament.",
    source=ours("A fall or a blow is more than overload; a week is ours"),
)
FRESH_INJURY_WITH_AGE = RedFlag(
    id="fresh_injury_with_age",
    when=all_of(
        answer("this_week").is_yes(),
        any_of(all_of(FROM_55, INJURED), all_of(FROM_50, BLOW)),
    ),
    level=Level.WITHIN_2_DAYS,
    when_unsure=Level.WITHIN_2_DAYS,
    because="From 50 on, a fresh injury may need an X-ray.",
    source=added(
        "Ottawa Knee Rule from 55; Pittsburgh rule over 50 after a fall or a blow"
    ),
)
SUDDEN_FROM_50 = RedFlag(
    id="sudden_from_50",
    when=all_of(FROM_50, SUDDEN),
    level=Level.WITHIN_A_WEEK,
    when_unsure=Level.WITHIN_A_WEEK,
    because="Sudden pain from 50 on can come from a bone that gave in a little.",
    source=added("Subchondral insufficiency fracture: sudden inner pain from 50 on"),
)
SUDDEN_START = RedFlag(
    id="sudden_start",
    when=SUDDEN,
    level=Level.WITHIN_2_WEEKS,
    when_unsure=Level.WITHIN_2_WEEKS,
    because="Pain that began suddenly may be a strain or a tear.",
    source=added(
        "Clinical judgement: a mild sprain or a torn meniscus is seen within 2 weeks"
    ),
)

INJURY = (
    NO_RIGHT_ANGLE,
    OTTAWA_BEND,
    BONE_PRESS,
    OTTAWA_BONE,
    NO_LEG_LIFT,
    LOOSE_AFTER_INJURY,
    BIG_BRUISE,
    SWOLLEN_AFTER_INJURY,
    BLOW_TO_THE_KNEE,
    FRESH_INJURY_WITH_AGE,
    SUDDEN_FROM_50,
    SUDDEN_START,
)
