from datetime import date

from rehab.programme.course import Course
from rehab.programme.exercises import BY_ID
from rehab.programme.told import History
from rehab.programme.training.progression import may_jump
from rehab.programme.training.sessions import Session, session_of
from rehab.programme.training.today import session_today
from tests.rehab.programme.standing import day, standing

NO_WORD = History()


def items(session: Session) -> list[tuple[str, int]]:
    return [(one.exercise.id, one.rung) for one in session.strength]


def planned(course: Course, on: date) -> Session:
    return session_of(course, on, jump=may_jump(course, NO_WORD, on))


def test_before_it_is_called_for_it_is_that_of_the_course() -> None:
    course = standing(phase=2)

    assert session_today(course, NO_WORD, day(14)) == planned(course, day(14))


def test_once_called_for_it_stands_whatever_the_phase_is_now() -> None:
    before, after = standing(phase=2), standing(phase=3)
    kept = items(planned(before, day(14)))

    shown = session_today(after, NO_WORD, day(14), kept=kept)

    assert items(shown) == kept != items(planned(after, day(14)))
    assert shown.stretches == planned(after, day(14)).stretches


def test_what_is_kept_says_what_it_is_good_for_and_what_to_heed() -> None:
    course = standing(phase=2)
    today = planned(course, day(14))

    assert session_today(course, NO_WORD, day(14), kept=items(today)) == today


def test_of_what_is_kept_only_what_is_known_is_shown_as_hard_as_it_can_be() -> None:
    kept = [("X04", 99), ("gone", 1)]

    shown = session_today(standing(phase=2), NO_WORD, day(14), kept=kept)

    assert items(shown) == [("X04", BY_ID["X04"].top)]


def test_of_what_is_kept_nothing_of_a_phase_that_is_locked_again_is_shown() -> None:
    kept = items(planned(standing(phase=2), day(14)))
    allowed = [(id_, rung) for id_, rung in kept if BY_ID[id_].phases[0] <= 1]

    shown = session_today(standing(phase=1), NO_WORD, day(14), kept=kept)

    assert items(shown) == allowed != kept
