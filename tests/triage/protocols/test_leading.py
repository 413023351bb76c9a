"""Which cause may be named first."""

from itertools import product

import pytest

from tests.triage.protocols.telling import told
from triage.rules.parts import Level


@pytest.mark.parametrize("place", ["groove", "band", "shin", "edge", "corner", "spread"])
def test_an_overworked_bone_never_leads_beside_self_care(place: str) -> None:
    signs = ("bone_spot", "landing", "builds", "rest_ache", "bone_risk", "more")

    for telling in product((False, True), repeat=len(signs)):
        decision = told(place=place, **dict(zip(signs, telling, strict=True)))
        if decision.shown[0] == "bone_stress_injury":
            assert decision.level > Level.SELF_CARE
            assert decision.no_impact
