"""Who is in the demo, and what happened to them: data only."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from typing import Final

from triage.rules.answers import Answer, Silence

CLINIC_NAME: Final = "Riverside Physiotherapy"
CLINIC_CODE: Final = "RIVERSIDE"
PHYSIO_EMAIL: Final = "physio@demo.example"
TIMES: Final = (time(9), time(13), time(18))


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One assessment. What ``told`` leaves out takes the mildest answer.

    ``tried`` holds what the tests at home found after it, if somebody did them, and
    ``said`` what each mail was answered that asked if they were seen, if they agreed to it.
    """

    days_ago: int
    told: Mapping[str, Answer]
    tried: Mapping[str, Answer] = field(default_factory=dict)
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Runner:
    """A story: checks, a plan opened after one of them, and how each mail was answered.

    ``pains`` holds the pain, 0 to 10, told for each care mail in turn, and ``None`` where
    nobody answered. ``sign`` is a new warning sign told with the last of them.
    """

    email: str
    name: str
    about: str
    time_zone: str
    checks: tuple[Check, ...]
    plan_days_ago: int
    pains: tuple[int | None, ...]
    sign: str = ""
    seen_by_physio_days_ago: tuple[int, ...] = field(default=())


MAYA: Final = Runner(
    email="maya@demo.example",
    name="Maya",
    about="Sore on the inner shin after a long run. She looked at how she moves, "
    "and got better in a week.",
    time_zone="Europe/London",
    checks=(
        Check(
            days_ago=30,
            told={
                "side": "right",
                "place": "shin",
                "rest_pain": 3,
                "stairs": True,
                "bending": True,
                "sore_spot": True,
                "more": True,
                "long_run": True,
                "feet_roll_in": True,
                "weekly_distance": "25_to_40_km",
            },
            tried={
                "arch": "sinks",
                "footprint": "filled",
                "worn_inside": True,
                "side_raise": "few",
                "log_longest": True,
                "hip_tight": True,
            },
        ),
        Check(
            days_ago=9,
            told={
                "side": "right",
                "place": "shin",
                "duration": "better",
                "stairs": True,
                "more": True,
                "long_run": True,
                "feet_roll_in": True,
                "weekly_distance": "25_to_40_km",
            },
            tried={
                "arch": "sinks",
                "footprint": "filled",
                "worn_inside": True,
                "log_longest": True,
                "short_sleep": True,
            },
        ),
    ),
    plan_days_ago=30,
    pains=(5, 5, None, 4, 4, 4, 3, None, 3, 2, 2, 1, 1),
    seen_by_physio_days_ago=(29, 22),
)

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
        ),
    ),
    plan_days_ago=27,
    pains=(6, 5, 5, None, 5, 4, 4, 5, None, 6),
    sign="new_block",
    seen_by_physio_days_ago=(23,),
)

PRIYA: Final = Runner(
    email="priya@demo.example",
    name="Priya",
    about="Pain at the kneecap. First told to be seen within a week. "
    "Started her plan yesterday.",
    time_zone="Europe/London",
    checks=(
        Check(
            days_ago=29,
            told={
                "age": "45_to_49",
                "side": "both",
                "place": "edge",
                "duration": "worse",
                "rest_pain": 4,
                "stairs": True,
                "squatting": True,
                "sitting": True,
                "began": True,
                "harder": True,
                "feet_cross": True,
            },
        ),
        Check(
            days_ago=1,
            told={
                "age": "45_to_49",
                "side": "both",
                "place": "edge",
                "duration": "better",
                "rest_pain": 1,
                "stairs": True,
                "sitting": True,
                "began": True,
                "feet_cross": True,
                "knee_dives_in": True,
            },
        ),
    ),
    plan_days_ago=1,
    pains=(3, 2),
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
    pains=(3, 3, 2, 3, None, 3, 2, 2, 3, None, 3, 4, 4),
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
                "rest_pain": 2,
                "stairs": True,
                "squatting": True,
                "clicking": True,
                "stiff_start": True,
                "weekly_distance": "10_to_25_km",
            },
        ),
        Check(
            days_ago=6,
            told={"age": "over_54", "calf": True, "chest": True},
            said=("SEEN",),
        ),
    ),
    plan_days_ago=24,
    pains=(2, 2, 3, 2, None, 2, 2, 1, None, 2, 1, 2),
    seen_by_physio_days_ago=(20, 5),
)

SAM: Final = Runner(
    email="sam@demo.example",
    name="Sam",
    about="A dull ache, and feet that cross the middle line. "
    "Now it hurts on the outer side, where we name no causes.",
    time_zone="Europe/Lisbon",
    checks=(
        Check(
            days_ago=18,
            told={
                "place": "spread",
                "rest_pain": 1,
                "stiff_start": True,
                "harder": True,
                "feet_cross": True,
            },
        ),
        Check(
            days_ago=4,
            told={"place": "outer", "rest_pain": 2, "harder": True, "feet_cross": True},
        ),
    ),
    plan_days_ago=18,
    pains=(2, None, None, 2, None, None, 1, None, 1),
)

RUNNERS: Final = (MAYA, TOM, PRIYA, ELIN, GEORGE, SAM)
