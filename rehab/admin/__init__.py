"""What physios read and record of runners, and how the mails go."""

from django.contrib import admin

from accounts.admin import RunnerAdmin
from accounts.models import User
from rehab.admin.clearance import ClearanceAdmin, ClearanceInline
from rehab.admin.plans import DiaryEntryAdmin, PlanAdmin, PlanChangeAdmin, ReminderAdmin
from rehab.admin.seen import SeenFollowUpAdmin, SeenFollowUpInline
from rehab.admin.watch import WatchAdmin

__all__ = [
    "ClearanceAdmin",
    "DiaryEntryAdmin",
    "PlanAdmin",
    "PlanChangeAdmin",
    "ReminderAdmin",
    "RunnerWithFollowUpsAdmin",
    "SeenFollowUpAdmin",
    "WatchAdmin",
]


class RunnerWithFollowUpsAdmin(RunnerAdmin):
    """A runner's record, with who has looked, and what came of asking if they were seen."""

    inlines = [*RunnerAdmin.inlines, ClearanceInline, SeenFollowUpInline]


admin.site.unregister(User)
admin.site.register(User, RunnerWithFollowUpsAdmin)
