"""Swelling, stiffness, nerves, and what lies outside the knee."""

from triage.protocols.medial_knee.causes.weighing import OTHER, added, clue
from triage.protocols.medial_knee.questions.about import FROM_45
from triage.protocols.medial_knee.questions.onset import INJURED
from triage.rules.conditions import all_of, answer, any_of, any_yes

CLUES = (
    clue(
        all_of(INJURED, any_yes("swollen", "fast_swelling")),
        "The knee swelled after an injury.",
        OTHER,
        mcl=-0.5,
        meniscus=1.0,
        pes_anserine=-1.0,
        patellofemoral=-0.5,
        semimembranosus=-1.0,
        saphenous_nerve=-1.0,
        referred_pain=-1.0,
    ),
    clue(
        any_of(
            answer("swells_again").is_yes(),
            all_of(answer("onset").is_("gradual", "sudden"), answer("swollen").is_yes()),
        ),
        "Swelling stays or comes back, or came without an injury.",
        OTHER,
        mcl=-0.5,
        meniscus=0.5,
        pes_anserine=-0.5,
        patellofemoral=-0.5,
        osteoarthritis=0.7,
        semimembranosus=-0.5,
        saphenous_nerve=-1.0,
        referred_pain=-1.0,
    ),
    clue(
        answer("bruise").is_yes(),
        "There is a big bruise.",
        OTHER,
        mcl=0.5,
        pes_anserine=-0.5,
    ),
    clue(
        all_of(answer("stiff_start").is_yes(), FROM_45),
        "It is stiff for a few minutes after rest, at 45 or over.",
        OTHER,
        mcl=-0.5,
        patellofemoral=-0.5,
        plica=-1.0,
        bone_stress_injury=-0.5,
        osteoarthritis=(
            1.0,
            added(
                "NICE NG226: from 45 on, stiff for 30 minutes at most; weight by judgement"
            ),
        ),
        semimembranosus=-0.5,
        saphenous_nerve=-0.5,
    ),
    clue(
        answer("stiff_hour").is_yes(),
        "It is stiff for over an hour, or other joints swell.",
        OTHER,
        osteoarthritis=(
            -1.0,
            added("NICE NG226: stiff for 30 minutes at most; weight by judgement"),
        ),
    ),
    clue(
        answer("numb").is_yes(),
        "It burns or tingles, a patch is numb, or it comes from the back.",
        OTHER,
        mcl=-1.0,
        meniscus=-1.0,
        pes_anserine=-0.5,
        patellofemoral=-1.5,
        plica=-0.5,
        bone_stress_injury=-0.5,
        osteoarthritis=-0.5,
        semimembranosus=-0.5,
        saphenous_nerve=2.5,
        referred_pain=1.0,
    ),
    clue(
        answer("operation").is_yes(),
        "The knee was operated on.",
        OTHER,
        patellofemoral=-0.5,
        plica=0.3,
        osteoarthritis=0.3,
        saphenous_nerve=1.5,
    ),
    clue(
        answer("groin").is_yes(),
        "The groin, hip or thigh hurts too.",
        OTHER,
        mcl=-1.0,
        meniscus=-1.0,
        pes_anserine=-1.0,
        patellofemoral=-0.5,
        plica=-0.5,
        osteoarthritis=-0.5,
        semimembranosus=-0.5,
        referred_pain=2.5,
    ),
)
