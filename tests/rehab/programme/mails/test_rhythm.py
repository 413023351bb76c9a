"""Whoever does not answer gets fewer mails, and all of them again once they do."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehab.models import Plan
from rehab.programme.mails.rhythm import Rhythm, is_owed, mails_began_on, next_rhythm
from tests.rehab.programme.standing import FIRST, day

DAYS = st.integers(0, 60).map(day)


def test_the_numbers_are_those_that_are_stored() -> None:
    assert {each.name: each.value for each in Rhythm} == {
        each.name: each.value for each in Plan.Rhythm
    }


@pytest.mark.parametrize(
    ("now", "since", "on", "then"),
    [
        (Rhythm.FULL, None, 6, Rhythm.FULL),
        (Rhythm.FULL, None, 7, Rhythm.HALVED),
        (Rhythm.HALVED, 7, 13, Rhythm.HALVED),
        (Rhythm.HALVED, 7, 14, Rhythm.ASKED),
        (Rhythm.ASKED, 14, 20, Rhythm.ASKED),
        (Rhythm.ASKED, 14, 21, Rhythm.QUIET),
        (Rhythm.QUIET, 21, 99, Rhythm.QUIET),
    ],
)
def test_each_silent_week_leads_one_step_down(
    now: Rhythm, since: int | None, on: int, then: Rhythm
) -> None:
    kept = None if since is None else day(since)

    rhythm = next_rhythm(now, since=kept, heard_on=None, mails_began_on=FIRST, on=day(on))

    assert rhythm == then


@pytest.mark.parametrize("now", [Rhythm.HALVED, Rhythm.ASKED, Rhythm.QUIET])
@pytest.mark.parametrize(("heard", "then"), [(21, Rhythm.FULL), (20, None)])
def test_any_word_since_then_brings_all_mails_back(
    now: Rhythm, heard: int, then: Rhythm | None
) -> None:
    rhythm = next_rhythm(
        now, since=day(21), heard_on=day(heard), mails_began_on=day(22), on=day(25)
    )

    assert rhythm == (now if then is None else then)


def test_a_week_counts_from_the_last_word() -> None:
    steps = [
        next_rhythm(0, since=None, heard_on=day(3), mails_began_on=FIRST, on=day(on))
        for on in (9, 10)
    ]

    assert steps == [Rhythm.FULL, Rhythm.HALVED]


@pytest.mark.parametrize("now", [*Rhythm])
def test_where_no_mail_went_none_was_ignored(now: Rhythm) -> None:
    since = None if now is Rhythm.FULL else FIRST

    rhythm = next_rhythm(now, since=since, heard_on=None, mails_began_on=None, on=day(99))

    assert rhythm == now


@pytest.mark.parametrize(
    ("sent", "on", "began"),
    [
        ([], 9, None),
        ([1], 9, None),
        ([2], 9, 2),
        ([9, 10], 9, None),
        ([0, 7, 4], 9, 0),
        ([0, 8, 10], 12, 8),
    ],
)
def test_mails_began_with_the_first_that_none_but_a_week_parts_from_the_next(
    sent: list[int], on: int, began: int | None
) -> None:
    found = mails_began_on(map(day, sent), day(on))

    assert found == (None if began is None else day(began))


@pytest.mark.parametrize(
    ("rhythm", "owed"),
    [
        (Rhythm.FULL, [0, 1, 2, 3]),
        (Rhythm.HALVED, [0, 2]),
        (Rhythm.ASKED, [0, 2]),
        (Rhythm.QUIET, []),
    ],
)
def test_every_other_mail_comes_and_then_none(rhythm: Rhythm, owed: list[int]) -> None:
    assert [number for number in range(4) if is_owed(rhythm, number)] == owed


@given(
    now=st.sampled_from(Rhythm),
    since=DAYS,
    heard_on=st.none() | DAYS,
    began_on=st.none() | DAYS,
    after=st.integers(0, 40),
)
def test_it_never_goes_down_by_more_than_a_step_or_up_without_a_word(
    *, now: Rhythm, since: date, heard_on: date | None, began_on: date | None, after: int
) -> None:
    on = max(filter(None, (since, heard_on, began_on))) + timedelta(days=after)
    kept = None if now is Rhythm.FULL else since

    then = next_rhythm(now, since=kept, heard_on=heard_on, mails_began_on=began_on, on=on)

    heard = heard_on is not None and heard_on >= since
    allowed = {now, min(now + 1, Rhythm.QUIET)} if not heard else {Rhythm.FULL}
    assert then in allowed | ({0, 1} if now is Rhythm.FULL else set())
