"""When a mail comes, in the time that the page is read in."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext

from rehab.programme.days import ONE_DAY


def when_words(instant: datetime, *, now: datetime) -> str:
    """Return ``instant`` in the local time of the page: 14:10, or tomorrow 09:00."""
    local, today = localtime(instant), localtime(now).date()
    clock = date_format(local, "H:i")
    if local.date() == today:
        return clock
    if local.date() == today + ONE_DAY:
        return gettext("tomorrow {time}").format(time=clock)
    return gettext("{day}, {time}").format(day=date_format(local, "l j F"), time=clock)
