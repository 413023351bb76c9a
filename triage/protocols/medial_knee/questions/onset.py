"""How it began, and what followed a sudden start."""

from triage.protocols.medial_knee.questions.sections import SAFETY
from triage.rules.conditions import answer
from triage.rules.questions import Kind, Option, Page, Question, page_of, tick

ONSET = page_of(
    Question(
        key="onset",
        text="How did the pain begin?",
        kind=Kind.CHOICE,
        options=(
            Option("gradual", "Bit by bit, over hours, days or weeks"),
            Option("sudden", "Suddenly, but nothing happened to the knee"),
            Option("twist", "Suddenly, as I twisted, turned or slipped"),
            Option("pushed_in", "Suddenly, as the knee bent inwards"),
            Option("hit_outside", "With a blow or push to the outer side of the knee"),
            Option("fall", "With a fall, or another blow"),
        ),
    ),
    section=SAFETY,
    hint="If 2 fit, choose the lower one.",
    why="Sudden pain and slow pain have different causes.",
)

SUDDEN = answer("onset").is_("sudden", "twist", "pushed_in", "hit_outside", "fall")
INJURED = answer("onset").is_("twist", "pushed_in", "hit_outside", "fall")
BLOW = answer("onset").is_("hit_outside", "fall")

INJURY_LIST = Page(
    key="injury_list",
    section=SAFETY,
    heading="Does any of this fit since that moment?",
    hint="Tick all that fit.",
    why="These signs can mean that a bone is broken, or that something is torn.",
    questions=(
        tick(
            "this_week",
            "It happened in the last 7 days",
            alone="Did it happen in the last 7 days?",
            help="Count from the day it began.",
        ),
        tick(
            "no_right_angle",
            "I can't bend the knee to a right angle",
            alone="Is it too hard to bend the knee to a right angle?",
            help="A right angle is how the knee bends when you sit on a chair.",
        ),
        tick(
            "bone_press",
            "The kneecap, or the bony knob on the outer side, is very sore to press",
            alone="Is the kneecap, or the bony knob on the outer side, very sore to press?",
            help="The knob is the top of the thin shin bone, just below the joint.",
        ),
        tick(
            "no_leg_lift",
            "When I lie down I can't lift the leg with the knee straight",
            alone="Lying down, is it too hard to lift the leg with the knee straight?",
            help="If you can lift it and it is only sore, that does not count.",
        ),
        tick(
            "loose",
            "The knee feels loose or unsure when I change direction",
            alone="Does the knee feel loose or unsure when you change direction?",
            help="Don't try it out. Think of how it felt.",
        ),
        tick(
            "bruise",
            "There is a bruise larger than my palm",
            alone="Is there a bruise larger than your palm?",
            help="Look at the inner side and below the knee.",
        ),
    ),
    when=SUDDEN,
)

PAGES = (ONSET, INJURY_LIST)
