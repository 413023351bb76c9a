"""Who has to be seen, or was: an emergency, a day, a week."""

from typing import Final

from config.demo.people.parts import Check, Did, ListTold, Runner, Visit, Week, What
from rehab.plans import CheckDone
from rehab.programme.told import Feeling
from triage.rules.answers import Silence

TOM: Final = Runner(
    email="tom@demo.example",
    name="Tom",
    about="His knee was pushed inwards. On day 3 it caught, so the plan waits. "
    "He was asked if he had been seen, until he had.",
    time_zone="Europe/Dublin",
    checks=(
        Check(
            days_ago=27,
            told={
                "place": "band",
                "onset": "pushed_in",
                "this_week": True,
                "rest_pain": 4,
                "twisting": True,
                "side_step": True,
                "sore_spot": True,
                "knee_dives_in": True,
                "weekly_distance": "10_to_25_km",
            },
        ),
        Check(
            days_ago=20,
            told={
                "place": "groove",
                "onset": "pushed_in",
                "catching": True,
                "rest_pain": 5,
                "swollen": True,
            },
            said=("NOT_YET", "SEEN"),
            rated="WITHIN_2_DAYS",
        ),
    ),
    plan_days_ago=27,
    weeks=(Week(pain=".656..."),),
    sign="new_block",
    cared=(
        Did(
            day=8,
            what=What.ACKNOWLEDGED,
            about="RED_FLAG",
            words="Called him. The knee still catches on the stairs. He goes to the "
            "hospital today, and calls me once he has been seen.",
        ),
        Did(
            day=12,
            what=What.NOTED,
            words="He left word: seen at the hospital, an MRI is booked. Waiting for their "
            "letter before anything goes on.",
        ),
    ),
    seen_by_physio_days_ago=(23,),
)

ELIN: Final = Runner(
    email="elin@demo.example",
    name="Elin",
    about="It looked like overload. Then one spot on the bone hurt, and walking too. "
    "No running, and be seen within 2 days.",
    time_zone="Europe/Stockholm",
    checks=(
        Check(
            days_ago=14,
            told={
                "place": "spread",
                "rest_pain": 2,
                "more": True,
                "harder": True,
                "weekly_distance": "over_40_km",
            },
            rated="WITHIN_2_WEEKS",
        ),
        Check(
            days_ago=3,
            told={
                "place": "shin",
                "duration": "worse",
                "rest_pain": 4,
                "bone_spot": True,
                "landing": True,
                "builds": True,
                "hurts_to_walk": True,
                "bone_risk": Silence.NOT_SURE,
                "sore_spot": True,
                "more": True,
                "harder": True,
                "weekly_distance": "over_40_km",
            },
        ),
    ),
    plan_days_ago=14,
    weeks=(
        Week(pain=".323322"),
        Week(pain="3344..."),
    ),
    seen_by_physio_days_ago=(2,),
)

GEORGE: Final = Runner(
    email="george@demo.example",
    name="George",
    about="He is 58, and his knee is stiff. After a long flight his calf swelled and he "
    "was short of breath: an emergency.",
    time_zone="Europe/London",
    checks=(
        Check(
            days_ago=24,
            told={
                "age": "over_54",
                "side": "right",
                "place": "groove",
                "duration": "over_6_weeks",
                "rest_pain": 3,
                "stairs": True,
                "squatting": True,
                "clicking": True,
                "stiff_start": True,
                "weekly_distance": "10_to_25_km",
            },
            rated="SELF_CARE",
        ),
        Check(
            days_ago=6,
            told={"age": "over_54", "calf": True, "chest": True},
            said=("SEEN",),
        ),
    ),
    plan_days_ago=24,
    weeks=(
        Week(pain=".232222", hard=".....5."),
        Week(pain="21222.1", hard="5....5."),
        Week(pain="2121.1.", hard="6......"),
    ),
    seen_by_physio_days_ago=(20, 5),
)

ANA: Final = Runner(
    email="ana@demo.example",
    name="Ana",
    about="It gets worse from week to week. Until somebody has looked, within a week, her "
    "plan only protects the knee.",
    time_zone="Europe/Lisbon",
    checks=(
        Check(
            days_ago=3,
            told={
                "place": "edge",
                "duration": "worse",
                "rest_pain": 4,
                "stairs": True,
                "squatting": True,
                "sitting": True,
                "began": True,
            },
            rated="WITHIN_2_DAYS",
        ),
    ),
    plan_days_ago=3,
    weeks=(Week(pain=".44...."),),
    cared=(
        Did(
            day=1,
            what=What.OVERRULED,
            about="WITHIN_2_DAYS",
            words="Pain of 4 at rest that keeps getting worse: I want to see it sooner.",
        ),
    ),
)

OMAR: Final = Runner(
    email="omar@demo.example",
    name="Omar",
    about="Told to be seen within a week. His physio looked and let him train: the plan "
    "that only protected is a full one now.",
    time_zone="Europe/London",
    checks=(
        Check(
            days_ago=33,
            told={
                "age": "45_to_49",
                "side": "right",
                "place": "edge",
                "duration": "worse",
                "rest_pain": 4,
                "stairs": True,
                "squatting": True,
                "sitting": True,
                "began": True,
                "feet_cross": True,
            },
        ),
        Check(
            days_ago=28,
            told={
                "age": "45_to_49",
                "side": "right",
                "place": "edge",
                "duration": "better",
                "rest_pain": 2,
                "stairs": True,
                "began": True,
                "feet_cross": True,
            },
            seen=Visit(may_run=True, note="Kneecap pain. No swelling, full movement."),
        ),
    ),
    plan_days_ago=33,
    weeks=(
        Week(pain=".443322"),
        Week(pain="2222222", hard="5.5..5."),
        Week(pain="2222.22", hard="5.4..5."),
        Week(pain="2122121", hard="5.5..6."),
        Week(pain="11111..", hard="5.5...."),
    ),
    check_ins={
        "day-2": CheckDone(worst=6, feeling=Feeling.SAME),
        "day-14": CheckDone(worst=4, feeling=Feeling.BETTER),
        "day-21": CheckDone(worst=3, feeling=Feeling.BETTER),
    },
    lists=(
        ListTold(day=17, gate="phase-1"),
        ListTold(day=19, gate="phase-1"),
    ),
    seen_by_physio_days_ago=(30, 28, 14),
)
