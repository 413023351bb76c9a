"""How it began, and what came before."""

from triage.protocols.medial_knee.causes.weighing import MECHANISM, added, brief, clue
from triage.protocols.medial_knee.questions.running import LOAD_CHANGED
from triage.rules.conditions import answer

CLUES = (
    clue(
        answer("onset").is_("pushed_in", "hit_outside"),
        "It began as the knee was pushed or bent inwards.",
        MECHANISM,
        mcl=(
            1.0,
            brief(
                "MCL: an acute event or an outward force (valgus stress)",
                "force on the leg, LR 2.0 in general practice (Kastelein 2008)",
            ),
        ),
        meniscus=0.5,
        pes_anserine=-1.0,
        patellofemoral=-0.5,
        plica=-1.0,
        bone_stress_injury=-1.0,
        sifk=-1.0,
        semimembranosus=-1.0,
        referred_pain=-1.0,
    ),
    clue(
        answer("onset").is_("twist"),
        "It began as you twisted, turned or slipped.",
        MECHANISM,
        mcl=(0.5, brief("MCL: often an acute event")),
        meniscus=1.0,
        pes_anserine=-1.0,
        patellofemoral=-0.5,
        bone_stress_injury=-1.0,
        semimembranosus=-0.5,
        referred_pain=-1.0,
    ),
    clue(
        answer("onset").is_("fall"),
        "It began with a fall or a blow.",
        MECHANISM,
        pes_anserine=-0.5,
        plica=0.5,
        sifk=-1.0,
        saphenous_nerve=0.5,
    ),
    clue(
        answer("onset").is_("sudden"),
        "It began suddenly, though nothing happened to the knee.",
        MECHANISM,
        mcl=-1.0,
        osteoarthritis=-0.5,
        sifk=(
            1.5,
            added(
                "Insufficiency fracture: sudden pain without an injury; "
                "weight by expert judgement"
            ),
        ),
    ),
    clue(
        LOAD_CHANGED,
        "Your running changed in the 3 months before.",
        MECHANISM,
        pes_anserine=(0.5, brief("Pes anserine: linked to overuse")),
        patellofemoral=1.0,
        plica=0.5,
        bone_stress_injury=1.0,
        semimembranosus=0.5,
        referred_pain=-0.5,
        overload=(0.5, brief("Repetitive impact overloads the knee")),
    ),
)
