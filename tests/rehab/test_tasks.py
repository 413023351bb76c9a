import json
import socket
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from time import monotonic
from unittest.mock import call, patch
from urllib.parse import urlsplit

import pytest
from celery.schedules import crontab
from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone
from redis import Redis

from accounts.models import Consent
from accounts.services import give_consent
from rehab.models import Heartbeat, Plan, Reminder, SeenFollowUp
from rehab.reminders.sending import dispatch
from rehab.tasks import EXPIRES, drain, nudge, review, sweep, tick
from tests.factories import a_plan, a_question, a_reminder, a_runner, an_assessment

QUEUE = "celery"
WRITE_TO = "CELERY_BROKER_WRITE_URL"
SPARE_DATABASE = "/9"  # of the same Redis, so that no worker takes up what a test leaves


@pytest.fixture
def broker(monkeypatch: pytest.MonkeyPatch) -> Iterator[Redis]:
    """Let nudges go to a broker that no worker listens to."""
    url = urlsplit(settings.CELERY_BROKER_URL)._replace(path=SPARE_DATABASE).geturl()
    monkeypatch.setenv(WRITE_TO, url)
    with closing(Redis.from_url(url)) as redis:
        redis.delete(QUEUE)
        yield redis
        redis.flushdb()


@pytest.mark.django_db
@pytest.mark.parametrize(("owed", "drains"), [(0, 0), (1, 1), (2, 1), (3, 2), (9, 4)])
def test_a_tick_starts_as_many_drains_as_are_needed(owed: int, drains: int) -> None:
    for _ in range(owed):
        a_reminder(due_at=timezone.now())

    with (
        patch.object(dispatch, "BATCH", 2),
        patch.object(drain, "apply_async") as apply_async,
    ):
        tick()

    assert apply_async.call_args_list == [call(expires=EXPIRES)] * drains
    assert Heartbeat.objects.get().name == "tick"


@pytest.mark.django_db
def test_a_drain_goes_on_until_nothing_is_due(mailoutbox: list[EmailMessage]) -> None:
    for _ in range(5):
        a_reminder(due_at=timezone.now())

    with patch.object(dispatch, "BATCH", 2):
        drain()

    assert len(mailoutbox) == 5
    assert set(Reminder.objects.values_list("state", flat=True)) == {Reminder.State.SENT}


@pytest.mark.django_db
def test_a_sweep_pauses_what_a_lost_signal_left_going() -> None:
    plan = a_plan()
    an_assessment(patient=plan.person, at=plan.opened_at + timedelta(hours=1), pop=True)

    sweep()

    assert Plan.objects.exclude(paused_at=None).get() == plan


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("ahead", "said"),
    [(-600, []), (54, []), (56, ["the clock of this worker is 56 seconds ahead"])],
)
def test_a_worker_whose_clock_is_so_far_ahead_that_it_drops_ticks_says_so(
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    ahead: int,
    said: list[str],
) -> None:
    right, off = timezone.now, timedelta(seconds=ahead)
    began = right()
    monkeypatch.setattr(timezone, "now", lambda: right() + off)

    sweep()

    beats = [beat.at for beat in Heartbeat.objects.filter(name="fast clock")]
    assert caplog.messages == said
    assert [began <= at <= right() for at in beats] == [True] * len(said)


@pytest.mark.django_db
def test_a_sweep_withdraws_what_nobody_wants() -> None:
    stopped = a_reminder()
    stopped.person.consents.update(withdrawn_at=timezone.now() + timedelta(days=1))

    sweep()

    stopped.refresh_from_db()
    assert stopped.state == Reminder.State.WITHDRAWN


@pytest.mark.django_db
def test_a_sweep_finds_what_asks_for_a_look() -> None:
    runner = a_runner()
    an_assessment(patient=runner, locking=True)

    sweep()

    assert runner.attention.get().rule == "RED_FLAG"


@pytest.mark.django_db
def test_a_review_moves_on_the_plans_whose_day_has_come() -> None:
    old = a_plan(begun_on=timezone.now().date() - timedelta(days=9))

    review()

    old.refresh_from_db()
    assert old.phase == Plan.Phase.WAKE_UP
    assert Heartbeat.objects.get().name == "review"


@pytest.mark.django_db
@pytest.mark.parametrize("task", [tick, review])
def test_each_run_of_what_has_to_run_leaves_a_sign(task: Callable[[], None]) -> None:
    task()
    before = timezone.now()
    task()

    beat = Heartbeat.objects.get()
    assert beat.name == task.__name__
    assert before <= beat.at <= timezone.now()


@pytest.mark.django_db
def test_a_sweep_asks_and_stops_asking_what_a_lost_signal_left() -> None:
    now, runner, stopped = timezone.now(), a_runner(), a_question()
    give_consent(kind=Consent.Kind.SEEN, wording="Ask.", at=now, person=runner)
    check = an_assessment(patient=runner, at=now, locking=True)
    stopped.person.consents.update(withdrawn_at=now + timedelta(days=1))

    sweep()

    stopped.refresh_from_db()
    assert SeenFollowUp.objects.get(person=runner).assessment == check
    assert stopped.state == Reminder.State.WITHDRAWN


@pytest.mark.django_db
def test_tasks_put_up_with_arguments_of_another_release() -> None:
    tick(since="a later release")
    drain(since="a later release")
    sweep(since="a later release")
    review(since="a later release")


def test_a_nudge_leaves_one_drain_in_the_queue_that_does_not_keep(broker: Redis) -> None:
    nudge()

    [message] = broker.lrange(QUEUE, 0, -1)
    headers = json.loads(message)["headers"]
    assert headers["task"] == "rehab.tasks.drain"
    assert headers["expires"] is not None


def test_a_broker_that_refuses_costs_a_nudge_no_time(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv(WRITE_TO, "redis://127.0.0.1:1/0")
    began = monotonic()

    nudge()

    assert monotonic() - began < 1
    assert caplog.messages == ["no nudge: OperationalError"]


def test_a_broker_that_never_answers_costs_a_nudge_two_seconds_at_most(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        monkeypatch.setenv(WRITE_TO, f"redis://127.0.0.1:{silent.getsockname()[1]}/0")
        began = monotonic()

        nudge()

    assert monotonic() - began < 2
    assert caplog.messages == ["no nudge: OperationalError"]


def test_what_the_schedule_calls_each_minute_is_the_tick() -> None:
    assert settings.CELERY_BEAT_SCHEDULE["tick"]["task"] == tick.name


def test_the_schedule_calls_for_a_review_each_hour() -> None:
    entry = settings.CELERY_BEAT_SCHEDULE["review"]

    assert entry["task"] == review.name
    assert entry["schedule"] == crontab(minute=5)
