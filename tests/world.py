"""A small world for the table of who may see what: one runner's rows, and who asks."""

import re
from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core import serializers
from django.db.models import Model, QuerySet
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from accounts.models import AccessLog, Membership, User
from accounts.services import log_view
from rehab.models import DiaryEntry, Heartbeat, PlanChange, Reminder
from rehab.models.heartbeat import TICK
from rehab.reminders.links import (
    BARRIER,
    CHECK_IN,
    DONE,
    LATER,
    MESSAGE,
    PAIN,
    SEEN,
    SKIP,
    STOP,
    TIMES,
    Purpose,
)
from tests.factories import (
    NOON,
    a_clearance,
    a_clinic,
    a_follow_up,
    a_message_mail,
    a_movement_check,
    a_physio,
    a_plan,
    a_question,
    a_reminder,
    a_run,
    a_runner,
    an_assessment,
    sign_in_staff,
)

PEOPLE = ("nobody", "runner", "other", "physio", "stranger", "administrator")
READING_MAY_CHANGE = {AccessLog, Session}
UNNAMED = {
    "admin/logout/": "/admin/logout/",
    "admin/(?P<url>.*)$": "/admin/no/such/page/",
    "^admin/password_change/": "/admin/password_change/",
    "^admin/autocomplete/": "/admin/autocomplete/",
}


def all_addresses(
    found: URLResolver | None = None, before: str = "", space: str = ""
) -> Iterator[str]:
    """Yield the name of every address of the site, or its pattern where it has no name."""
    for entry in (found or get_resolver()).url_patterns:
        pattern = before + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield space + entry.name if entry.name else pattern
        else:
            inside = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from all_addresses(entry, pattern, inside)


def all_rows() -> dict[str, str]:
    """Return a digest of each table's rows, without the tables that reading may change."""
    return {
        model.__name__: sha256(
            serializers.serialize("json", _rows(model)).encode()
        ).hexdigest()
        for model in apps.get_models()
        if model not in READING_MAY_CHANGE
    }


def _rows(model: type[Model]) -> QuerySet[Model]:
    return model._base_manager.order_by("pk")  # noqa: SLF001 # Django documents it


class World:
    """A runner with a plan, their clinic, and everybody who may ask for their pages.

    ``other`` is another runner, ``stranger`` a physio of another clinic and
    ``administrator`` a superuser who administers the runner's clinic and treats nobody.
    """

    def __init__(self) -> None:
        clinic = a_clinic()
        physio = a_physio(clinic=clinic)
        self.runner = a_runner(clinic=clinic, name="Ada Lovelace")
        self.people = {
            "runner": self.runner,
            "other": a_runner(),
            "physio": physio,
            "stranger": a_physio(clinic=a_clinic()),
            "administrator": a_physio(
                clinic=clinic, role=Membership.Role.ADMINISTRATOR, is_superuser=True
            ),
        }
        self.assessment = an_assessment(patient=self.runner)
        a_movement_check(assessment=self.assessment)
        plan = a_plan(person=self.runner, assessment=self.assessment)
        now = timezone.now()
        self.reminder = a_reminder(plan=plan, due_at=now, also=["day-2"])
        self.barrier = a_reminder(plan=plan, due_at=now, kind="BARRIER", slot=2)
        self.message = a_message_mail(person=self.runner, by=physio)
        self.run = a_run(plan=plan)
        PlanChange.objects.create(plan=plan, at=NOON, what="OPENED", why="Agreed.")
        DiaryEntry.objects.create(
            plan=plan,
            release=self.assessment.release,
            at=NOON,
            local_on=NOON.date(),
            done=True,
            pain=1,
            worse=False,
            level=1,
        )
        # Only now: it bars any plan that is not open yet.
        earlier = NOON - timedelta(days=1)
        urgent = an_assessment(patient=self.runner, at=earlier, locking=True)
        follow_up = a_follow_up(person=self.runner, assessment=urgent)
        self.question = a_question(follow_up=follow_up, due_at=timezone.now())
        a_clearance(person=self.runner, at=earlier - timedelta(days=1))
        Heartbeat.objects.create(name=TICK, at=timezone.now())
        log_view(viewer=physio, person=self.runner, what="plan", at=NOON)

    def browser_of(self, who: str, *, check_csrf: bool = False) -> Client:
        """Return a browser in which ``who`` is signed in, with the second step if staff."""
        browser = Client(raise_request_exception=False, enforce_csrf_checks=check_csrf)
        person = self.people.get(who)
        if person and person.is_staff:
            sign_in_staff(browser, person)
        elif person:
            browser.force_login(person)
        return browser

    def path_to(self, address: str) -> str:
        """Return the path of one of ``all_addresses``, to the runner's rows if to any."""
        if address in UNNAMED:
            return UNNAMED[address]
        if shown := re.fullmatch(r"admin/(\w+)/(\w+)/<path:object_id>/", address):
            return f"/admin/{shown[1]}/{shown[2]}/{self._row_of(shown[1], shown[2])}/"
        return reverse(address, kwargs=self._given(address))

    def _given(self, address: str) -> dict[str, object]:
        of_a_row = r"admin:([a-z]+)_(\w+)_(change|history|delete|undo|week|set_aside|write)"
        if shown := re.fullmatch(of_a_row, address):
            return {"object_id": self._row_of(shown[1], shown[2])}
        people = ContentType.objects.get_for_model(User).pk
        given: dict[str, dict[str, object]] = {
            "admin:app_list": {"app_label": "accounts"},
            "admin:view_on_site": {"content_type_id": people, "object_id": self.runner.pk},
            "check_page": {"number": 1},
            "check_unsure": {"number": 1},
            "check_item": {"number": 1, "item": 1},
            "movement_page": {"number": 2},
            "check_past_result": {"pk": self.assessment.pk},
            "past_rules": {"pk": self.assessment.release.pk},
            "check_past_handover": {"pk": self.assessment.pk},
            "about_cause": {"number": 1},
            "about_factor": {"number": 1},
            "check_in": {"which": "day-7"},
            "run_again": {"pk": self.run.entry_id},
            "gate": {"gate": "phase-0"},
            **{
                purpose.page: {"token": purpose.url(mail).rsplit("/", 2)[1]}
                for purpose, mail in self._links()
            },
            "mfa_remove_webauthn": {"pk": 1},
            "mfa_edit_webauthn": {"pk": 1},
        }
        return given.get(address, {})

    def _links(self) -> Iterator[tuple[Purpose, Reminder]]:
        for purpose in (DONE, PAIN, CHECK_IN, LATER, SKIP, TIMES, STOP):
            yield purpose, self.reminder
        yield BARRIER, self.barrier
        yield MESSAGE, self.message
        yield SEEN, self.question

    def _row_of(self, app: str, name: str) -> object:
        model = apps.get_model(app, name)
        if model is User:
            return self.runner.pk
        newest = _rows(model).last()
        assert newest, f"the world needs a row of {model.__name__}"
        return newest.pk
