"""A runner with an urgent result agrees to be asked if they were seen, and answers."""

from http import HTTPStatus
from typing import cast
from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.limits import limited
from accounts.models import User
from accounts.services import NoSuchClinic
from rehab import plans
from rehab.forms.seen import AskMeForm, Said, SeenForm
from rehab.models import Reminder, SeenAnswer
from rehab.reminders.links import SEEN, STOP
from rehab.reminders.mails import ANSWERS
from rehab.reminders.owing.seen_questions import owed_questions
from rehab.views.linked import RATE, opens_with
from triage.models import Assessment
from triage.rules.parts import Level


@require_http_methods(["GET", "HEAD", "POST"])
def seen(request: HttpRequest) -> HttpResponse:
    """Offer to ask by mail if somebody was seen; on POST owe the mails, then say when."""
    person = cast("User", request.user)
    try:
        urgent = plans.newest_urgent(person)
    except plans.NothingToAskAbout:
        return render(request, "rehab/seen_none.html", status=HTTPStatus.CONFLICT)
    owed = [*owed_questions(person.pk).order_by("due_at")]
    answer = plans.newest_answer(person)
    if owed or (answer and answer.said == Said.SEEN):
        return _say_when(request, person, owed)
    return _offer(request, person, urgent)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited(RATE, action="seen_answer")
@opens_with(SEEN, dead="rehab/seen_dead_link.html", of={Reminder.Kind.SEEN})
def seen_answer(request: HttpRequest, reminder: Reminder) -> HttpResponse:
    """Ask if somebody was seen; on POST keep the answer, and say what to do now.

    A link in a mail names an answer as ``?a=1``; it is chosen already, and not yet sent.
    """
    told = reminder.seen_answers.order_by("at", "pk").last()
    if request.method == "POST" or told is None or "a" in request.GET:
        return _ask(request, reminder)
    level = _level_of(reminder, told.said)
    page = {"level": level, "owed": owed_questions(reminder.person_id).exists()}
    return render(request, "rehab/seen_told.html", page)


def _offer(request: HttpRequest, person: User, urgent: Assessment) -> HttpResponse:
    form = AskMeForm(request.POST if request.method == "POST" else None, person=person)
    if form.is_valid() and _begun(form, person):
        return redirect("seen")
    page = {"form": form, "level": Level(urgent.worst_level)}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "rehab/seen_start.html", page, status=status)


def _begun(form: AskMeForm, person: User) -> bool:
    """Begin to ask on the terms of a valid form, or say on the form why not."""
    try:
        plans.begin_to_ask(person=person, terms=form.terms(), at=timezone.now())
    except NoSuchClinic:
        form.refuse_clinic_code()
        return False
    return True


def _say_when(request: HttpRequest, person: User, owed: list[Reminder]) -> HttpResponse:
    page = {"owed": owed, "stop_url": STOP.url(owed[0]) if owed else ""}
    with timezone.override(ZoneInfo(person.time_zone)):
        return render(request, "rehab/seen_owed.html", page)


def _ask(request: HttpRequest, reminder: Reminder) -> HttpResponse:
    chosen = ANSWERS.get(request.GET.get("a", ""))
    form = SeenForm(
        request.POST if request.method == "POST" else None, initial={"said": chosen}
    )
    if form.is_valid():
        said = form.cleaned_data["said"]
        try:
            plans.record_seen_answer(reminder=reminder, said=said, at=timezone.now())
        except plans.AnsweredOften:
            return _enough(request, said=Said(said))
        return redirect(request.path)
    page = {"form": form, "level": _level_of(reminder, chosen) if chosen else None}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "rehab/seen_ask.html", page, status=status)


def _enough(request: HttpRequest, *, said: SeenAnswer.Said) -> HttpResponse:
    """Say that the mail takes no more answers, but that somebody got worse."""
    page = {"seen": said is Said.SEEN, "worse": Said.WORSE}
    status = HTTPStatus.TOO_MANY_REQUESTS
    return render(request, "rehab/seen_enough.html", page, status=status)


def _level_of(reminder: Reminder, said: str) -> Level | None:
    """Return how soon to be seen after an answer; ``None`` for whoever was seen.

    Not to have been seen is as urgent as it was; to have got worse is an emergency.
    """
    if said == Said.SEEN:
        return None
    if said == Said.WORSE:
        return Level.EMERGENCY
    return Level(reminder.of_follow_up.assessment.worst_level)
