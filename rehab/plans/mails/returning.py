"""The mails of somebody to whom none could go for a while, and now they can again."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from accounts.models import User
from rehab.models import Message, Plan, Reminder
from rehab.models.reminder import LEAVING, REFUSED
from rehab.plans.changes import lock
from rehab.plans.mails.messages import why_no_mail
from rehab.plans.mails.missed import standing_calls
from rehab.plans.mails.owing import owe_again
from rehab.reminders.owing.at_once import owe_message_again, owe_visit

Kind, State = Reminder.Kind, Reminder.State
# What may have gone and is parked, is parked for somebody to look.
_DID_NOT_GO = (
    Q(state=State.WITHDRAWN, reason__in=[LEAVING, REFUSED])
    | Q(state=State.PARKED, unsure=False)
    | Q(state=State.MISSED)
)


@transaction.atomic
def write_again(*, person_id: int, at: datetime) -> None:
    """Owe what did not go while somebody was leaving or their address took no mail.

    That is what their plan has to come, the calls for a visit that still stand, also of
    plans that are finished, and what a physio wrote. Safe to repeat.
    """
    lock(person_id)
    for plan in Plan.objects.open().filter(person=person_id):
        owe_again(plan=plan, at=at)
    lost = Reminder.objects.filter(_DID_NOT_GO, person=person_id)
    calls = standing_calls(lost).select_related("plan__person").order_by("pk")
    for call in [*calls]:
        owe_visit(plan=call.of_plan, rule=call.about, at=at)
    if why_no_mail(User.objects.get(pk=person_id)) is None:
        messages = Message.objects.filter(reminder__in=lost).select_related("person")
        for message in [*messages.order_by("pk")]:
            owe_message_again(message=message, at=at)
