"""How long it has hurt, and what care has done."""

from triage.protocols.medial_knee.questions.sections import SAFETY
from triage.rules.questions import Kind, Option, Question, page_of

DURATION = page_of(
    Question(
        key="duration",
        text="How long has it hurt this time, and how is it going?",
        kind=Kind.CHOICE,
        options=(
            Option("under_3_weeks", "Less than 3 weeks, and no worse with rest"),
            Option("better", "3 to 6 weeks, and it is getting better"),
            Option("no_care", "3 to 6 weeks, no better, with little rest or RICE"),
            Option("despite_care", "3 to 6 weeks, no better, with RICE on most days"),
            Option("over_6_weeks", "More than 6 weeks, and not getting worse"),
            Option("worse_at_rest", "Less than 3 weeks, and worse though I rest it"),
            Option("worse", "More than 3 weeks, and it is getting worse"),
        ),
    ),
    section=SAFETY,
    hint="If 2 fit, choose the lower one. "
    "RICE is short for rest, ice, compression (a bandage) and elevation (leg up).",
    why="Pain that lasts for weeks, or gets worse, should be looked at.",
)

PAGES = (DURATION,)
