"""What the knee does that it should not: clicks, catches, gets stuck, gives way."""

from itertools import combinations

from triage.protocols.medial_knee.causes.weighing import MECHANICAL, added, brief, clue
from triage.rules.conditions import Condition, all_of, answer, any_of, not_

# The 4 signs of the Meniscal Symptom Index. Pain that a finger can point to, where the
# meniscus lies, is the index's "localised pain", whether or not it was pressed.
IN_1_SPOT = any_of(answer("sore_spot").is_yes(), answer("place").is_("groove", "corner"))
CLICKS = answer("clicking").is_yes()
CATCHES, GIVES_WAY = answer("catching").is_yes(), answer("giving_way").is_yes()
SIGNS: tuple[Condition, ...] = (IN_1_SPOT, CLICKS, CATCHES, GIVES_WAY)
INDEX = "Meniscal Symptom Index (Niu 2011)"

CLUES = (
    clue(
        not_(any_of(*SIGNS)),
        "No sore spot in the joint, no clicks, no catching and no giving way.",
        MECHANICAL,
        meniscus=(-1.8, added(f"{INDEX}: no sign, LR 0.28")),
        plica=-0.3,
        bone_stress_injury=0.3,
        saphenous_nerve=0.3,
        referred_pain=0.3,
    ),
    clue(
        any_of(*(all_of(*pair) for pair in combinations(SIGNS, 2))),
        "2 or more of these fit: a sore spot in the joint, clicks, catches, gives way.",
        MECHANICAL,
        meniscus=(0.7, added(f"{INDEX}: 2 signs or more, a third of all 4")),
        saphenous_nerve=-0.5,
        referred_pain=-0.5,
    ),
    # Comes on top of the one before: together they are +2.
    clue(
        all_of(*SIGNS),
        "All 4 of these fit: a sore spot in the joint, clicks, catches, gives way.",
        MECHANICAL,
        meniscus=(1.3, added(f"{INDEX}: all 4 signs, LR 4.7")),
        pes_anserine=-0.5,
        patellofemoral=-0.5,
        bone_stress_injury=-0.5,
        semimembranosus=-0.5,
        saphenous_nerve=-0.5,
        referred_pain=-0.5,
    ),
    clue(
        CLICKS,
        "The knee clicks or pops.",
        MECHANICAL,
        meniscus=(0.3, brief("Meniscus: clicking or popping")),
    ),
    clue(
        answer("locking").is_yes(),
        "The knee gets stuck.",
        MECHANICAL,
        meniscus=(1.0, brief("Meniscus: a feeling that the knee locks")),
    ),
    clue(
        answer("snap").is_yes(),
        "It snaps painfully at the inner edge of the kneecap.",
        MECHANICAL,
        mcl=-0.5,
        pes_anserine=-0.5,
        plica=2.0,
        bone_stress_injury=-0.5,
        semimembranosus=-0.5,
        saphenous_nerve=-0.5,
        referred_pain=-0.5,
    ),
)
