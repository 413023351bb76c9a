"""Where it hurts, on a picture of the knee."""

from triage.protocols.medial_knee.questions.sections import SAFETY
from triage.rules.conditions import answer
from triage.rules.questions import Kind, Option, Page, Question, tick

PLACE = Page(
    key="place",
    section=SAFETY,
    questions=(
        Question(
            key="side",
            text="Which knee hurts?",
            kind=Kind.CHOICE,
            options=(
                Option("left", "Left knee"),
                Option("right", "Right knee"),
                Option("both", "Both knees"),
            ),
        ),
        Question(
            key="place",
            text="Where does it hurt most?",
            kind=Kind.CHOICE,
            options=(
                Option("groove", "Inner side: in the soft groove between the 2 bones"),
                Option(
                    "band", "Inner side: along the band that runs down across the joint"
                ),
                Option("shin", "Inner side: on the shin, 2 or 3 fingers below the joint"),
                Option("edge", "Inner side: at the edge of the kneecap"),
                Option("corner", "Inner side: at the back corner"),
                Option("spread", "Inner side: spread out, or I can't point to it"),
                Option("whole", "All over the knee, or deep inside"),
                Option("front", "The front of the knee, in the middle"),
                Option("outer", "The outer side"),
                Option("back", "The back of the knee"),
                Option("calf", "The calf"),
            ),
        ),
    ),
    hint="Sit down and bend the knee to a right angle. Then feel for the sorest place.",
    picture="knee",
    why="The place tells us most about what may be sore.",
)

ELSEWHERE = answer("place").is_("whole", "front", "outer", "back", "calf")

CALF_LIST = Page(
    key="calf_list",
    section=SAFETY,
    heading="Does any of this fit your calf or you?",
    hint="Tick all that fit.",
    why="A blood clot can hurt in the calf or behind the knee. It needs treatment today.",
    questions=(
        tick(
            "calf_changed",
            "One calf is bigger, harder, warmer or redder than the other",
            alone="Is one calf bigger, harder, warmer or redder than the other?",
            help="Sit down and compare them. Press gently with your fingers.",
        ),
        tick(
            "kept_still",
            "In the last 4 weeks: 3 days in bed, plaster, or a trip of over 4 hours",
            alone="In the last 4 weeks: 3 days in bed, plaster, or over 4 hours of travel?",
            help="Long trips by plane, car, train or bus all count.",
        ),
        tick(
            "clot_risk",
            "I had a clot before, cancer treatment, or an operation in the last 3 months",
            alone="Was there a clot before, cancer treatment, or a recent operation?",
            help="Cancer treatment counts for 6 months, an operation for 3.",
        ),
        tick(
            "hormones",
            "I am pregnant, gave birth in 6 weeks, or take the pill or HRT",
            alone="Are you pregnant, a new mother, or do you take the pill or HRT?",
            help="HRT is short for hormone tablets or patches in the menopause.",
        ),
    ),
    when=answer("place").is_("back", "calf"),
)

PAGES = (PLACE, CALF_LIST)
