"""What physios do about the plan of a runner: undo, set aside, plan a week, write.

A page asks first, and a post does it. Whatever is refused is said on the same page.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, cast

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.db import transaction
from django.db.models import Model
from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone

from accounts.admin import PatientRecordAdmin
from accounts.models import User
from accounts.services import log_view
from rehab import plans
from rehab.admin.forms import (
    NOT_YOURS,
    UNSENT,
    MessageForm,
    PlanWeekForm,
    SetAsideForm,
    UndoForm,
)
from rehab.admin.words import moved_words, subject_words
from rehab.models import Plan, PlanChange
from rehab.plans.changes import lock
from rehab.programme.running.ceilings import Ceilings
from rehab.programme.running.dials import DialsClash, suggest_dials, week_by_dials
from rehab.programme.running.distance import week_of

ONE_WEEK = timedelta(weeks=1)
NO_UNDO: Mapping[type[Exception], str] = {
    plans.NotTreating: NOT_YOURS,
    plans.NotUndoable: "Such a change stands, or the plan it was made in is over.",
    plans.UndoneBefore: "Somebody has undone this already.",
    plans.Overtaken: "It has changed again since. Undo the newest change of it first.",
    plans.PastLimit: "What was before is past what the runner may do now. Record a visit "
    "that allows it first.",
}
NO_MAIL: Mapping[plans.NoMail, str] = {
    plans.NoMail.CLOSED: "their account is closed.",
    plans.NoMail.REFUSED: "their mail server says that it takes none for this address.",
    plans.NoMail.STOPPED: "they did not agree to emails, or stopped them.",
}
NAMELESS = "You have no name here, so the runner reads “Your physio”."


class Acts(PatientRecordAdmin):
    """The frame of a page on which a physio does one thing about one plan."""

    def _ask(
        self,
        request: HttpRequest,
        row: Model,
        *,
        plan: Plan,
        form: Form,
        title: str,
        button: str,
        **told: object,
    ) -> HttpResponse:
        """Show the form, or what is wrong with it, and log the look."""
        self._log(request, row)
        page: dict[str, Any] = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "plan": plan,
            "form": form,
            "title": title,
            "button": button,
            "facts": (),
            "week": None,
            **told,
        }
        status = 422 if form.errors else 200
        return TemplateResponse(request, "admin/rehab/act.html", page, status=status)

    def _done(self, request: HttpRequest, plan: Plan, what: str) -> HttpResponse:
        """Say and log what was done, and go on to the plan."""
        log_view(
            viewer=_physio(request),
            person=plan.person,
            what=f"plan {plan.pk}, {what}",
            at=timezone.now(),
        )
        messages.success(request, f"Done: {what}.")
        return _to(plan)


class Undo(Acts):
    """Taking back a change of a plan."""

    def undo_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Ask why, and on a post put back what was before the change."""
        change = cast("PlanChange", self.get_object(request, unquote(object_id)))
        form = UndoForm(_posted(request))
        if form.is_valid():
            why, at = form.cleaned_data["why"], timezone.now()
            try:
                plans.undo_change(change=change, by=_physio(request), why=why, at=at)
            except tuple(NO_UNDO) as refused:
                form.add_error(None, NO_UNDO[type(refused)])
            else:
                return self._done(request, change.plan, "change undone")
        facts = {
            "What changed": change.get_what_display(),
            "About": subject_words(change),
            "Before → after": moved_words(change),
            "Why": change.why,
        }
        return self._ask(
            request,
            change,
            plan=change.plan,
            form=form,
            title="Undo a change",
            button="Undo it",
            facts=[(name, told) for name, told in facts.items() if told],
        )


class SetAside(Acts):
    """Setting a limit of a plan aside for a time."""

    def set_aside_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Ask which limit, why and until when, and on a post set it aside."""
        plan = cast("Plan", self.get_object(request, unquote(object_id)))
        if plan.finished_at is not None:
            return _is_over(request, plan)
        now = timezone.now()
        form = SetAsideForm(_posted(request), today=plans.local_day(plan.person, now))
        if form.is_valid():
            try:
                plans.set_aside(plan=plan, by=_physio(request), at=now, **form.cleaned_data)
            except (plans.NotTreating, plans.LastsTooLong) as refused:
                form.refuse(refused)
            else:
                return self._done(request, plan, "limit set aside")
        title, button = "Set a limit aside", "Set it aside"
        return self._ask(request, plan, plan=plan, form=form, title=title, button=button)


class Write(Acts):
    """Writing to the runner of a plan."""

    def write_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Ask for a message, say how it will reach the runner, and on a post send it."""
        plan = cast("Plan", self.get_object(request, unquote(object_id)))
        form = MessageForm(_posted(request))
        if form.is_valid():
            told = {"text": form.cleaned_data["text"], "at": timezone.now()}
            try:
                plans.write_message(person=plan.person, by=_physio(request), **told)
            except tuple(UNSENT) as refused:
                form.refuse(refused)
            else:
                return self._done(request, plan, "message written")
        return self._ask(
            request,
            plan,
            plan=plan,
            form=form,
            title="Write to the runner",
            button="Send it",
            facts=[
                ("Reaches the runner", _way_of_message(plan.person)),
                *([] if _physio(request).name else [("From", NAMELESS)]),
            ],
        )


class PlanWeek(Acts):
    """Planning a week of running for a runner, within the same limits as theirs."""

    @transaction.atomic
    def week_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Ask for a week, this one or with ``?next`` the next, and on a post keep it."""
        plan = cast("Plan", self.get_object(request, unquote(object_id)))
        if plan.finished_at is not None:
            return _is_over(request, plan)
        lock(plan.person_id)  # its limits stand still meanwhile
        now = timezone.now()
        today = plans.local_day(plan.person, now)
        on = week_of(today) + ONE_WEEK if "next" in request.GET else today
        limits = plans.limits_of_week(plan, on=on)
        runner = plans.course_of(plan, on=on).runner
        dials = suggest_dials(runner, limits, on)
        form = PlanWeekForm(_posted(request), limits=limits, dials=dials)
        if form.is_valid():
            _keep_week(request, plan, form, on=on, now=now)
            if form.is_valid():
                return self._done(request, plan, "week planned")
        return self._ask(
            request,
            plan,
            plan=plan,
            form=form,
            title="Plan a week of running",
            button="Plan it",
            facts=_limits_in_words(limits),
            week={"begins_on": limits.begins_on, "is_next": on > today},
        )


def _keep_week(
    request: HttpRequest, plan: Plan, form: PlanWeekForm, *, on: date, now: datetime
) -> None:
    """Plan the week that ``form`` tells of, from the day ``on``, or say on it why not."""
    try:
        planned = week_by_dials(form.dials(), form.limits, on)
        plans.plan_week(plan=plan, planned=planned, at=now, by=_physio(request))
    except DialsClash as clash:
        form.refuse_clash(clash.clash)
    except plans.LimitBroken as broken:
        for refusal in broken.refusals:
            form.refuse(refusal)


def _way_of_message(person: User) -> str:
    why = plans.why_no_mail(person)
    if why is None:
        return "by email, with your words in it, and on the page of their plan."
    return f"on the page of their plan only, with no email: {NO_MAIL[why]}"


def _limits_in_words(limits: Ceilings) -> list[tuple[str, str]]:
    if limits.locks:
        return [("Running is locked", lock.words) for lock in limits.locks]
    return [("Most in the week", limits.week.words), ("Longest run", limits.longest.words)]


def _is_over(request: HttpRequest, plan: Plan) -> HttpResponse:
    messages.error(request, "This plan is over: nothing in it can be changed.")
    return _to(plan)


def _to(plan: Plan) -> HttpResponse:
    return redirect("admin:rehab_plan_change", plan.pk)


def _posted(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _physio(request: HttpRequest) -> User:
    """Return who asks. The admin site has let nobody else come this far."""
    return cast("User", request.user)
