"""All links of mails share one allowance: nobody gets past it by taking turns."""

from itertools import cycle, islice

import pytest
from django.test import Client

from rehab.reminders.links import (
    BARRIER,
    CHECK_IN,
    DONE,
    LATER,
    PAIN,
    SKIP,
    TIMES,
)
from rehab.views.linked import RATE
from tests.rehab.steps import in_training
from tests.rehab.views.links import a_mail, path

pytestmark = pytest.mark.django_db


def test_beyond_the_allowance_each_link_says_to_wait_and_opens(client: Client) -> None:
    plan = in_training()
    mail = a_mail("CARE", plan, also=["day-14"])
    question = a_mail("BARRIER", plan, slot=2)
    urls = [path(each, mail) for each in (DONE, PAIN, CHECK_IN, LATER, SKIP, TIMES)]
    urls.append(path(BARRIER, question))
    a_minute = int(RATE.split("/")[0])

    before = {client.post(url).status_code for url in islice(cycle(urls), a_minute)}
    beyond = {url: client.post(url).status_code for url in urls}
    opened = {client.get(url).status_code for url in urls}

    assert max(before) < 429
    assert beyond == dict.fromkeys(urls, 429)
    assert opened == {200}
