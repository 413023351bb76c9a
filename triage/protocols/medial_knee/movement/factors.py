"""What the tests point to, with how many points: 1 sets a factor, 2 and more say it louder.

Points and cut-offs are expert judgement, but for those that name a study. The four factors
of the check itself stand here with more signs, so that both may set them.
"""

from dataclasses import replace

from triage.protocols.medial_knee import factors as told_in_the_check
from triage.rules.conditions import Condition, answer, any_yes
from triage.rules.parts import (
    Confidence,
    Factor,
    FactorKind,
    Note,
    Origin,
    Sign,
    Source,
)


def _added(reference: str) -> Source:
    return Source(origin=Origin.ADDED, reference=reference)


def _sign(when: Condition, because: str, points: int = 1) -> Sign:
    return Sign(when=when, points=points, because=because)


def _ticked(question: str, because: str, points: int = 1) -> Sign:
    return _sign(answer(question).is_yes(), because, points)


LOAD = replace(
    told_in_the_check.LOAD,
    signs=(
        _ticked(
            "log_longest",
            "One run was over a tenth longer than any in the 30 days before.",
            2,
        ),
        _ticked("log_week", "One week was a third more than each of the 2 weeks before."),
        _ticked("log_harder", "There were new hills, more speed or a race in that week."),
        _ticked("log_no_rest", "You ran for 7 days with no day off."),
    ),
)

OVERPRONATION = replace(
    told_in_the_check.OVERPRONATION,
    signs=(
        _ticked("support_helped", "An insole or a firmer shoe has helped you before.", 2),
        _sign(answer("arch").is_("sinks"), "On 1 leg your arch sinks in a lot."),
        _sign(answer("footprint").is_("filled"), "Your wet footprint is filled in."),
        _sign(
            answer("arch_bone").is_("much"),
            "The bone at your arch sinks more than 1 cm as you stand up.",
        ),
        _ticked("worn_inside", "Your shoes wear out first on the inner side of the heel."),
    ),
)

KNEE_VALGUS = replace(
    told_in_the_check.KNEE_VALGUS,
    signs=(
        _sign(
            answer("squat").is_("often"),
            "Your knee dived in 3 times or more in 5 squats on 1 leg.",
            2,
        ),
        _sign(
            answer("squat").is_("twice"),
            "Your knee dived in 2 times in 5 squats on 1 leg.",
        ),
    ),
)

HIP_WEAKNESS = Factor(
    id="hip_weakness",
    name="Hip muscles that tire early",
    kind=FactorKind.MECHANICS,
    signs=(
        _sign(
            answer("squat").is_("twice", "often"),
            "Your knee dived in as you squatted on 1 leg.",
        ),
        _sign(
            answer("pelvis").is_("often"),
            "Your pelvis dropped 3 times or more in 5 squats on 1 leg.",
        ),
        _sign(
            answer("side_raise").is_("uneven", "few"),
            "You did few side leg raises, or far fewer on 1 side.",
        ),
    ),
    summary="There is a muscle at the side of your hip, the gluteus medius. "
    "It holds the pelvis level whenever you stand on one leg. "
    "In a step this is called the stance phase. "
    "If it tires, the thigh turns in and the inner knee may be stretched.",
    advice=(
        "Try side-lying leg raises and clamshells, 3 or 4 days a week.",
        "As you step down, think: knee over the middle toes.",
    ),
    source=Source(
        origin=Origin.BRIEF,
        reference="Weak hip abductors and external rotators; test by expert judgement, "
        "rating of the knee: Ageberg 2010, BMC Musculoskelet Disord 11:265",
    ),
    notes=(
        Note(
            brief="Weak hip muscles let the pelvis drop and the thigh turn in.",
            evidence="Studies do not agree that weak hips come before the pain. "
            "Hip training did ease knee pain, but runners moved as before.",
            confidence=Confidence.SOME,
        ),
    ),
)

CROSSOVER_GAIT = replace(
    told_in_the_check.CROSSOVER_GAIT,
    signs=(
        _sign(
            answer("line").is_("mostly"),
            "Your feet land on the line or across it in most steps.",
            2,
        ),
        _sign(
            answer("line").is_("sometimes"),
            "Your feet land on the line now and then, or your knees brush.",
        ),
    ),
)

CADENCE = Factor(
    id="cadence",
    name="Long or slow steps",
    kind=FactorKind.MECHANICS,
    signs=(
        _ticked("overstride", "Your foot lands far in front of the knee.", 2),
        _ticked("slow_steps", "You take fewer than 160 steps a minute at an easy pace."),
    ),
    summary="With a long step the foot lands far out in front. "
    "Then the knee takes more load at each landing.",
    advice=(
        "Once you run again without pain, take 5% more steps on easy runs.",
        "Keep to it for 2 to 4 weeks. No one number is right for all.",
    ),
    source=_added(
        "Shorter, quicker steps lower the work of the knee: Heiderscheit 2011, MSSE 43:296"
    ),
)

FOOTWEAR = Factor(
    id="footwear",
    name="A change of shoes, or old ones",
    kind=FactorKind.LOAD,
    signs=(
        _ticked("new_shoes", "You changed to a new kind of shoe in the last 8 weeks.", 2),
        _ticked("old_shoes", "You ran more than 800 km (500 miles) in your shoes."),
    ),
    summary="Each kind of shoe loads feet, shins and knees in its own way. "
    "They need weeks to get used to a new one.",
    advice=(
        "Go back to the last shoes that felt good.",
        "Later, do a tenth of each run in new ones, then slowly more.",
    ),
    source=_added("Bone swelling after a change to thin shoes: Ridge 2013, MSSE 45:1363"),
)

PREVIOUS_INJURY = Factor(
    id="previous_injury",
    name="An injury in the last year",
    kind=FactorKind.LOAD,
    signs=(
        _sign(
            answer("injuries").is_("same_knee"),
            "This same knee stopped you from running in the last 12 months.",
            2,
        ),
        _sign(
            answer("injuries").is_("other_place"),
            "Another injury stopped you from running in the last 12 months.",
        ),
    ),
    summary="Of all that has been studied, this tells most about who gets hurt again. "
    "A part that was hurt may not be as strong as before yet.",
    advice=(
        "Take about a quarter more time for each step of the way back.",
        "Keep up the exercises for some weeks after the pain has gone.",
    ),
    source=_added("Risk factors of running injuries: van der Worp 2015, PMC4338213"),
)

SURFACE = Factor(
    id="surface",
    name="A slope, or new ground",
    kind=FactorKind.LOAD,
    signs=(
        _sign(
            any_yes("camber", "new_ground"),
            "You run on a slope to 1 side, or changed the ground all at once.",
        ),
    ),
    summary="On a sloping road 1 leg is always lower. That bends each knee to 1 side. "
    "New ground changes what the legs have to do.",
    advice=(
        "Choose flat, even ground first.",
        "On a sloping road, change sides on the way back, where that is safe.",
    ),
    source=_added("Expert judgement; no study shows that soft ground prevents injuries"),
)

FLEXIBILITY = Factor(
    id="flexibility",
    name="Tight muscles or a stiff ankle",
    kind=FactorKind.MECHANICS,
    signs=(
        _ticked("ankle_tight", "Your ankle bends less than usual, or less on 1 side."),
        _ticked("hip_tight", "The front of your hip is tight."),
        _ticked("hamstring_tight", "The back of your thigh is tight."),
    ),
    summary="A joint that bends little makes other joints bend or turn more.",
    advice=(
        "Stretch calf, back of the thigh and front of the hip: 3 times for 30 seconds.",
        "Keep it gentle. If it does not feel better in 4 weeks, leave it out.",
    ),
    source=Source(
        origin=Origin.BRIEF,
        reference="Stretches of hip flexors, hamstrings and calves; "
        "cut-offs by expert judgement",
    ),
    notes=(
        Note(
            brief="Stretching keeps you supple and helps you move in a healthy way.",
            evidence="In a trial with 2,700 runners, stretching prevented no injuries. "
            "It may still feel good.",
            confidence=Confidence.STRONG,
        ),
    ),
)

ASYMMETRY = Factor(
    id="asymmetry",
    name="One side that is weaker",
    kind=FactorKind.MECHANICS,
    signs=(_sign(answer("sides").is_("gap"), "One side does at least 3 fewer out of 20."),),
    summary="A weaker side tires sooner. Then it guards the knee less well.",
    advice=(
        "Begin each exercise with the weaker side.",
        "Give that side 1 extra set, until both sides do the same.",
    ),
    source=_added("Expert judgement"),
)

RECOVERY = Factor(
    id="recovery",
    name="Too little rest or food",
    kind=FactorKind.LOAD,
    signs=(
        _ticked("short_sleep", "You sleep less than 7 hours a night."),
        _ticked("stress", "You are under a lot of stress."),
        _ticked("too_little_food", "You often eat too little for all that you do."),
    ),
    summary="Muscles and bones mend while you rest, sleep and eat. "
    "With too little of that, the same run does more harm.",
    advice=(
        "Plan days off as you plan runs, and try to sleep 7 hours or more.",
        "Eat enough on hard days. If periods stop or bones hurt, see a doctor.",
    ),
    source=_added("Expert judgement; on eating too little: IOC statement 2023 (REDs)"),
)

FACTORS = (
    LOAD,
    OVERPRONATION,
    KNEE_VALGUS,
    HIP_WEAKNESS,
    CROSSOVER_GAIT,
    CADENCE,
    FOOTWEAR,
    PREVIOUS_INJURY,
    SURFACE,
    FLEXIBILITY,
    ASYMMETRY,
    RECOVERY,
)
