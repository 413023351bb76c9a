"""A runner is asked if a visit was after what they told on the day of it."""

from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format

from accounts.models import User
from rehab import plans
from rehab.forms.clearance import ClearanceForm
from rehab.forms.shared import SheetRecordForm
from rehab.models import Clearance
from tests.factories import a_result, a_runner
from tests.reading import grade_of
from triage.rules.parts import Level

pytestmark = pytest.mark.django_db

URL = "/plan/seen/"


def said(**given: Any) -> dict[str, Any]:
    told = {
        "who": "DOCTOR",
        "seen_on": timezone.now().date().isoformat(),
        "may_exercise": "yes",
        "may_run": "not-said",
    }
    return told | given


@pytest.fixture
def runner(client: Client) -> User:
    """Return a runner who is signed in and has told nothing."""
    person = a_runner()
    client.force_login(person)
    return person


def test_what_was_told_on_the_day_of_the_visit_is_asked_about_once(
    client: Client, runner: User
) -> None:
    check = a_result(patient=runner, level=Level.SAME_DAY, at=timezone.now())

    first = client.post(URL, said())
    yes, no = first.context["form"]["after"].field.choices
    before = client.post(URL, said(after=no[0]))

    assert (first.status_code, before.status_code) == (422, 422)
    assert first.context["form"].errors == {
        "after": ["Choose if you were seen after that, or before."]
    }
    assert before.context["form"].errors == {
        "after": ["Then nobody has looked at that yet. Be seen for it, and tell us here."]
    }
    for page in (first, before):
        assert "Were you seen after that?" in page.text
        assert page.text.count('type="radio" name="after"') == 2
    assert not Clearance.objects.exists()
    client.post(URL, said(after=yes[0]))
    assert Clearance.objects.get().seen_after == check.started_at
    assert not plans.has_red_flag(runner)


@pytest.mark.parametrize(
    "sent", ["soon", "2026-13-40T00:00:00Z", "2026-01-01T00:00:00", ""]
)
def test_an_answer_that_names_no_instant_is_asked_for_again(
    client: Client, runner: User, sent: str
) -> None:
    a_result(patient=runner, level=Level.SAME_DAY, at=timezone.now())

    assert [*client.post(URL, said(after=sent)).context["form"].errors] == ["after"]


def test_by_the_clock_where_the_runner_is(client: Client, runner: User) -> None:
    now = timezone.now()
    a_result(patient=runner, level=Level.SAME_DAY, at=now)
    shown = [client.post(URL, said()).text]
    User.objects.filter(pk=runner.pk).update(time_zone="Asia/Kolkata")
    there = now.astimezone(ZoneInfo("Asia/Kolkata"))

    shown += [client.post(URL, said(seen_on=there.date().isoformat())).text]

    assert f"last on {date_format(now, 'j F')} at {now:%H:%M} UTC." in shown[0]
    assert f"last on {date_format(there, 'j F')} at {there:%H:%M}." in shown[1]


@pytest.mark.parametrize("sign", [False, True])
@pytest.mark.parametrize("sent", ["9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00"])
def test_a_forged_answer_is_none_and_breaks_no_page(
    client: Client,
    runner: User,
    sign: bool,  # noqa: FBT001 - a table
    sent: str,
) -> None:
    if sign:
        a_result(patient=runner, level=Level.SAME_DAY, at=timezone.now())

    answer = client.post(URL, said(after=sent))

    assert answer.status_code == (422 if sign else 302)
    assert [each.seen_after for each in Clearance.objects.all()] == [None] * (not sign)
    assert client.get(f"{URL}?kept").status_code == 200


@pytest.mark.parametrize("which", [0, 1])
def test_the_answer_is_kept_unseen_while_something_else_is_wrong(
    client: Client, runner: User, which: int
) -> None:
    a_result(patient=runner, level=Level.SAME_DAY, at=timezone.now())
    choices = client.post(URL, said()).context["form"]["after"].field.choices
    sent = choices[which][0]

    page = client.post(URL, said(after=sent, who=""))

    field = page.context["form"]["after"]
    assert [*page.context["form"].errors] == ["who"]
    assert (field.is_hidden, field.value()) == (True, sent)
    assert page.text.count('name="after"') == 1
    assert client.post(URL, said(after=sent)).status_code == [302, 422][which]


def test_the_question_is_short_and_plain() -> None:
    for form in (ClearanceForm, SheetRecordForm):
        question = str(form.was_after).format(day="10 March", time="04:07")
        assert max(len(each.split()) for each in question.split(". ")) <= 15
    assert grade_of(str(ClearanceForm.was_after).format(day="10 March", time="4:07")) <= 6
