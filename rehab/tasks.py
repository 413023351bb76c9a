"""Celery's way in. A task reads the clock and calls one function; late or twice is fine."""

import logging
from datetime import datetime, timedelta
from math import ceil

from celery import shared_task
from django.utils import timezone

from rehab import plans
from rehab.attention import settle_missed
from rehab.models import Heartbeat, Reminder
from rehab.models.heartbeat import FAST, REVIEW, TICK
from rehab.privacy import forget_old_mails
from rehab.reminders.sending import dispatch
from rehab.reminders.sending.drain_locks import MAX_DRAINS
from rehab.reminders.sending.shared_clock import shared_clock

DRAIN_LASTS = timedelta(seconds=45)  # the next tick starts new ones
EXPIRES = 55  # seconds; what waited that long is the next tick's business
PATIENCE = 1  # seconds

logger = logging.getLogger(__name__)


@shared_task
def tick(**_: object) -> None:
    """Start as many drains as the reminders that are due deserve."""
    at = shared_clock()()
    due = Reminder.objects.claimable(at)[: MAX_DRAINS * dispatch.BATCH].count()
    for _drain in range(ceil(due / dispatch.BATCH)):
        drain.apply_async(expires=EXPIRES)
    _beat(TICK, at)


@shared_task
def drain(**_: object) -> None:
    """Send what is due, batch after batch."""
    dispatch.drain(clock=shared_clock(), lasting=DRAIN_LASTS)


@shared_task
def review(**_: object) -> None:
    """Move the plans on whose local day has turned."""
    at = timezone.now()
    plans.review_plans(at=at)
    _beat(REVIEW, at)


@shared_task
def sweep(**_: object) -> None:
    """Find what a lost signal left, what must not be missed, and what asks for a look."""
    _tell_of_a_fast_clock()
    at = timezone.now()
    plans.heed_missed(at=at)
    plans.heed_stopped(at=at)
    plans.ask_missed(at=at)
    plans.stop_asking_missed(at=at)
    plans.owe_missed(at=at)
    settle_missed(at=at)


@shared_task
def forget_mails(**_: object) -> None:
    """Delete the mails that were kept for long enough."""
    forget_old_mails(at=timezone.now())


def nudge() -> None:
    """Ask a worker to look at once. Takes a second or two at most, and never fails.

    The rows are the truth: with a broker that is down or silent, the next tick finds them.
    The worker's own connections keep the time-outs of the settings.
    """
    options = {
        "socket_connect_timeout": PATIENCE,
        "socket_timeout": PATIENCE,
        "max_retries": 0,
    }
    try:
        with drain.app.connection_for_write(transport_options=options) as connection:
            producer = connection.Producer(auto_declare=False)
            drain.apply_async(producer=producer, retry=False, expires=EXPIRES)
    except Exception as fault:  # noqa: BLE001 - a form that is stored must not fail for this
        logger.warning("no nudge: %s", type(fault).__name__)


def _tell_of_a_fast_clock() -> None:
    """Leave a sign if this worker takes each tick for one that came too late.

    Only what never expires, as a sweep does not, runs on such a worker at all.
    """
    at = shared_clock()()
    ahead = (timezone.now() - at).total_seconds()
    if ahead >= EXPIRES:
        logger.warning("the clock of this worker is %.0f seconds ahead", ahead)
        _beat(FAST, at)


def _beat(name: str, at: datetime) -> None:
    """Leave a sign that a task ran."""
    Heartbeat.objects.update_or_create(name=name, defaults={"at": at})
