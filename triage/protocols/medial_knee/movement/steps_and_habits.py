"""What films, watches and logs tell, and what somebody knows of their own body."""

from triage.protocols.medial_knee.movement.asking import (
    BODY,
    LEFT_OUT,
    RUNNING,
    STEPS,
    look_up,
    try_out,
)
from triage.rules.questions import Kind, Option, Question, page_of, tick

LINE = try_out(
    "line",
    "Where do your feet land?",
    Option("beside", "Each foot on its own side of the line"),
    Option("sometimes", "Sometimes on the line, or my knees brush"),
    Option("mostly", "Mostly on the line, or across it"),
    section=STEPS,
    why="Feet that land too close to the middle may load the inner side more.",
    how=(
        "Do not run for this. Use an old film of you from behind.",
        "Tracks in sand or snow will do, too. Think of a line between them.",
        "None of these? Walk 20 quick steps along a line. Let somebody watch.",
        'Marks on the inner side of your shoes or calves count as "sometimes".',
    ),
)

STRIDE = look_up(
    "stride",
    "What does an old film or your watch show?",
    tick(
        "overstride",
        "From the side: my foot lands far in front of the knee, the shin tilted back",
        alone="Does your foot land far in front of the knee, with the shin tilted back?",
    ),
    tick(
        "slow_steps",
        "At an easy pace I take fewer than 160 steps a minute",
        alone="At an easy pace, do you take fewer than 160 steps a minute?",
    ),
    section=STEPS,
    why="Long, slow steps make the knee work harder at each landing.",
    hint="Do not run for this. On a film, count the steps of 1 foot in 30 seconds, "
    "times 4.",
)

LOG = look_up(
    "log",
    "What does your running log or watch say?",
    tick(
        "log_longest",
        "One run was over a tenth longer than any in the 30 days before",
        alone="Was one run over a tenth longer than any in the 30 days before?",
    ),
    tick(
        "log_week",
        "One week was a third more than each of the 2 weeks before",
        alone="Was one week a third more than each of the 2 weeks before?",
    ),
    tick(
        "log_harder",
        "There were new hills, more speed or a race in that same week",
        alone="Were there new hills, more speed or a race in that same week?",
    ),
    tick(
        "log_no_rest",
        "I ran 7 days or more with no day off",
        alone="Did you run 7 days or more with no day off?",
    ),
    section=RUNNING,
    why="A jump in your running is what you can change most easily.",
    hint="Look at the 5 weeks before the pain began. Tick all that fit.",
)

INJURIES = page_of(
    Question(
        key="injuries",
        text="Did an injury stop you from running in the last 12 months?",
        kind=Kind.CHOICE,
        options=(
            Option("none", "No"),
            Option("other_place", "Yes, in another place"),
            Option("same_knee", "Yes, in this same knee"),
        ),
        unsure=LEFT_OUT,
    ),
    section=RUNNING,
    hint="Count what stopped you for more than a week. Leave out the pain you have now.",
    why="Those who were hurt before get hurt again more often. So the way back is slower.",
)

GROUND = look_up(
    "ground",
    "Does any of this fit where you run?",
    tick(
        "camber",
        "I always run on the same side of a road that slopes to one side",
        alone="Do you always run on the same side of a sloping road?",
    ),
    tick(
        "new_ground",
        "I changed to trails, track or hard ground all at once",
        alone="Did you change to trails, track or hard ground all at once?",
    ),
    section=RUNNING,
    why="A slope or new ground loads the knee in a new way.",
    hint="Tick all that fit.",
)

RANGE = look_up(
    "range",
    "Is any of this tight?",
    tick(
        "ankle_tight",
        "Ankle: the knee can't reach the wall, or 1 side is 2 cm behind",
        alone="Does the knee not reach the wall, or is 1 side 2 cm behind?",
    ),
    tick(
        "hip_tight",
        "Front of the hip: the hanging thigh stays above the bed",
        alone="Does the hanging thigh stay above the bed?",
    ),
    tick(
        "hamstring_tight",
        "Back of the thigh: it pulls early, or far more on 1 side",
        alone="Does the back of the thigh pull early, or far more on 1 side?",
    ),
    section=BODY,
    why="Where you are tight, stretches may make running feel easier.",
    hint="Tick all that fit.",
    how=(
        "Ankle: toes 8 cm (3 inches) from a wall. Bend the knee to it, heel down.",
        "Hip: lie back on the end of a firm bed. Hug 1 knee. Let the other leg hang.",
        "Back of the thigh: lie on your back and lift 1 straight leg.",
        "Leave out whatever pulls on the inner side of the knee.",
    ),
)

SIDES = try_out(
    "sides",
    "Does 1 side do fewer than the other?",
    Option("same", "No, or only 1 or 2 fewer out of 20"),
    Option("gap", "Yes, at least 3 fewer out of 20"),
    section=BODY,
    why="A weaker side can get more sets.",
    how=(
        "Hold on to a wall. Rise onto the toes of 1 foot, 20 times at most.",
        "Rest, then do the other foot.",
        "Lie on your back, 1 foot on the floor. Lift your bottom, 20 times at most.",
        "Rest, then do the other side. Compare the numbers.",
    ),
)

RECOVERY = look_up(
    "recovery_list",
    "Has any of this been true for some weeks?",
    tick(
        "short_sleep",
        "I sleep less than 7 hours a night",
        alone="Do you sleep less than 7 hours a night?",
    ),
    tick(
        "stress",
        "I am under a lot of stress",
        alone="Are you under a lot of stress?",
    ),
    tick(
        "too_little_food",
        "I often eat too little for all that I do",
        alone="Do you often eat too little for all that you do?",
    ),
    section=BODY,
    why="Your body mends itself while you rest, sleep and eat.",
    hint="Tick all that fit.",
)

PAGES = (LINE, STRIDE, LOG, INJURIES, GROUND, RANGE, SIDES, RECOVERY)
