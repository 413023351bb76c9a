from dataclasses import replace
from datetime import timedelta

import pytest

from tests.factories import NOON
from tests.triage.views.small import SMALL, published
from triage.models import ProtocolRelease
from triage.protocols.medial_knee import FOLLOW_UP
from triage.services import publish_protocol
from triage.views.in_force import pages_in_force, release_in_force

pytestmark = pytest.mark.django_db


def test_the_rules_of_the_check_are_in_force_whatever_else_is_published() -> None:
    release = published()
    publish_protocol(protocol=FOLLOW_UP, at=NOON + timedelta(days=1))

    assert release_in_force() == release


def test_causes_and_factors_are_numbered_as_the_rules_list_them() -> None:
    release = published()

    assert pages_in_force(known=release) == {
        "ligament": "/about/causes/1/",
        "overload": "/about/causes/2/",
        "load": "/about/factors/1/",
        "feet": "/about/factors/2/",
    }


def test_the_pages_are_those_of_the_rules_in_force_whatever_is_known() -> None:
    earlier = published()
    published(replace(SMALL, factors=(), causes=SMALL.causes[::-1]))

    assert pages_in_force(known=earlier) == {
        "overload": "/about/causes/1/",
        "ligament": "/about/causes/2/",
    }


def test_before_anything_is_published_there_are_no_pages() -> None:
    unpublished = ProtocolRelease(slug=SMALL.slug)

    assert release_in_force() is None
    assert pages_in_force(known=unpublished) == {}
