"""Changes of a plan in words for whoever treats the runner."""

import pytest

from rehab.admin.words import moved_words, subject_words
from rehab.models import PlanChange

What = PlanChange.What


@pytest.mark.parametrize(
    ("change", "subject", "moved"),
    [
        (
            PlanChange(what=What.EXERCISE, subject="X04", before="AUTO", after="IN"),
            "Terminal knee extension",
            "left to the rules → put in",
        ),
        (
            PlanChange(what=What.LEVEL, subject="level", before="1", after="3"),
            "",
            "Look after it yourself → Be seen within a week",
        ),
        (
            PlanChange(what=What.STAGE, subject="pain", before="3", after=""),
            "pain",
            "stage 3 → running locked",
        ),
    ],
)
def test_a_change_says_what_it_is_about_and_what_moved(
    change: PlanChange, subject: str, moved: str
) -> None:
    assert (subject_words(change), moved_words(change)) == (subject, moved)


def test_a_change_taken_back_tells_what_that_was() -> None:
    raised = PlanChange(what=What.LEVEL, before="1", after="3")
    undone = PlanChange(what=What.UNDONE, undoes=raised, before="3", after="1")

    assert moved_words(undone) == "Be seen within a week → Look after it yourself"
