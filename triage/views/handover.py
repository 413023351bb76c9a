"""A result on one sheet of paper, for whoever is going to look at the knee."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from triage.models import LEVEL_IN_WORDS, Assessment
from triage.protocols.medial_knee.roles import AGE, DISTANCE, SIDE
from triage.rules.answers import Answers, Silence
from triage.rules.decide import factors_of_decision
from triage.rules.parts import FactorKind, Level
from triage.rules.protocol import Protocol
from triage.rules.words import answer_in_words
from triage.views import mine
from triage.views.fitting import could_also_be, possible_causes
from triage.views.readout import Told, reasons_for, spot_of
from triage.views.strain import asked_about

# With more reasons than this their answers stand only among all that was said yes to.
MANY = 6


@login_not_required
@require_safe
@gzip_page
def handover(request: HttpRequest) -> HttpResponse:
    """Show the newest result made here or by this runner, to be printed and handed over."""
    newest = mine.newest_result(request)
    if newest is None:
        return redirect(mine.whereabouts(request))
    return _show(request, newest, back=reverse("check_result"))


@login_not_required
@require_safe
@gzip_page
def past_handover(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an earlier result to whoever made it; to anybody else it does not exist."""
    past = mine.past_result(request, pk)
    return _show(request, past, back=reverse("check_past_result", args=[pk]))


def _show(request: HttpRequest, assessment: Assessment, *, back: str) -> HttpResponse:
    decision = assessment.decided
    protocol, answers = assessment.release.protocol, assessment.given
    before = mine.most_urgent_before(request) or decision.level
    reasons = reasons_for(protocol, answers, decision)
    page = {
        "assessment": assessment,
        "back": back,
        "level": LEVEL_IN_WORDS[decision.level],
        "before": LEVEL_IN_WORDS[before] if before > decision.level else "",
        "reasons": reasons,
        "dense": len(reasons) > MANY,
        "ended_early": decision.level >= Level.SAME_DAY,
        "spot": spot_of(protocol, answers),
        "strain": factors_of_decision(protocol, answers, decision),
    }
    page |= _history(protocol, answers) | _fitting(assessment)
    return render(request, "triage/handover.html", page)


def _fitting(assessment: Assessment) -> dict[str, Any]:
    """Return the causes, where the runner is shown any."""
    protocol, decision = assessment.release.protocol, assessment.decided
    if not decision.names_causes:
        return {"causes": [], "could_also_be": []}
    return {
        "causes": possible_causes(protocol, assessment.given, decision, pages={}),
        "could_also_be": could_also_be(protocol, decision),
    }


def _history(protocol: Protocol, answers: Answers) -> dict[str, Any]:
    """Return all that was answered, by what it means to a clinician."""
    _, told = protocol.walk(answers)
    texts = {key: question.text for key, question in protocol.questions.items()}
    ticked = [k for k, said in told.items() if said is True and _is_tick(protocol, k)]
    load = asked_about(FactorKind.LOAD, protocol)
    signs = protocol.safety_keys.difference(load)
    return {
        "age": _in_words(protocol, told, AGE),
        "side": _in_words(protocol, told, SIDE),
        "distance": _in_words(protocol, told, DISTANCE),
        "story": _story(protocol, told),
        "ticked": [texts[key] for key in ticked if key not in load],
        "changes": [texts[key] for key in ticked if key in load],
        "denied": [
            texts[key]
            for key, said in told.items()
            if said is False and _is_tick(protocol, key) and key in signs
        ],
        "unsure": [texts[k] for k, said in told.items() if isinstance(said, Silence)],
        "not_asked": [text for key, text in texts.items() if key not in told],
    }


def _story(protocol: Protocol, told: Answers) -> list[Told]:
    """Return the questions that are no part of a list and have no line of their own."""
    pictures = {page.key for page in protocol.pages if page.picture}
    return [
        Told(protocol.questions[key].text, _in_words(protocol, told, key))
        for key, said in told.items()
        if not _is_tick(protocol, key)
        and key not in {AGE, SIDE, DISTANCE, *pictures}
        and not isinstance(said, Silence)
    ]


def _is_tick(protocol: Protocol, key: str) -> bool:
    return bool(protocol.questions[key].alone)


def _in_words(protocol: Protocol, told: Answers, key: str) -> str:
    """Return the answer to a question, or nothing if these rules never put it."""
    return answer_in_words(protocol.questions[key], told[key]) if key in told else ""
