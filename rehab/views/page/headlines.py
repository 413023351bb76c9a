"""What a chart shows, said in a sentence or two above it."""

from collections.abc import Sequence
from datetime import date, timedelta
from statistics import median_low

from django.utils.translation import gettext, ngettext

from rehab.charts.days import Reading
from rehab.charts.weeks import Week

WEEK = timedelta(days=7)
WEEKS_SUMMED = 4  # so many full weeks, the last ones, tell how well sessions are kept to


def pain_headline(days: Sequence[Reading], on: date) -> str:
    """Say how pain in daily life was at first, and how it is now."""
    told = [(day.on, day.line) for day in days if day.line is not None]
    late = [pain for day, pain in told if day > on - WEEK]
    if not late:
        return gettext("You have told us nothing about daily pain for a week.")
    now = median_low(late)
    early = [pain for day, pain in told if day < told[0][0] + WEEK and day <= on - WEEK]
    if not early:
        return gettext("So far: about %(now)d out of 10 in daily life.") % {"now": now}
    return _moved(median_low(early), now, weeks=(on - told[0][0]).days // 7)


def session_headline(weeks: Sequence[Week]) -> str:
    """Say how many of the sessions that were owed were done lately."""
    *before, this = weeks
    full = before[-WEEKS_SUMMED:]
    if not full:
        return gettext("This week: %(done)d of %(owed)d sessions done.") % {
            "done": this.amount,
            "owed": this.limit,
        }
    words = ngettext(
        "Last week you did %(done)d of %(owed)d sessions.",
        "In the last %(weeks)d full weeks you did %(done)d of %(owed)d sessions.",
        len(full),
    )
    return words % {
        "weeks": len(full),
        "done": sum(week.amount for week in full),
        "owed": sum(week.limit or 0 for week in full),
    }


def run_headline(amounts: Sequence[str]) -> str:
    """Say how much was run this week and last week; ``amounts`` by the week, in words."""
    *before, this = amounts
    if not before:
        return gettext("You ran %(this)s this week.") % {"this": this}
    return gettext("You ran %(last)s last week, and %(this)s this week so far.") % {
        "last": before[-1],
        "this": this,
    }


def _moved(before: int, now: int, *, weeks: int) -> str:
    if now == before:
        return gettext("Pain in daily life has stayed at about %(now)d.") % {"now": now}
    if now < before:
        words = ngettext(
            "Pain in daily life went down from %(before)d to %(now)d in %(weeks)d week.",
            "Pain in daily life went down from %(before)d to %(now)d in %(weeks)d weeks.",
            weeks,
        )
    else:
        words = ngettext(
            "Pain in daily life went up from %(before)d to %(now)d in %(weeks)d week.",
            "Pain in daily life went up from %(before)d to %(now)d in %(weeks)d weeks.",
            weeks,
        )
    return words % {"before": before, "now": now, "weeks": weeks}
