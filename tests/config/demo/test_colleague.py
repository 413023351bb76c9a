"""The colleague of the demo's physio, who rates answers blindly."""

from datetime import UTC, datetime

import pytest

from accounts.models import User
from config.demo.colleague import COLLEAGUE_EMAIL, rate_blindly
from config.demo.history import make_history
from config.demo.people import ANA, PHYSIO_EMAIL, PRIYA, TOM
from triage.models import BlindRating
from triage.services import agreements

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.django_db(transaction=True)
def test_she_rated_all_results_does_not_always_agree_and_rates_none_twice() -> None:
    make_history(at=NOON, runners=[TOM, ANA, PRIYA])
    rate_blindly(at=NOON)

    [figures] = agreements(seen_by=User.objects.get(email=PHYSIO_EMAIL))
    told = (figures.same, figures.over, figures.under, figures.far_under)
    assert [(share.number, share.of) for share in told] == [(2, 5), (2, 5), (1, 5), (0, 5)]
    colleague = User.objects.get(email=COLLEAGUE_EMAIL)
    assert {rating.by for rating in BlindRating.objects.all()} == {colleague}
    assert colleague.views_made.count() == BlindRating.objects.count()
