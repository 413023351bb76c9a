"""A check-in that came inside a mail about something else."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from accounts.limits import limited
from rehab.models import DiaryEntry, Reminder
from rehab.reminders.links import CHECK_IN
from rehab.reminders.owing.mails_of_a_day import WEEK
from rehab.views.check_in import check_in_page
from rehab.views.linked import RATE, ended_page, opens_with


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited(RATE, action="diary")
@opens_with(CHECK_IN)
def rides_in_mail(
    request: HttpRequest, reminder: Reminder, place: int | None = None
) -> HttpResponse:
    """Ask how the knee is; on POST keep it, and say what it comes to.

    Where two came along, each has a ``place`` of its own: what is sent twice is not kept of
    the other one. Without it, the first that was not told is asked.
    """
    plan = reminder.of_plan
    names = [name for name in reminder.also if name != WEEK]
    told = plan.diary.filter(kind=DiaryEntry.Kind.CHECK_IN, about__in=names)
    done = {*told.values_list("about", flat=True)}
    if not names or (place or 0) >= len(names):
        raise Http404
    if plan.finished_at is not None and request.method != "POST" and not done:
        return ended_page(request, reminder)
    if place is None and len(names) > 1:
        first = next((each for each, name in enumerate(names) if name not in done), 0)
        return redirect(f"{request.path}{first}/")
    return check_in_page(request, plan, names[place or 0])
