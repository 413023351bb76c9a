"""Physios record that somebody has looked at a runner, and what is allowed now."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, cast
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import admin
from django.db.models import ForeignKey, Model
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format

from accounts.admin import PatientRecordAdmin
from accounts.models import User
from accounts.services import log_view
from rehab import plans
from rehab.models import Attention, Clearance, Plan

# What an address may name somebody by.
NAMED: Sequence[tuple[str, Any]] = (("plan", Plan), ("attention", Attention))
TOLD = ["seen_on", "who", "may_exercise", "may_run", "note", "seen_after"]


def _physio(request: HttpRequest) -> User:
    """Return who asks. The admin site has let nobody else come this far."""
    return cast("User", request.user)


class KnownByNow(forms.CheckboxInput):
    """A box to tick; what is sent is the instant at which it was first shown."""

    def format_value(self, value: object) -> str:
        """Return what was sent if it was ticked before, else this instant."""
        return super().format_value(value) or timezone.now().isoformat()

    def value_from_datadict(
        self,
        data: Mapping[str, Any],
        files: Any,  # noqa: ANN401 # Django's own
        name: str,
    ) -> Any:  # noqa: ANN401 # Django's own
        return data.get(name)


class ClearanceForm(forms.ModelForm):
    """A visit of one of a physio's runners, recorded ``by`` that physio."""

    by: User

    seen_after = forms.DateTimeField(
        label="The visit was after all that the runner told that day",
        help_text="As far as this page knew when it was opened. Without it, a warning sign "
        "of the same day stays.",
        widget=KnownByNow,
        required=False,
    )

    class Meta:
        model = Clearance
        fields = ["person", *TOLD]

    def clean(self) -> dict[str, Any]:
        """Refuse what no visit can have said, in the words of a physio."""
        told: dict[str, Any] = super().clean() or {}
        if self.errors:
            return told
        asked = ("person", "seen_on", "seen_after", "may_exercise", "may_run")
        visit = {key: told[key] for key in asked}
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
            self._say_what_was_told(told["person"], told_since.told_at)
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
        return told

    def _say_what_was_told(self, runner: User, told_at: datetime) -> None:
        """Name what no visit before it clears; from now on the page knows of it."""
        at = date_format(told_at.astimezone(ZoneInfo(runner.time_zone)), "H:i")
        self.data = {**self.data, "seen_after": ""}
        self.add_error(
            "seen_after",
            f"The runner told that day of something that calls for a visit, last at {at} "
            f"({runner.time_zone}). Tick this if the visit was after that. If not, it "
            "needs another one.",
        )


@admin.register(Clearance)
class ClearanceAdmin(PatientRecordAdmin):
    """Visits as they were recorded, newest first. A new one counts instead of the last."""

    form = ClearanceForm
    list_display = ["person", "seen_on", "who", "may_exercise", "may_run", "by", "at"]
    list_select_related = ["by"]
    list_filter = ["may_exercise", "may_run", "who"]
    ordering = ["-at", "-pk"]

    def has_add_permission(self, request: HttpRequest) -> bool:  # type: ignore[override] # of no inline
        """Let whoever treats people record visits of their own runners."""
        return self.has_module_permission(request)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Return the runner of ``?plan`` or ``?attention``, if they are the physio's own.

        Nothing else is taken from the address: it may stand in the log of a server.
        """
        for name, model in NAMED:
            number = request.GET.get(name, "")
            if number.isdecimal():
                mine = model.objects.visible_to(_physio(request)).filter(pk=number)
                row = mine.select_related("person").first()
                return {"person": row.person.email} if row else {}
        return {}

    def get_form(self, request: HttpRequest, *given: Any, **more: Any) -> Any:  # noqa: ANN401 # Django's own
        """Return the form with who records: what a visit may lift depends on it."""
        form: Any = super().get_form(request, *given, **more)
        form.by = _physio(request)
        return form

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> Any:  # noqa: ANN401 # Django's own
        return ["person", *TOLD, *(["by", "at"] if obj else [])]

    def formfield_for_foreignkey(
        self,
        db_field: ForeignKey,
        request: HttpRequest,
        **given: Any,  # noqa: ANN401 # handed on as it comes
    ) -> forms.ModelChoiceField | None:
        """Ask for the runner by address, so that no list shows the others."""
        return forms.ModelChoiceField(
            User.objects.visible_to(_physio(request)).exclude(pk=_physio(request).pk),
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
        form: forms.ModelForm,
        change: bool,  # noqa: FBT001 # Django's own
    ) -> None:
        """Record the visit, and note who did."""
        by, now = _physio(request), timezone.now()
        told = {key: getattr(obj, key) for key in TOLD}
        kept = plans.record_clearance(person=obj.person, by=by, at=now, **told)
        obj.pk = kept.pk
        log_view(
            viewer=by, person=obj.person, what=f"clearance {kept.pk}, recorded", at=now
        )

    def _log(self, request: HttpRequest, row: Model | None) -> None:
        if row:
            super()._log(request, row)
