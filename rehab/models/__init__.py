from rehab.models.diary import DiaryEntry
from rehab.models.plan import Plan, PlanChange
from rehab.models.reminder import Reminder
from rehab.models.seen import SeenFollowUp
from rehab.models.seen_answer import SeenAnswer

__all__ = ["DiaryEntry", "Plan", "PlanChange", "Reminder", "SeenAnswer", "SeenFollowUp"]
