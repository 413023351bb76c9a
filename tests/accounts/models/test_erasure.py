import pytest

from tests.factories import a_runner
from tests.factories.everything import an_erasure

pytestmark = pytest.mark.django_db


def test_a_wish_to_be_erased_names_itself_by_number() -> None:
    erasure = an_erasure(person=a_runner())

    assert str(erasure) == f"erasure {erasure.pk}"
