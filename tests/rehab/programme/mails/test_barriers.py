"""Six answers, each with one tip in plain words."""

import pytest

from rehab.programme.mails.barriers import BARRIERS, BY_ID, Barrier, Change, Leads
from tests.reading import grade_of, words_of

HARDEST = 6  # of school: the age of 11


def test_there_are_six_and_each_changes_what_helps_with_it() -> None:
    assert [(each.id, each.change, each.leads) for each in BARRIERS] == [
        ("no-time", Change.FEWER_MAILS, Leads.TIMES),
        ("it-hurts", Change.HOLD, Leads.PAIN),
        ("i-forget", Change.ALL_MAILS, Leads.TIMES),
        ("not-sure", Change.ALL_MAILS, Leads.PICTURES),
        ("feel-better", Change.ALL_MAILS, Leads.RUNNING),
        ("other", Change.ALL_MAILS, Leads.PLAN),
    ]
    assert [*BY_ID.values()] == [*BARRIERS]


@pytest.mark.parametrize("barrier", BARRIERS, ids=lambda each: each.id)
def test_a_tip_is_easy_to_read(barrier: Barrier) -> None:
    sentences = barrier.tip.split(". ")

    assert grade_of([barrier.words, barrier.tip]) <= HARDEST
    assert [each for each in sentences if len(words_of(each)) > 15] == []
    assert len(barrier.id) <= 20
