"""The safety list for somebody under 18. Nothing they answer is kept."""

from dataclasses import replace

from triage.protocols.medial_knee.questions.emergency import (
    EMERGENCY_LIST,
    FEELS_ILL,
    STILL_OUT,
)
from triage.protocols.medial_knee.questions.health import HEALTH_LIST
from triage.protocols.medial_knee.questions.onset import INJURY_LIST
from triage.protocols.medial_knee.questions.sections import SAFETY
from triage.protocols.medial_knee.questions.signs import SIGN_LIST
from triage.protocols.medial_knee.questions.warnings import WARNING_LIST
from triage.protocols.medial_knee.red_flags import (
    emergencies,
    illness,
    injury,
    warning_signs,
)
from triage.rules.conditions import ALWAYS, all_of, answer, any_yes
from triage.rules.parts import Level, Origin, RedFlag, Source
from triage.rules.protocol import Protocol
from triage.rules.questions import Page, Question, tick

HIP_LIST = Page(
    key="hip_signs",
    section=SAFETY,
    heading="Does any of this fit your hip or leg?",
    hint="Tick all that fit.",
    why="In young people, trouble in the hip can hurt in the knee.",
    questions=(
        tick(
            "limp",
            "I limp",
            alone="Do you limp?",
            help="Ask somebody to watch you walk.",
        ),
        tick(
            "hip_pain",
            "My hip, groin or thigh hurts too",
            alone="Does your hip, groin or thigh hurt too?",
            help="The groin is the fold at the top of your leg.",
        ),
        tick(
            "turned_out",
            "My leg or foot turns out more than the other",
            alone="Does one leg or foot turn out more than the other?",
            help="Lie on your back and look at your toes.",
        ),
    ),
)


def _from(keys: frozenset[str], *pages: Page) -> tuple[Question, ...]:
    return tuple(q for page in pages for q in page.questions if q.key in keys)


YOUNG_LIST = Page(
    key="young_signs",
    section=SAFETY,
    heading="Does any of this fit the knee?",
    hint="Tick all that fit.",
    why="These can mean more than a knee that has run too much.",
    questions=_from(
        frozenset({"swollen", "warm", "constant", "lump"})
        | {"no_right_angle", "bone_press", "no_leg_lift"},
        SIGN_LIST,
        INJURY_LIST,
    ),
)
YOUNG_HEALTH = Page(
    key="young_health",
    section=SAFETY,
    heading="Does any of this fit you as well?",
    hint="Tick all that fit.",
    why="With these, the same pain can mean something else. Some need care sooner.",
    questions=(
        *_from(frozenset({"thinners", "infection_risk", "illness"}), HEALTH_LIST),
        tick(
            "young_fall",
            "I am under 12, and it began with a fall or a blow",
            alone="Are you under 12, and did it begin with a fall or a blow?",
            help="A blow counts too if it did not seem hard.",
        ),
    ),
)


def _within_2_days(flag: RedFlag) -> RedFlag:
    """Return ``flag`` as urgent as it is for the young."""
    return replace(
        flag,
        level=Level.WITHIN_2_DAYS,
        when_unsure=Level.WITHIN_2_DAYS,
        source=Source(
            origin=Origin.ADDED,
            reference="NICE NG12: bone pain or a lump in the young, X-ray within 48 hours",
        ),
    )


def _hip(id_: str, question: str, because: str) -> RedFlag:
    return RedFlag(
        id=id_,
        when=answer(question).is_yes(),
        level=Level.SAME_DAY,
        when_unsure=Level.SAME_DAY,
        because=because,
        source=Source(
            origin=Origin.ADDED,
            reference="Slipped hip growth plate can hurt in the knee only (Matava 1999)",
        ),
    )


YOUNG_FALL = RedFlag(
    id="young_and_fell",
    when=answer("young_fall").is_yes(),
    level=Level.WITHIN_2_DAYS,
    when_unsure=Level.WITHIN_2_DAYS,
    because="After a fall or a blow so young, a bone may need an X-ray.",
    source=Source(
        origin=Origin.ADDED,
        reference="Pittsburgh rule: under 12 after a fall or a blow",
    ),
)

YOUNG = RedFlag(
    id="under_18",
    when=ALWAYS,
    level=Level.WITHIN_A_WEEK,
    when_unsure=Level.WITHIN_A_WEEK,
    because="You are still growing, so somebody should look at your knee and your hip.",
    source=Source(
        origin=Origin.ADDED,
        reference="Clinical judgement: knee pain under 18 is seen with an adult in a week",
    ),
)

# The young are asked for pain in words, not in numbers.
SEVERE_AND_TIGHT = replace(
    emergencies.SEVERE_AND_TIGHT,
    when=all_of(answer("unmanageable").is_yes(), answer("calf").is_yes()),
)

UNDER_18 = Protocol(
    slug="medial-knee-under-18",
    pages=(
        EMERGENCY_LIST,
        STILL_OUT,
        FEELS_ILL,
        WARNING_LIST,
        HIP_LIST,
        YOUNG_LIST,
        YOUNG_HEALTH,
    ),
    red_flags=(
        *emergencies.EMERGENCIES,
        *warning_signs.WARNING_SIGNS,
        SEVERE_AND_TIGHT,
        _hip("young_limp", "limp", "A limp can come from the hip."),
        _hip(
            "young_hip_pain", "hip_pain", "Hip pain with knee pain can come from the hip."
        ),
        _hip(
            "young_turned_out", "turned_out", "A leg that turns out can come from the hip."
        ),
        illness.WARM,
        injury.NO_LEG_LIFT,
        injury.BONE_PRESS,
        # When it happened is not asked: the young are X-rayed rather sooner.
        replace(injury.OTTAWA_BEND, when=answer("no_right_angle").is_yes()),
        replace(
            illness.BLEEDING,
            when=all_of(answer("thinners").is_yes(), answer("swollen").is_yes()),
        ),
        replace(
            illness.INFECTION,
            when=all_of(any_yes("infection_risk", "illness"), any_yes("warm", "swollen")),
        ),
        YOUNG_FALL,
        _within_2_days(illness.CONSTANT),
        _within_2_days(illness.LUMP),
        _within_2_days(illness.ILLNESS),
        YOUNG,
    ),
)
