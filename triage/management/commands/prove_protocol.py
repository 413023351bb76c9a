"""Prove the protocols of this version. It changes nothing and needs no database."""

from argparse import ArgumentParser
from collections.abc import Iterator
from itertools import chain, islice
from random import SystemRandom
from time import perf_counter
from typing import Any, NamedTuple

from django.core.management.base import BaseCommand, CommandError

from triage.management.samples import random_answers
from triage.protocols.medial_knee import FOLLOW_UP, MEDIAL_KNEE, UNDER_18
from triage.rules.protocol import Protocol
from triage.rules.prove import Counterexample, prove, trials_of
from triage.rules.prove.table import Table, first_difference

COMPARISONS = 100_000


class Finding(NamedTuple):
    """A line of the report, and whether what it says is as it should be."""

    line: str
    holds: bool = True


class Command(BaseCommand):
    help = (
        "Search all answers for one that is judged too calmly, and broken rules for one "
        "that nobody would notice. --verbosity 2 prints each broken rule."
    )
    protocols: tuple[Protocol, ...] = (MEDIAL_KNEE, FOLLOW_UP, UNDER_18)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--comparisons",
            type=int,
            default=COMPARISONS,
            help=f"random answers to judge in two ways, for each protocol: {COMPARISONS}",
        )
        parser.add_argument(
            "--seed",
            type=int,
            default=SystemRandom().getrandbits(32),
            help="of the random answers, another each time; it is printed",
        )

    def handle(
        self,
        *args: Any,  # noqa: ANN401, ARG002 - Django's
        comparisons: int,
        seed: int,
        verbosity: int,
        **options: Any,  # noqa: ANN401, ARG002 - Django's
    ) -> None:
        all_hold = True
        for protocol in self.protocols:
            for line, holds in chain(
                _laws(protocol),
                _broken_rules(protocol, in_full=verbosity > 1),
                _comparison(protocol, comparisons, seed),
            ):
                self.stdout.write(line)
                all_hold &= holds
        if not all_hold:
            raise CommandError("Something does not hold: it stands above, in capitals.")


def _laws(protocol: Protocol) -> Iterator[Finding]:
    started = perf_counter()
    proof = prove(protocol)
    seconds = perf_counter() - started
    yield Finding(f"{proof.slug}: {proof.questions} questions, {proof.rules} red flags")
    yield Finding(f"  {proof.combinations} combinations of answers")
    yield _law("no red flag ends below its level", proof.level_counterexample, protocol)
    yield _law("no worse answer lowers the level", proof.order_counterexample, protocol)
    yield Finding(f"  searched in {proof.boxes} groups, {seconds:.3f} s")


def _law(law: str, broken: Counterexample | None, protocol: Protocol) -> Finding:
    verdict = f"BROKEN by {broken.in_words(protocol)}" if broken else "proved"
    return Finding(f"  {law}: {verdict}", holds=broken is None)


def _broken_rules(protocol: Protocol, *, in_full: bool) -> Iterator[Finding]:
    started = perf_counter()
    trials = tuple(trials_of(protocol))
    seconds = perf_counter() - started
    for trial in trials:
        if in_full or not trial.found:
            yield Finding(f"    {trial.in_words(protocol)}", holds=not trial.got_away)
    found = sum(trial.found for trial in trials)
    covered = sum(trial.covered for trial in trials)
    yield Finding(
        f"  broken in {len(trials)} ways: {found} found, {covered} covered by other rules, "
        f"{len(trials) - found - covered} got away, {seconds:.1f} s"
    )


def _comparison(protocol: Protocol, comparisons: int, seed: int) -> Iterator[Finding]:
    started = perf_counter()
    samples = islice(random_answers(protocol, seed=seed), comparisons)
    difference = first_difference(Table(protocol), protocol, samples)
    seconds = perf_counter() - started
    verdict = "no difference" if difference is None else f"A DIFFERENCE for {difference}"
    line = f"  {comparisons} random answers judged in two ways, seed {seed}: {verdict}"
    yield Finding(f"{line}, {seconds:.1f} s", holds=difference is None)
