"""The tendons on the inner shin."""

from triage.protocols.medial_knee.causes.meniscus import ALL_SIGNS
from triage.protocols.medial_knee.causes.weighing import (
    AGGRAVATORS,
    LOCATION,
    MECHANICAL,
    MECHANISM,
    added,
    brief,
)
from triage.protocols.medial_knee.questions.warnings import INJURED
from triage.rules.conditions import all_of, answer
from triage.rules.protocol import Cause, Clue, Level, Origin, OwnLevel, Prior, Source

PES_ANSERINE = Cause(
    id="pes_anserine",
    name="Pes anserine bursitis or tendinopathy",
    summary="3 tendons meet on your inner shin, just below the knee. "
    "They belong to the sartorius, gracilis and semitendinosus muscles. "
    "The tendons can get sore, or the small cushion under them. "
    "Questions can't tell which it is.",
    source=brief("Pes anserine bursitis or tendinopathy is a main cause", "named there"),
    prior=0.0,
    priors=(Prior(when=INJURED, bits=-2.0),),
    clues=(
        Clue(
            when=answer("place").is_("shin"),
            bits=2.5,
            domain=LOCATION,
            because="It hurts a little below the joint, on the inner shin.",
            source=brief("Pes anserine: pain slightly below the joint line"),
        ),
        Clue(
            when=all_of(answer("sore_spot").is_yes(), answer("place").is_("shin")),
            bits=0.5,
            domain=LOCATION,
            because="One spot there is sore to touch.",
            source=brief("Pes anserine: local tenderness"),
        ),
        Clue(
            when=answer("place").is_("groove", "band"),
            bits=-1.5,
            domain=LOCATION,
            because="It hurts at the joint, not below it.",
            source=added(),
        ),
        Clue(
            when=answer("place").is_("spread"),
            bits=-1.0,
            domain=LOCATION,
            because="The pain is spread out.",
            source=added(),
        ),
        Clue(
            when=answer("onset").is_("twist", "pushed_in"),
            bits=-1.0,
            domain=MECHANISM,
            because="It began with a twist or a push.",
            source=added(),
        ),
        Clue(
            when=answer("load_change").is_yes(),
            bits=0.5,
            domain=MECHANISM,
            because="You ran more, faster or on more hills before it began.",
            source=brief("Pes anserine: linked to overuse"),
        ),
        Clue(
            when=answer("stairs").is_yes(),
            bits=1.0,
            domain=AGGRAVATORS,
            because="Stairs or getting up from a chair bring it on.",
            source=brief("Pes anserine: worse when climbing stairs"),
        ),
        Clue(
            when=answer("bending").is_yes(),
            bits=0.5,
            domain=AGGRAVATORS,
            because="Bending the knee brings it on.",
            source=brief("Pes anserine: worse when bending the knee"),
        ),
        Clue(
            when=ALL_SIGNS,
            bits=-0.5,
            domain=MECHANICAL,
            because="The knee clicks, catches and gives way.",
            source=added(),
        ),
    ),
    own_levels=(
        OwnLevel(
            when=answer("place").is_("shin"),
            level=Level.WITHIN_2_WEEKS,
            because="An overworked shin bone can hurt in the same spot.",
            source=Source(
                origin=Origin.DEFAULT,
                reference="Self-care needs the bone stress questions, not asked yet",
            ),
        ),
    ),
)
