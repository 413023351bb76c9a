"""How a session of exercises went."""

from collections.abc import Sequence
from datetime import date

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext, gettext_lazy

from rehab import plans
from rehab.forms.fields import YES_OR_NO, Buttons, Number, ShortButtons, number_list
from rehab.forms.telling import TellingForm
from rehab.models import DiaryEntry
from rehab.programme.exercises.parts import Exercise
from rehab.programme.pain.lights import FAR_TOO_HARD, stops
from rehab.programme.told import Amount
from triage.forms import NO, YES

DONE, TOO_PAINFUL, SKIPPED = "done", "too-painful", "skipped"
WAYS = [
    (DONE, gettext_lazy("I did it")),
    (TOO_PAINFUL, gettext_lazy("It was too painful, so I stopped")),
    (SKIPPED, gettext_lazy("I skip it today")),
]
NOT_DONE = "not-done"


class SessionForm(TellingForm):
    """How a session went: each exercise, all of it together, and what every page asks.

    Whoever skips it is asked nothing about the exercises, and whoever stopped not how much
    of them they did.
    """

    way = Buttons(
        label=gettext_lazy("How did it go?"),
        choices=WAYS,
        error_messages={"required": gettext_lazy("Choose how it went.")},
    )
    amount = ShortButtons(
        label=gettext_lazy("How many of the sets did you do?"),
        choices=[
            (Amount.ALL, gettext_lazy("All")),
            (Amount.MOST, gettext_lazy("Most")),
            (Amount.SOME, gettext_lazy("Some")),
        ],
        required=False,
    )
    hard = Number(
        label=gettext_lazy("How hard was it?"),
        help_text=gettext_lazy(
            "0 is nothing. 3 is easy, 5 is medium, 7 is hard. 10 is the most I could do."
        ),
        required=False,
        ends=(gettext_lazy("nothing"), gettext_lazy("most I could do")),
    )
    tidy = ShortButtons(
        label=gettext_lazy("Were the movements clean?"),
        help_text=gettext_lazy("Slow and steady, with the knee over the toes."),
        choices=YES_OR_NO,
        required=False,
    )
    painkiller = ShortButtons(
        label=gettext_lazy("Did you take a painkiller before it?"),
        choices=YES_OR_NO,
        required=False,
    )

    asked_of_session = ("amount", "hard", "tidy", "painkiller")

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        exercises: Sequence[Exercise],
        told: DiaryEntry | None = None,
        morning_after: date | None = None,
        of_day: date | None = None,
        hurts: bool = False,
    ) -> None:
        super().__init__(
            data, told=told, morning_after=morning_after, of_day=of_day, hurts=hurts
        )
        self.exercises = [each.id for each in exercises]
        for exercise in exercises:
            self.fields[exercise.id] = _pain_in(exercise)
        first = ("way", *self.exercises, *self.asked_of_session)
        self.order_fields([*first, *self.asked_always])

    def clean(self) -> None:
        super().clean()
        asked = self._way in (DONE, TOO_PAINFUL)
        for key, words in self._wanted().items() if asked else ():
            if key not in self.errors and self.cleaned_data[key] in ("", None):
                self.add_error(key, words)

    @property
    def tasks(self) -> list[forms.BoundField]:
        """The fields of the exercises."""
        return [self[key] for key in self.exercises]

    @property
    def peak(self) -> int:
        return max([super().peak, *(pain for _, pain in self._tried().values())])

    @property
    def must_stop(self) -> bool:
        """Whether pain was so strong that it is over, with what a painkiller may hide."""
        if not self.is_bound:
            return False
        painkiller = self._painkiller
        tried = (pain for _, pain in self._tried().values())
        at_rest = stops(super().peak, painkiller=False)
        return at_rest or any(stops(pain, painkiller=painkiller) for pain in tried)

    def report(self) -> plans.SessionDone:
        """Return how the session went. Only for a valid form."""
        told, tried = self.cleaned_data, self._tried()
        if self._way == SKIPPED:
            return plans.SessionDone(amount=Amount.NONE, hard=0)
        any_done = any(amount is not Amount.NONE for amount, _ in tried.values())
        return plans.SessionDone(
            amount=self._amount if any_done or not tried else Amount.NONE,
            hard=told["hard"],
            clean=told["tidy"] == YES,
            painkiller=self._painkiller,
            tried=tried,
        )

    def _is_bad_day(self) -> bool:
        return super()._is_bad_day() or self._way == TOO_PAINFUL

    @property
    def _way(self) -> str | None:
        """How it went, as far as it was told."""
        way: str | None = self.cleaned_data.get("way")
        return way

    @property
    def _painkiller(self) -> bool:
        return self.cleaned_data.get("painkiller") in (YES, True)

    @property
    def _amount(self) -> Amount:
        """How much was done of each exercise that was done at all."""
        if self._way == TOO_PAINFUL:
            return Amount.SOME
        return Amount(self.cleaned_data.get("amount") or Amount.SOME)

    def _tried(self) -> dict[str, tuple[Amount, int]]:
        """Return how much was done of each exercise told of so far, and the worst pain.

        What was too painful to begin hurt as much as the knee does at rest, at least.
        """
        tried, told = self._told_of_each(), self.cleaned_data
        begun = any(amount is not Amount.NONE for amount, _ in tried.values())
        if begun or self._way != TOO_PAINFUL:
            return tried
        told_pain = (told.get(key) for key in ("pain", "morning_pain"))
        at_rest = max(pain or 0 for pain in told_pain)
        return dict.fromkeys(self.exercises, (Amount.NONE, at_rest))

    def _told_of_each(self) -> dict[str, tuple[Amount, int]]:
        told = self.cleaned_data
        if self._way == SKIPPED:
            return {}
        said = {key: told[key] for key in self.exercises if told.get(key)}
        return {
            key: (Amount.NONE, 0) if pain == NOT_DONE else (self._amount, int(pain))
            for key, pain in said.items()
        }

    def _wanted(self) -> dict[str, str]:
        """Return the words that ask for what must be told, unless it was skipped."""
        told_all = self._way == DONE
        amount = {"amount": gettext("Choose how many of the sets you did.")}
        return {
            **{key: self.fields[key].error_messages["required"] for key in self.exercises},
            **(amount if told_all else {}),
            "hard": gettext("Choose how hard it was, from 0 to 10."),
            "tidy": gettext("Choose if the movements were clean."),
            "painkiller": gettext("Choose if you took a painkiller before it."),
        }

    def _told_before(self, told: DiaryEntry) -> dict[str, object]:
        report = told.session_report
        given = {
            row.exercise: NOT_DONE if row.amount == Amount.NONE else str(row.pain)
            for row in told.exercise_reports.all()
        }
        before = super()._told_before(told)
        if report.amount == Amount.NONE and not given:
            return before | {"way": SKIPPED}
        stopped = report.amount == Amount.NONE and report.hard >= FAR_TOO_HARD
        return (
            before
            | given
            | {
                "way": TOO_PAINFUL if stopped else DONE,
                "amount": report.amount,
                "hard": report.hard,
                "tidy": YES if report.good_form else NO,
                "painkiller": YES if report.painkiller else NO,
            }
        )


def _pain_in(exercise: Exercise) -> forms.ChoiceField:
    name = gettext(exercise.name)
    missing = gettext("“{name}”: choose the worst pain, or “Not done”.")
    return number_list(
        name,
        gettext("Choose the worst pain"),
        (NOT_DONE, gettext("Not done")),
        ends=(gettext("no pain"), gettext("worst pain")),
        missing=missing.format(name=name),
    )
