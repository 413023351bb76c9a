"""The brief's warning signs, each alone enough, and pain at rest."""

from triage.protocols.medial_knee.red_flags.sources import added, brief, ours
from triage.rules.conditions import answer
from triage.rules.parts import Confidence, Level, Note, RedFlag

UNMANAGEABLE = RedFlag(
    id="unmanageable_pain",
    when=answer("unmanageable").is_yes(),
    level=Level.SAME_DAY,
    when_unsure=Level.SAME_DAY,
    because="Pain that you can't manage needs to be seen today.",
    source=brief("severe, unmanageable pain"),
)
WEIGHT_BEARING = RedFlag(
    id="weight_bearing",
    when=answer("no_4_steps").is_yes(),
    level=Level.SAME_DAY,
    when_unsure=Level.SAME_DAY,
    because="A leg that can't take 4 steps may be broken.",
    source=brief("cannot bear weight; 4 steps as in the Ottawa Knee Rule"),
)
LOUD_POP = RedFlag(
    id="loud_pop",
    when=answer("pop").is_yes(),
    level=Level.SAME_DAY,
    when_unsure=Level.WITHIN_2_DAYS,
    because="A loud pop when it began can mean that a ligament has torn.",
    source=brief("a loud popping sound at the time of injury"),
    notes=(
        Note(
            brief="A loud pop at the injury needs attention at once.",
            evidence="About 2 in 3 athletes with blood in the knee recall a pop (Maffulli "
            "1993). A pop alone may be seen within 2 days. We keep the stricter reading.",
            confidence=Confidence.SOME,
        ),
    ),
)
FAST_SWELLING = RedFlag(
    id="rapid_swelling",
    when=answer("fast_swelling").is_yes(),
    level=Level.SAME_DAY,
    when_unsure=Level.WITHIN_2_DAYS,
    because="A knee that swells a lot within hours may be bleeding inside.",
    source=brief("significant swelling that came rapidly; about 12 hours is ours"),
    notes=(
        Note(
            brief="Large swelling that comes fast needs attention at once.",
            evidence="90 in 100 knees that bled early had real damage (AJSM 1980). "
            "The brief gives no hours; about 12 is ours.",
            confidence=Confidence.STRONG,
        ),
    ),
)
CATCHING = RedFlag(
    id="catching_knee",
    when=answer("catching").is_yes(),
    level=Level.SAME_DAY,
    when_unsure=Level.WITHIN_2_DAYS,
    because="A knee that catches may have a torn part that gets in the way.",
    source=brief("catching"),
    notes=(
        Note(
            brief="Catching is a warning. Clicks are usual with a sore meniscus.",
            evidence="Catching tells little about a tear (McHugh 2021). With no injury, 2 "
            "days may do. We keep the stricter reading; painless clicks are no warning.",
            confidence=Confidence.SOME,
        ),
    ),
)
LOCKED = RedFlag(
    id="locked_knee",
    when=answer("locking").is_yes(),
    level=Level.SAME_DAY,
    when_unsure=Level.SAME_DAY,
    because="A knee that gets stuck may have a torn part that blocks it.",
    source=brief("locking"),
    notes=(
        Note(
            brief="Locking is a warning, and usual with a sore meniscus too.",
            evidence="A knee that stays stuck may have a torn part in the joint. "
            "A repair works best in the first weeks.",
            confidence=Confidence.SOME,
        ),
    ),
)
GIVING_WAY = RedFlag(
    id="buckling_knee",
    when=answer("giving_way").is_yes(),
    level=Level.SAME_DAY,
    when_unsure=Level.WITHIN_2_DAYS,
    because="A knee that gives way may have a torn ligament.",
    source=brief("giving way"),
    notes=(
        Note(
            brief="Giving way is a warning. Feeling unsure on turns is usual with the MCL.",
            evidence="After an injury it can mean a torn ligament. Without one, 2 days may "
            "do. We keep the stricter reading.",
            confidence=Confidence.SOME,
        ),
    ),
)
SEVERE_AT_REST = RedFlag(
    id="severe_rest_pain",
    when=answer("rest_pain").at_least(8),
    level=Level.SAME_DAY,
    when_unsure=Level.SAME_DAY,
    because="Pain of 8 or more at rest needs to be seen today.",
    source=brief("severe pain; 8 of 10 or more, now and at rest, is our reading"),
)
STRONG_AT_REST = RedFlag(
    id="strong_rest_pain",
    when=answer("rest_pain").at_least(7),
    level=Level.WITHIN_2_DAYS,
    when_unsure=Level.WITHIN_2_DAYS,
    because="Pain of 7 or more at rest should be seen within 2 days.",
    # For how long is not asked, so it counts at once.
    source=added("Clinical judgement: pain of 7 to 8 at rest for more than 24 hours"),
)
PAIN_AT_REST = RedFlag(
    id="pain_at_rest",
    when=answer("rest_pain").at_least(5),
    level=Level.WITHIN_2_WEEKS,
    when_unsure=Level.WITHIN_2_WEEKS,
    because="Pain of 5 or more at rest is more than self-care is meant for.",
    source=ours("Self-care gets past its first days at 2 or less at rest; 5 is ours"),
)

WARNING_SIGNS = (
    UNMANAGEABLE,
    WEIGHT_BEARING,
    LOUD_POP,
    FAST_SWELLING,
    CATCHING,
    LOCKED,
    GIVING_WAY,
)
PAIN = (SEVERE_AT_REST, STRONG_AT_REST, PAIN_AT_REST)
