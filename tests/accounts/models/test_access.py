"""What stays of looks at runners."""

import pytest
from django.db import IntegrityError, ProgrammingError
from django.utils import timezone

from accounts.models import AccessLog, BrokenGlass, Membership
from accounts.services import log_view
from tests.factories import (
    NOON,
    a_clinic,
    a_physio,
    a_runner,
    a_superuser,
    a_user,
    some_broken_glass,
)

pytestmark = pytest.mark.django_db


def test_broken_glass_stays_on_record() -> None:
    some_broken_glass(user=a_user(), person=a_runner())

    with pytest.raises(ProgrammingError, match="Cannot update or delete"):
        BrokenGlass.objects.update(why="nothing")


def test_somebody_looked_or_it_is_no_look() -> None:
    with pytest.raises(IntegrityError, match="accounts_somebody_looked"):
        AccessLog.objects.create(person=a_runner(), what="plan 1", at=NOON)


def test_a_look_is_judged_by_where_the_viewer_worked_then() -> None:
    here, there, runner = a_clinic(), a_clinic(), a_runner()
    ours, theirs, both = (a_physio(clinic=clinic) for clinic in (here, there, there))
    Membership.objects.create(user=both, clinic=here, role=Membership.Role.ADMINISTRATOR)
    looks = {
        each: log_view(viewer=each, person=runner, what="plan 1", at=NOON)
        for each in (ours, theirs, both)
    }

    Membership.objects.filter(user=both).delete()
    Membership.objects.filter(user=theirs).update(clinic=here)
    Membership.objects.filter(user=ours).update(clinic=there)

    for clinic, seen in ((here, {ours, both}), (there, {theirs, both})):
        kept = AccessLog.objects.not_elsewhere([clinic.pk])
        assert {*kept} == {looks[each] for each in seen}


def test_a_look_of_no_clinic_is_for_all_clinics_to_know() -> None:
    runner, there = a_runner(), a_clinic()
    superuser = a_superuser()
    some_broken_glass(user=superuser, person=runner)
    Membership.objects.create(user=superuser, clinic=there, role=Membership.Role.LEAD)
    now = timezone.now()
    past_glass = log_view(viewer=superuser, person=runner, what="plan 1", at=now)
    by_code = AccessLog.objects.create(named="Dr Bo", person=runner, what="sheet", at=NOON)
    as_lead = log_view(viewer=superuser, person=a_runner(), what="plan 2", at=now)

    kept = AccessLog.objects.not_elsewhere([a_clinic().pk])

    assert {*kept} == {past_glass, by_code}
    assert as_lead.worked_at == [there.pk]
