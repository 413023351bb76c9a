from typing import Any

import pytest
from django.test import Client
from django.utils.html import escape

from rehab.models import DiaryEntry
from triage.protocols.medial_knee import FOLLOW_UP, NEW_SIGNS
from triage.rules.answers import Silence
from triage.rules.parts import Level

pytestmark = pytest.mark.django_db

NONE, UNSURE = "none-of-these", "not-sure"
GOOD_DAY: dict[str, Any] = {"done": "yes", "pain": "2", "worse": "no", "news": [NONE]}
NOTHING_NEW = dict.fromkeys(NEW_SIGNS.keys, False)


@pytest.mark.parametrize("bad", [{"pain": "6"}, {"worse": "yes", "meant": "yes"}])
def test_on_a_bad_day_the_list_may_not_stay_open(
    client: Client, url: str, bad: dict[str, str]
) -> None:
    response = client.post(url, GOOD_DAY | {"news": []} | bad)

    assert response.status_code == 422
    assert response.context["form"].errors == {
        "news": ["Tick all that fit. If none does, tick “None of these”."]
    }
    assert not DiaryEntry.objects.exists()


def test_worse_is_asked_again_before_it_counts(client: Client, url: str) -> None:
    response = client.post(url, GOOD_DAY | {"worse": "yes"})

    assert response.status_code == 422
    assert response.context["form"].errors == {"meant": ["Tell us if it really got worse."]}
    assert not DiaryEntry.objects.exists()


def test_worse_that_was_meant_is_seen_within_a_week(client: Client, url: str) -> None:
    sent = GOOD_DAY | {"worse": "yes", "meant": "yes"}

    response = client.post(url, sent, follow=True)

    entry = DiaryEntry.objects.get()
    assert (entry.worse, entry.level) == (True, Level.WITHIN_A_WEEK)
    assert "<h1>Be seen within a week</h1>" in response.content.decode()


def test_worse_that_was_a_slip_does_not_count(client: Client, url: str) -> None:
    client.post(url, GOOD_DAY | {"worse": "yes", "meant": "no"})

    entry = DiaryEntry.objects.get()
    assert (entry.worse, entry.level) == (False, Level.SELF_CARE)


def test_what_is_more_urgent_than_worse_is_not_held_up(client: Client, url: str) -> None:
    client.post(url, GOOD_DAY | {"worse": "yes", "news": ["new_calf"]})

    entry = DiaryEntry.objects.get()
    assert (entry.worse, entry.level) == (True, Level.SAME_DAY)


def test_not_sure_is_asked_which_one(client: Client, url: str) -> None:
    response = client.post(url, GOOD_DAY | {"news": ["new_calf", UNSURE]})

    form = response.context["form"]
    assert response.status_code == 422
    assert form.errors == {"doubtful": ["Tick what you are not sure about."]}
    assert [value for value, _ in form.fields["doubtful"].choices] == [
        *(key for key in NEW_SIGNS.keys if key != "new_calf"),
        NONE,
    ]
    help_text = escape(FOLLOW_UP.questions["new_strong_pain"].help)
    assert help_text in response.content.decode()


def test_a_doubtful_sign_is_never_read_as_no(client: Client, url: str) -> None:
    sent = GOOD_DAY | {"news": [UNSURE], "doubtful": ["new_pop_or_swelling"]}

    client.post(url, sent)

    entry = DiaryEntry.objects.get()
    assert entry.given == NOTHING_NEW | {"new_pop_or_swelling": Silence.NOT_SURE}
    assert entry.level == Level.WITHIN_2_DAYS


def test_a_doubt_beside_a_tick_keeps_both(client: Client, url: str) -> None:
    sent = {"news": ["new_calf", UNSURE], "doubtful": ["new_hot_joint"]}

    client.post(url, GOOD_DAY | sent)

    assert DiaryEntry.objects.get().given == NOTHING_NEW | {
        "new_calf": True,
        "new_hot_joint": Silence.NOT_SURE,
    }


def test_a_doubt_that_has_gone_is_a_no(client: Client, url: str) -> None:
    client.post(url, GOOD_DAY | {"news": [UNSURE], "doubtful": [NONE]})

    assert DiaryEntry.objects.get().given == NOTHING_NEW


def test_an_emergency_waits_for_no_second_look(client: Client, url: str) -> None:
    sent = GOOD_DAY | {"worse": "yes", "news": ["new_chest", UNSURE]}

    client.post(url, sent)

    entry = DiaryEntry.objects.get()
    assert (entry.given, entry.level) == ({"new_chest": True}, Level.EMERGENCY)
