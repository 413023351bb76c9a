"""Rows that ask for a look are seen by whoever treats the runner."""

import pytest

from rehab.attention import Rule, raise_attention
from rehab.models import Attention
from tests.factories import NOON, a_clinic, a_physio, a_runner
from triage.rules.parts import Level

pytestmark = pytest.mark.django_db


def test_what_asks_about_somebody_is_seen_by_whoever_treats_them() -> None:
    clinic = a_clinic()
    mine, _ = (
        raise_attention(
            person_id=a_runner(clinic=of).pk,
            rule=Rule.SILENT,
            level=Level.SELF_CARE,
            why="Silent.",
            at=NOON,
        )
        for of in (clinic, a_clinic())
    )

    assert [*Attention.objects.visible_to(a_physio(clinic=clinic))] == [mine]
    assert str(mine) == f"attention {mine.pk}"
