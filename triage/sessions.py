"""What the session of a browser remembers of the check. No answer is ever kept in it."""

from django.contrib.sessions.backends.base import SessionBase

from triage.models import Assessment

ADULT = "adult"
ASSESSMENTS = "assessments"


def made_here(session: SessionBase) -> list[int]:
    """Return the ids of the assessments begun in this browser, the current one last."""
    ids: list[int] = session.get(ASSESSMENTS, [])
    return ids


def remember(session: SessionBase, assessment: Assessment) -> None:
    """Make ``assessment`` the current one of this browser."""
    session[ASSESSMENTS] = [*made_here(session), assessment.pk]
