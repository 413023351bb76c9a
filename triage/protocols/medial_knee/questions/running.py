"""How much somebody ran, and how they move."""

from triage.protocols.medial_knee.questions.sections import RUNNING
from triage.rules.questions import Kind, Option, Page, Question, page_of, tick

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
)

LOAD_CHANGE = page_of(
    Question(
        key="load_change",
        text="In the 3 months before, did you run more, faster or on more hills?",
        kind=Kind.YES_NO,
    ),
    section=RUNNING,
    hint="Starting to run, or starting again after a break, counts too.",
    why="Knees get sore when the load grows faster than they can adapt.",
)

MOVEMENT = Page(
    key="movement",
    section=RUNNING,
    heading="What have you noticed about how you move?",
    hint="Tick what you have seen yourself, or somebody has told you.",
    why="It helps to choose exercises. It does not change how soon you should be seen.",
    questions=(
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

PAGES = (DISTANCE, LOAD_CHANGE, MOVEMENT)
