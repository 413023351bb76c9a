"""The inner ligament."""

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
from triage.rules.protocol import Cause, Clue, Level, OwnLevel, Prior

MCL = Cause(
    id="mcl",
    name="Inner ligament sprain (MCL)",
    summary="The MCL is a strong band along the inside of your knee. "
    "MCL is short for medial collateral ligament. "
    "It stops the knee from bending inwards. "
    "A sprain means that some of its fibres are stretched or torn.",
    source=brief("MCL strain is a main cause of medial knee pain", "named there"),
    prior=-1.0,
    priors=(Prior(when=INJURED, bits=1.0),),
    clues=(
        Clue(
            when=answer("place").is_("band"),
            bits=1.5,
            domain=LOCATION,
            because="It hurts along the band on the inner side.",
            source=brief("MCL: pain directly over the ligament"),
        ),
        Clue(
            when=answer("place").is_("groove"),
            bits=1.0,
            domain=LOCATION,
            because="It hurts in the groove of the joint, which the band crosses.",
            source=brief("MCL: pain on the inner side of the joint"),
        ),
        Clue(
            when=answer("place").is_("spread"),
            bits=-0.5,
            domain=LOCATION,
            because="The pain is spread out.",
            source=added(),
        ),
        Clue(
            when=all_of(
                answer("sore_spot").is_yes(), answer("place").is_("band", "groove")
            ),
            bits=0.5,
            domain=LOCATION,
            because="It is sore to touch along the joint line.",
            source=brief("MCL: tenderness along the joint line"),
        ),
        Clue(
            when=answer("onset").is_("pushed_in"),
            bits=1.0,
            domain=MECHANISM,
            because="It began as the knee was pushed inwards.",
            source=brief(
                "MCL: an acute event or valgus stress",
                "force on the leg, LR 2.0 in general practice (Kastelein 2008)",
            ),
        ),
        Clue(
            when=answer("onset").is_("twist"),
            bits=0.5,
            domain=MECHANISM,
            because="It began as you twisted or turned.",
            source=added(),
        ),
        Clue(
            when=answer("side_step").is_yes(),
            bits=1.2,
            domain=AGGRAVATORS,
            because="Side steps or changes of direction hurt or feel unsure.",
            source=brief(
                "MCL: instability when changing direction",
                "pain as the knee is pushed in, LR 2.3 when examined (Kastelein 2008)",
            ),
        ),
        Clue(
            when=answer("twisting").is_yes(),
            bits=0.5,
            domain=AGGRAVATORS,
            because="Twisting or turning brings it on.",
            source=added(),
        ),
        Clue(
            when=answer("loose").is_yes(),
            bits=0.5,
            domain=MECHANICAL,
            because="The knee feels loose or unsure when you change direction.",
            source=brief("MCL: instability when changing direction"),
        ),
    ),
    own_levels=(
        OwnLevel(
            when=INJURED,
            level=Level.WITHIN_2_WEEKS,
            because="If an injury hurt the inner ligament, somebody should look at it.",
            source=added("Clinical judgement: MCL sprain after an injury, mild pattern"),
        ),
    ),
)
