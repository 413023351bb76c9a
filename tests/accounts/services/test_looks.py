from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import AccessLog, BrokenGlass, CareLink, User
from accounts.services import (
    MayNotBreak,
    NoReasonGiven,
    break_glass,
    log_list,
    log_view,
)
from tests.factories import NOON, a_clinic, a_physio, a_runner, a_superuser

pytestmark = pytest.mark.django_db

LATER = NOON + timedelta(hours=1)


def test_looks_are_logged_one_by_one_and_by_the_list() -> None:
    physio, runner, other = a_physio(clinic=a_clinic()), a_runner(), a_runner()

    log_view(viewer=physio, person=runner, what="plan 1", at=NOON)
    log_list(viewer=physio, people=[runner, other], what="list of plans", at=LATER)

    rows = AccessLog.objects.order_by("pk").values_list("viewer", "person", "what", "at")
    assert [*rows] == [
        (physio.pk, runner.pk, "plan 1", NOON),
        (physio.pk, runner.pk, "list of plans", LATER),
        (physio.pk, other.pk, "list of plans", LATER),
    ]


def test_a_reason_that_was_asked_for_is_kept() -> None:
    physio, runner = a_physio(clinic=a_clinic()), a_runner()

    log_view(viewer=physio, person=runner, what="plan 1", at=NOON, why="They called.")
    log_list(viewer=physio, people=[runner], what="list", at=LATER, why="Night shift.")

    assert [*AccessLog.objects.order_by("pk").values_list("why", flat=True)] == [
        "They called.",
        "Night shift.",
    ]


def test_a_superuser_sees_one_runner_for_an_hour() -> None:
    superuser, runner = a_superuser(), a_runner(clinic=a_clinic())
    before = superuser.treats_people
    now = timezone.now()

    glass = break_glass(user=superuser, person=runner, why=" They cannot. ", at=now)

    fresh = User.objects.get(pk=superuser.pk)
    assert (before, fresh.treats_people) == (False, True)
    assert [*User.objects.visible_to(fresh)] == [runner]
    assert not CareLink.objects.visible_to(fresh).exists()
    assert (glass.why, glass.until) == ("They cannot.", now + timedelta(hours=1))
    row = AccessLog.objects.get()
    assert (row.viewer, row.person, row.what) == (
        superuser,
        runner,
        "glass broken",
    )
    assert row.why == "They cannot."


def test_after_an_hour_the_glass_is_whole_again() -> None:
    superuser, runner = a_superuser(), a_runner(clinic=a_clinic())
    an_hour_ago = timezone.now() - timedelta(hours=1, seconds=1)

    break_glass(user=superuser, person=runner, why="They cannot.", at=an_hour_ago)

    assert not User.objects.visible_to(superuser).exists()
    assert not superuser.treats_people


def test_a_look_past_broken_glass_carries_its_reason() -> None:
    superuser, runner, other = a_superuser(), a_runner(), a_runner()
    break_glass(user=superuser, person=runner, why="First.", at=NOON)
    break_glass(user=superuser, person=runner, why="Second.", at=NOON)

    rows = [
        *log_list(viewer=superuser, people=[runner, other], what="list", at=NOON),
        log_view(viewer=superuser, person=runner, what="plan", at=NOON, why="Asked."),
        log_view(viewer=superuser, person=runner, what="plan", at=LATER),
    ]

    assert [row.why for row in rows] == ["Second.", "", "Asked.", ""]


def test_only_superusers_break_the_glass_and_say_why() -> None:
    runner = a_runner()

    for who in (
        a_physio(clinic=a_clinic()),
        a_superuser(is_active=False),
        a_superuser(is_staff=False),
    ):
        with pytest.raises(MayNotBreak):
            break_glass(user=who, person=runner, why="Now.", at=NOON)
    with pytest.raises(NoReasonGiven):
        break_glass(user=a_superuser(), person=runner, why=" \n", at=NOON)

    assert not BrokenGlass.objects.exists()
    assert not AccessLog.objects.exists()


def test_whoever_is_no_superuser_any_more_looks_past_no_glass() -> None:
    superuser, runner = a_superuser(), a_runner()
    break_glass(user=superuser, person=runner, why="Now.", at=timezone.now())

    for taken in ("is_superuser", "is_staff", "is_active"):
        fresh = User.objects.get(pk=superuser.pk)
        setattr(fresh, taken, False)
        assert not User.objects.visible_to(fresh).exists()
        assert not fresh.treats_people
