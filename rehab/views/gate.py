"""A runner goes through the list of a gate."""

from collections.abc import Sequence
from datetime import date
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from rehab import plans
from rehab.forms.gate import GateForm
from rehab.models import GateAnswer, Plan
from rehab.programme.course import Course
from rehab.programme.fitting import Check
from rehab.programme.phases import gates, phases
from rehab.programme.running import gate as run_gate
from rehab.programme.running import locks
from rehab.programme.told import History
from rehab.views.opened import with_open_plan
from rehab.views.telling import posted

PHASE_OF = {gates.gate_of(phase.number): phase.number for phase in phases.PHASES[:-1]}
# Running is locked whatever somebody says they can do.
CLOSED = {lock.id for lock in (locks.NOT_CLEARED, locks.SETTLING, locks.NO_HOPS)}


@require_http_methods(["GET", "HEAD", "POST"])
@with_open_plan()
def gate(request: HttpRequest, plan: Plan, gate: str) -> HttpResponse:
    """Ask what of the list is met; on POST keep it, and say what follows.

    Within two days the page says what was told, and with ``?again`` asks once more. A list
    that is not open says why.
    """
    if gate != gates.RUN and gate not in PHASE_OF:
        raise Http404
    now = timezone.now()
    on = plans.local_day(plan.person, now)
    course, history = plans.course_and_history(plan, on=on)
    closed = _why_closed(gate, course, history, on)
    if closed:
        return _closed(request, gate, closed)
    items = _items(gate, course)
    told = plan.gate_answers.filter(gate=gate, on__gte=course.phase_since)
    last = told.order_by("pk").last()
    form = GateForm(posted(request), items=items)
    if form.is_valid():
        plans.record_gate(plan=plan, gate=gate, open_items=form.open_items, at=now)
        return redirect(request.path)
    waits = last is not None and on < last.on + gates.APART
    if last and waits and not form.is_bound and "again" not in request.GET:
        return _told(request, last, items)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    page = {"form": form, "for_running": gate == gates.RUN, "last": last}
    return render(request, "rehab/gate.html", page, status=status)


def _items(gate: str, course: Course) -> tuple[Check, ...]:
    if gate == gates.RUN:
        return run_gate.gate_items(course)
    return phases.gate_of(PHASE_OF[gate], course.runner.causes).items


def _why_closed(gate: str, course: Course, history: History, on: date) -> list[str]:
    """Return why the list is not open, in words; nothing if it is."""
    if gate == gates.RUN:
        if course.stage is not None:
            return [gettext("Running is open. You need this list no more.")]
        found = locks.run_locks(course, history, on)
        return [gettext(lock.words) for lock in found if lock.id in CLOSED]
    return _why_phase_closed(PHASE_OF[gate], course)


def _why_phase_closed(phase: int, course: Course) -> list[str]:
    if course.limits.protect_only:
        return [gettext("Somebody should look at your knee first. Until then, protect it.")]
    if phase < course.phase:
        return [gettext("You are past this list. Well done.")]
    if phase > course.phase:
        return [gettext("This list comes later. First comes the one of your phase.")]
    if phase >= course.limits.max_phase:
        return [gettext("Somebody should look at your knee before you go on.")]
    return []


def _closed(request: HttpRequest, gate: str, why: Sequence[str]) -> HttpResponse:
    """Say why a list is not open. What was sent to it is not kept."""
    status = HTTPStatus.CONFLICT if request.method == "POST" else HTTPStatus.OK
    page = {"why": why, "for_running": gate == gates.RUN}
    return render(request, "rehab/gate_closed.html", page, status=status)


def _told(request: HttpRequest, last: GateAnswer, items: Sequence[Check]) -> HttpResponse:
    page = {
        "passed": last.passed,
        "not_yet": [item for item in items if item.id in last.open_items],
        "again_on": last.on + gates.APART,
        "for_running": last.gate == gates.RUN,
    }
    return render(request, "rehab/gate_told.html", page)
