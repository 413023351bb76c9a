"""What the session of a browser remembers of the check.

No answer about a knee is ever kept in it: only the age, until there is consent to keep it.
"""

from datetime import timedelta

from django.contrib.sessions.backends.base import SessionBase

from triage.emergency_numbers import BY_CODE, Country
from triage.models import Assessment

ADULT = "adult"
AGE = "age"
ASSESSMENTS = "assessments"
COUNTRY = "country"

# Whoever begins again so soon is most likely the same runner, changing answers.
A_SITTING = timedelta(hours=2)


def made_here(session: SessionBase) -> list[int]:
    """Return the ids of the assessments begun in this browser, the current one last."""
    ids: list[int] = session.get(ASSESSMENTS, [])
    return ids


def made_in_one_sitting(session: SessionBase) -> list[Assessment]:
    """Return the current assessment, and those begun here up to two hours before it.

    Earlier ones may be of somebody else who uses this phone.
    """
    ids = made_here(session)
    current = Assessment.objects.filter(pk__in=ids[-1:]).first()
    if current is None:
        return []
    together = Assessment.objects.filter(
        pk__in=ids, started_at__gte=current.started_at - A_SITTING
    )
    return [*together.order_by("pk")]


def remember(session: SessionBase, assessment: Assessment) -> None:
    """Make ``assessment`` the current one of this browser."""
    session[ASSESSMENTS] = [*made_here(session), assessment.pk]


def forget(session: SessionBase, assessment: Assessment) -> None:
    """Take ``assessment`` out of what this browser made."""
    session[ASSESSMENTS] = [pk for pk in made_here(session) if pk != assessment.pk]


def country_chosen(session: SessionBase) -> Country | None:
    """Return the country whose numbers this browser is shown, if one was chosen."""
    return BY_CODE.get(session.get(COUNTRY, ""))


def choose_country(session: SessionBase, code: str) -> None:
    """Remember the country with this code; forget it if we have no such country."""
    if code in BY_CODE:
        session[COUNTRY] = code
    else:
        session.pop(COUNTRY, None)
