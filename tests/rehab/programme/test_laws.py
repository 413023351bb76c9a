"""Laws that hold for whatever anybody may tell, in whatever order."""

from datetime import date, timedelta
from itertools import pairwise
from statistics import median_low

from hypothesis import HealthCheck, example, given, settings

from rehab.programme.course import Change, Course, What
from rehab.programme.exercises import BY_ID
from rehab.programme.exercises.parts import Part
from rehab.programme.follow_up.visits import is_back
from rehab.programme.phases.gates import RUN
from rehab.programme.review import after_entry, owed, review
from rehab.programme.told import History, RunTold, SessionTold, Swelling
from rehab.programme.training import sessions
from rehab.programme.training.progression import may_jump
from tests.rehab.programme.anything import DAYS, HISTORIES, courses
from tests.rehab.programme.standing import after, day, met, standing, told

HOPS = {"X34"}  # of the exercises that are tried here

unhurried = settings(
    deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow]
)


def lived(course: Course, history: History) -> list[tuple[int, Course, list[Change]]]:
    """Review day after day; return where it stood each morning, and what changed then."""
    days = []
    for number in range(DAYS + 1):
        known = history.until(day(number))
        changed = list(review(course, known, day(number)))
        between = after(course, changed, number)
        changed += after_entry(between, known, day(number))
        days.append((number, course, changed))
        course = after(course, changed, number)
    return days


@unhurried
@given(courses(), HISTORIES)
def test_a_review_that_was_applied_has_nothing_to_add(
    course: Course, history: History
) -> None:
    for number in (7, 14, 28, DAYS):
        known = history.until(day(number))
        course = after(course, review(course, known, day(number)), number)

        assert review(course, known, day(number)) == ()


# A bad run of the first stage, told before running opened: it costs rest, and no stage once
# the rest is over and running has opened.
RAN_TOO_SOON = (
    standing(phase=2, exercises_began_on=day(-28), checked_on=day(0)),
    History(
        days=told(*[0] * 30, morning=0),
        runs=(RunTold(on=day(4), minutes=15, pain=6, stage=1),),
        gates=met(RUN, 2, 6),
    ),
)


@unhurried
@given(courses(), HISTORIES)
@example(*RAN_TOO_SOON)
def test_an_entry_that_was_heeded_changes_nothing_twice(
    course: Course, history: History
) -> None:
    for number in (7, 14, 28, DAYS):
        known = history.until(day(number))
        course = after(course, after_entry(course, known, day(number)), number)

        assert after_entry(course, known, day(number)) == ()


@unhurried
@given(courses(), HISTORIES)
def test_one_exercise_gets_harder_once_in_three_days_and_one_a_day(
    course: Course, history: History
) -> None:
    ups: dict[str, list[int]] = {}
    for number, before, changed in lived(course, history):
        harder = [each for each in changed if _is_harder(each)]
        assert len(harder) <= 1
        for change in harder:
            held = before.rungs.get(change.subject)
            assert held is None or (day(number) - held.since).days >= 3
            ups.setdefault(change.subject, []).append(number)
    for numbers in ups.values():
        assert all(later - earlier >= 3 for earlier, later in pairwise(numbers))


@unhurried
@given(courses(), HISTORIES)
def test_at_most_one_thing_gets_harder_a_day(course: Course, history: History) -> None:
    for _, _, changed in lived(course, history):
        phases = [e for e in changed if e.what is What.PHASE and e.after > e.before]
        stages = [e for e in changed if e.what is What.STAGE and _is_next_stage(e)]
        harder = [each for each in changed if _is_harder(each)]

        assert len(phases) + len(stages) + len(harder) <= 1


@unhurried
@given(courses(), HISTORIES)
def test_nothing_changes_past_a_pause(course: Course, history: History) -> None:
    paused = False
    for _, _, changed in lived(course, history):
        for change in changed:
            assert not paused
            paused = change.what is What.PAUSE


@unhurried
@given(courses(), HISTORIES)
def test_no_course_is_beyond_its_limits(course: Course, history: History) -> None:
    for number, before, changed in lived(course, history):
        now = after(before, changed, number)

        assert now.paused or now.phase <= now.limits.max_phase
        assert now.paused or now.stage is None or now.limits.may_run


@unhurried
@given(courses(), HISTORIES)
def test_there_is_no_impact_on_the_day_after_too_much_and_no_session_over_four(
    course: Course, history: History
) -> None:
    for number, now, _ in lived(course, history):
        on = day(number)
        known = history.until(on)
        session = sessions.session_of(now, on, jump=may_jump(now, known, on))
        parts = [each.exercise.part for each in session.strength]

        assert len(parts) <= 4
        if was_red(now, known, number - 1):
            assert Part.IMPACT not in parts


@unhurried
@given(courses(), HISTORIES)
def test_nothing_gets_harder_in_the_days_after_too_much(
    course: Course, history: History
) -> None:
    for number, before, changed in lived(course, history):
        now, known = before, history.until(day(number))
        for change in changed:
            if _is_next(change) and now.phase > 0:
                assert not any(was_red(now, known, number - back) for back in (0, 1, 2))
                assert now.rest_until is None or now.rest_until <= day(number)
            now = after(now, [change], number)


@unhurried
@given(courses(), HISTORIES)
def test_a_phase_opens_only_after_its_list_was_met_twice_two_days_apart(
    course: Course, history: History
) -> None:
    for number, before, changed in lived(course, history):
        now = before
        for change in changed:
            if _is_next_phase(change) and now.phase > 0:
                met = met_since(history, f"phase-{now.phase}", now.phase_since, number)
                assert met[-1] - met[0] >= timedelta(days=2)
            now = after(now, [change], number)


@unhurried
@given(courses(), HISTORIES)
def test_every_plan_ends_or_sends_somebody_to_be_seen_within_27_weeks(
    course: Course, history: History
) -> None:
    days = lived(course, history)
    _, now, last = days[-1]
    changes = [change for _, _, changed in days for change in changed]
    now = after(now, last, DAYS)
    for number in range(DAYS + 7, 27 * 7 + 1, 7):
        changed = review(now, history, day(number))
        now = after(now, changed, number)
        changes += changed

    sent = any(change.level is not None for change in changes)
    assert now.finished or now.paused or sent or is_back(now)


@unhurried
@given(courses(), HISTORIES)
def test_every_rung_is_one_of_its_ladder(course: Course, history: History) -> None:
    for number, before, changed in lived(course, history):
        for exercise, held in after(before, changed, number).rungs.items():
            assert 0 <= held.number <= BY_ID[exercise].top


@unhurried
@given(courses(), HISTORIES)
def test_what_is_owed_can_always_be_told(course: Course, history: History) -> None:
    for number, now, _ in lived(course, history):
        due = owed(now, history.until(day(number)), day(number))

        assert not (due.session and (now.phase == 0 or now.paused))


def was_red(course: Course, known: History, number: int) -> bool:
    """Say, by the numbers alone, whether what was done on that day was too much."""
    sessions_of_day = [each for each in known.sessions if each.on == day(number)]
    runs_of_day = [each for each in known.runs if each.on == day(number)]
    on_run = most_pain(course, number, usual=4)
    return any(
        run.pain >= on_run or run.limped or run.swelling is not Swelling.NONE
        for run in runs_of_day
    ) or any(_is_red(course, known, session, number) for session in sessions_of_day)


def _is_red(course: Course, known: History, session: SessionTold, number: int) -> bool:
    hidden = 2 if session.painkiller else 0
    hurt = any(
        tried.pain + hidden
        >= most_pain(course, number, usual=4 if tried.exercise in HOPS else 6)
        for tried in session.tried
    )
    return hurt or session.swelling is Swelling.MORE or _has_risen(known, session, number)


def most_pain(course: Course, number: int, *, usual: int) -> int:
    """Return from which pain on it is too much for the causes that were shown."""
    if {"sifk", "bone_stress_injury"} & {*course.runner.causes}:
        return 1
    cared_for = (day(number) - course.care_began_on).days
    return min(3, usual) if "mcl" in course.runner.causes and cared_for < 21 else usual


def _has_risen(known: History, session: SessionTold, number: int) -> bool:
    """Say whether the next morning was 2 above the middle of the week before it."""
    worst: dict[int, int] = {}
    told = [((each.on - day(0)).days, each.morning) for each in known.days]
    told += [((each.on - day(0)).days + 1, each.next_morning) for each in known.sessions]
    told += [((each.on - day(0)).days + 1, each.next_morning) for each in known.runs]
    for on, pain in told:
        if pain is not None and number - 7 < on <= number:
            worst[on] = max(pain, worst.get(on, 0))
    if not worst or session.next_morning is None:
        return False
    return session.next_morning - median_low(worst.values()) >= 2


def met_since(history: History, gate: str, first: date, number: int) -> list[date]:
    """Return the days on which a list was met, after it was last told not to be."""
    met: list[date] = []
    for row in history.gates:
        if row.gate == gate and first <= row.on <= day(number):
            met = [*met, row.on] if row.passed else []
    return met


def _is_next_phase(change: Change) -> bool:
    return change.what is What.PHASE and int(change.after) > int(change.before)


def _is_next(change: Change) -> bool:
    """Say whether an exercise, the phase or running gets harder."""
    is_stage = change.what is What.STAGE and _is_next_stage(change)
    return is_stage or _is_next_phase(change) or _is_harder(change)


def _is_harder(change: Change) -> bool:
    return change.what is What.RUNG and int(change.after) > int(change.before)


def _is_next_stage(change: Change) -> bool:
    return not change.before or int(change.after or -1) > int(change.before)
