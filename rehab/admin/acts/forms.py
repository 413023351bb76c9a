"""What a physio is asked before they change something about a runner."""

from abc import abstractmethod
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, ClassVar, cast

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.http import QueryDict

from accounts.models import User
from rehab import plans
from rehab.admin.forms import NOT_YOURS
from rehab.models import Plan
from rehab.models.running import OVERRIDE_LASTS
from rehab.oversight.acting import (
    Act,
    Barred,
    LimitInTheWay,
    NeedsClearance,
    NothingChanges,
    PlanIsOver,
)
from rehab.oversight.editing import RestsTooLong
from rehab.oversight.seen_before import ChangedMeanwhile, Row, token_of
from rehab.plans.changes import WHY_MAX
from triage import services as triage

SEEN_FIRST = (
    "Somebody has to look first: a warning sign is not cleared, or the runner is to be "
    "seen. Record a visit that allows it."
)
NOT_YET = (
    "It goes on once a recorded visit allows exercises, and a check that the runner did "
    "after that visit allows a plan."
)
AT_NIGHT = (
    "A time is in the quiet hours, or less than 30 minutes before them or midnight. Only "
    "the runner can move those hours."
)
TOO_CLOSE = (
    "Leave at least 2 hours between two of the times, and between the last one and the "
    "first of the next day."
)
CHANGED = "Something changed since you opened this page. Read it, then decide again."
REFUSED: Mapping[type[Exception], tuple[str | None, str]] = {
    plans.NotTreating: (None, NOT_YOURS),
    triage.NotTreating: (None, NOT_YOURS),
    plans.SaysNothing: ("why", "Say why. The runner reads it."),
    plans.TooLong: ("why", f"Write at most {WHY_MAX} characters."),
    PlanIsOver: (None, "This plan is over: nothing in it can be changed."),
    NothingChanges: (None, "It is like that already."),
    triage.SameLevel: ("level", "The result has this level already."),
    NeedsClearance: (None, SEEN_FIRST),
    plans.NotCleared: (None, NOT_YET),
    RestsTooLong: ("until", "Choose a day to come, 12 weeks on at most."),
    plans.LastsTooLong: ("aside", "Choose a day from today on: 14 days at most."),
    plans.TimeAtNight: (None, AT_NIGHT),
    plans.TimesTooClose: (None, TOO_CLOSE),
}
EXCEPTIONS: tuple[type[Exception], ...] = (
    *REFUSED,
    Barred,
    LimitInTheWay,
    ChangedMeanwhile,
)


def day_field(label: str, help_text: str = "", **given: Any) -> forms.DateField:  # noqa: ANN401 - what Django's fields take
    """Return a field for a day that the browser helps to choose."""
    box = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, help_text=help_text, widget=box, **given)


class ActForm(forms.Form):
    """What every act on a runner asks: why. It carries what the page showed.

    ``aside`` is only asked for once a limit stands in the way, as the last day for which
    that is set aside. ``warning`` says what whoever acted has to do besides, if anything.
    """

    title: ClassVar[str]
    button: ClassVar[str]
    done: ClassVar[str]
    warning: str = ""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    why = forms.CharField(
        label="Why",
        required=False,  # whoever keeps it says what is missing
        widget=AdminTextareaWidget(attrs={"rows": 3, "maxlength": WHY_MAX}),
        help_text=f"The runner reads it, with your name. Up to {WHY_MAX} characters.",
    )

    def __init__(
        self, data: QueryDict | None, *, runner: User, plan: Plan | None, now: datetime
    ) -> None:
        told = data.dict() if data is not None else None  # no field here has two values
        super().__init__(told, initial={"seen": token_of(runner)})
        self.runner, self.now, self._plan = runner, now, plan
        self.meanwhile: tuple[Row, ...] = ()
        if data and "aside" in data:
            self._ask_for_a_day()
        self.ask()
        self.order_fields([*(name for name in self.fields if name not in LAST), *LAST])

    def ask(self) -> None:
        """Add what depends on the runner."""

    @abstractmethod
    def do(self, act: Act) -> object:
        """Do what a valid form asks for.

        :raises NotTreating: or any other of ``EXCEPTIONS``.
        """

    @abstractmethod
    def facts(self) -> Iterable[tuple[str, str]]:
        """Return what to know before doing it, each with its name."""

    def act(self, by: User) -> Act:
        """Return who acts, why and when. Only for a valid form."""
        told = self.cleaned_data
        return Act(by=by, why=told["why"], at=self.now, seen=told["seen"])

    def refuse(self, refused: Exception) -> None:
        """Say why nothing was changed; after changes meanwhile, let it be sent again."""
        if isinstance(refused, ChangedMeanwhile):
            self.meanwhile = refused.changes
            self.data = {**self.data, "seen": token_of(self.runner)}
            self.add_error(None, CHANGED)
        elif isinstance(refused, LimitInTheWay):
            self._ask_for_a_day()
            words = (
                f"A limit stands in the way: {refused.limit.label}. Choose a last day to "
            )
            self.add_error("aside", f"{words}set it aside, or close the page.")
        elif isinstance(refused, Barred):
            self.add_error(None, refused.words)
        else:
            field, words = REFUSED[type(refused)]
            self.add_error(field if field in self.fields else None, words)

    @property
    def plan(self) -> Plan:
        """The open plan of the runner. Only for an act on one."""
        return cast("Plan", self._plan)

    @property
    def aside(self) -> Any:  # noqa: ANN401 - a day or nothing
        """The last day for which a limit is set aside; ``None`` if none is to be."""
        return self.cleaned_data.get("aside")

    def _ask_for_a_day(self) -> None:
        latest = plans.local_day(self.runner, self.now) + OVERRIDE_LASTS
        self.fields["aside"] = day_field(
            "Set the limit aside until",
            f"The last day, {latest.isoformat()} at most. It is kept with your reason and "
            "lets this one change pass: the next one needs its own.",
            required=False,
        )


LAST = ("why", "aside")
