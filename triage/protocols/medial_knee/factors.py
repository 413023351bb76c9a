"""What may add to the strain. It picks advice and exercises; it never moves the level."""

from triage.rules.conditions import answer
from triage.rules.protocol import Factor, FactorKind, Origin, Source


def _brief(reference: str) -> Source:
    return Source(origin=Origin.BRIEF, reference=reference)


FACTORS = (
    Factor(
        id="load",
        name="A jump in your running",
        kind=FactorKind.LOAD,
        when=answer("load_change").is_yes(),
        because="You ran more, faster or on more hills before it began.",
        summary="Each step loads the inner knee. "
        "When the load grows faster than the knee can adapt, it gets sore.",
        source=_brief("Repetitive impact overloads the knee"),
    ),
    Factor(
        id="overpronation",
        name="Feet that roll in",
        kind=FactorKind.MECHANICS,
        when=answer("feet_roll_in").is_yes(),
        because="Your feet roll in, or your shoes wear out on the inner side.",
        summary="This is called over-pronation. First the foot rolls in. "
        "Then the shin bone turns in with it. "
        "That twists the knee and may pull on the MCL and the meniscus.",
        source=_brief("Over-pronation: foot rolls in, shin turns in, knee is twisted"),
    ),
    Factor(
        id="knee_valgus",
        name="A knee that dives in",
        kind=FactorKind.MECHANICS,
        when=answer("knee_dives_in").is_yes(),
        because="Your knee dives in when you squat, land or step down.",
        summary="Each step has a moment on one leg, the stance phase. "
        "A hip muscle, the gluteus medius, then holds your pelvis level. "
        "If it is weak, the thigh turns in and the knee dives inwards (dynamic valgus).",
        source=_brief("Weak hip abductors and rotators; dynamic knee valgus"),
    ),
    Factor(
        id="crossover_gait",
        name="Feet that cross the middle line",
        kind=FactorKind.MECHANICS,
        when=answer("feet_cross").is_yes(),
        because="Your feet land on one line or cross over it.",
        summary="This is called a cross-over gait. "
        "The leg turns more, and the thigh leans further inwards. "
        "That may put more load on the inner side of the knee.",
        source=_brief("Cross-over gait: leg rotation, hip adduction and medial load rise"),
    ),
)
