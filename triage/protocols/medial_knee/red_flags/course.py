"""How long it has hurt, at what age, and whether it is the inner side at all."""

from triage.protocols.medial_knee.questions.about import FROM_55
from triage.protocols.medial_knee.questions.place import ELSEWHERE
from triage.protocols.medial_knee.red_flags.sources import added, brief, ours
from triage.rules.conditions import answer
from triage.rules.parts import Confidence, Level, Note, Origin, RedFlag, Source

WORSE_FOR_WEEKS = RedFlag(
    id="worse_for_weeks",
    when=answer("duration").is_("worse"),
    level=Level.WITHIN_A_WEEK,
    when_unsure=Level.WITHIN_2_WEEKS,
    because="Pain that is still getting worse after 3 weeks should be looked at.",
    source=brief("worsens after a few weeks of RICE; counted here with or without RICE"),
)
WORSE_AT_REST = RedFlag(
    id="worse_at_rest",
    when=answer("duration").is_("worse_at_rest"),
    level=Level.WITHIN_A_WEEK,
    when_unsure=Level.WITHIN_2_WEEKS,
    because="Pain that gets worse though you rest should be looked at.",
    source=ours("Overload eases with rest; a week is ours"),
)
RICE_FAILED = RedFlag(
    id="rice_did_not_help",
    when=answer("duration").is_("despite_care"),
    level=Level.WITHIN_2_WEEKS,
    when_unsure=Level.WITHIN_2_WEEKS,
    because="About 3 weeks of good care have not helped enough.",
    source=brief("persists after a few weeks of consistent RICE; a few is 3"),
    notes=(
        Note(
            brief="Pain that persists after a few weeks of RICE needs an evaluation.",
            evidence="No study says how many weeks are a few. 3 is our number. "
            "Whether ice speeds healing is not known.",
            confidence=Confidence.OPINION,
        ),
    ),
)
NO_BETTER = RedFlag(
    id="no_better",
    when=answer("duration").is_("no_care"),
    level=Level.WITHIN_2_WEEKS,
    when_unsure=Level.WITHIN_2_WEEKS,
    because="More than 3 weeks without getting better is long enough to ask.",
    source=ours("No better by day 28, with care or without; asked as 3 to 6 weeks"),
)
LONG_LASTING = RedFlag(
    id="long_lasting",
    when=answer("duration").is_("over_6_weeks"),
    level=Level.WITHIN_2_WEEKS,
    when_unsure=Level.WITHIN_2_WEEKS,
    because="Pain that lasts more than 6 weeks should be looked at.",
    source=added("Clinical judgement: 6 weeks, whatever was tried"),
)
FROM_55_ON = RedFlag(
    id="from_55_on",
    when=FROM_55,
    level=Level.WITHIN_2_WEEKS,
    # Whoever would rather not say has told no sign; age with an injury counts in doubt.
    when_unsure=Level.SELF_CARE,
    because="From 55 on, worn joints and weak bones are more common.",
    source=ours("Ottawa's age, taken also without an injury"),
)
PAIN_ELSEWHERE = RedFlag(
    id="pain_elsewhere",
    when=ELSEWHERE,
    level=Level.WITHIN_2_WEEKS,
    when_unsure=Level.SELF_CARE,
    because="These questions are about the inner side. "
    "Somebody should look at where it hurts.",
    source=Source(
        origin=Origin.BRIEF,
        reference="Medial knee pain is pain on the inner side; the level is added",
    ),
)

COURSE = (
    WORSE_FOR_WEEKS,
    WORSE_AT_REST,
    RICE_FAILED,
    NO_BETTER,
    LONG_LASTING,
    FROM_55_ON,
    PAIN_ELSEWHERE,
)
