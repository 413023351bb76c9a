"""Weeks of running of people who may run or not, tell of it or not, and be bold."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from random import Random

from rehab.programme.course import Course, apply
from rehab.programme.running.ladder import after_gap, after_run
from rehab.programme.running.locks import open_running
from rehab.programme.running.stages import FREE, LAST, STAGES
from rehab.programme.told import (
    Day,
    History,
    Intensity,
    RunTold,
    Surface,
    Swelling,
)
from tests.rehab.programme.running.somebody import a_course, day, list_met
from triage.rules.parts import Level

PAINS = (0, 0, 0, 0, 0, 0, 0, 1, 1, 2, 3, 5)  # mostly little


@dataclass(frozen=True, slots=True, kw_only=True)
class Lived:
    """One day: where somebody stood before and after it, and all they had told by then."""

    on: date
    before: Course
    after: Course
    history: History


def turned(course: Course, history: History, on: date) -> Course:
    """Return where ``course`` stands once all rules of running were asked on ``on``."""
    for rule in (after_gap, after_run, open_running):
        for change in rule(course, history, on):
            course = apply(course, change, on)
    return course


def life(chance: Random) -> Iterator[Lived]:
    """Yield five weeks of somebody, day by day."""
    stage = chance.choice([None, 0, 1, 6, LAST, FREE, FREE, FREE])
    causes = chance.choice([("overload",), ("meniscus",), ("patellofemoral",)])
    began = None if stage is None else day(-7 * chance.randrange(12))
    old = {"weekly_metres": 15_000}
    course = a_course(*causes, stage=stage, stage_since=began, runner=old)
    boldness = chance.choice([0, 0.2])
    history = History(gates=list_met(0, 3))
    for number in range(35):
        if chance.random() < 0.8:
            history = replace(history, days=(*history.days, _day(chance, number)))
        if chance.random() < 0.4:
            run = _run(chance, number, course.stage, boldness)
            history = replace(history, runs=(*history.runs, run))
        before, course = course, turned(course, history, day(number))
        yield Lived(on=day(number), before=before, after=course, history=history)


def _day(chance: Random, number: int) -> Day:
    pain = chance.choice(PAINS)
    level = chance.choice(list(Level)) if chance.random() < 0.02 else Level.SELF_CARE
    return Day(on=day(number), pain=pain, morning=pain, level=level)


def _run(chance: Random, number: int, stage: int | None, boldness: float) -> RunTold:
    swollen = chance.random() < 0.02
    run = RunTold(
        on=day(number),
        minutes=30,
        metres=4800,
        pain=chance.choice(PAINS),
        swelling=Swelling.SAME if swollen else Swelling.NONE,
        next_morning=chance.choice([None, 0, 0, 0, 1]),
    )
    if stage is not None and stage < FREE and chance.random() >= boldness:
        return replace(run, minutes=STAGES[stage].minutes, stage=stage)
    metres = chance.randrange(1000, 12_000)
    run = replace(run, minutes=max(1, metres // 160), metres=metres)
    if chance.random() >= boldness:
        return run
    return replace(
        run,
        metres=chance.choice([0, metres]),
        intensity=chance.choice(list(Intensity)),
        surface=chance.choice(list(Surface)),
        climb=chance.choice([0, 40, 300]),
    )
