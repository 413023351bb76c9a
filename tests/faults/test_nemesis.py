"""What breaks is drawn by chance, can be repeated, and leaves nothing out."""

from itertools import pairwise
from random import Random

from tests.faults.nemesis import CLOCKS, LANES, Blow, Fault, blows
from tests.faults.pace import FAST, FULL
from tests.faults.world import FAKETIME

SEEDS = range(1, 21)  # those of `make faults`


def drawn(seed: int) -> list[Blow]:
    return [*blows(Random(seed), FULL)]  # noqa: S311 - no secret


def test_a_seed_breaks_the_same_each_time() -> None:
    assert drawn(7) == drawn(7)
    assert drawn(7) != drawn(8)


def test_twenty_seeds_leave_no_fault_out() -> None:
    struck = {blow.fault for seed in SEEDS for blow in drawn(seed)}

    assert struck | (set() if FAKETIME else {*CLOCKS}) == {*Fault}


def test_each_seed_kills_a_worker() -> None:
    for seed in SEEDS:
        assert Fault.WORKER_KILLED in {blow.fault for blow in drawn(seed)}


def test_what_one_part_suffers_comes_one_after_another() -> None:
    for pace in (FAST, FULL):
        for seed in SEEDS:
            struck = blows(Random(seed), pace)  # noqa: S311 - no secret
            for part in LANES:
                own = [blow for blow in struck if blow.part == part]
                for first, second in pairwise(own):
                    assert first.at + first.lasts <= second.at


def test_all_of_it_begins_while_reminders_fall_due() -> None:
    for seed in SEEDS:
        assert all(0 < blow.at < FULL.lasts for blow in drawn(seed))
