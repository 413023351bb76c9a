"""How much somebody runs, what changed, and how they move."""

from triage.protocols.medial_knee.questions.place import ELSEWHERE
from triage.protocols.medial_knee.questions.sections import RUNNING, SAFETY
from triage.rules.conditions import any_yes, not_
from triage.rules.questions import Kind, Option, Page, Question, page_of, tick

RUNNING_LIST = Page(
    key="running",
    section=SAFETY,
    heading="Does any of this fit your running?",
    hint="For changes, think of the 3 months before it began. Tick all that fit.",
    why="Bones and knees get sore when the load grows faster than they can adapt. "
    "How you move helps to choose exercises.",
    questions=(
        tick(
            "began",
            "I had started to run, or started again after a break",
            alone="Had you started to run, or started again after a break?",
            help="A break is 4 weeks or more.",
        ),
        tick(
            "more",
            "I had run clearly more, or on more days",
            alone="Had you run clearly more, or on more days?",
            help="About a third more within 2 weeks is clearly more.",
        ),
        tick(
            "long_run",
            "One run had been clearly longer than any in the month before it",
            alone="Had one run been clearly longer than any in the month before it?",
            help="More than a tenth longer counts.",
        ),
        tick(
            "harder",
            "There had been more hills, more speed or a race",
            alone="Had there been more hills, more speed or a race?",
            help="Count also a change from soft to hard ground.",
        ),
        tick(
            "feet_roll_in",
            "My feet roll in, or my shoes wear out first on the inner side",
            alone="Do your feet roll in, or do shoes wear out first on the inner side?",
            help="Look at the soles of an old pair of running shoes.",
        ),
        tick(
            "knee_dives_in",
            "My knee dives in when I squat, land or step down",
            alone="Does your knee dive in when you squat, land or step down?",
            help="Think of a mirror or a video. There is no need to test it now.",
        ),
        tick(
            "feet_cross",
            "My feet land on one line or cross over it",
            alone="Do your feet land on one line, or cross over it, when you run?",
            help="Think of your footprints, or of running along a painted line.",
        ),
    ),
)

LOAD_CHANGED = any_yes("began", "more", "long_run", "harder")

DISTANCE = page_of(
    Question(
        key="weekly_distance",
        text="How far did you run in a usual week before this began?",
        kind=Kind.CHOICE,
        options=(
            Option("under_10_km", "Less than 10 km (6 miles)"),
            Option("10_to_25_km", "10 to 25 km (6 to 15 miles)"),
            Option("25_to_40_km", "25 to 40 km (15 to 25 miles)"),
            Option("over_40_km", "More than 40 km (25 miles)"),
        ),
    ),
    section=RUNNING,
    why="A plan has to start from what you are used to.",
    when=not_(ELSEWHERE),
)
