"""Needs attention: whom a physio should look at first, why, and what to do about it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from functools import wraps
from http import HTTPStatus
from typing import Any, cast
from urllib.parse import urlencode

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.timesince import timesince

from accounts.admin import PatientRecordAdmin
from accounts.models import User
from accounts.services import ELSEWHERE, log_list, log_view
from rehab import plans
from rehab.admin.forms import NOT_YOURS
from rehab.attention import RULES
from rehab.models import Attention, CareNote
from rehab.models.note import LONGEST_NOTE
from rehab.oversight import acts
from rehab.oversight.colleagues import Colleagues
from rehab.oversight.queue import Narrowed, queue

ACKNOWLEDGED: Mapping[str, bool | None] = {"no": False, "yes": True}
MOST_DIGITS = 18  # of a key

WHY_NOT: Mapping[type[Exception], str] = {
    plans.NotTreating: NOT_YOURS,
    acts.RenewedSince: "The rule has fired again since you opened this page. Look at it, "
    "then save.",
    acts.AcknowledgedBefore: "{who} acknowledged it meanwhile.",
    acts.ClosedBefore: "{who} closed it meanwhile.",
    acts.StillUncleared: "No visit has cleared this warning sign. Acknowledge it. It "
    "closes once the visit that clears it is recorded.",
}

View = Callable[..., HttpResponse]


class WordsForm(forms.Form):
    """Why something is done, or what a call came to; ``seen`` is what the page showed."""

    seen = forms.DateTimeField(widget=forms.HiddenInput, required=False)
    why = forms.CharField(
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": LONGEST_NOTE}),
    )

    def __init__(self, *given: Any, label: str, **more: Any) -> None:  # noqa: ANN401 - handed on as they come
        super().__init__(*given, **more)
        self.fields["why"].label = label


def opens_on_the_queue(index: View) -> View:
    """Return the front page of the admin; it leads whoever treats people to the queue."""

    @wraps(index)
    def front(request: HttpRequest, *given: Any, **more: Any) -> HttpResponse:  # noqa: ANN401 - handed on as they come
        if isinstance(request.user, User) and request.user.treats_people:
            return redirect("admin:rehab_attention_changelist")
        return index(request, *given, **more)

    return front


@admin.register(Attention)
class AttentionAdmin(PatientRecordAdmin):
    """The queue, and a page for each thing that is done about what stands in it."""

    def get_urls(self) -> list[URLPattern]:
        """Return the queue and its acts: a row has no page of its own."""
        pages = {
            "acknowledge": self.acknowledge_view,
            "close": self.close_view,
            "call": self.call_view,
        }
        view = self.admin_site.admin_view
        return [
            path("", view(self.changelist_view), name="rehab_attention_changelist"),
            *(
                path(f"<path:object_id>/{act}/", view(page), name=f"rehab_attention_{act}")
                for act, page in pages.items()
            ),
        ]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show who needs attention, a person a row, and log whom it showed.

        :raises PermissionDenied: to whoever treats nobody.
        """
        if not self.has_view_permission(request):
            raise PermissionDenied
        user, now = _physio(request), timezone.now()
        narrowed = _narrowed(request)
        page = queue(user=user, narrowed=narrowed)
        people = [waiting.person for waiting in page.people]
        log_list(viewer=user, people=people, what="needs attention", at=now)
        shown = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "Needs attention",
            "people": [
                (waiting, [(row, _age(row.raised_at, now)) for row in waiting.rows])
                for waiting in page.people
            ],
            "filters": [*_filters(narrowed)],
            "is_narrowed": bool(_query(replace(narrowed, after=None))),
            "query": _query(narrowed),
            "is_first": narrowed.after is None,
            "more": page.after and _query(replace(narrowed, after=page.after)),
            "elsewhere": ELSEWHERE,
            "rules": [(rule.label, asks) for rule, asks in RULES.items()],
        }
        return TemplateResponse(request, "admin/rehab/attention.html", shown)

    def acknowledge_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Ask what comes of it, and on a post acknowledge what asks for a look."""
        return self._act(
            request,
            object_id,
            acts.acknowledge,
            title="Acknowledge",
            label="What you make of it",
            done="acknowledged",
        )

    def close_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Ask why nothing is left to do, and on a post close what asks for a look."""
        return self._act(
            request,
            object_id,
            acts.close,
            title="Close",
            label="Why nothing is left to do",
            done="closed",
        )

    def call_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Ask what a call came to, and on a post keep it."""
        return self._act(
            request,
            object_id,
            _note_call,
            title="Note a call",
            label="What you talked about",
            done="call noted",
        )

    def _act(
        self,
        request: HttpRequest,
        object_id: str,
        act: Callable[..., object],
        *,
        title: str,
        label: str,
        done: str,
    ) -> HttpResponse:
        row = cast("Attention", self.get_object(request, unquote(object_id)))
        user = _physio(request)
        posted = request.POST if request.method == "POST" else None
        form = WordsForm(posted, label=label, initial={"seen": row.renewed_at.isoformat()})
        status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
        if form.is_valid():
            told = {**form.cleaned_data, "by": user, "at": timezone.now()}
            try:
                act(attention=row, **told)
            except tuple(WHY_NOT) as refused:
                row = getattr(refused, "attention", row)
                why = WHY_NOT[type(refused)].format(who=_who_ended(row, user))
                form.add_error(None, why)
                status = HTTPStatus.CONFLICT
            else:
                return self._done(request, row, done)
        self._log(request, row)
        page = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": title,
            "row": row,
            "age": _age(row.raised_at, timezone.now()),
            "asks": RULES[Attention.Rule(row.rule)],
            "notes": _notes(row, user),
            "form": form,
            "query": _query(_narrowed(request)),
        }
        template = "admin/rehab/attention_act.html"
        return TemplateResponse(request, template, page, status=status)

    def _done(self, request: HttpRequest, row: Attention, done: str) -> HttpResponse:
        log_view(
            viewer=_physio(request),
            person=row.person,
            what=f"attention {row.pk}, {done}",
            at=timezone.now(),
        )
        messages.success(request, f"{row.get_rule_display().capitalize()}: {done}.")
        queue_page = reverse("admin:rehab_attention_changelist")
        return redirect(f"{queue_page}{_query(_narrowed(request))}")


def _note_call(*, attention: Attention, why: str, **told: Any) -> object:  # noqa: ANN401 - handed on as it comes
    """Keep a call: it happened, whatever else was done meanwhile."""
    return acts.note_call(person=attention.person, attention=attention, text=why, **told)


def _notes(row: Attention, viewer: User) -> list[tuple[CareNote, str]]:
    """Return what was noted about ``row``, the newest first, each with who did."""
    colleagues = Colleagues(row.person, viewer)
    notes = row.notes.select_related("by").order_by("-at", "-pk")
    return [(note, colleagues.called(note.by)) for note in notes]


def _who_ended(row: Attention, viewer: User) -> str:
    """Return who has closed ``row``, or else acknowledged it."""
    who = row.closed_by or (None if row.closed_at else row.acknowledged_by)
    known = Colleagues(row.person, viewer)
    return known.called(who) if who else "By itself it was over: nobody"


def _narrowed(request: HttpRequest) -> Narrowed:
    """Return what the address asks for; what it does not know is left out."""
    asked = request.GET
    rule, after = asked.get("rule", ""), asked.get("after", "")
    number = after.isascii() and after.isdecimal() and len(after) <= MOST_DIGITS
    return Narrowed(
        rule=rule if rule in Attention.Rule.values else "",
        acknowledged=ACKNOWLEDGED.get(asked.get("acknowledged", "")),
        mine="mine" in asked,
        after=int(after) if number else None,
    )


def _query(narrowed: Narrowed) -> str:
    """Return the part of an address that asks for it again; empty for all of the queue."""
    said = {value: word for word, value in ACKNOWLEDGED.items()}
    asked: Mapping[str, object] = {
        "rule": narrowed.rule,
        "acknowledged": said.get(narrowed.acknowledged),
        "mine": "yes" if narrowed.mine else "",
        "after": narrowed.after,
    }
    told = {name: value for name, value in asked.items() if value}
    return f"?{urlencode(told)}" if told else ""


Choice = tuple[str, str, bool]


def _filters(narrowed: Narrowed) -> Iterator[tuple[str, list[Choice]]]:
    """Yield each filter with its choices: what it says, where it leads, and if it is on."""
    start = replace(narrowed, after=None)
    rules = [("", "All"), *((rule.value, rule.label) for rule in Attention.Rule)]
    yield (
        "What asks",
        [
            (says.capitalize(), _query(replace(start, rule=rule)), rule == narrowed.rule)
            for rule, says in rules
        ],
    )
    seen = ((None, "All"), (False, "Not yet"), (True, "Yes"))
    yield (
        "Acknowledged",
        [
            (says, _query(replace(start, acknowledged=is_)), is_ is narrowed.acknowledged)
            for is_, says in seen
        ],
    )
    yield (
        "Runners",
        [
            (says, _query(replace(start, mine=mine)), mine is narrowed.mine)
            for mine, says in ((False, "All"), (True, "Who named me"))
        ],
    )


def _age(since: datetime, now: datetime) -> str:
    """Return for how long it has asked, in one unit."""
    return timesince(since, now, depth=1)


def _physio(request: HttpRequest) -> User:
    """Return who asks. The admin site has let nobody else come this far."""
    return cast("User", request.user)
