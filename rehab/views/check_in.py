"""A check-in: on a page of its own, or by the link of a mail."""

from datetime import date, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from rehab import plans
from rehab.forms.check_in import CheckInForm
from rehab.models import DiaryEntry, Plan, PlanChange, Reminder
from rehab.programme.follow_up.check_ins import CHECK_INS, setback_day
from rehab.programme.training.progression import FLARE
from rehab.views.opened import with_open_plan
from rehab.views.telling import ask_page, asks, kept_page, morning_owed, posted

COMES_ON = {each.key: timedelta(days=each.day) for each in CHECK_INS}


@require_http_methods(["GET", "HEAD", "POST"])
@with_open_plan(shows=True)
def check_in(request: HttpRequest, plan: Plan, which: str) -> HttpResponse:
    """Ask how the knee is; on POST keep it, and say what it comes to.

    One that was told leads to what it came to, and with ``?again`` to the same questions.
    One whose day has not come says when it does.
    """
    comes_on = _comes_on(plan, which)
    if comes_on is None:
        raise Http404
    early = comes_on > plans.local_day(plan.person, timezone.now())
    if early and not plan.paused_at and request.method != "POST":
        return render(request, "rehab/check_in_early.html", {"comes_on": comes_on})
    waits = plan.paused_at is not None
    return check_in_page(request, plan, which, waits=waits)


def check_in_of_mail(request: HttpRequest, reminder: Reminder, **_: bool) -> HttpResponse:
    """Ask the same in answer to a mail."""
    plan = reminder.of_plan
    return check_in_page(request, plan, reminder.about, reminder=reminder)


def check_in_page(
    request: HttpRequest,
    plan: Plan,
    which: str,
    *,
    reminder: Reminder | None = None,
    waits: bool = False,
) -> HttpResponse:
    """Ask, or say what was told; on POST keep it, and lead back to the same address.

    Where the plan ``waits``, only who wants to tell something is asked. One that answers
    the mail of its own is kept as that of ``reminder``.
    """
    rows = plan.diary.filter(kind=DiaryEntry.Kind.CHECK_IN, about=which)
    told = [*rows.select_related("check_in").order_by("pk")]
    if not asks(request, told, paused=waits):
        return kept_page(request, told, plan=plan)
    now = timezone.now()
    form = CheckInForm(
        posted(request),
        named=plan.activities,
        told=told[-1] if told else None,
        morning_after=morning_owed(plan, plans.local_day(plan.person, now), told=told),
    )
    if not form.is_valid():
        page = {"again": bool(told), "recheck": plan.asks_again()}
        return ask_page(request, form, "rehab/check_in.html", page, plan=plan)
    plans.name_activities(plan=plan, names=form.names, at=now)
    plans.record_check_in(
        plan=plan,
        which=which,
        telling=form.telling(),
        check=form.check(),
        at=now,
        reminder=reminder,
    )
    return redirect(request.path)


def _comes_on(plan: Plan, which: str) -> date | None:
    """Return the day of a check-in of ``plan``, if there is such a one."""
    if which in COMES_ON:
        return plan.begun_on + COMES_ON[which]
    set_backs = plan.changes.filter(what=PlanChange.What.VISIT, subject=FLARE)
    days = {
        plans.local_day(plan.person, at) for at in set_backs.values_list("at", flat=True)
    }
    on = setback_day(which)
    return on if on in days else None
