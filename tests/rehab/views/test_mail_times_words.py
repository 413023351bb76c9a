"""What the page of mail times says once they are kept."""

import pytest
from django.test import Client

from rehab.reminders.links import TIMES
from tests.rehab.views.links import a_mail, path
from tests.rehab.views.test_mail_times import AS_IT_IS

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("emptied", "words"),
    [
        (["care_days"], "No breaks come"),
        (["session_days"], "No sessions come"),
        (["care_days", "session_days"], "No breaks and no sessions come"),
    ],
)
def test_without_any_day_it_says_what_comes_no_more(
    client: Client, emptied: list[str], words: str
) -> None:
    url = path(TIMES, a_mail("CARE"))

    html = client.post(url, AS_IT_IS | {key: [] for key in emptied}, follow=True).text

    assert f"Your times are kept. {words} by email. The page of your plan still" in html


def test_with_days_for_all_it_says_no_more_than_that_they_are_kept(client: Client) -> None:
    html = client.post(path(TIMES, a_mail("CARE")), AS_IT_IS, follow=True).text

    assert "Your times are kept." in html
    assert "come by email" not in html
