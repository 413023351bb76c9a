"""What physios read and record of runners, and how the mails go."""

from rehab.admin.clearance import ClearanceAdmin
from rehab.admin.patient import PatientAdmin
from rehab.admin.plans import DiaryEntryAdmin, PlanAdmin, PlanChangeAdmin, ReminderAdmin
from rehab.admin.queue import AttentionAdmin
from rehab.admin.seen import SeenFollowUpAdmin
from rehab.admin.watch import WatchAdmin

__all__ = [
    "AttentionAdmin",
    "ClearanceAdmin",
    "DiaryEntryAdmin",
    "PatientAdmin",
    "PlanAdmin",
    "PlanChangeAdmin",
    "ReminderAdmin",
    "SeenFollowUpAdmin",
    "WatchAdmin",
]
