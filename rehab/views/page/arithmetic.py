"""How much may be run this week, with the arithmetic, in what the runner counts in."""

from dataclasses import dataclass

from django.utils.translation import gettext

from rehab.models.amounts import amount_words
from rehab.programme.course import Course
from rehab.programme.running.ceilings import Ceilings
from rehab.programme.running.distance import Measure
from rehab.programme.running.stages import FREE
from rehab.views.limits import limit_words
from rehab.views.page.rows import Planned


@dataclass(frozen=True, slots=True, kw_only=True)
class Arithmetic:
    """What this week of running may come to, and how, and what was planned.

    ``ceiling`` is in ``measure``: metres or seconds.
    """

    ceiling: int
    measure: Measure
    week: str
    longest: str
    planned: str


def arithmetic(
    course: Course, limits: Ceilings, *, planned: Planned | None, unit: str
) -> Arithmetic | None:
    """Return the ``limits`` of this week as they stand today, for who plans by the week.

    Those that a planned week was kept under may have come down since.
    """
    if course.stage is None or course.stage < FREE:
        return None
    words = limit_words(limits, unit)
    return Arithmetic(
        ceiling=limits.week.amount,
        measure=limits.measure,
        week=words.week,
        longest=words.longest,
        planned=_planned(planned, unit) if planned else "",
    )


def _planned(planned: Planned, unit: str) -> str:
    measure = Measure.SECONDS if planned.by_time else Measure.METRES
    return gettext("You planned %(amount)s in %(runs)d runs.") % {
        "amount": amount_words(planned.amount, measure, unit),
        "runs": planned.runs,
    }
