"""A scanner that opens every link of every kind of mail changes nothing."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from rehab.models import Plan, Reminder
from rehab.reminders.mails import compose
from tests.factories import a_clinic, a_message_mail, a_physio
from tests.rehab.steps import a_sent_question
from tests.rehab.views.links import a_mail
from tests.rehab.views.words import HEALTH
from tests.world import all_rows
from triage.protocols.medial_knee import MEDIAL_KNEE
from triage.rules.parts import Level
from triage.services import publish_protocol

pytestmark = pytest.mark.django_db

KINDS = [each.value for each in Reminder.Kind]
RIDING = {"CARE": ["day-14", "week"], "SESSION": ["day-14", "extra-2026-11-02"]}


@pytest.fixture(autouse=True)
def _rules() -> None:
    """Put the questions in force: some mails lead to them."""
    publish_protocol(protocol=MEDIAL_KNEE, at=timezone.now())


def mail_of(kind: str) -> Reminder:
    """Return a mail of a kind that was sent a moment ago."""
    if kind == Reminder.Kind.SEEN:
        return a_sent_question(level=Level.SAME_DAY)
    if kind == Reminder.Kind.MESSAGE:
        return a_message_mail(by=a_physio(clinic=a_clinic()))
    return a_mail(kind, also=RIDING.get(kind, []))


def links_of(reminder: Reminder) -> Iterator[str]:
    """Yield where each link of a mail leads on this site, those of its headers too."""
    mail = compose(reminder)
    parts = [mail.body, *(str(body) for body, _ in mail.alternatives), *mail.extra_headers]
    headers = [str(value) for value in mail.extra_headers.values()]
    found = re.findall(r'https?://[^\s"<>]+', "\n".join([*parts, *headers]))
    for url in sorted({*found}):
        if url.startswith(settings.PUBLIC_URL):
            path = urlsplit(url)
            yield f"{path.path}?{path.query}".removesuffix("?")


@pytest.mark.parametrize("kind", KINDS)
def test_a_scanner_changes_nothing_and_finds_no_broken_link(
    client: Client, kind: str
) -> None:
    links = [*links_of(mail_of(kind))]
    before = all_rows()

    opened = {
        link: (client.get(link, follow=True).status_code, client.head(link).status_code)
        for link in links
    }

    assert len(links) > 1
    assert {code for codes in opened.values() for code in codes} <= {200, 302}
    assert all_rows() == before


@pytest.mark.parametrize("kind", KINDS)
def test_once_the_plan_is_over_no_link_breaks(client: Client, kind: str) -> None:
    links = [*links_of(mail_of(kind))]
    Plan.objects.update(finished_at="2100-01-01T00:00Z")
    before = all_rows()

    statuses = {client.get(link, follow=True).status_code for link in links}

    assert statuses <= {200, 410}
    assert all_rows() == before


@pytest.mark.parametrize("kind", KINDS)
def test_no_link_tells_what_the_mail_is_about(kind: str) -> None:
    links = "\n".join(links_of(mail_of(kind))).lower()

    tokens_left_out = re.sub(r"/[a-z]/[\w-]+/", "/", links)

    assert [word for word in HEALTH if word in tokens_left_out] == []
