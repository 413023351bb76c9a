"""What cannot wait: danger to the leg or to life."""

from triage.protocols.medial_knee.questions.sections import SAFETY
from triage.rules.conditions import answer
from triage.rules.questions import Kind, Page, Question, page_of, tick

EMERGENCY_LIST = Page(
    key="emergency",
    section=SAFETY,
    heading="Does any of this fit you?",
    hint="Tick all that fit.",
    why="These signs can mean danger to your leg or your life. So we ask them first.",
    questions=(
        tick(
            "limb",
            "My foot or lower leg has gone cold, pale, blue, numb or floppy",
            alone="Has your foot or lower leg gone cold, pale, blue, numb or floppy?",
            help="Compare it with the other foot. Then try to pull your toes up.",
        ),
        tick(
            "out_of_place",
            "My knee or kneecap went out of place, or the knee has changed shape",
            alone="Did the knee or kneecap go out of place, or has its shape changed?",
            help="It counts even if it slipped back. Swelling alone does not count.",
        ),
        tick(
            "big_trauma",
            "It began with a crash or a high fall, or there is an open wound",
            alone="Was there a crash or a high fall, or is there an open wound?",
            help="A crash by car, bike or scooter. A fall from higher than you are tall.",
        ),
        tick(
            "hot_joint",
            "The knee is hot, red or swollen, and hard to bend or with a fever",
            alone="Is the knee hot, red or swollen, and hard to bend or with a fever?",
            help="Feel both knees with the back of your hand. Is the sore one hotter?",
        ),
        tick(
            "calf",
            "My calf or whole leg is swollen, or hard and sore",
            alone="Is your calf or whole leg swollen, or hard and sore?",
            help="Sit down and compare both calves. A clot can make one bigger and tender.",
        ),
        tick(
            "chest",
            "I have chest pain or trouble breathing, or I coughed blood or fainted",
            alone="Is there chest pain or trouble breathing? Did you faint or cough blood?",
            help="Out of breath after a run does not count. Chest pain on runs does.",
        ),
        tick(
            "nerve",
            "Numb between the legs, no control of bladder or bowels, or both legs weak",
            alone="Are you numb between your legs, or are both legs weak? "
            "Have you lost control of your bladder or bowels?",
            help="Only new trouble counts. If you can't pee, that counts too.",
        ),
    ),
)

STILL_OUT = page_of(
    Question(
        key="still_out",
        text="Is it still out of place, or is the shape still wrong?",
        kind=Kind.YES_NO,
    ),
    section=SAFETY,
    why="A joint that stays out of place can cut off the blood to your foot.",
    when=answer("out_of_place").is_yes(),
)

FEELS_ILL = page_of(
    Question(
        key="feels_ill",
        text="Do you have a fever, shivers or chills, or do you feel ill?",
        kind=Kind.YES_NO,
    ),
    section=SAFETY,
    hint="A fever means 38 °C (100.4 °F) or more.",
    why="A hot joint with a fever can mean an infection that spreads fast.",
    when=answer("hot_joint").is_yes(),
)

PAGES = (EMERGENCY_LIST, STILL_OUT, FEELS_ILL)
