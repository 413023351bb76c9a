"""The course of one seed: owe, break, mend, wait. Needs Django and a running world."""

import json
import time
from collections.abc import Iterator
from dataclasses import asdict
from random import Random
from typing import Any, Final

from django.conf import settings

from config.embedded.processes import Program
from tests.faults.driver import ROUNDS, Driver
from tests.faults.history import Accepted, History, Withdrawal
from tests.faults.nemesis import blows
from tests.faults.pace import Pace
from tests.faults.striking import Nemesis
from tests.faults.world import PYTHON, World

POLL_SECONDS: Final = 0.05


def play(world: World, *, seed: int, count: int, pace: Pace) -> History:
    """Play a seed in a world where nothing is owed yet, and return what happened."""
    random = Random(seed)  # noqa: S311 - chance that can be repeated, no secret
    coming = blows(random, pace)
    driver = Driver(random=random, pace=pace, begins=time.time() + pace.prepare)
    driver.owe(count)
    _begin_stopping(world, driver)
    nemesis = Nemesis(
        world=world,
        blows=coming,
        begins=driver.begins,
        patience=pace.lasts / 2,
        unknown=driver.unknown,
    )
    while time.time() < driver.begins + pace.lasts or not nemesis.is_done():
        _pass_time(world, driver)
        nemesis.act()
    world.await_databases()
    whole_at = time.time()
    _wait_for_calm(world, driver, pace)
    return History(
        owed=count,
        rows=driver.rows(),
        accepted=[Accepted(**note) for note in _notes(world, "sink.jsonl")],
        withdrawals=[*driver.closed, *_stopped(world)],
        troubles=nemesis.troubles,
        refused=[note["address"] for note in _notes(world, "refused.jsonl")],
        broken_off=[note["address"] for note in _notes(world, "broken_off.jsonl")],
        whole_at=whole_at,
        lease=settings.REMINDER_LEASE,
        limit=pace.limit,
    )


def _begin_stopping(world: World, driver: Driver) -> None:
    plan = world.folder / "stops.json"
    plan.write_text(json.dumps([asdict(stop) for stop in driver.stops]))
    module = [PYTHON, "-m", "tests.faults.stopper", str(plan), str(world.folder)]
    world.mortals.send_out(Program(name="stopper", command=module))


def _wait_for_calm(world: World, driver: Driver, pace: Pace) -> None:
    """Wait, as long as the promise allows and a little longer, for what is to go out.

    Then let the next try of what was put off come at once, as often as there may be one.
    """
    _wait(world, driver, seconds=pace.limit * 1.25)
    for _ in range(ROUNDS):
        if not driver.pull_forward():
            break
        _wait(world, driver, seconds=pace.limit)


def _wait(world: World, driver: Driver, *, seconds: float) -> None:
    end = time.time() + seconds
    while time.time() < end and not (driver.is_calm() and _all_stopped(world, driver)):
        _pass_time(world, driver)


def _pass_time(world: World, driver: Driver) -> None:
    world.mortals.check()
    driver.act(time.time())
    time.sleep(POLL_SECONDS)


def _all_stopped(world: World, driver: Driver) -> bool:
    return not driver.closing and len(_stopped(world)) == len(driver.stops)


def _stopped(world: World) -> list[Withdrawal]:
    return [
        Withdrawal(
            address=heard["address"],
            at=heard["at"],
            # It was told that one may still come; its step cannot last longer than a lease.
            grace=settings.REMINDER_LEASE if heard["warned"] else 0,
        )
        for heard in _notes(world, "stopped.jsonl")
    ]


def _notes(world: World, name: str) -> Iterator[dict[str, Any]]:
    file = world.folder / name
    for line in file.read_text().splitlines() if file.exists() else ():
        yield json.loads(line)
