"""The proof for what runners are asked: by our search, by z3, and against ``decide()``."""

from functools import cache
from itertools import islice, product

import pytest
from django.conf import settings

from tests.second_proof.laws import Promise, Verdict, lowered_by_a_worse_answer
from triage.management.samples import random_answers
from triage.protocols.medial_knee import FOLLOW_UP, MEDIAL_KNEE, UNDER_18
from triage.rules.canonical import dumps
from triage.rules.decide import decide
from triage.rules.protocol import Protocol
from triage.rules.prove import Trial, prove, trials_of
from triage.rules.prove.claims import answers_to
from triage.rules.prove.table import Table, first_difference

PROTOCOLS = (MEDIAL_KNEE, FOLLOW_UP, UNDER_18)
PUBLISHED = settings.BASE_DIR / "docs" / "clinical-safety.md"
SEED = 1

# Measured line by line it would take minutes, and reach no line that others do not.
pytestmark = pytest.mark.no_cover

for_each = pytest.mark.parametrize("protocol", PROTOCOLS, ids=[p.slug for p in PROTOCOLS])


@cache
def trials(protocol: Protocol) -> tuple[Trial, ...]:
    return tuple(trials_of(protocol))


@for_each
def test_both_laws_are_proved_after_a_short_search(protocol: Protocol) -> None:
    proof = prove(protocol)

    assert proof.holds
    assert proof.boxes < 2000  # about 0.1 ms each


@for_each
def test_both_laws_are_proved_by_z3(protocol: Protocol) -> None:
    text = dumps(protocol)

    assert Promise(text).broken_by(text) is None
    assert lowered_by_a_worse_answer(text) is None


@for_each
def test_no_broken_rule_gets_away(protocol: Protocol) -> None:
    assert [t.mutant.name for t in trials(protocol) if t.got_away] == []


@for_each
def test_the_published_figures_are_those_of_these_rules(protocol: Protocol) -> None:
    proof, tried = prove(protocol), trials(protocol)
    found = sum(trial.found for trial in tried)
    size = f"{proof.questions} | {proof.rules} | {proof.combinations}"

    row = f"| {proof.slug} | {size} | {len(tried)} | {found} | {len(tried) - found} |"

    assert row in PUBLISHED.read_text()


@for_each
def test_every_counterexample_is_one_for_decide_too(protocol: Protocol) -> None:
    found = [(t.mutant.protocol, t.counterexample) for t in trials(protocol)]

    for mutant, broken in found:
        if broken:
            keeper = mutant if broken.milder else protocol
            promised = decide(keeper, {**broken.answers, **broken.milder}).level
            reached = decide(mutant, broken.answers).level
            assert promised >= broken.promised > broken.reached == reached


@for_each
def test_z3_finds_the_same_broken_rules_and_no_others(protocol: Protocol) -> None:
    """Every fourth of them, for the time it takes; `make prove` tries all."""
    promise, tried = Promise(dumps(protocol)), trials(protocol)[::4]

    verdicts = {
        trial.mutant.name: promise.verdict_on(dumps(trial.mutant.protocol))
        for trial in tried
    }

    assert Verdict.FOUND in verdicts.values()
    assert verdicts == {
        trial.mutant.name: Verdict.FOUND if trial.found else Verdict.SAME for trial in tried
    }


def test_all_answers_to_the_short_list_are_judged_alike_by_its_table() -> None:
    """With a pain on either side of the bound from which it counts together with them."""
    *signs, _pain = FOLLOW_UP.questions.values()
    told = product(*(answers_to(question) for question in signs), (7, 8))
    combinations = (dict(zip(FOLLOW_UP.questions, each, strict=True)) for each in told)

    assert first_difference(Table(FOLLOW_UP), FOLLOW_UP, combinations) is None


@pytest.mark.parametrize(
    ("protocol", "count"),
    [
        pytest.param(MEDIAL_KNEE, 20_000, id=MEDIAL_KNEE.slug),
        pytest.param(UNDER_18, 10_000, id=UNDER_18.slug),
        pytest.param(FOLLOW_UP, 10_000, id=FOLLOW_UP.slug),
    ],
)
def test_random_answers_are_judged_alike_by_decide_and_by_the_table(
    protocol: Protocol, count: int
) -> None:
    """Fewer than the 100,000 and more of `make prove`: as many as a test may take."""
    samples = islice(random_answers(protocol, seed=SEED), count)

    assert first_difference(Table(protocol), protocol, samples) is None
