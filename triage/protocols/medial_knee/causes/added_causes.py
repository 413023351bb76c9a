"""What else can hurt at the inner knee of a runner. The brief names none of these."""

from triage.protocols.medial_knee.causes.weighing import added, starts
from triage.protocols.medial_knee.questions.about import FROM_45, FROM_50
from triage.protocols.medial_knee.questions.onset import SUDDEN
from triage.protocols.medial_knee.red_flags.bone import POSSIBLE_PATTERN
from triage.rules.conditions import all_of
from triage.rules.parts import Cause, Confidence, Note, Prior

BONE_STRESS = Cause(
    id="bone_stress_injury",
    name="Overworked bone (bone stress injury)",
    summary="Bone grows stronger with running, but it needs time. "
    "Without that time it gets weak and sore. "
    "This is called a bone stress injury. "
    "It can turn into a crack, called a stress fracture. "
    "It often sits at the top of the shin bone, on the inner side.",
    feels_like="1 spot on the bone is sore, and landing hurts there. "
    "It gets worse the longer you run. It may ache at night. "
    "It often starts weeks after somebody begins to run, or runs more.",
    helps="No running and no jumping until somebody has looked. "
    "Walk only as far as it does not hurt. "
    "Ask if you need an MRI. That is a scan that shows sore bone. "
    "An X-ray can miss it. Enough food and sleep help bone to heal.",
    prior=-0.6,
    priors=starts(injured=(-1.0, -1.0), slow=(-0.5, -0.5), from_45=-0.6),
    leads_when=POSSIBLE_PATTERN,
    always_possible=True,
    source=added("Bone stress at the knee in recruits (Niva 2006); prior by judgement"),
)

PATELLOFEMORAL = Cause(
    id="patellofemoral",
    name="Kneecap pain (patellofemoral pain)",
    summary="Your kneecap glides in a groove of the thigh bone. "
    "Doctors call this joint the patellofemoral joint. "
    "Its inner part can get sore from more load than it is used to.",
    feels_like="A vague ache at the inner edge of the kneecap. "
    "Stairs, hills, squats and long sitting bring it on. "
    "The knee may crackle as it bends.",
    helps="Fewer hills, stairs and deep squats for a while. "
    "Training for the hips and the front of the thighs helps many people. "
    "Tape or insoles ease it for some, for a short time.",
    # A little less than a knee clinic would start with: the pain is on the inner side.
    prior=0.2,
    priors=starts(injured=(-1.0, -1.0), slow=(0.5, 0.0), from_45=-0.2),
    source=added("JOSPT guideline on patellofemoral pain 2019; prior by judgement"),
    notes=(
        Note(
            brief="To run on only makes it worse and longer.",
            evidence="That holds for an overworked bone, or a loose or locked knee. "
            "In a trial on kneecap pain, runners who ran on with little pain did well. "
            "A physio can say if that is for you.",
            confidence=Confidence.SOME,
        ),
    ),
)

PLICA = Cause(
    id="plica",
    name="Sore fold in the knee (plica)",
    summary="A plica is a fold in the thin skin that lines the knee inside. "
    "Many people have one. "
    "On the inner side it can rub on the thigh bone and get sore.",
    feels_like="A sore cord, 1 or 2 fingers inwards from the kneecap. "
    "Stairs hurt, and so does getting up after long sitting. "
    "It may snap with pain as the knee bends.",
    helps="Leave out what makes it snap for a while. "
    "Then make the thighs strong and stretch them. "
    "If months of this do not help, ask a doctor what else there is.",
    prior=-1.0,
    priors=(Prior(FROM_45, -2.0),),
    source=added("Medial plica test, a meta-analysis (2013); prior by judgement"),
)

OSTEOARTHRITIS = Cause(
    id="osteoarthritis",
    name="Osteoarthritis of the inner knee",
    summary="In osteoarthritis a joint slowly changes. "
    "Its smooth lining, the cartilage, gets thinner. The bone below it changes too. "
    "It is common from 45 on, above all after an old injury.",
    feels_like="It comes slowly, over months. The inner side aches when it works hard. "
    "It is stiff for a few minutes after rest. It may swell now and then.",
    helps="Strong legs and regular movement help many people. "
    "Load should grow slowly. For some, losing weight helps too. "
    "Somebody should look at it once, to say if it fits.",
    prior=-2.6,
    priors=starts(injured=(-3.0, 0.0), slow=(-2.5, 1.0), from_45=0.8),
    source=added("NICE NG226 on osteoarthritis; prior by judgement"),
)

SIFK = Cause(
    id="sifk",
    name="Bone that gave in (insufficiency fracture)",
    summary="The bone just under the joint can give in a little, like a dent. "
    "It is called a subchondral insufficiency fracture. "
    "Subchondral means under the cartilage, the smooth lining of the joint. "
    "It happens mostly from 50 on, when bones are weaker.",
    feels_like="Strong pain starts from one moment to the next. "
    "Often nothing happened, or only a small twist or a long walk. "
    "Walking hurts, and so do the nights.",
    helps="Take weight off the leg, with a stick or crutches. "
    "No running until somebody has looked. "
    "Ask if you need an MRI, a scan that shows the bone. "
    "Ask also how strong your bones are.",
    prior=-4.0,
    priors=(Prior(all_of(FROM_50, SUDDEN), -1.0), Prior(FROM_50, -1.5)),
    source=added("Reviews of subchondral insufficiency fracture; prior by judgement"),
)

SEMIMEMBRANOSUS = Cause(
    id="semimembranosus",
    name="Sore hamstring tendon (semimembranosus)",
    summary="The hamstrings are the muscles at the back of your thigh. "
    "One of them is the semimembranosus. "
    "Its tendon, the end that ties it to bone, sits at the back inner corner. "
    "Long runs and long steps can make it sore.",
    feels_like="The back inner corner is sore, just below the joint. "
    "It hurts as your foot lands far in front of you, or downhill.",
    helps="Take shorter, quicker steps, and leave out hills for a while. "
    "Then make the back of the thigh strong, bit by bit.",
    prior=-0.6,
    priors=starts(injured=(-1.0, -1.5), slow=(-0.5, -0.5), from_45=-0.7),
    source=added("Runners with long steps (JAT 2020;55:1255); prior by judgement"),
)

SAPHENOUS_NERVE = Cause(
    id="saphenous_nerve",
    name="Irritated nerve (saphenous nerve)",
    summary="The saphenous nerve lets you feel the skin of your inner knee and shin. "
    "An operation, a knock, kneeling or a tight strap can irritate it.",
    feels_like="It burns, tingles or feels numb, in a patch. "
    "Light touch may feel odd there. Long walks or long sitting may bring it on.",
    helps="Take off what presses on it, such as a tight brace. "
    "Somebody should test how your leg feels touch, and how strong it is. "
    "Nerves take time, often months.",
    prior=-2.0,
    source=added("Saphenous neuropathy (Curr Sports Med Rep 2018); prior by judgement"),
)

REFERRED_PAIN = Cause(
    id="referred_pain",
    name="Pain from the hip or back (referred pain)",
    summary="Pain can be felt in one place and come from another. "
    "This is called referred pain. "
    "Pain from the hip or the lower back can be felt in the inner knee.",
    feels_like="The hip, the front of the thigh or the back often hurts too. "
    "The knee itself may seem fine. "
    "Turning the hip or bending the back may bring the pain on.",
    helps="Somebody should look at your hip and your back, not only your knee. "
    "What helps depends on what they find.",
    prior=-2.0,
    priors=starts(injured=(-2.0, -2.0), slow=(-2.0, -1.5), from_45=-1.6),
    always_possible=True,
    source=added(
        "NHS Devon knee pain guide: hip pain felt in the knee; prior by judgement"
    ),
)

ADDED_CAUSES = (
    BONE_STRESS,
    PATELLOFEMORAL,
    PLICA,
    OSTEOARTHRITIS,
    SIFK,
    SEMIMEMBRANOSUS,
    SAPHENOUS_NERVE,
    REFERRED_PAIN,
)
