"""What else about somebody makes a sore knee more urgent."""

from triage.protocols.medial_knee.questions.sections import SAFETY
from triage.rules.questions import Page, tick

HEALTH_LIST = Page(
    key="health",
    section=SAFETY,
    heading="Does any of this fit your health?",
    hint="Tick all that fit.",
    why="With these, the same pain can mean something else. Some need care sooner.",
    questions=(
        tick(
            "thinners",
            "I take blood thinners, or I bleed for long",
            alone="Do you take blood thinners, or bleed for long?",
            help="Blood thinners are tablets or jabs against clots, such as warfarin.",
        ),
        tick(
            "operation",
            "A new joint in this knee, or an operation on it within 6 months",
            alone="Is there a new joint in this knee, or a recent operation on it?",
            help="Count operations of the last 6 months.",
        ),
        tick(
            "infection_risk",
            "Diabetes, kidney disease, weak defences, or a wound, jab or bite at this knee",
            alone="Is there diabetes, kidney disease or weak defences? "
            "Or was there a wound, jab or tick bite at this knee?",
            help="A jab into the knee counts for 3 months. A ring-shaped rash counts. "
            "Weak defences: your body is bad at fighting germs.",
        ),
        tick(
            "illness",
            "I had cancer, or I lose weight, sweat at night or feel ill for weeks",
            alone="Did you ever get cancer? Or do you lose weight, sweat or feel ill?",
            help="Count weight that you lost without trying, and 2 weeks of feeling ill.",
        ),
        tick(
            "medicines",
            "Steroid tablets for months, -floxacin antibiotics, sickle cell, much alcohol",
            alone="Is there long steroid treatment, -floxacin antibiotics, sickle cell "
            "or much alcohol?",
            help="Antibiotics that end in -floxacin count for 6 weeks. "
            "Much alcohol means drinking a lot on most days.",
        ),
        tick(
            "bone_risk",
            "A stress fracture before, weak bones, missed periods, or eating too little",
            alone="Was there a stress fracture, weak bones, missed periods or little food?",
            help="A stress fracture is a crack from too much running. "
            "Count periods that you missed for 3 months.",
        ),
        tick(
            "expecting",
            "I am pregnant, or gave birth in the last 6 months",
            alone="Are you pregnant, or did you give birth in the last 6 months?",
            help="Say yes also if you may be pregnant.",
        ),
    ),
)

PAGES = (HEALTH_LIST,)
