"""Who has just begun, or has fallen silent."""

from typing import Final

from config.demo.people.parts import Check, Runner, Week

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
            rated="WITHIN_2_WEEKS",
        ),
        Check(
            days_ago=1,
            told={
                "age": "45_to_49",
                "side": "both",
                "place": "edge",
                "duration": "better",
                "rest_pain": 3,
                "stairs": True,
                "sitting": True,
                "began": True,
                "feet_cross": True,
                "knee_dives_in": True,
            },
        ),
    ),
    plan_days_ago=1,
    weeks=(Week(pain=".3....."),),
)

RUTH: Final = Runner(
    email="ruth@demo.example",
    name="Ruth",
    about="An ache all around the kneecap. She told us of her first week, and nothing for "
    "2 weeks since.",
    time_zone="Europe/Dublin",
    checks=(
        Check(
            days_ago=22,
            told={
                "place": "edge",
                "rest_pain": 3,
                "stairs": True,
                "sitting": True,
                "harder": True,
                "weekly_distance": "under_10_km",
            },
        ),
    ),
    plan_days_ago=22,
    weeks=(Week(pain=".3.3322"), Week(pain="2......", hard="5......")),
    seen_by_physio_days_ago=(1,),
)
