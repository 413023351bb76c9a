"""What a plan can go through, and asking who told of something urgent if they were seen.

Every change of a plan leaves a ``PlanChange`` with its reason.
"""

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
from rehab.plans.seen import (
    AnsweredOften,
    NothingToAskAbout,
    Terms,
    ask_missed,
    begin_to_ask,
    heed_red_flag,
    newest_answer,
    newest_urgent,
    record_seen_answer,
    stop_asking,
    stop_asking_missed,
)
from rehab.plans.times import TimeAtNight, TimesTooClose, checked_times

__all__ = [
    "PAUSES_FROM",
    "AnotherPlanIsOpen",
    "AnsweredOften",
    "FirstAnswerStands",
    "Judgement",
    "ListLeftOpen",
    "NoPositiveResult",
    "NothingToAskAbout",
    "RedFlagUncleared",
    "Setup",
    "Terms",
    "TimeAtNight",
    "TimesTooClose",
    "ask_missed",
    "begin_to_ask",
    "checked_times",
    "end_acute_care",
    "finish_plan",
    "has_red_flag",
    "heed_assessment",
    "heed_missed",
    "heed_red_flag",
    "heed_stopped",
    "heed_withdrawal",
    "judge_entry",
    "level_of",
    "newest_answer",
    "newest_urgent",
    "offered_assessment",
    "open_plan",
    "pause_open_plan",
    "pause_plan",
    "record_diary_entry",
    "record_seen_answer",
    "stop_asking",
    "stop_asking_missed",
    "stop_mails",
]
