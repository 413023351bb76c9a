"""The judge of the diary, where only a part of a page was filled in, and its release."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rehab.plans.diary.judging import judge_entry, level_so_far, list_release
from tests.factories import NOON
from tests.rehab.steps import NOTHING_NEW
from triage.models import ProtocolRelease
from triage.protocols.medial_knee import FOLLOW_UP, NEW_SIGNS
from triage.rules.answers import Answer, Silence
from triage.rules.parts import Level
from triage.services import publish_protocol


@pytest.mark.parametrize(
    ("pain", "signs", "level"),
    [
        (None, {}, Level.SELF_CARE),
        (8, {}, Level.SAME_DAY),
        (None, {"new_calf": True}, Level.SAME_DAY),
        (8, {"new_calf": True}, Level.EMERGENCY),
        (8, {"new_calf": Silence.NOT_SURE}, Level.EMERGENCY),
    ],
)
def test_what_was_told_so_far_is_judged_by_the_same_rules(
    pain: int | None, signs: dict[str, Answer], level: Level
) -> None:
    assert level_so_far(pain=pain, signs=signs) is level


@pytest.mark.parametrize(
    ("number", "sign"),
    [
        (40, "new_strong_pain"),
        (41, "new_strong_pain"),
        (42, "new_pop_or_swelling"),
        (43, "new_block"),
        (44, "new_pop_or_swelling"),
        (45, "new_block"),
    ],
)
def test_checklist_40_to_45_each_warning_sign_alone_is_seen_today(
    number: int, sign: str
) -> None:
    judged = judge_entry(pain=0, worse=False, signs=NOTHING_NEW | {sign: True})

    assert judged.level is Level.SAME_DAY
    assert judged.reasons == (f"New: {FOLLOW_UP.questions[sign].text}.",)


def test_checklist_45_not_sure_never_counts_as_no() -> None:
    for sign in NEW_SIGNS.keys:
        signs = NOTHING_NEW | {sign: Silence.NOT_SURE}

        assert judge_entry(pain=0, worse=False, signs=signs).level >= Level.WITHIN_2_DAYS


@pytest.mark.django_db
def test_the_list_is_published_once_and_then_found_by_one_query() -> None:
    first = list_release(at=NOON)

    with CaptureQueriesContext(
        connection,
    ) as queries:
        again = list_release(at=NOON)

    assert (first, len(queries)) == (again, 1)
    assert again.protocol == FOLLOW_UP


@pytest.mark.django_db
def test_a_list_that_was_published_before_is_found() -> None:
    published = publish_protocol(protocol=FOLLOW_UP, at=NOON)

    assert list_release(at=NOON) == published
    assert ProtocolRelease.objects.count() == 1
