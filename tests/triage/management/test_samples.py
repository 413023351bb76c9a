from itertools import islice

from tests.triage.rules.building import a_page, a_protocol
from triage.management.samples import random_answers
from triage.protocols.medial_knee import MEDIAL_KNEE
from triage.rules.answers import Silence
from triage.rules.questions import Kind


def test_a_seed_always_draws_the_same() -> None:
    first = list(islice(random_answers(MEDIAL_KNEE, seed=7), 30))

    assert list(islice(random_answers(MEDIAL_KNEE, seed=7), 30)) == first
    assert list(islice(random_answers(MEDIAL_KNEE, seed=8), 30)) != first


def test_everything_that_can_be_told_is_drawn() -> None:
    protocol = a_protocol(pages=(a_page("limp"), a_page("pain", Kind.SCALE)))

    drawn = list(islice(random_answers(protocol, seed=7), 3000))

    told = {(key, answer) for answers in drawn for key, answer in answers.items()}
    assert told == {
        *(("limp", answer) for answer in (False, True, *Silence)),
        *(("pain", answer) for answer in (*range(11), *Silence)),
    }


def test_every_second_of_three_is_mild_but_for_a_few_answers() -> None:
    mildest = {key: question.values()[0] for key, question in MEDIAL_KNEE.questions.items()}

    drawn = list(islice(random_answers(MEDIAL_KNEE, seed=7), 3000))

    others = [dict(answers.items() - mildest.items()) for answers in drawn]
    assert {len(answers) for answers in drawn[::3]} == {len(mildest)}
    assert max(len(worse) for worse in others[1::3]) == 6
    assert min(len(worse) for worse in others[1::3]) == 0


def test_every_third_leaves_questions_without_an_answer() -> None:
    drawn = list(islice(random_answers(MEDIAL_KNEE, seed=7), 3000))

    lengths = [len(answers) for answers in drawn[2::3]]
    assert min(lengths) < 10
    assert max(lengths) > len(MEDIAL_KNEE.questions) - 10
