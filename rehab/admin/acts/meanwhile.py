"""What changed since a page was shown, in words for whoever decides again."""

from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.timezone import localtime

from rehab.admin.words import moved_words, subject_words
from rehab.models import CareNote, Clearance, PlanChange
from rehab.oversight.colleagues import Colleagues
from rehab.oversight.seen_before import Row
from rehab.plans.safety.clearing import in_words
from triage.models import LEVEL_IN_WORDS

A_LINE = 200  # characters of a note


def meanwhile_words(row: Row, colleagues: Colleagues) -> str:
    """Return when something was changed, by whom of ``colleagues``, and what it is."""
    who = colleagues.called(row.by) if row.by else "the rules"
    at = date_format(localtime(row.at), "j M, H:i")
    return f"{at}, {who}: {_what(row)}"


def _what(row: Row) -> str:
    if isinstance(row, PlanChange):
        about = [row.get_what_display(), subject_words(row), moved_words(row)]
        return f"{', '.join(filter(None, about))}. {row.why}"
    if isinstance(row, Clearance):
        return in_words(row)
    if isinstance(row, CareNote):
        return f"{row.get_kind_display()}. {Truncator(row.text).chars(A_LINE)}"
    return f"{LEVEL_IN_WORDS[row.level]}. {row.why}"
