"""Somebody on the way back, in few words. Days are counted from the first of the plan."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from rehab.programme.course import Change, Course, Limits, Runner, apply
from rehab.programme.told import Amount, Day, GateTold, SessionTold, Tried

FIRST = date(2026, 3, 2)
KNEE = "X04"  # in every session, with three times 12 to start with


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def standing(*causes: str, phase: int = 1, since: int = 0, **given: Any) -> Course:
    """Return where somebody stands who came to ``phase`` on the day ``since``."""
    runner = {"causes": causes or ("overload",), "start_pain": 4}
    defaults: dict[str, Any] = {
        "begun_on": FIRST,
        "care_began_on": FIRST,
        "runner": Runner(**runner | given.pop("runner", {})),
        "limits": Limits(),
        "phase": phase,
        "phase_since": day(since),
        "exercises_began_on": FIRST if phase else None,
    }
    return Course(**defaults | given)


def told(*pains: int, first: int = 0, **given: Any) -> tuple[Day, ...]:
    """Return one day after the other with these pains, from the day ``first`` on."""
    return tuple(
        Day(on=day(first + number), pain=pain, **given) for number, pain in enumerate(pains)
    )


def trained(number: int, *, pain: int = 0, **given: Any) -> SessionTold:
    """Return a session of one exercise on that day; unless told otherwise it went well."""
    given.setdefault("amount", Amount.ALL)
    exercise = given.pop("exercise", KNEE)
    tried = Tried(exercise=exercise, amount=given["amount"], pain=pain)
    defaults: dict[str, Any] = {"tried": (tried,), "hard": 4, "next_morning": 0}
    return SessionTold(on=day(number), **defaults | given)


def met(gate: str, *numbers: int, passed: bool = True) -> tuple[GateTold, ...]:
    return tuple(GateTold(gate=gate, on=day(n), passed=passed) for n in numbers)


def after(course: Course, changes: Iterable[Change], number: int) -> Course:
    """Return ``course`` as it stands after ``changes`` on that day."""
    for change in changes:
        course = apply(course, change, day(number))
    return course
