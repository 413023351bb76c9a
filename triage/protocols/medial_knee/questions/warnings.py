"""The brief's warning signs, and how bad the pain is."""

from triage.protocols.medial_knee.questions.sections import SAFETY
from triage.rules.questions import Kind, Page, Question, page_of, tick

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

PAGES = (WARNING_LIST, REST_PAIN)
