"""Overworked bone at the knee or the hip: what must not be run on."""

from itertools import combinations

from triage.protocols.medial_knee.questions.running import LOAD_CHANGED
from triage.protocols.medial_knee.red_flags.sources import added, ours
from triage.rules.conditions import all_of, answer, any_of
from triage.rules.parts import Confidence, Level, Note, RedFlag

SPOT, LANDING = answer("bone_spot").is_yes(), answer("landing").is_yes()
BUILDS, REST_ACHE = answer("builds").is_yes(), answer("rest_ache").is_yes()
BONE_RISK = answer("bone_risk").is_yes()

# Patterns by expert judgement; any 3 of the signs below without a spot are ours. They are
# meant to catch too many: the shin spot of sore tendons lies on the bone, too.
BONE_STRESS_PATTERN = any_of(
    all_of(SPOT, LANDING, any_of(BUILDS, LOAD_CHANGED, BONE_RISK)),
    all_of(SPOT, REST_ACHE),
    all_of(any_of(SPOT, LANDING), LOAD_CHANGED, BONE_RISK),
    all_of(BUILDS, REST_ACHE, LOAD_CHANGED),
    *(all_of(*three) for three in combinations((LANDING, BUILDS, REST_ACHE, BONE_RISK), 3)),
)

# Less than that: too little to be sure, too much to run on. Without it an overworked bone
# is never the first cause that is named.
POSSIBLE_PATTERN = any_of(SPOT, LANDING, REST_ACHE, all_of(BUILDS, BONE_RISK))

BONE_STRESS = RedFlag(
    id="bone_stress",
    when=BONE_STRESS_PATTERN,
    level=Level.WITHIN_A_WEEK,
    when_unsure=Level.WITHIN_A_WEEK,
    because="Your answers fit a bone that is overworked. It can crack.",
    source=added(
        "Bone stress at the knee in recruits (Niva 2006); the rule is by judgement"
    ),
    no_impact=True,
    notes=(
        Note(
            brief="It does not speak of overworked bone.",
            evidence="7 in 100 recruits with knee pain had it, mostly on the inner shin. "
            "That was Niva in 2006. Early X-rays are often normal. No hop tests at home.",
            confidence=Confidence.SOME,
        ),
    ),
)
BONE_STRESS_AND_WALKING = RedFlag(
    id="bone_stress_and_walking",
    when=all_of(BONE_STRESS_PATTERN, answer("hurts_to_walk").is_yes()),
    level=Level.WITHIN_2_DAYS,
    when_unsure=Level.WITHIN_2_DAYS,
    because="Your answers fit an overworked bone, and walking hurts. Use crutches.",
    source=added(
        "Bone stress at the knee in recruits (Niva 2006); the rule is by judgement"
    ),
    no_impact=True,
)
POSSIBLE_BONE_STRESS = RedFlag(
    id="possible_bone_stress",
    when=POSSIBLE_PATTERN,
    level=Level.WITHIN_2_WEEKS,
    when_unsure=Level.WITHIN_2_WEEKS,
    because="An overworked bone can feel like this. Leave out running and jumping.",
    source=added("Sore bone that hurts on landing, by judgement; the other pairs are ours"),
    no_impact=True,
)
ACHE_AT_REST = RedFlag(
    id="ache_at_rest",
    when=all_of(REST_ACHE, answer("rest_pain").at_least(5)),
    level=Level.WITHIN_A_WEEK,
    when_unsure=Level.WITHIN_A_WEEK,
    because="Overload eases at rest. An ache of 5 or more at rest may be the bone.",
    source=ours("Rest or night pain points to bone; 5 of 10 and a week are ours"),
    no_impact=True,
)
HURTS_TO_WALK = RedFlag(
    id="painful_walking",
    when=answer("hurts_to_walk").is_yes(),
    level=Level.WITHIN_A_WEEK,
    when_unsure=Level.WITHIN_A_WEEK,
    because="A limp, or pain of 4 or more as you walk, needs a look.",
    source=added(
        "Clinical judgement: walking pain of 4 or more may be a bone stress injury"
    ),
    no_impact=True,
)
HIP = RedFlag(
    id="groin_or_hip",
    when=answer("groin").is_yes(),
    level=Level.WITHIN_2_DAYS,
    when_unsure=Level.WITHIN_2_DAYS,
    because="Pain in the groin, hip or thigh can be an overworked hip bone. Use crutches.",
    source=added("Stress injury of the hip is high-risk, and hip pain is felt in the knee"),
    no_impact=True,
)
HIP_AND_WALKING = RedFlag(
    id="groin_or_hip_and_walking",
    when=all_of(answer("groin").is_yes(), answer("hurts_to_walk").is_yes()),
    level=Level.SAME_DAY,
    when_unsure=Level.SAME_DAY,
    because="Groin, hip or thigh pain when you walk may be a crack in the hip.",
    source=added("Stress injury of the hip is high-risk; same day if walking hurts"),
    no_impact=True,
)

BONE = (
    BONE_STRESS,
    BONE_STRESS_AND_WALKING,
    POSSIBLE_BONE_STRESS,
    ACHE_AT_REST,
    HURTS_TO_WALK,
    HIP,
    HIP_AND_WALKING,
)
