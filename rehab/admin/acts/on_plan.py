"""What physios do about one plan: undo a change, set a limit aside, write to its runner."""

from collections.abc import Mapping
from typing import cast

from django.contrib.admin.utils import unquote
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from accounts.models import User
from rehab import plans
from rehab.admin.acts.frame import Acts, physio, posted
from rehab.admin.forms import NOT_YOURS, UNSENT, MessageForm, SetAsideForm, UndoForm
from rehab.admin.words import moved_words, subject_words
from rehab.models import Plan, PlanChange

NO_UNDO: Mapping[type[Exception], str] = {
    plans.NotTreating: NOT_YOURS,
    plans.NotUndoable: "Such a change stands, or the plan it was made in is over.",
    plans.UndoneBefore: "Somebody has undone this already.",
    plans.Overtaken: "It has changed again since. Undo the newest change of it first.",
    plans.PastLimit: "What was before is past what the runner may do now. Record a visit "
    "that allows it first. After a pause, after 14 days, or once a limit set aside holds "
    "again, change the phase, the stage or the dose instead.",
}
NO_MAIL: Mapping[plans.NoMail, str] = {
    plans.NoMail.CLOSED: "their account is closed.",
    plans.NoMail.REFUSED: "their mail server says that it takes none for this address.",
    plans.NoMail.STOPPED: "they did not agree to emails, or stopped them.",
    plans.NoMail.LEAVING: "they asked us to delete everything.",
}
# By whether a plan is open: how a message reaches a runner by email, and how without.
WAYS = {
    True: (
        "by email, with your words in it, and on the page of their plan.",
        "on the page of their plan only, with no email: {why}",
    ),
    False: (
        "by email, with your words in it. No plan of theirs is open to show it.",
        "not before they begin a plan, with no email: {why} Call them if it matters.",
    ),
}
NAMELESS = "You have no name here, so the runner reads “Your physio”."


class Undo(Acts):
    """Taking back a change of a plan."""

    def undo_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Ask why, and on a post put back what was before the change."""
        change = cast("PlanChange", self.get_object(request, unquote(object_id)))
        form = UndoForm(posted(request))
        if form.is_valid():
            why, at = form.cleaned_data["why"], timezone.now()
            try:
                plans.undo_change(change=change, by=physio(request), why=why, at=at)
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
            return self._over(request, plan)
        now = timezone.now()
        form = SetAsideForm(posted(request), today=plans.local_day(plan.person, now))
        if form.is_valid():
            try:
                plans.set_aside(plan=plan, by=physio(request), at=now, **form.cleaned_data)
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
        form = MessageForm(posted(request))
        if form.is_valid():
            told = {"text": form.cleaned_data["text"], "at": timezone.now()}
            try:
                plans.write_message(person=plan.person, by=physio(request), **told)
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
            facts=facts_of_message(plan.person, physio(request)),
        )


def facts_of_message(person: User, by: User) -> list[tuple[str, str]]:
    """Return what to know before writing to a runner, each with its name."""
    way = ("Reaches the runner", _way_of_message(person))
    return [way] if by.name else [way, ("From", NAMELESS)]


def _way_of_message(person: User) -> str:
    why = plans.why_no_mail(person)
    by_mail, by_page = WAYS[Plan.objects.open().filter(person=person).exists()]
    return by_page.format(why=NO_MAIL[why]) if why else by_mail
