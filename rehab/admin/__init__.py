"""What physios read of plans and follow-ups, and what they record: who was seen."""

from django.contrib import admin

from accounts.admin import RunnerAdmin
from accounts.models import User
from rehab.admin.clearance import ClearanceAdmin, ClearanceInline
from rehab.admin.plans import DiaryEntryAdmin, PlanAdmin, PlanChangeAdmin, ReminderAdmin
from rehab.admin.seen import SeenFollowUpAdmin, SeenFollowUpInline

__all__ = [
    "ClearanceAdmin",
    "DiaryEntryAdmin",
    "PlanAdmin",
    "PlanChangeAdmin",
    "ReminderAdmin",
    "RunnerWithFollowUpsAdmin",
    "SeenFollowUpAdmin",
]


class RunnerWithFollowUpsAdmin(RunnerAdmin):
    """A runner's record, with who has looked, and what came of asking if they were seen."""

    inlines = [*RunnerAdmin.inlines, ClearanceInline, SeenFollowUpInline]


admin.site.unregister(User)
admin.site.register(User, RunnerWithFollowUpsAdmin)
