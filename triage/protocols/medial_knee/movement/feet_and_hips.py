"""What somebody can see of their own feet, knees and hips."""

from triage.protocols.medial_knee.movement.asking import FEET, KNEES, look_up, try_out
from triage.rules.questions import Option, tick

ARCH = try_out(
    "arch",
    "Does your arch sink in when you stand on 1 leg?",
    Option("stays", "No, or only a little"),
    Option("sinks", "Yes, it sinks and the ankle leans in a lot"),
    section=FEET,
    why="A foot that rolls in a lot may twist the shin and the knee.",
    how=(
        "Put your phone on the floor behind you. Let it film your bare heels.",
        "Stand beside a wall, with 1 hand on it.",
        "Stand on 1 leg for 10 seconds. Then change legs.",
        "Now watch the arch and the ankle on the film. The worse foot counts.",
    ),
)

FOOTPRINT = try_out(
    "footprint",
    "What does your wet footprint look like?",
    Option("gap", "There is a gap on the inner side"),
    Option("filled", "The gap is filled in"),
    section=FEET,
    why="It shows how far the arch comes down. On its own it tells only a little.",
    how=(
        "Wet 1 bare foot. Take care not to slip.",
        "Step once onto dry paper or a dry floor, with your whole weight.",
        "Step off and look at the middle of the print. Then do the other foot.",
        "The fuller print counts.",
    ),
)

ARCH_BONE = try_out(
    "arch_bone",
    "How far does the bone at your arch sink as you stand up?",
    Option("little", "1 cm (half an inch) or less"),
    Option("much", "More than 1 cm (half an inch)"),
    section=FEET,
    why="It is a way to measure how far the foot rolls in.",
    how=(
        "Sit with your bare feet flat on the floor.",
        "Feel for the bump in front of the inner ankle. Put a pen dot on it.",
        "Hold a card upright beside the foot. Mark on it how high the dot is.",
        "Stand up, both feet loaded. Mark it again. The larger gap counts.",
    ),
)

SHOES = look_up(
    "shoes",
    "Does any of this fit your running shoes?",
    tick(
        "worn_inside",
        "They wear out first on the inner side of the heel",
        alone="Do your shoes wear out first on the inner side of the heel?",
    ),
    tick(
        "support_helped",
        "An insole or a firmer shoe has helped me before",
        alone="Has an insole or a firmer shoe helped you before?",
    ),
    tick(
        "new_shoes",
        "In the last 8 weeks I changed to a new kind: thinner, flatter or with a plate",
        alone="Did you change to a new kind of shoe in the last 8 weeks?",
    ),
    tick(
        "old_shoes",
        "I ran more than 800 km (500 miles) in them",
        alone="Did you run more than 800 km (500 miles) in your shoes?",
    ),
    section=FEET,
    why="Old shoes show how you step. New ones change what your legs have to do.",
    hint="Look at the soles of an old pair. Tick all that fit.",
)

SQUAT = try_out(
    "squat",
    "Of 5 squats on 1 leg, how often does the knee dive in?",
    Option("seldom", "Never, or 1 time"),
    Option("twice", "2 times"),
    Option("often", "3 times or more"),
    section=KNEES,
    why="A knee that dives in stretches the inner side. Strong hips may help to hold it.",
    how=(
        "Put your phone in front of you, at knee height, and let it film.",
        "Stick a line of tape to the floor. Put your 2nd toe on it.",
        "Hold on to something firm with 1 hand. Begin with the better leg.",
        "Stand on 1 leg. Slowly bend the knee 5 times, less than to sit down.",
        "Do the same on the other leg, if the first went well.",
        "Now watch the film. Count how often the knee passes inside the big toe.",
        "The worse leg counts.",
    ),
)

PELVIS = try_out(
    "pelvis",
    "In those 5 squats, how often did your pelvis drop to the lifted side?",
    Option("seldom", "2 times or fewer"),
    Option("often", "3 times or more"),
    section=KNEES,
    why="The hip muscles on the outer side hold the pelvis level on 1 leg.",
    how=(
        "Watch the same film again. There is nothing new to do.",
        "Look at the line of your waistband.",
        "Count how often it dips on the side of the lifted leg. The worse leg counts.",
    ),
)

SIDE_RAISE = try_out(
    "side_raise",
    "How many side leg raises can you do well?",
    Option("enough", "15 or more on both sides, and about the same"),
    Option("uneven", "15 or more, but 1 side does over a fifth fewer"),
    Option("few", "Fewer than 15 on 1 side or both"),
    section=KNEES,
    why="It shows how long the outer hip muscles can work.",
    how=(
        "Lie on your side on the floor, with the lower knee bent.",
        "Keep the top leg straight and a little behind you.",
        "Lift it slowly as high as your shoulder. Lower it slowly.",
        "Count until it gets jerky, or your hips roll. Stop at 25.",
        "Rest, turn over and do the other side.",
    ),
)

PAGES = (ARCH, FOOTPRINT, ARCH_BONE, SHOES, SQUAT, PELVIS, SIDE_RAISE)
