"""A choice that a mail offers: it is made once, and other things come before it."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from rehab.models import Reminder, ReminderAct
from rehab.reminders.owing.when import is_over
from rehab.reminders.sending.shared_clock import shared_clock
from rehab.views.closed import closed_page
from rehab.views.linked import LinkView, while_open
from rehab.views.readout import pause_of

What = ReminderAct.What
ChoicePage = Callable[[HttpRequest, Reminder, datetime], HttpResponse]
KeptPage = Callable[[HttpRequest, ReminderAct, datetime], HttpResponse]


def made_once(what: What, *, kept: KeptPage) -> Callable[[ChoicePage], LinkView[[]]]:
    """Hand a mail to a view only while its choice is to be made, and tell what time it is.

    What comes first, in this order: the plan is over; it waits until the runner was seen;
    the choice was made, which ``kept`` shows, also to whoever sends it once more; nothing
    is left to decide.
    """

    def decorate(view: ChoicePage) -> LinkView[[]]:
        @wraps(view)
        @while_open
        def page(request: HttpRequest, reminder: Reminder) -> HttpResponse:
            now = shared_clock()()
            if reminder.of_plan.paused_at is not None:
                pause = pause_of(reminder.of_plan)
                return render(request, "rehab/paused.html", {"pause": pause})
            made = _made(what, reminder, now)
            if made is None:
                closed = closed_page(request, reminder, what, at=now)
                return closed or view(request, reminder, now)
            again = request.method == "POST"
            return redirect(request.path) if again else kept(request, made, now)

        return page

    return decorate


def _made(what: What, reminder: Reminder, at: datetime) -> ReminderAct | None:
    """Return the choice that was made; to skip a day that is over says nothing more."""
    past = what is What.SKIPPED and is_over(reminder, at)
    return None if past else reminder.acts.filter(what=what).first()
