"""Signs on the knee that point to more than overload."""

from triage.protocols.medial_knee.questions.sections import SAFETY
from triage.rules.questions import Page, tick

SIGN_LIST = Page(
    key="signs",
    section=SAFETY,
    heading="Does any of this fit the knee as it is now?",
    hint="Tick all that fit.",
    why="Each of these can mean more than a knee that has run too much.",
    questions=(
        tick(
            "swollen",
            "It is swollen now, even a little",
            alone="Is the knee swollen now, even a little?",
            help="Compare both knees. Look at the hollows beside the kneecap.",
        ),
        tick(
            "swells_again",
            "It has been swollen for 2 weeks or more, or the swelling comes back",
            alone="Has it been swollen for 2 weeks or more, or does swelling come back?",
            help="Count also swelling that comes after each run.",
        ),
        tick(
            "warm",
            "It is warm or red",
            alone="Is the knee warm or red?",
            help="Feel both knees with the back of your hand. A graze does not count.",
        ),
        tick(
            "constant",
            "For 2 weeks it has hurt all the time, or woken me at night",
            alone="For 2 weeks, has it hurt all the time or woken you at night?",
            help="Waking only because you lie on it or turn does not count.",
        ),
        tick(
            "lump",
            "There is a lump that grows, lies deep, or is bigger than a golf ball",
            alone="Is there a lump that grows, lies deep, or is bigger than a golf ball?",
            help="It can be on the bone or in the flesh, near the knee too.",
        ),
        tick(
            "stiff_hour",
            "It is stiff for over an hour in the morning, or other joints swell",
            alone="Is it stiff for over an hour in the morning, or do other joints swell?",
            help="Psoriasis, a sore red eye or bowel trouble with it counts too.",
        ),
        tick(
            "numb",
            "It burns or tingles, a patch is numb, or it comes from my back",
            alone="Does it burn or tingle, is a patch numb, or is it from your back?",
            help="Stroke the skin lightly on both knees. Does it feel the same?",
        ),
    ),
)

PAGES = (SIGN_LIST,)
