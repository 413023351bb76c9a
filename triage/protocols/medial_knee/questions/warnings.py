"""Where and how it began, and the brief's warning signs."""

from triage.protocols.medial_knee.questions.sections import SAFETY
from triage.rules.conditions import answer
from triage.rules.questions import Kind, Option, Page, Question, page_of, tick

PLACE = page_of(
    Question(
        key="place",
        text="Where does it hurt most?",
        kind=Kind.CHOICE,
        options=(
            Option("groove", "Inner side: in the soft groove between the 2 bones"),
            Option("band", "Inner side: along the band that runs down across the joint"),
            Option("shin", "Inner side: on the shin, 2 or 3 fingers below the joint"),
            Option("spread", "Inner side: spread out, or I can't point to it"),
            Option("front", "The front, or around the kneecap"),
            Option("outer", "The outer side"),
            Option("back", "The back of the knee"),
            Option("calf", "The calf"),
        ),
    ),
    section=SAFETY,
    hint="Sit down and bend the knee to a right angle. Then feel for the sorest place.",
    why="The place tells us most about what may be sore.",
)

CALF_CHECK = page_of(
    Question(
        key="calf_check",
        text="Is one calf bigger, harder, warmer or redder than the other?",
        kind=Kind.YES_NO,
    ),
    section=SAFETY,
    hint="Sit down and compare them.",
    why="A blood clot can hurt in the calf or behind the knee. It needs treatment today.",
    when=answer("place").is_("calf", "back"),
)

ONSET = page_of(
    Question(
        key="onset",
        text="How did the pain begin?",
        kind=Kind.CHOICE,
        options=(
            Option("gradual", "Bit by bit, over days or weeks"),
            Option("sudden", "Suddenly, but nothing happened to the knee"),
            Option("knock", "Suddenly, with a fall or a knock"),
            Option("twist", "Suddenly, as I twisted or turned"),
            Option("pushed_in", "Suddenly, as the knee was pushed or bent inwards"),
        ),
    ),
    section=SAFETY,
    why="Sudden pain and slow pain have different causes.",
)

WARNING_LIST = Page(
    key="warnings",
    section=SAFETY,
    heading="Does any of this fit your knee?",
    hint="Tick all that fit, even if it happened only once since the trouble began.",
    why="Each of these can mean that something in the knee is torn or broken.",
    questions=(
        tick(
            "unmanageable",
            "The pain is too bad to manage",
            alone="Is the pain too bad to manage?",
            help="Say yes if nothing eases it, or if you can't think of anything else.",
        ),
        tick(
            "no_4_steps",
            "I can't take 4 steps on that leg",
            alone="Are 4 steps on that leg too much for you?",
            help="Limping counts as walking. Don't try if you fear it will hurt a lot.",
        ),
        tick(
            "pop",
            "There was a loud pop or crack when it began",
            alone="Was there a loud pop or crack when it began?",
            help="You may have felt it or heard it. Small clicks since then do not count.",
        ),
        tick(
            "fast_swelling",
            "It swelled a lot within about 12 hours",
            alone="Did the knee swell a lot within about 12 hours?",
            help="Slight swelling does not count. Nor does swelling that came over days.",
        ),
        tick(
            "catching",
            "The knee catches or jams, then comes free",
            alone="Has the knee caught or jammed, then come free again?",
            help="Clicks that do not hurt and do not stop the knee do not count.",
        ),
        tick(
            "locking",
            "The knee gets stuck and I can't straighten it",
            alone="Has the knee got stuck so that you can't straighten it?",
            help="Something blocks it, even if you help slowly with your hands.",
        ),
        tick(
            "giving_way",
            "The knee gives way or buckles under me",
            alone="Has the knee given way or buckled under you?",
            help="A near fall counts. If you are in doubt, say yes.",
        ),
    ),
)

REST_PAIN = page_of(
    Question(
        key="rest_pain",
        text="How bad is the pain right now, at rest?",
        kind=Kind.SCALE,
    ),
    section=SAFETY,
    hint="0 is no pain. 10 is the worst pain you can think of.",
    why="The stronger the pain at rest, the sooner somebody should look.",
)

INJURED = answer("onset").is_("knock", "twist", "pushed_in")

LOOSE = page_of(
    Question(
        key="loose",
        text="Does the knee feel loose or unsure when you change direction?",
        kind=Kind.YES_NO,
    ),
    section=SAFETY,
    why="After an injury, a loose feeling can mean a stretched or torn ligament.",
    when=INJURED,
)

PAGES = (PLACE, CALF_CHECK, ONSET, WARNING_LIST, REST_PAIN, LOOSE)
