"""The mails of somebody who asked to be forgotten, and thought better of it."""

from datetime import datetime

from django.db import transaction

from rehab.models import Plan, Reminder
from rehab.models.reminder import LEAVING
from rehab.plans.changes import lock
from rehab.plans.mails.missed import standing_calls
from rehab.plans.mails.owing import owe_again
from rehab.reminders.owing.at_once import owe_visit


@transaction.atomic
def write_again(*, person_id: int, at: datetime) -> None:
    """Owe what was withdrawn while somebody was leaving, and still matters.

    That is what their plan has to come, and the calls for a visit that still stand, also
    of plans that are finished. Safe to repeat.
    """
    lock(person_id)
    for plan in Plan.objects.open().filter(person=person_id):
        owe_again(plan=plan, at=at)
    withdrawn = Reminder.objects.filter(person=person_id, reason=LEAVING)
    calls = standing_calls(withdrawn).select_related("plan__person").order_by("pk")
    for call in [*calls]:
        owe_visit(plan=call.of_plan, rule=call.about, at=at)
