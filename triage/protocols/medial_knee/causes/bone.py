"""What speaks for an overworked bone."""

from triage.protocols.medial_knee.causes.weighing import BONE, added, clue
from triage.rules.conditions import answer, any_yes

CLUES = (
    clue(
        any_yes("rest_ache", "constant"),
        "It aches at night, at rest or all the time.",
        BONE,
        mcl=-0.5,
        patellofemoral=-0.5,
        plica=-0.5,
        bone_stress_injury=1.5,
        osteoarthritis=0.3,
        sifk=1.5,
        semimembranosus=-0.5,
        saphenous_nerve=0.5,
        referred_pain=0.5,
    ),
    clue(
        answer("landing").is_yes(),
        "Landing on that leg hurts at 1 spot.",
        BONE,
        patellofemoral=0.3,
        bone_stress_injury=(
            0.8,
            added("Hop test, LR 1.8 in 1 study (Milgrom 2021, read second-hand)"),
        ),
        saphenous_nerve=-0.5,
        referred_pain=-0.5,
    ),
    clue(
        answer("landing").is_no(),
        "Landing on that leg does not hurt at 1 spot.",
        BONE,
        bone_stress_injury=(
            -1.0,
            added(
                "Hop test missed none in 1 study (Milgrom 2021, read second-hand); "
                "half of that, as nobody is asked to hop"
            ),
        ),
    ),
    clue(
        answer("hurts_to_walk").is_yes(),
        "Walking on the flat hurts, or you limp.",
        BONE,
        bone_stress_injury=0.5,
        sifk=1.5,
    ),
    clue(
        answer("duration").is_("worse"),
        "It has got worse for more than 3 weeks.",
        BONE,
        mcl=(
            -0.5,
            added("A sprain heals in 2 to 4 weeks (Therapeutic Guidelines); by judgement"),
        ),
        bone_stress_injury=0.5,
        sifk=0.5,
    ),
    clue(
        answer("bone_risk").is_yes(),
        "Something that you told can make bones weaker.",
        BONE,
        bone_stress_injury=(
            1.0,
            added(
                "Earlier stress fracture, OR 5.0 (Wright 2015); the other items weigh less"
            ),
        ),
        sifk=0.5,
    ),
)
