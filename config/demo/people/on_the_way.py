"""Who trains: a long way back, a session that is due today, one on and off."""

from collections.abc import Mapping
from typing import Final

from config.demo.people.parts import Check, Did, ListTold, Runner, Week, What
from rehab.plans import CheckDone
from rehab.programme.told import Feeling
from triage.rules.answers import Answer

KNEECAP: Final[Mapping[str, Answer]] = {
    "side": "left",
    "place": "edge",
    "began": True,
    "more": True,
    "feet_roll_in": True,
    "knee_dives_in": True,
    "weekly_distance": "25_to_40_km",
}

MAYA: Final = Runner(
    email="maya@demo.example",
    name="Maya",
    about="Sore on the inner shin after a long run. She looked at how she moves. "
    "4 weeks on she builds strength: a session is due today.",
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
    weeks=(
        Week(pain=".443322"),
        Week(pain="2222221", hard="5.5.4.."),
        Week(pain="2122121", hard="5.4.4.."),
        Week(pain="1121111", hard="6.5.5.."),
        Week(pain="11.....", hard="5......"),
    ),
    cared=(
        Did(
            day=8,
            what=What.CALLED,
            words="Called her. The shin is sore only after standing for long. She has "
            "changed to her older shoes.",
        ),
        Did(
            day=22,
            what=What.LEFT_OUT,
            about="X04",
            words="It pinches behind your knee. Leave it out until we meet.",
        ),
    ),
    seen_by_physio_days_ago=(29, 22),
    ran_days_before=3,
    activities=("Run for 30 minutes", "Take the stairs down", "Kneel in the garden"),
    check_ins={
        "day-2": CheckDone(worst=6, running=6, feeling=Feeling.SAME, activities=(1, 4, 3)),
        "day-7": CheckDone(worst=5, feeling=Feeling.BETTER, activities=(2, 5, 4)),
        "day-14": CheckDone(worst=4, feeling=Feeling.BETTER, activities=(3, 7, 5)),
        "day-21": CheckDone(worst=3, feeling=Feeling.BETTER, activities=(4, 8, 6)),
        "week-4": CheckDone(worst=3, feeling=Feeling.BETTER, activities=(5, 8, 7)),
    },
    lists=(
        ListTold(day=15, gate="phase-1", open_items=("six_sessions",)),
        ListTold(day=18, gate="phase-1"),
        ListTold(day=20, gate="phase-1"),
    ),
)

NORA: Final = Runner(
    email="nora@demo.example",
    name="Nora",
    about="13 weeks from pain at the kneecap back to running. One run was too much, "
    "and her physio took one change back.",
    time_zone="Europe/London",
    checks=(
        Check(
            days_ago=91,
            told={
                **KNEECAP,
                "rest_pain": 3,
                "stairs": True,
                "squatting": True,
                "sitting": True,
            },
        ),
        Check(days_ago=65, told={**KNEECAP, "duration": "better", "rest_pain": 1}),
    ),
    plan_days_ago=91,
    ran_days_before=1,
    weeks=(
        Week(pain=".322111", hard="....5.4"),
        Week(pain="1111111", hard=".5..5.5"),
        Week(pain="1111111", hard=".4..5.4", ran="1.1..1."),
        Week(pain="1111111", hard=".5..5.5", ran="1.1..1."),
        Week(pain="1113111", hard=".4..5.4", ran="1.5..1."),
        Week(pain="1111111", hard=".5..5.9", ran="1.1..1."),
        Week(pain="1100000", hard=".5..6.5", ran="1.1..0."),
        Week(pain="0000000", hard=".5..5.5", ran="0.0..0."),
        Week(pain="0000000", hard=".6..5.5", ran="0.0..0."),
        Week(pain="00.0000", hard=".5..6.5", ran="0.0..0."),
        Week(pain="0000000", hard=".5....5", ran="0.0..1."),
        Week(pain="0000000", hard=".5..6.5", ran="0.00000"),
        Week(pain="00000.0", hard=".6..5.5", ran="0000000"),
    ),
    activities=("Run for 30 minutes", "Take the stairs down", "Sit through a film"),
    check_ins={
        "day-2": CheckDone(worst=5, running=6, feeling=Feeling.SAME, activities=(2, 5, 4)),
        "day-7": CheckDone(worst=3, feeling=Feeling.BETTER, activities=(3, 7, 6)),
        "day-14": CheckDone(
            worst=3, running=2, feeling=Feeling.BETTER, activities=(4, 8, 7)
        ),
        "day-21": CheckDone(
            worst=2, running=1, feeling=Feeling.BETTER, activities=(5, 8, 8)
        ),
        "week-4": CheckDone(
            worst=2, running=1, feeling=Feeling.BETTER, activities=(6, 9, 8)
        ),
        "week-6": CheckDone(
            worst=2, running=1, feeling=Feeling.BETTER, activities=(7, 9, 9)
        ),
        "week-8": CheckDone(
            worst=1, running=0, feeling=Feeling.BETTER, activities=(8, 10, 10)
        ),
        "week-12": CheckDone(
            worst=0, running=0, feeling=Feeling.BETTER, activities=(9, 10, 10)
        ),
    },
    lists=(
        ListTold(day=8, gate="run", open_items=("steady_squats",)),
        ListTold(day=10, gate="run"),
        ListTold(day=12, gate="run"),
        ListTold(day=13, gate="phase-1"),
        ListTold(day=15, gate="phase-1"),
        ListTold(day=27, gate="phase-2", open_items=("calf_raises",)),
        ListTold(day=32, gate="phase-2"),
        ListTold(day=34, gate="phase-2"),
        ListTold(day=55, gate="phase-3"),
        ListTold(day=57, gate="phase-3"),
    ),
    cared=(
        Did(
            day=30,
            what=What.NOTED,
            words="Seen at the clinic. Single-leg squat to 60° is steady, no swelling. Hip "
            "still tires first on the left. We agreed on three short runs a week.",
        ),
        Did(
            day=31,
            what=What.WROTE,
            words="Good to see you today. Keep the runs short and easy for now, and tell "
            "me if going down the stairs gets worse.",
        ),
        Did(
            day=42,
            what=What.TOOK_BACK,
            about="RUNG",
            words="A hard day at work, not the knee. She keeps this one as it was.",
        ),
        Did(
            day=79,
            what=What.WROTE,
            words="You are running by distance now, well done. Keep to the weekly limit, "
            "also when it feels easy.",
        ),
    ),
    seen_by_physio_days_ago=(61, 60, 49, 12),
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
    weeks=(
        Week(pain=".2.121."),
        Week(pain="11.1.11"),
        Week(pain="1.11...", hard="..4...."),
    ),
)
