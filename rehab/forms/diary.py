"""How a day went, and whether anything new came up."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext, gettext_lazy

from rehab.models.diary import (
    LIST_NEEDED_FROM,
    MAX_PAIN,
    SEVERE_FROM,
    SEVERE_LEVEL,
    WORSE_LEVEL,
)
from triage.forms import (
    NO,
    NONE_OF_THESE,
    NOT_SURE,
    YES,
    QuestionsForm,
    Scale,
    TickList,
)
from triage.protocols.medial_knee import FOLLOW_UP
from triage.rules.answers import Answer, Silence
from triage.rules.decide import decide
from triage.rules.parts import Level

NEWS = FOLLOW_UP.pages[0]
YES_OR_NO = [(YES, gettext_lazy("Yes")), (NO, gettext_lazy("No"))]


class DiaryForm(QuestionsForm):
    """How a day went: done, pain, worse or not, and the list of new signs.

    The list may be left open on a good day. What needs a second look is asked on the same
    page once more, with everything kept: which sign is doubtful, and if "worse" was meant.
    """

    done = forms.ChoiceField(
        label=gettext_lazy("Did you do it?"),
        choices=YES_OR_NO,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose yes if you did it, or no if you did not."),
            "invalid_choice": gettext_lazy("Choose yes or no."),
        },
    )
    pain = forms.TypedChoiceField(
        label=gettext_lazy("How bad is the pain right now, at rest?"),
        help_text=gettext_lazy("0 is no pain. 10 is the worst pain you can think of."),
        choices=[(number, str(number)) for number in range(MAX_PAIN + 1)],
        coerce=int,
        widget=Scale,
        error_messages={
            "required": gettext_lazy("Choose a number from 0 to 10."),
            "invalid_choice": gettext_lazy("Choose a number from 0 to 10."),
        },
    )
    worse = forms.ChoiceField(
        label=gettext_lazy("Has it got worse since last time?"),
        choices=YES_OR_NO,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose yes if it got worse, or no if it did not."),
            "invalid_choice": gettext_lazy("Choose yes or no."),
        },
    )

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(FOLLOW_UP.pages, data, given={})
        self.fields[NEWS.key].required = False
        if NOT_SURE in self._sent(NEWS.key):
            self.fields["doubtful"] = self._which_ones()
        if self._sent("worse") == YES:
            self.fields["meant"] = _really()
        self.order_fields(["done", "pain", "worse", "meant", NEWS.key, "doubtful"])

    def clean(self) -> None:
        super().clean()
        if self.level_so_far is Level.EMERGENCY:
            return
        told = self.cleaned_data
        if told.get("meant") == "" and self.level_so_far < WORSE_LEVEL:
            self.add_error("meant", gettext("Tell us if it really got worse."))
        bad_day = "meant" in self.fields or told.get("pain", 0) >= LIST_NEEDED_FROM
        if bad_day and told.get(NEWS.key) == []:
            self.add_error(NEWS.key, TickList.default_error_messages["required"])
        if told.get("doubtful") == []:
            self.add_error("doubtful", gettext("Tick what you are not sure about."))

    @property
    def level_so_far(self) -> Level:
        """How urgent it is by what was ticked and marked, whatever is still missing."""
        severe = self.cleaned_data.get("pain", 0) >= SEVERE_FROM
        by_numbers = SEVERE_LEVEL if severe else Level.SELF_CARE
        return max(decide(FOLLOW_UP, self._marked).level, by_numbers)

    @property
    def is_done(self) -> bool:
        """Whether what was asked was done. Only for a valid form."""
        return bool(self.cleaned_data["done"] == YES)

    @property
    def is_worse(self) -> bool:
        """Whether it got worse and that was no slip. Only for a valid form."""
        return self.cleaned_data["worse"] == YES and self.cleaned_data.get("meant") != NO

    def answers(self) -> dict[str, Answer]:
        """Return the signs told of, or none if the list was left open. For a valid form."""
        ticked = self.cleaned_data[NEWS.key]
        if NOT_SURE not in ticked:
            return super().answers() if ticked else {}
        doubtful = self.cleaned_data["doubtful"]
        if not doubtful:
            return self._marked
        others = {key: key in doubtful for key in FOLLOW_UP.questions}
        unclear = {k: Silence.NOT_SURE if doubt else False for k, doubt in others.items()}
        return unclear | self._marked

    @property
    def _marked(self) -> dict[str, Answer]:
        """The signs with a tick, even where the form as a whole makes no sense yet."""
        sent = self._sent(NEWS.key)
        return {key: True for key in FOLLOW_UP.questions if key in sent}

    def _sent(self, name: str) -> str | list[str]:
        """Return what came for a field, as it came."""
        widget = self.fields[name].widget
        return widget.value_from_datadict(self.data, self.files, name) or ""

    def _which_ones(self) -> TickList:
        unticked = (q for q in NEWS.questions if q.key not in self._sent(NEWS.key))
        return TickList(
            label=gettext("Which ones are you not sure about?"),
            choices=[
                *((q.key, f"{gettext(q.text)}. {gettext(q.help)}") for q in unticked),
                (NONE_OF_THESE, gettext("None. I'm sure now")),
            ],
            required=False,
        )


def _really() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=gettext("You told us that it got worse. Did you mean that?"),
        choices=[
            (YES, gettext("Yes, it got worse")),
            (NO, gettext("No, I tapped that by mistake")),
        ],
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": gettext("Choose yes or no.")},
    )
