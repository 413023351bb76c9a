"""A small world for the table of who may see what: one runner's rows, and who asks."""

import re
from collections.abc import Iterator
from datetime import timedelta
from functools import cached_property
from hashlib import sha256

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core import serializers
from django.db.models import Model, QuerySet
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from accounts.models import AccessLog, Clinic, Erasure, Membership, User
from accounts.privacy import notices as erasing
from accounts.services import invite, log_view, token_of
from rehab.models import Attention, DiaryEntry, Heartbeat, Plan, PlanChange, Reminder
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
    a_superuser,
    an_assessment,
    sign_in_staff,
    some_broken_glass,
)
from triage.models import BlindRating

PEOPLE = (
    "nobody",
    "runner",
    "other",
    "physio",
    "colleague",
    "stranger",
    "lead",
    "admin",
    "super",
    "glass",
)
NOT_THERE = 2**31 - 1
READING_MAY_CHANGE = {AccessLog, Session}
UNNAMED = {
    "admin/logout/": "/admin/logout/",
    "admin/(?P<url>.*)$": "/admin/no/such/page/",
    "^admin/password_change/": "/admin/password_change/",
    "^admin/autocomplete/": "/admin/autocomplete/",
    "plan/session/<int:number>/": "/plan/session/1/",
}


def all_addresses() -> list[str]:
    """Return the name of every address of the site.

    Where it has none, or one that another address has as well, it is its pattern.
    """
    names: dict[str, str] = {}
    for name, pattern in _addresses(get_resolver()):
        names.setdefault(pattern if name in names else name, pattern)
    return [*names]


def _addresses(
    found: URLResolver, before: str = "", space: str = ""
) -> Iterator[tuple[str, str]]:
    """Yield the name, if it has one, and the pattern of each address."""
    for entry in found.url_patterns:
        pattern = before + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield (space + entry.name if entry.name else pattern), pattern
        else:
            inside = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from _addresses(entry, pattern, inside)


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

    The runner's link names ``physio``, so ``colleague``, a physio of the same clinic, does
    not see them, nor does ``stranger``, a physio of another clinic. ``lead`` leads the
    runner's clinic and ``admin`` administers it. ``super`` is a superuser without a clinic;
    so is ``glass``, who has just broken the glass to look at the runner. ``other`` is
    another runner.
    """

    def __init__(self) -> None:
        self._paths: dict[tuple[str, bool], str] = {}
        stranger, clinic = a_physio(clinic=a_clinic()), a_clinic()
        physio = a_physio(clinic=clinic)
        self.runner = a_runner(clinic=clinic, physio=physio, name="Ada Lovelace")
        roles = Membership.Role
        self.people = {
            "runner": self.runner,
            "other": a_runner(),
            "physio": physio,
            "stranger": stranger,
            "lead": a_physio(clinic=clinic, role=roles.LEAD),
            "admin": a_physio(clinic=clinic, role=roles.ADMINISTRATOR),
            "super": a_superuser(),
            "glass": a_superuser(),
            "colleague": a_physio(clinic=clinic),
        }
        self._add_what_is_of_accounts(clinic)
        self.assessment = an_assessment(patient=self.runner)
        a_movement_check(assessment=self.assessment)
        plan = a_plan(person=self.runner, assessment=self.assessment)
        now = timezone.now()
        self.reminder = a_reminder(plan=plan, due_at=now, also=["day-2"])
        self.barrier = a_reminder(plan=plan, due_at=now, kind="BARRIER", slot=2)
        self.message = a_message_mail(person=self.runner, by=physio)
        self.run = a_run(plan=plan)
        self._add_what_was_told(plan)
        self._add_what_was_urgent()
        self._add_what_physios_read()
        Heartbeat.objects.create(name=TICK, at=timezone.now())
        log_view(viewer=physio, person=self.runner, what="plan", at=NOON)

    def _add_what_was_told(self, plan: Plan) -> None:
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

    def _add_what_was_urgent(self) -> None:
        # Only now: it bars any plan that is not open yet.
        earlier = NOON - timedelta(days=1)
        urgent = an_assessment(patient=self.runner, at=earlier, locking=True)
        follow_up = a_follow_up(person=self.runner, assessment=urgent)
        self.question = a_question(follow_up=follow_up, due_at=timezone.now())
        a_clearance(person=self.runner, at=earlier - timedelta(days=1))

    def _add_what_physios_read(self) -> None:
        Attention.objects.create(
            person=self.runner,
            rule=Attention.Rule.PAIN_UP,
            why="Pain went up.",
            raised_at=NOON,
            renewed_at=NOON,
        )
        rating = {
            "assessment": self.assessment,
            "by": self.people["physio"],
            "level": 1,
            "at": NOON,
        }
        BlindRating.objects.create(**rating)

    def _add_what_is_of_accounts(self, clinic: Clinic) -> None:
        some_broken_glass(user=self.people["glass"], person=self.runner)
        self.invitation = invite(
            clinic=clinic,
            email=self.runner.email,
            by=self.people["physio"],
            at=timezone.now(),
        )
        self.erasure = Erasure.objects.create(
            person_number=NOT_THERE, asked_at=NOON, due_at=NOON + timedelta(days=7)
        )

    def browser_of(self, who: str, *, check_csrf: bool = False) -> Client:
        """Return a browser in which ``who`` is signed in, with the second step if staff."""
        browser = Client(raise_request_exception=False, enforce_csrf_checks=check_csrf)
        person = self.people.get(who)
        if person and person.is_staff:
            sign_in_staff(browser, person)
        elif person:
            browser.force_login(person)
        return browser

    def path_to(self, address: str, *, missing: bool = False) -> str:
        """Return the path of one of ``all_addresses``, to the runner's rows if to any.

        With ``missing``, to rows that are not there.
        """
        asked = address, missing
        if asked not in self._paths:
            self._paths[asked] = self._path_to(address, missing=missing)
        return self._paths[asked]

    def _path_to(self, address: str, *, missing: bool) -> str:
        if address in UNNAMED:
            return UNNAMED[address]
        if address == "c/<str:token>/<int:place>/":
            return CHECK_IN.url(self.reminder).removeprefix(settings.PUBLIC_URL) + "1/"
        if shown := re.fullmatch(r"admin/(\w+)/(\w+)/<path:object_id>/", address):
            row = NOT_THERE if missing else self._row_of(shown[1], shown[2])
            return f"/admin/{shown[1]}/{shown[2]}/{row}/"
        given = self._given(address)
        if missing:
            given |= dict.fromkeys(given.keys() & {"pk", "object_id"}, NOT_THERE)
        return reverse(address, kwargs=given)

    def _given(self, address: str) -> dict[str, object]:
        shown = re.fullmatch(r"admin:(accounts|rehab|triage)_([a-z]+)_(\w+)", address)
        given = self._by_address.get(address, {})
        if shown and shown[3] not in {"changelist", "add", "rate"}:
            return {"object_id": self._row_of(shown[1], shown[2])} | given
        return given

    @cached_property
    def _by_address(self) -> dict[str, dict[str, object]]:
        """Return what else stands in each address than the row of a page of the admin."""
        people = ContentType.objects.get_for_model(User).pk
        return {
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
            "sheet_by_code": {"code": "7KQ4M-2XP9T"},
            "clinic_join": {"token": token_of(self.invitation)},
            "my_data_kind": {"kind": "agreements"},
            "my_data_keep": {"token": erasing.token_of(self.erasure)},
            "check_past_handover_pdf": {"pk": self.assessment.pk},
            "admin:accounts_clinic_withdraw": {"invitation_id": self.invitation.pk},
            "admin:accounts_clinic_role": {
                "membership_id": self._row_of("accounts", "membership")
            },
        }

    def _links(self) -> Iterator[tuple[Purpose, Reminder]]:
        for purpose in (DONE, PAIN, CHECK_IN, LATER, SKIP, TIMES, STOP):
            yield purpose, self.reminder
        yield BARRIER, self.barrier
        yield MESSAGE, self.message
        yield SEEN, self.question

    def _row_of(self, app: str, name: str) -> object:
        model = apps.get_model(app, name)
        if issubclass(model, User):
            return self.runner.pk
        newest = _rows(model).last()
        assert newest, f"the world needs a row of {model.__name__}"
        return newest.pk
