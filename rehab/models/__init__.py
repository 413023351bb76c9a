from rehab.models.diary import DiaryEntry
from rehab.models.plan import Plan, PlanChange
from rehab.models.reminder import Reminder

__all__ = ["DiaryEntry", "Plan", "PlanChange", "Reminder"]
