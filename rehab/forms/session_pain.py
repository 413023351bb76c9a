"""A session that hurt too much: little to fill in, and nothing left open calms it down."""

from collections.abc import Sequence
from datetime import date

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext

from rehab.forms.fields import number_list
from rehab.forms.session import NOT_DONE, TOO_PAINFUL, SessionForm
from rehab.forms.telling import TellingForm
from rehab.models import DiaryEntry
from rehab.models.diary import MAX_PAIN
from rehab.programme.exercises.parts import Exercise
from rehab.programme.told import Amount
from triage.forms import YES


class SessionPainForm(SessionForm):
    """The worst pain in it, and what every page asks. The exercises are folded away.

    An exercise that nothing is told of hurt as much as the worst, unless another one did.
    Whoever does not say how hard it was did the most they could: it made them stop. Who did
    not start was kept from it by pain: that is no day that was skipped.
    """

    folded_away = ("hard", "tidy", *TellingForm.folded_away)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        exercises: Sequence[Exercise],
        told: DiaryEntry | None = None,
        morning_after: date | None = None,
        of_day: date | None = None,
    ) -> None:
        super().__init__(
            data,
            exercises=exercises,
            told=told,
            morning_after=morning_after,
            of_day=of_day,
            hurts=True,
        )
        del self.fields["way"], self.fields["amount"]
        self.fields["painkiller"] = forms.BooleanField(
            label=gettext("I took a painkiller before it"), required=False
        )
        if exercises:
            self.fields["worst"] = _worst()
        self.order_fields(["worst", "painkiller", *self.exercises, "hard", "tidy"])

    def clean(self) -> None:
        super().clean()
        told = self.cleaned_data
        if told.get("hard", 0) is None:
            told["hard"] = MAX_PAIN
        if told.get("tidy") == "":
            told["tidy"] = YES

    @property
    def _way(self) -> str:
        return TOO_PAINFUL

    def _wanted(self) -> dict[str, str]:
        return {"worst": _missing()} if self.exercises else {}

    def _tried(self) -> dict[str, tuple[Amount, int]]:
        tried, worst = self._told_of_each(), self.cleaned_data.get("worst") or NOT_DONE
        if worst == NOT_DONE:
            return super()._tried()
        pain = int(worst)
        if any(told >= pain for _, told in tried.values()):
            return tried
        untold = [key for key in self.exercises if key not in tried]
        return tried | dict.fromkeys(untold or self.exercises, (Amount.SOME, pain))

    def _folds(self, name: str) -> bool:
        return super()._folds(name) or name in self.exercises

    def _told_before(self, told: DiaryEntry) -> dict[str, object]:
        before = super()._told_before(told)
        begun = told.exercise_reports.exclude(amount=Amount.NONE)
        hurt = [int(row.pain) for row in begun]
        return before | {
            "painkiller": before.get("painkiller") == YES,
            "worst": str(max(hurt)) if hurt else NOT_DONE,
        }


def _worst() -> forms.ChoiceField:
    return number_list(
        gettext("How bad was the worst pain in it?"),
        gettext("Choose the worst pain"),
        (NOT_DONE, gettext("I did not start")),
        ends=(gettext("no pain"), gettext("worst pain")),
        missing=_missing(),
    )


def _missing() -> str:
    return gettext("Choose the worst pain, or “I did not start”.")
