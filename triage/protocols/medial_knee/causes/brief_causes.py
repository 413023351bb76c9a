"""The 3 causes that the brief names, and the one that says no part stands out."""

from triage.protocols.medial_knee.causes.weighing import brief, starts
from triage.protocols.medial_knee.questions.bone import BONE_LIST
from triage.protocols.medial_knee.questions.onset import SUDDEN
from triage.rules.conditions import all_of, answer, any_yes, not_
from triage.rules.parts import Cause, Confidence, Hint, Note

STARTS = "where it starts is expert judgement"

# Grades are for a sudden start: a bruise and a loose feeling are asked about only then.
GRADE_3 = any_yes("giving_way", "bruise", "fast_swelling")
GRADE_2 = any_yes("loose", "hurts_to_walk", "swollen")

MCL = Cause(
    id="mcl",
    name="Inner ligament sprain (MCL)",
    summary="The MCL is a strong band along the inside of your knee. "
    "It is a ligament: a strap that ties 2 bones together. "
    "MCL is short for medial collateral ligament, the one on the inner side. "
    "It stops the knee from bending inwards. "
    "A sprain means that some of its fibres are stretched or torn.",
    feels_like="It is sore along the band, where it runs down across the joint. "
    "It often starts when the knee is pushed inwards. "
    "Side steps and turns hurt, or the knee feels unsure.",
    helps="Leave out turns and side steps while the band heals. "
    "Bend the knee gently, then make the thigh strong again. "
    "A mild sprain often takes about 2 weeks, a deeper one 4 or more. "
    "A deeper one may need a brace.",
    prior=-0.2,
    priors=starts(injured=(1.0, 0.5), slow=(-1.0, -1.5), from_45=-0.7),
    source=brief("MCL strain is a main cause of medial knee pain", STARTS),
    hints=(
        Hint(
            all_of(SUDDEN, GRADE_3),
            "Some of your answers may fit a band that is torn through (grade 3).",
        ),
        Hint(
            all_of(SUDDEN, GRADE_2),
            "Some of your answers may fit a band that is partly torn (grade 2).",
        ),
        Hint(
            all_of(SUDDEN, not_(GRADE_3), not_(GRADE_2)),
            "Your answers may fit a mild sprain (grade 1).",
        ),
    ),
    notes=(
        Note(
            brief="The pain of an MCL strain runs along the joint line.",
            evidence="The joint line is the groove between the 2 bones. "
            "The band crosses it. "
            "Pain right in the groove is the classic sign of the meniscus. "
            "So we ask which of the 2 places it is.",
            confidence=Confidence.SOME,
        ),
    ),
)

MENISCUS = Cause(
    id="meniscus",
    name="Meniscus irritation or tear",
    summary="The inner meniscus is a pad of cartilage, shaped like a C. "
    "Cartilage is the tough, smooth stuff that lines joints. "
    "The pad sits between your thigh bone and your shin bone and absorbs shock. "
    "It can get sore. It can tear in a twist, or fray over the years.",
    feels_like="The pain is often sharp, and sits in the groove of the joint. "
    "Twisting and squatting make it worse. "
    "The knee may click or pop, or feel as if it locks.",
    helps="Deep squats and twists wait until the knee is calmer. "
    "Training that makes the thigh and hip strong helps many people. "
    "For a frayed meniscus, training did as well as an operation in trials. "
    "A knee that gets stuck must be seen first.",
    prior=0.0,
    priors=starts(injured=(1.0, 1.0), slow=(-0.5, 1.0), from_45=1.0),
    source=brief("Medial meniscus irritation or tear is a main cause", STARTS),
    notes=(
        Note(
            brief="Clicks, pops and a feeling that the knee locks come from the meniscus.",
            evidence="In studies they were just as common without a tear. "
            "Several signs at once tell a little more. "
            "A knee that catches, locks or gives way needs a look in any case.",
            confidence=Confidence.WEAK,
        ),
    ),
)

PES_ANSERINE = Cause(
    id="pes_anserine",
    name="Pes anserine bursitis or tendinopathy",
    summary="3 tendons meet on your inner shin, just below the knee. "
    "A tendon ties a muscle to a bone. "
    "These belong to the sartorius, gracilis and semitendinosus muscles. "
    "The place where they meet is called the pes anserine. "
    "The tendons can get sore (tendinopathy). "
    "So can the small cushion under them (bursitis). "
    "Questions can't tell which it is.",
    feels_like="1 spot on the inner shin is sore to touch. "
    "It lies 2 or 3 fingers below the joint. "
    "Stairs and bending the knee make it worse. "
    "It tends to come on slowly, after more running than before.",
    helps="Run less for a while, with fewer hills. "
    "Then make the hips and the back of the thighs strong. "
    "An overworked bone can hurt in the same place. "
    "If it hurts to land, or aches at night, get it looked at first.",
    prior=-0.3,
    priors=starts(injured=(-2.0, -2.0), slow=(0.0, 0.5), from_45=0.2),
    # The sore spot lies on the bone that runners overwork most.
    leads_when=all_of(*(answer(key).is_no() for key in BONE_LIST.keys)),
    source=brief("Pes anserine bursitis or tendinopathy is a main cause", STARTS),
    notes=(
        Note(
            brief="The small cushion or the tendons are inflamed.",
            evidence="Scans seldom show which part is sore, or that it is inflamed. "
            "An overworked bone hurts in the same place and is often mistaken for it. "
            "So we ask about the bone first.",
            confidence=Confidence.WEAK,
        ),
    ),
)

OVERLOAD = Cause(
    id="overload",
    name="Overloaded inner knee",
    summary="The inner side of your knee may be irritated, and no part stands out. "
    "This can happen when the knee gets more work than it is used to.",
    feels_like="A dull ache on the inner side that is hard to point to. "
    "It comes with running and eases with rest.",
    helps="Run less for a while, then a little more each week. "
    "Strong hips and thighs help the knee to carry the load. "
    "If it stays or gets worse, somebody should look at it.",
    prior=0.0,
    source=brief("Repetitive impact and mechanical issues overload the knee", STARTS),
)

BRIEF_CAUSES = (MCL, MENISCUS, PES_ANSERINE)
