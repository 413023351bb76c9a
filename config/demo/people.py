"""Who is in the demo, and what happened to them: data only."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from typing import Final

from triage.rules.answers import Answer

CLINIC_NAME: Final = "Riverside Physiotherapy"
CLINIC_CODE: Final = "RIVERSIDE"
PHYSIO_EMAIL: Final = "physio@demo.example"
TIMES: Final = (time(9), time(13), time(18))


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One assessment. What ``told`` leaves out takes the mildest answer."""

    days_ago: int
    told: Mapping[str, Answer]


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


RUNNERS: Final = (
    Runner(
        email="maya@demo.example",
        name="Maya",
        about="Sore below the joint after adding distance. Got better in a week.",
        time_zone="Europe/London",
        checks=(
            Check(
                days_ago=30,
                told={
                    "place": "shin",
                    "rest_pain": 3,
                    "stairs": True,
                    "bending": True,
                    "sore_spot": True,
                    "weekly_distance": "25_to_40_km",
                    "load_change": True,
                    "feet_roll_in": True,
                },
            ),
            Check(
                days_ago=9,
                told={
                    "place": "shin",
                    "duration": "3_to_6_weeks",
                    "stairs": True,
                    "weekly_distance": "25_to_40_km",
                    "load_change": True,
                    "feet_roll_in": True,
                },
            ),
        ),
        plan_days_ago=30,
        pains=(5, 5, None, 4, 4, 4, 3, None, 3, 3, 2, 2, None, 1, 1),
        seen_by_physio_days_ago=(29, 22),
    ),
    Runner(
        email="tom@demo.example",
        name="Tom",
        about="His knee was pushed inwards. On day 3 it caught, so the plan waits.",
        time_zone="Europe/Dublin",
        checks=(
            Check(
                days_ago=27,
                told={
                    "place": "band",
                    "onset": "pushed_in",
                    "rest_pain": 4,
                    "twisting": True,
                    "side_step": True,
                    "sore_spot": True,
                    "weekly_distance": "10_to_25_km",
                    "knee_dives_in": True,
                },
            ),
            Check(
                days_ago=20,
                told={
                    "place": "groove",
                    "onset": "pushed_in",
                    "catching": True,
                    "rest_pain": 5,
                },
            ),
        ),
        plan_days_ago=27,
        pains=(6, 5, 5, None, 5, 4, 4, 5, None, 6),
        sign="new_block",
        seen_by_physio_days_ago=(23,),
    ),
    Runner(
        email="priya@demo.example",
        name="Priya",
        about="First told to be seen within a week. Started her plan yesterday.",
        time_zone="Europe/London",
        checks=(
            Check(
                days_ago=29,
                told={
                    "place": "groove",
                    "duration": "3_to_6_weeks",
                    "course": "worse",
                    "rice": "some",
                    "rest_pain": 4,
                    "squatting": True,
                    "sharp": True,
                    "weekly_distance": "under_10_km",
                },
            ),
            Check(
                days_ago=1,
                told={
                    "place": "spread",
                    "rest_pain": 1,
                    "stairs": True,
                    "dull": True,
                    "weekly_distance": "under_10_km",
                    "feet_cross": True,
                },
            ),
        ),
        plan_days_ago=1,
        pains=(3, 2),
    ),
)
