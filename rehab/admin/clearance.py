"""Physios record that somebody has looked at a runner, and what is allowed now."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import ForeignKey, Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime

from accounts.admin import PatientRecordAdmin
from accounts.admin.records import viewer_of
from accounts.models import User
from accounts.services import called, known_to, log_view
from rehab import plans
from rehab.forms.seen_after import AFTER, AfterForm
from rehab.models import Attention, Clearance, Plan
from rehab.oversight.colleagues import Colleagues
from rehab.plans.changes import lock
from rehab.plans.safety.clearing import in_words

# What an address may name somebody by.
NAMED: Sequence[tuple[str, Any]] = (("plan", Plan), ("attention", Attention))
TOLD = ["seen_on", "who", "may_exercise", "may_run", "note"]
MOST_SHOWN = 20
SINCE = (
    "Somebody else has recorded a visit since you opened this page. Read it, then decide "
    "again."
)
_NUMBER = re.compile(r"[0-9]{1,18}")


class ClearanceForm(AfterForm, forms.ModelForm):
    """A visit of one of a physio's runners, recorded ``by`` that physio.

    It carries the number of the newest visit ``known`` when it was opened: what somebody
    else has recorded of the runner since is shown first, and may be set right then.
    """

    by: User

    was_after = (
        'The runner told of something ("{level}"), last on {day} at {time} where they are. '
        "Was the visit after that?"
    )
    yes_and_no = ("Yes, after that", "No, before that")
    missing = "Choose if the visit was after that, or before: only one after it clears it."
    not_after = "Then it needs another visit before it is cleared."

    known = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Clearance
        fields = ["person", *TOLD]

    def __init__(self, *args: Any, **given: Any) -> None:  # noqa: ANN401 # what Django's forms take
        super().__init__(*args, **given)
        self.fields["known"].initial = newest_of_all

    def clean(self) -> dict[str, Any]:
        """Refuse what no visit can have said, in the words of a physio."""
        told: dict[str, Any] = super().clean() or {}
        if not self.errors:
            self._show_what_came_since(told)
        if not self.errors:
            self._check(told)
        return told

    def visit(self) -> dict[str, Any]:
        """Return what is recorded. Only for a valid form."""
        told = {key: self.cleaned_data[key] for key in ("person", *TOLD)}
        return told | {"seen_after": self.seen_after}

    def _show_what_came_since(self, told: dict[str, Any]) -> None:
        """Refuse once, with what others have recorded since the page was opened.

        What is not sent as it was shown counts as having seen nothing.
        """
        runner: User = told["person"]
        lock(runner.pk)
        known = told["known"]
        known = int(known) if _NUMBER.fullmatch(known) else 0
        others = runner.clearances.filter(pk__gt=known).exclude(by=self.by)
        newest = others.select_related("by").order_by("-pk")[:MOST_SHOWN]
        if newest:
            self.data = {**self.data, "known": newest_of_all()}
            colleagues = Colleagues(runner, self.by)
            lines = [_in_words(each, colleagues) for each in reversed(newest)]
            self.add_error(None, [SINCE, *lines])

    def _check(self, told: dict[str, Any]) -> None:
        asked = ("person", "seen_on", "may_exercise", "may_run")
        visit = {key: told[key] for key in asked} | {"seen_after": self.seen_after}
        try:
            plans.check_visit(**visit, by=self.by, at=timezone.now())
        except plans.SeenInTheFuture:
            self.add_error("seen_on", "This day has not come where the runner is.")
        except plans.SeenTooEarly as early:
            first = date_format(early.earliest, "j F Y")
            self.add_error(
                "seen_on",
                f"The runner has told of something since that calls for a visit. It clears "
                f"only from {first} on.",
            )
        except plans.SeenBeforeTold as told_since:
            self.ask_if_after(told_since, told["person"].time_zone)
        except plans.ForbiddenSince as late:
            first = date_format(late.earliest, "j F Y")
            self.add_error(
                "seen_on",
                f"A later visit did not allow that. Only a visit from {first} on can.",
            )
        except plans.RunsWithoutExercise:
            self.add_error(
                "may_run", "Whoever may run may exercise: tick both, or neither."
            )


def newest_of_all() -> int:
    """Return the number of the visit that was recorded last, of whomever; 0 if none was.

    A page is opened before it is said of whom it will be.
    """
    newest = Clearance.objects.order_by("-pk").values_list("pk", flat=True)
    return newest.first() or 0


def _in_words(row: Clearance, colleagues: Colleagues) -> str:
    """Return when a visit was recorded, by whom of ``colleagues``, and what it is."""
    is_own = row.by_id == colleagues.person.pk
    who = "the runner" if is_own else colleagues.called(row.by)
    at = date_format(localtime(row.at), "j M, H:i")
    return " ".join(filter(None, (f"{at}, {who}: {in_words(row)}", row.note)))


@admin.register(Clearance)
class ClearanceAdmin(PatientRecordAdmin):
    """Visits as they were recorded, newest first. A new one counts instead of the last."""

    form = ClearanceForm
    add_form_template = "admin/rehab/clearance_add.html"
    list_display = ["person", "seen_on", "who", "may_exercise", "may_run", "whose", "at"]
    list_select_related = ["by"]
    list_filter = ["may_exercise", "may_run", "who"]
    ordering = ["-at", "-pk"]

    def has_add_permission(self, request: HttpRequest) -> bool:  # type: ignore[override] # of no inline
        """Let whoever treats people record visits of their own runners."""
        return self.has_module_permission(request)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return visits that tell if whoever asks knows who recorded them."""
        known = known_to(viewer_of(request), by="by", person="person")
        rows: QuerySet[Any] = super().get_queryset(request)
        return rows.annotate(by_known=known)

    @admin.display(description="recorded by")
    def whose(self, visit: Any) -> str:  # noqa: ANN401 - a visit that knows if its recorder is known
        return (
            "the runner"
            if visit.by_id == visit.person_id
            else called(visit.by, known=visit.by_known)
        )

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Return the runner of ``?plan`` or ``?attention``, if they are the physio's own.

        Nothing else is taken from the address: it may stand in the log of a server.
        """
        for name, model in NAMED:
            number = request.GET.get(name, "")
            if number.isdecimal():
                mine = model.objects.visible_to(viewer_of(request)).filter(pk=number)
                row = mine.select_related("person").first()
                return {"person": row.person.email} if row else {}
        return {}

    def get_form(self, request: HttpRequest, *given: Any, **more: Any) -> Any:  # noqa: ANN401 # Django's own
        """Return the form with who records: what a visit may lift depends on it."""
        form: Any = super().get_form(request, *given, **more)
        form.by = viewer_of(request)
        return form

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> Any:  # noqa: ANN401 # Django's own
        return ["person", *TOLD, *(["seen_after", "whose", "at"] if obj else [])]

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        *given: Any,  # noqa: ANN401 # handed on as it comes
        **more: Any,  # noqa: ANN401 # likewise
    ) -> HttpResponse:
        """Show the question if the visit was after what was told, once it is asked."""
        page = context["adminform"]
        asked = page.form.fields.get(AFTER)
        if asked and not asked.widget.is_hidden:
            page.fieldsets = [*page.fieldsets, (None, {"fields": [AFTER]})]
        return super().render_change_form(request, context, *given, **more)

    def formfield_for_foreignkey(
        self,
        db_field: ForeignKey,
        request: HttpRequest,
        **given: Any,  # noqa: ANN401 # handed on as it comes
    ) -> forms.ModelChoiceField | None:
        """Ask for the runner by address, so that no list shows the others."""
        return forms.ModelChoiceField(
            User.objects.visible_to(viewer_of(request)).exclude(pk=viewer_of(request).pk),
            label="Runner",
            to_field_name="email",
            widget=forms.EmailInput(attrs={"class": "vTextField", "autocomplete": "off"}),
            help_text="The address with which they sign in.",
            error_messages={"invalid_choice": "None of your runners has this address."},
        )

    def save_model(
        self,
        request: HttpRequest,
        obj: Clearance,
        form: Any,  # noqa: ANN401 # ours
        change: bool,  # noqa: FBT001 # Django's own
    ) -> None:
        """Record the visit, and note who did."""
        by, now = viewer_of(request), timezone.now()
        kept = plans.record_clearance(**form.visit(), by=by, at=now)
        obj.pk = kept.pk
        log_view(
            viewer=by, person=obj.person, what=f"clearance {kept.pk}, recorded", at=now
        )

    def _log(self, request: HttpRequest, row: Model | None) -> None:
        if row:
            super()._log(request, row)
