"""How long it has hurt, and what care has done."""

from triage.protocols.medial_knee.questions.sections import SAFETY
from triage.rules.conditions import answer
from triage.rules.questions import Kind, Option, Question, page_of

DURATION = page_of(
    Question(
        key="duration",
        text="How long has it hurt this time?",
        kind=Kind.CHOICE,
        options=(
            Option("under_3_weeks", "Less than 3 weeks"),
            Option("3_to_6_weeks", "3 to 6 weeks"),
            Option("over_6_weeks", "More than 6 weeks"),
        ),
    ),
    section=SAFETY,
    why="Pain that lasts for weeks should be looked at.",
)

FOR_WEEKS = answer("duration").is_("3_to_6_weeks", "over_6_weeks")

COURSE = page_of(
    Question(
        key="course",
        text="How has the pain changed over these weeks?",
        kind=Kind.CHOICE,
        options=(
            Option("better", "It is getting better"),
            Option("same", "It is about the same"),
            Option("worse", "It is getting worse"),
        ),
    ),
    section=SAFETY,
    why="Pain that gets worse over weeks should be looked at soon.",
    when=FOR_WEEKS,
)

RICE = page_of(
    Question(
        key="rice",
        text="Have you rested the knee and used RICE?",
        kind=Kind.CHOICE,
        options=(
            Option("no", "No, or hardly at all"),
            Option("some", "Now and then"),
            Option("most_days", "On most days, for about 3 weeks or more"),
        ),
    ),
    section=SAFETY,
    hint="RICE is short for rest, ice, compression (a bandage) and elevation (leg up).",
    why="Pain that stays after weeks of good care should be looked at.",
    when=FOR_WEEKS,
)

PAGES = (DURATION, COURSE, RICE)
