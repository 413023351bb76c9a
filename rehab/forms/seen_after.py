"""Whether a visit was before or after what was told on the day of it."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django import forms
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.functional import Promise

from rehab.forms.fields import Buttons
from triage.forms import NO

AFTER = "after"


class AfterForm(forms.Form):
    """A form about a visit that asks on the same page if it was after what was told.

    It asks once that matters, and names the hour of what was told last. Whoever says yes
    says so of what was told by then: of what came since it is asked anew.
    """

    was_after: ClassVar[str | Promise]  # the question, with {time} in it
    yes_and_no: ClassVar[tuple[str | Promise, str | Promise]]
    missing: ClassVar[str | Promise]
    not_after: ClassVar[str | Promise]

    def __init__(self, data: Mapping[str, Any] | None = None, **given: Any) -> None:  # noqa: ANN401 - what Django's forms take
        super().__init__(data, **given)
        sent = (data or {}).get(AFTER, "")
        if sent == NO or _instant(sent):
            self.fields[AFTER] = forms.CharField()

    @property
    def seen_after(self) -> datetime | None:
        """Until when all that was told was told before the visit. For a valid form."""
        return _instant(self.cleaned_data.get(AFTER, ""))

    def ask_if_after(self, told_at: datetime, zone: str) -> None:
        """Ask if the visit was after ``told_at``, which is shown by the clock of a zone."""
        said_no = self.cleaned_data.get(AFTER) == NO
        yes, no = self.yes_and_no
        at = date_format(told_at.astimezone(ZoneInfo(zone)), "H:i")
        self.fields[AFTER] = Buttons(
            label=str(self.was_after).format(time=f"{at} UTC" if zone == "UTC" else at),
            choices=[(told_at.astimezone(UTC).isoformat(), yes), (NO, no)],
        )
        self.add_error(AFTER, str(self.not_after if said_no else self.missing))


def _instant(sent: str) -> datetime | None:
    """Return the instant that was sent, if it is one."""
    try:
        instant = parse_datetime(sent)
    except ValueError:
        return None
    return instant if instant and instant.tzinfo else None
