"""What every page of the diary asks."""

from datetime import date

from django import forms
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_lazy

from rehab import plans
from rehab.forms.fields import YES_OR_NO, Buttons, Number, ShortButtons
from rehab.models import DiaryEntry
from rehab.models.diary import LIST_NEEDED_FROM, WORSE_LEVEL
from rehab.plans.diary.judging import level_so_far
from rehab.programme.told import Swelling
from triage.forms import (
    NO,
    NONE_OF_THESE,
    NOT_SURE,
    YES,
    QuestionsForm,
    TickList,
)
from triage.protocols.medial_knee import NEW_SIGNS as NEWS
from triage.rules.answers import Answer, Answers, Silence
from triage.rules.parts import Level


class TellingForm(QuestionsForm):
    """Pain, swelling, worse or not, and the list of new signs.

    The list may be left open on a good day. What needs a second look is asked on the same
    page once more, with everything kept: which sign is doubtful, and if "worse" was meant.
    What was ``told`` before is chosen already. ``morning_after`` is a day whose session or
    run left the next morning open: it is asked for. ``of_day`` is the day it all tells of,
    unless that is today. Where something ``hurts`` too much, the list may not be left open,
    and what nobody needs to hear at once is folded away.
    """

    asked_first: tuple[str, ...] = ()
    folded_away: tuple[str, ...] = ("morning_pain", "next_morning_pain")
    asked_always = (
        "pain",
        "morning_pain",
        "night_pain",
        "next_morning_pain",
        "swelling",
        "worse",
        "meant",
        NEWS.key,
        "doubtful",
    )

    pain = Number(
        label=gettext_lazy("How bad is the pain right now, at rest?"),
        help_text=gettext_lazy("0 is no pain. 10 is the worst pain you can think of."),
    )
    morning_pain = Number(
        label=gettext_lazy("How bad was it this morning, when you got up? (optional)"),
        required=False,
    )
    night_pain = forms.BooleanField(
        label=gettext_lazy("Last night the pain woke me up"), required=False
    )
    swelling = ShortButtons(
        label=gettext_lazy("Is the knee swollen?"),
        choices=[
            (Swelling.NONE, gettext_lazy("No")),
            (Swelling.SAME, gettext_lazy("As before")),
            (Swelling.MORE, gettext_lazy("More")),
        ],
        error_messages={"required": gettext_lazy("Choose if the knee is swollen, or not.")},
    )
    worse = ShortButtons(
        label=gettext_lazy("Has it got worse since last time?"),
        choices=YES_OR_NO,
        error_messages={
            "required": gettext_lazy("Choose yes if it got worse, or no if it did not."),
        },
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        told: DiaryEntry | None = None,
        morning_after: date | None = None,
        of_day: date | None = None,
        hurts: bool = False,
    ) -> None:
        self.hurts = hurts
        given: Answers = told.given if told else {}
        super().__init__([NEWS], data, given=given)
        if told:
            self.initial.update(self._told_before(told))
        self.fields[NEWS.key].required = False
        if hurts:  # the ends of the scale say the same
            self.fields["pain"].help_text = ""
        if NOT_SURE in self._chosen(NEWS.key):
            self.fields["doubtful"] = self._which_ones()
            self.initial["doubtful"] = [
                key for key, answer in given.items() if isinstance(answer, Silence)
            ]
        if of_day:
            self.fields["morning_pain"].label = _morning_of(of_day)
        if morning_after:
            self.fields["next_morning_pain"] = _next_morning(morning_after)
        if self.is_bound and self._may_be_a_slip():
            self.fields["meant"] = _really()
        self.order_fields([*self.asked_first, *self.asked_always])

    def clean(self) -> None:
        super().clean()
        if self.level_so_far is Level.EMERGENCY:
            return
        told = self.cleaned_data
        if told.get("meant") == "" and self.level_so_far < WORSE_LEVEL:
            self.add_error("meant", gettext("Tell us if it really got worse."))
        if self._is_bad_day() and told.get(NEWS.key) == []:
            self.add_error(NEWS.key, TickList.default_error_messages["required"])
        if told.get("doubtful") == []:
            self.add_error("doubtful", gettext("Tick what you are not sure about."))

    @property
    def shown(self) -> list[forms.BoundField]:
        """The fields that everybody sees."""
        return [field for field in self if not self._folds(field.name)]

    @property
    def folded(self) -> list[forms.BoundField]:
        """The fields that are folded away, if any."""
        return [field for field in self if self._folds(field.name)]

    @property
    def unfolds(self) -> bool:
        """Whether one of those that are folded away holds something, or is wrong."""
        return any(field.errors or self._is_told(field) for field in self.folded)

    @property
    def level_so_far(self) -> Level:
        """How urgent it is by what was ticked and marked, whatever is still missing."""
        return level_so_far(pain=self.cleaned_data.get("pain"), signs=self._told)

    @property
    def is_worse(self) -> bool:
        """Whether it got worse and that was no slip. Only for a valid form."""
        return self._says_worse() and self.cleaned_data.get("meant") != NO

    @property
    def peak(self) -> int:
        """The worst pain told so far, at rest or not."""
        return self.cleaned_data.get("pain") or 0

    def telling(self) -> plans.Telling:
        """Return what was told. Only for a valid form."""
        told = self.cleaned_data
        return plans.Telling(
            pain=told["pain"],
            worse=self.is_worse,
            signs=self.answers(),
            swelling=told["swelling"],
            night_pain=told["night_pain"],
            morning_pain=told["morning_pain"],
            next_morning_pain=told.get("next_morning_pain"),
        )

    def answers(self) -> dict[str, Answer]:
        """Return the signs told of, or none if the list was left open. For a valid form."""
        ticked = self.cleaned_data[NEWS.key]
        if NOT_SURE not in ticked:
            return super().answers() if ticked else {}
        doubtful = self.cleaned_data["doubtful"]
        return dict.fromkeys(NEWS.keys, False) | self._told if doubtful else self._marked

    def _told_before(self, told: DiaryEntry) -> dict[str, object]:
        """Return what is chosen already, by the name of its field."""
        return {
            "pain": told.pain,
            "morning_pain": told.morning_pain,
            "night_pain": told.night_pain,
            "swelling": told.swelling,
            "worse": YES if told.worse else NO,
            "next_morning_pain": told.next_morning_pain,
        }

    def _folds(self, name: str) -> bool:
        """Whether a field is folded away: none that can tell of danger."""
        return self.hurts and name in self.folded_away

    def _is_told(self, field: forms.BoundField) -> bool:
        return field.value() not in (None, "")

    def _is_bad_day(self) -> bool:
        """Whether the list of new signs may not be left open."""
        strong = self.peak >= LIST_NEEDED_FROM
        return self.hurts or "meant" in self.fields or strong

    def _may_be_a_slip(self) -> bool:
        """Whether "worse" was tapped, which is asked once more. For a bound form."""
        return self._sent("worse") == YES

    def _says_worse(self) -> bool:
        return bool(self.cleaned_data["worse"] == YES)

    @property
    def _told(self) -> dict[str, Answer]:
        """The signs that are marked as doubtful, and those with a tick."""
        doubtful = self._sent("doubtful") if "doubtful" in self.fields else ""
        doubts = {key: Silence.NOT_SURE for key in NEWS.keys if key in doubtful}
        return doubts | self._marked

    @property
    def _marked(self) -> dict[str, Answer]:
        """The signs with a tick, even where the form as a whole makes no sense yet."""
        sent = self._sent(NEWS.key)
        return {key: True for key in NEWS.keys if key in sent}

    def _sent(self, name: str) -> str | list[str]:
        """Return what came for a field, as it came."""
        widget = self.fields[name].widget
        return widget.value_from_datadict(self.data, self.files, name) or ""

    def _chosen(self, name: str) -> str | list[str]:
        """Return what came for a field, or what is chosen already if nothing came yet."""
        return self._sent(name) if self.is_bound else self.initial.get(name, "")

    def _which_ones(self) -> TickList:
        chosen = self._chosen(NEWS.key)
        unticked = (q for q in NEWS.questions if q.key not in chosen)
        return TickList(
            label=gettext("Which ones are you not sure about?"),
            choices=[
                *((q.key, f"{gettext(q.text)}. {gettext(q.help)}") for q in unticked),
                (NONE_OF_THESE, gettext("None. I'm sure now")),
            ],
            required=False,
        )


def _morning_of(on: date) -> str:
    day = date_format(on, "l j F")
    return gettext("How bad was it on the morning of {day}? (optional)").format(day=day)


def _next_morning(on: date) -> forms.TypedChoiceField:
    day = date_format(on, "l j F")
    label = gettext("How bad was it the morning after {day}? (optional)")
    return Number(label=label.format(day=day), required=False)


def _really() -> forms.ChoiceField:
    return Buttons(
        label=gettext("You told us that it got worse. Did you mean that?"),
        choices=[
            (YES, gettext("Yes, it got worse")),
            (NO, gettext("No, I tapped that by mistake")),
        ],
        required=False,
    )
