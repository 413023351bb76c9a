"""What brings the pain on."""

from triage.protocols.medial_knee.causes.weighing import AGGRAVATORS, added, brief, clue
from triage.rules.conditions import all_of, answer, any_yes

CLUES = (
    clue(
        answer("squatting").is_yes(),
        "Squatting or kneeling brings it on.",
        AGGRAVATORS,
        meniscus=(1.0, brief("Meniscus: worse when squatting")),
        patellofemoral=0.7,
        plica=0.5,
        osteoarthritis=0.5,
        referred_pain=-0.5,
    ),
    clue(
        all_of(answer("squatting").is_yes(), answer("place").is_("edge")),
        "It hurts at the edge of the kneecap as you squat.",
        AGGRAVATORS,
        mcl=-0.5,
        meniscus=-0.5,
        pes_anserine=-0.5,
        patellofemoral=(
            1.0,
            added("Pain on a squat is 1 of 3 signs, LR 4.0 for 2 of them (Cook 2010)"),
        ),
        plica=0.5,
        semimembranosus=-0.5,
        referred_pain=-0.5,
    ),
    clue(
        answer("twisting").is_yes(),
        "Twisting or turning brings it on.",
        AGGRAVATORS,
        mcl=0.5,
        meniscus=(1.0, brief("Meniscus: worse when twisting")),
        patellofemoral=-0.5,
        bone_stress_injury=-0.5,
    ),
    clue(
        any_yes("side_step", "loose"),
        "Side steps or changes of direction hurt or feel unsure.",
        AGGRAVATORS,
        mcl=(
            1.2,
            brief(
                "MCL: instability when changing direction",
                "pain as the knee is pushed in, LR 2.3 when examined (Kastelein 2008)",
            ),
        ),
        bone_stress_injury=-0.5,
        semimembranosus=0.3,
        referred_pain=-0.5,
    ),
    clue(
        answer("stairs").is_yes(),
        "Stairs or getting up from a chair bring it on.",
        AGGRAVATORS,
        pes_anserine=(1.0, brief("Pes anserine: worse when climbing stairs")),
        patellofemoral=1.0,
        plica=0.5,
        osteoarthritis=0.5,
        saphenous_nerve=0.5,
    ),
    # A test that bends the knee against a pull would tell more. Bending alone also presses
    # the meniscus, so it speaks for tendons less, and against nothing.
    clue(
        answer("bending").is_yes(),
        "Bending the knee brings it on.",
        AGGRAVATORS,
        meniscus=(
            0.3,
            added("Pain on a full bend is 1 of 5 signs (Lowery 2006); weight by judgement"),
        ),
        pes_anserine=(0.7, brief("Pes anserine: worse when bending the knee")),
        plica=0.3,
        semimembranosus=0.5,
    ),
    clue(
        answer("sitting").is_yes(),
        "Sitting for long with bent knees brings it on.",
        AGGRAVATORS,
        mcl=-0.5,
        meniscus=-0.3,
        patellofemoral=1.0,
        plica=1.0,
        bone_stress_injury=-0.5,
        osteoarthritis=0.3,
        saphenous_nerve=0.5,
        referred_pain=0.5,
    ),
    clue(
        answer("builds").is_yes(),
        "It gets worse the longer you run, and lingers.",
        AGGRAVATORS,
        patellofemoral=0.3,
        bone_stress_injury=1.0,
    ),
    clue(
        answer("foot_lands").is_yes(),
        "It hurts the moment your foot lands far in front of you.",
        AGGRAVATORS,
        mcl=0.3,
        bone_stress_injury=0.5,
        semimembranosus=(
            1.0,
            added("Long steps and pain as the foot lands, in 9 runners (JAT 2020;55:1255)"),
        ),
    ),
)
