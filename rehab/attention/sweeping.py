"""Finding what no act tells of: what was missed, and what only time brings."""

import logging
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce

from accounts.models import User
from rehab.attention.asking import LONG_AGO
from rehab.attention.rules import (
    BEHIND_AFTER_DAYS,
    NOT_SEEN_AFTER_DAYS,
    VISIT_FROM,
    Rule,
)
from rehab.attention.settling import settle
from rehab.attention.told import told_at
from rehab.models import (
    Attention,
    Clearance,
    DiaryEntry,
    GateAnswer,
    Heartbeat,
    Plan,
    PlanChange,
    SeenAnswer,
    SeenFollowUp,
)
from rehab.models.heartbeat import ATTENTION
from rehab.programme.days import ONE_DAY
from triage.models import Assessment, LevelOverrule

logger = logging.getLogger(__name__)

# What was told is stored within this time, and the clocks of two machines may differ.
OVERLAP = timedelta(minutes=10)
# From when asking began until no zone is in the days on which mails ask any more.
ASKED = (NOT_SEEN_AFTER_DAYS + 2) * ONE_DAY
CHANGES = ("VISIT", "PAUSED", "RHYTHM", "STAGE", "UNDONE", "FINISHED")

People = QuerySet[Any, Any]  # the keys of people


def settle_missed(*, at: datetime) -> list[int]:
    """Bring what asks for a look up to date; return the people who were looked at.

    That is whoever told something since the last sweep, and whoever time asks about. The
    first sweep of all looks at everybody. One that fails does not stop the others, and is
    looked at again. Safe to repeat, late, and at once.
    """
    last = Heartbeat.objects.filter(name=ATTENTION).first()
    people = _people(last.at - OVERLAP if last else LONG_AGO, at)
    done = [pk for pk in people if _settled(pk, at)]
    if len(done) == len(people):
        Heartbeat.objects.update_or_create(name=ATTENTION, defaults={"at": at})
    return done


def _settled(pk: int, at: datetime) -> bool:
    try:
        with transaction.atomic():
            User.objects.select_for_update(no_key=True).get(pk=pk)
            settle(person_id=pk, at=at)
    except Exception as fault:  # noqa: BLE001 - whatever is wrong with one, others are looked at
        logger.error("person %s: nothing raised: %s", pk, type(fault).__name__)  # noqa: TRY400 - its text may hold what somebody told
        return False
    return True


def _people(since: datetime, at: datetime) -> list[int]:
    """Return about whom something may have to be asked, or is over, since an instant."""
    found = (*_told(since), *_changed(since), *_by_time(since, at), *_over())
    return sorted({pk for rows in found for pk in rows if pk is not None})


def _told(since: datetime) -> list[People]:
    urgent = Q(level__gte=VISIT_FROM) | Q(kind=DiaryEntry.Kind.RUN)
    checks = Assessment.objects.filter(worst_level__gte=VISIT_FROM)
    return [
        checks.annotate(told=told_at())
        .filter(told__gt=since)
        .values_list("patient", flat=True),
        DiaryEntry.objects.filter(urgent, at__gt=since).values_list(
            "plan__person", flat=True
        ),
        GateAnswer.objects.filter(at__gt=since).values_list("plan__person", flat=True),
        SeenAnswer.objects.filter(at__gt=since).values_list("reminder__person", flat=True),
        LevelOverrule.objects.filter(at__gt=since).values_list(
            "assessment__patient", flat=True
        ),
    ]


def _changed(since: datetime) -> list[People]:
    changes = Q(what__in=CHANGES) | Q(level__isnull=False)
    refused = User.objects.filter(mail_refused_at__gt=since)
    return [
        PlanChange.objects.filter(changes, at__gt=since).values_list(
            "plan__person", flat=True
        ),
        Clearance.objects.filter(at__gt=since).values_list("person", flat=True),
        refused.values_list("pk", flat=True),
    ]


def _by_time(since: datetime, at: datetime) -> list[People]:
    """Return those whose days were over since, and whose plans may be behind."""
    asked = SeenFollowUp.objects.filter(begun_at__gt=since - ASKED)
    last = Coalesce("reviewed_on", F("begun_on"))
    today = at.astimezone(UTC).date()
    going = Plan.objects.open().filter(paused_at=None).annotate(last=last)
    late = going.filter(last__lte=today - (BEHIND_AFTER_DAYS - 1) * ONE_DAY)
    return [rows.values_list("person", flat=True) for rows in (asked, late)]


def _over() -> list[People]:
    """Return those about whom something asks that may be over with no trace of when."""
    ends = Q(rule=Rule.BEHIND) | Q(rule=Rule.REFUSED, person__mail_refused_at=None)
    heard = Q(rule=Rule.SILENT, person__plans__diary__at__gt=F("renewed_at"))
    rows = Attention.objects.open()
    return [
        rows.filter(q).values_list("person", flat=True).distinct() for q in (ends, heard)
    ]
