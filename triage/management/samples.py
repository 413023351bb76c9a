"""Answers drawn at random, to hold two ways of judging them against each other."""

from collections.abc import Iterator
from random import Random

from triage.rules.answers import Answer
from triage.rules.protocol import Protocol
from triage.rules.prove.claims import answers_to

MOST_WORSE = 6


def random_answers(protocol: Protocol, *, seed: int) -> Iterator[dict[str, Answer]]:
    """Yield sets of answers to ``protocol`` without end, always the same for a ``seed``.

    Of every 3 sets one is anything at all; one is as mild as can be but for up to 6
    answers, as most people's are; and one leaves a part of the questions without any.
    """
    random = Random(seed)  # noqa: S311 - it draws samples and guards nothing
    told = {key: answers_to(question) for key, question in protocol.questions.items()}
    mildest = {key: answers[0] for key, answers in told.items()}
    while True:
        yield {key: random.choice(answers) for key, answers in told.items()}
        some = random.sample(sorted(told), min(random.randint(0, MOST_WORSE), len(told)))
        mild = mildest | {key: random.choice(told[key]) for key in some}
        yield mild
        share = random.random()
        yield {
            key: random.choice((mild[key], random.choice(answers)))
            for key, answers in told.items()
            if random.random() < share
        }
