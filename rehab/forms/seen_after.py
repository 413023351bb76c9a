"""Whether a visit was before or after what was told on the day of it."""

from datetime import UTC, datetime
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django import forms
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.functional import Promise

from rehab import plans
from rehab.forms.fields import Buttons
from triage.forms import NO
from triage.models import LEVEL_IN_WORDS

AFTER = "after"


class AfterForm(forms.BaseForm):
    """A form about a visit that asks on the same page if it was after what was told.

    It asks once that matters, and names the day and hour of what was told last. Whoever
    says yes says so of what was told by then: of what came since it is asked anew. An
    answer is kept, unseen, while something else on the page is wrong.
    """

    was_after: ClassVar[str | Promise]  # the question, maybe with {day}, {time}, {level}
    yes_and_no: ClassVar[tuple[str | Promise, str | Promise]]
    missing: ClassVar[str | Promise]
    not_after: ClassVar[str | Promise]

    def __init__(self, *args: Any, **given: Any) -> None:  # noqa: ANN401 - what Django's forms take
        super().__init__(*args, **given)
        sent = self.data.get(AFTER, "")
        if sent == NO or _instant(sent):
            self.fields[AFTER] = forms.CharField(widget=forms.HiddenInput)

    @property
    def seen_after(self) -> datetime | None:
        """Until when all that was told was told before the visit. For a valid form."""
        return _instant(self.cleaned_data.get(AFTER, ""))

    def ask_if_after(self, told: plans.SeenBeforeTold, zone: str) -> None:
        """Ask if the visit was after what was ``told``, by the clock of a zone."""
        said_no = self.cleaned_data.get(AFTER) == NO
        yes, no = self.yes_and_no
        there = told.told_at.astimezone(ZoneInfo(zone))
        at = date_format(there, "H:i")
        question = str(self.was_after).format(
            day=date_format(there, "j F"),
            time=f"{at} UTC" if zone == "UTC" else at,
            level=LEVEL_IN_WORDS[told.level],
        )
        self.fields[AFTER] = Buttons(
            label=question,
            choices=[(told.told_at.astimezone(UTC).isoformat(), yes), (NO, no)],
        )
        # Else what was sent stays bound to the field that it was.
        self._bound_fields_cache.pop(AFTER, None)  # type: ignore[attr-defined] # no stub
        self.add_error(AFTER, str(self.not_after if said_no else self.missing))


def _instant(sent: str) -> datetime | None:
    """Return the instant that was sent, if it is one."""
    try:
        instant = parse_datetime(sent)
    except ValueError:
        return None
    return instant if instant and instant.tzinfo else None
