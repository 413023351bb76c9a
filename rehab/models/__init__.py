from rehab.models.attention import Attention
from rehab.models.clearance import Clearance
from rehab.models.diary import DiaryEntry
from rehab.models.exercise import ExerciseChoice, ExerciseSession, PlanExercise
from rehab.models.heartbeat import Heartbeat
from rehab.models.message import Message
from rehab.models.note import CareNote
from rehab.models.patient import Patient
from rehab.models.plan import Plan
from rehab.models.plan_change import PlanChange
from rehab.models.reminder import Reminder
from rehab.models.reminder_act import ReminderAct
from rehab.models.report import (
    CheckIn,
    ExerciseReport,
    GateAnswer,
    Run,
    SessionReport,
)
from rehab.models.running import Override, RunWeek
from rehab.models.seen import SeenFollowUp
from rehab.models.seen_answer import SeenAnswer
from rehab.models.shared_sheet import SharedSheet, SheetRecord

__all__ = [
    "Attention",
    "CareNote",
    "CheckIn",
    "Clearance",
    "DiaryEntry",
    "ExerciseChoice",
    "ExerciseReport",
    "ExerciseSession",
    "GateAnswer",
    "Heartbeat",
    "Message",
    "Override",
    "Patient",
    "Plan",
    "PlanChange",
    "PlanExercise",
    "Reminder",
    "ReminderAct",
    "Run",
    "RunWeek",
    "SeenAnswer",
    "SeenFollowUp",
    "SessionReport",
    "SharedSheet",
    "SheetRecord",
]
