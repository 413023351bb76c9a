"""Who answers."""

from triage.protocols.medial_knee.questions.sections import ABOUT
from triage.rules.conditions import answer
from triage.rules.questions import Kind, Option, Question, page_of

AGE = page_of(
    Question(
        key="age",
        text="How old are you?",
        kind=Kind.CHOICE,
        options=(
            Option("18_to_44", "18 to 44"),
            Option("45_to_49", "45 to 49"),
            Option("50_to_54", "50 to 54"),
            Option("over_54", "55 or over"),
        ),
        unsure="I'd rather not say",
        fact=True,
    ),
    section=ABOUT,
    why="With age, sore bones and worn joints become more common.",
)

FROM_45 = answer("age").is_("45_to_49", "50_to_54", "over_54")
FROM_50 = answer("age").is_("50_to_54", "over_54")
FROM_55 = answer("age").is_("over_54")

PAGES = (AGE,)
