from tests.triage.views.small import SMALL
from tests.triage.views.test_readout import CALM
from triage.rules.answers import Answer
from triage.rules.changes import RetellingInWords
from triage.rules.decide import decide
from triage.views.otherwise import Changes, Otherwise, changes_in_words


def changes(**told: Answer) -> Changes:
    answers = CALM | told
    return changes_in_words(SMALL, answers, decide(SMALL, answers))


def test_what_would_make_it_more_urgent_is_told_with_both_answers() -> None:
    assert changes().sooner[0] == Otherwise(
        retold=(
            RetellingInWords(question="place?", told="It is inner", instead="It is outer"),
        ),
        level="Be seen within 2 weeks",
        at_least=False,
    )


def test_a_calm_result_cannot_become_calmer() -> None:
    assert changes().later == ()


def test_what_would_make_it_less_urgent_is_told_apart() -> None:
    found = changes(stuck=True)

    assert [(c.retold[0].instead, c.level) for c in found.later] == [
        ("No", "Look after it yourself")
    ]
    assert all(c.level != "Look after it yourself" for c in found.sooner)


def test_pain_elsewhere_is_not_told_what_another_place_would_come_to() -> None:
    assert changes(place="outer").later == ()
