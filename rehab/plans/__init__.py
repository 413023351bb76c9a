"""What a plan can go through. Every change leaves a ``PlanChange`` with its reason."""

from rehab.plans.checks import heed_assessment, heed_missed, level_of
from rehab.plans.diary import (
    FirstAnswerStands,
    Judgement,
    ListLeftOpen,
    judge_entry,
    record_diary_entry,
)
from rehab.plans.finishing import finish_plan
from rehab.plans.mails import heed_stopped, heed_withdrawal, stop_mails
from rehab.plans.opening import (
    AnotherPlanIsOpen,
    NoPositiveResult,
    RedFlagUncleared,
    Setup,
    has_red_flag,
    offered_assessment,
    open_plan,
)
from rehab.plans.pausing import PAUSES_FROM, pause_open_plan, pause_plan
from rehab.plans.phases import end_acute_care
from rehab.plans.times import TimeAtNight, TimesTooClose, checked_times

__all__ = [
    "PAUSES_FROM",
    "AnotherPlanIsOpen",
    "FirstAnswerStands",
    "Judgement",
    "ListLeftOpen",
    "NoPositiveResult",
    "RedFlagUncleared",
    "Setup",
    "TimeAtNight",
    "TimesTooClose",
    "checked_times",
    "end_acute_care",
    "finish_plan",
    "has_red_flag",
    "heed_assessment",
    "heed_missed",
    "heed_stopped",
    "heed_withdrawal",
    "judge_entry",
    "level_of",
    "offered_assessment",
    "open_plan",
    "pause_open_plan",
    "pause_plan",
    "record_diary_entry",
    "stop_mails",
]
