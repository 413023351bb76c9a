"""A physio changes one thing about a runner on a page below the runner's own."""

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import AccessLog, Clinic, User
from rehab.models import CareNote, Override, Plan
from rehab.oversight.seen_before import token_of
from tests.factories import (
    a_clearance,
    a_clinic,
    a_plan,
    a_runner,
)
from tests.rehab.admin.acts.steps import DAY, TIMES, WHY, errors_of, sent, to, today
from tests.rehab.rows import everything
from triage.models import LevelOverrule

pytestmark = pytest.mark.django_db

ACTS = [
    "overrule",
    "pause",
    "resume",
    "phase",
    "stage",
    "hold-runs",
    "exercises",
    "dose",
    "times",
]
LIMIT = (
    "A limit stands in the way: the next phase only once its checks are passed. Choose a "
    "last day to set it aside, or close the page."
)


def test_a_physio_moves_a_plan_back_a_phase(
    client: Client, plan: Plan, physio: User
) -> None:
    response = sent(client, plan, "phase", phase="1")

    plan.refresh_from_db()
    change = plan.changes.get()
    assert response.headers["Location"] == f"/admin/rehab/patient/{plan.person_id}/change/"
    assert (plan.phase, change.why, change.by) == (1, WHY, physio)
    looks = AccessLog.objects.order_by("pk").values_list("what", "viewer", "person")
    assert [*looks] == [
        (f"patient {plan.person_id}, phase changed", physio.pk, plan.person_id)
    ]


@pytest.mark.parametrize("act", ACTS)
def test_a_page_that_asks_changes_nothing_and_is_logged(
    client: Client, plan: Plan, physio: User, act: str
) -> None:
    before = everything()

    response = client.get(to(plan.person, act))

    assert response.status_code == 200
    assert everything() == before
    assert [look.person_id for look in AccessLog.objects.all()] == [plan.person_id]
    assert plan.person.email in response.content.decode()


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("method", ["get", "post"])
def test_foreign_runners_are_like_missing_ones(
    client: Client, physio: User, act: str, method: str
) -> None:
    foreign = a_plan(person=a_runner(clinic=a_clinic()), phase=2)
    before = everything()

    addresses = [to(foreign.person, act), *(to(User(pk=pk), act) for pk in (0, 10**30))]
    answers = [getattr(client, method)(address, {"why": WHY}) for address in addresses]

    assert {answer.status_code for answer in answers} == {404}
    assert everything() == before
    assert not AccessLog.objects.exists()


@pytest.mark.parametrize("act", [act for act in ACTS if act != "overrule"])
def test_without_an_open_plan_there_is_nothing_to_change(
    client: Client, clinic: Clinic, act: str
) -> None:
    runner = a_runner(clinic=clinic)
    a_plan(person=runner, finished_at=timezone.now())

    response = client.get(to(runner, act))

    assert response.headers["Location"] == f"/admin/rehab/patient/{runner.pk}/change/"
    assert AccessLog.objects.filter(person=runner).exists()


def test_without_a_result_there_is_no_level_to_overrule(
    client: Client, clinic: Clinic
) -> None:
    runner = a_runner(clinic=clinic)

    response = client.get(to(runner, "overrule"))

    assert response.headers["Location"] == f"/admin/rehab/patient/{runner.pk}/change/"


@pytest.mark.parametrize(
    ("why", "said"),
    [
        ("", "Say why. The runner reads it."),
        (" \n ", "Say why. The runner reads it."),
        ("x" * 301, "Write at most 300 characters."),
        ("x" * 1_000_000, "Write at most 300 characters."),
        ("a\x00b", "Null characters are not allowed."),
    ],
)
def test_each_act_asks_for_a_reason_and_keeps_what_was_given(
    client: Client, plan: Plan, why: str, said: str
) -> None:
    response = sent(client, plan, "phase", phase="1", why=why)

    assert errors_of(response) == {"why": [said]}
    assert response.context["form"]["phase"].value() == "1"
    assert not plan.changes.exists()


@pytest.mark.parametrize(
    ("act", "given", "field"),
    [
        ("phase", {"phase": "9"}, "phase"),
        ("phase", {}, "phase"),
        ("stage", {"stage": "14"}, "stage"),
        ("pause", {"level": "1"}, "level"),
        ("overrule", {"level": "0"}, "level"),
        ("overrule", {"level": "4", "check": "999999"}, "check"),
        ("hold-runs", {"until": "31.2.2026"}, "until"),
        ("hold-runs", {"until": ""}, "until"),
        ("hold-runs", {"until": "9999-12-31"}, "until"),
        ("hold-runs", {"until": "2000-01-01"}, "until"),
        ("exercises", {"exercise": "X99", "choice": "IN"}, "exercise"),
        ("exercises", {"exercise": "X12", "choice": "MAYBE"}, "choice"),
        ("dose", {"dose": "X04:99"}, "dose"),
        ("dose", {"dose": ""}, "dose"),
        ("times", {**TIMES, "first": "25:00"}, "first"),
        ("times", {**TIMES, "first": "03:00"}, "__all__"),
        ("times", {**TIMES, "first": "12:30"}, "__all__"),
    ],
)
def test_nonsense_is_refused_at_its_field(
    *, client: Client, plan: Plan, act: str, given: dict[str, str], field: str
) -> None:
    before = everything()

    response = sent(client, plan, act, **given)

    assert field in errors_of(response)
    assert everything() == before


def test_a_limit_in_the_way_is_named_and_set_aside_on_the_same_page(
    client: Client, plan: Plan, physio: User
) -> None:
    first = sent(client, plan, "phase", phase="3")
    until = today() + 14 * DAY

    assert errors_of(first) == {"aside": [LIMIT]}
    assert 'name="aside"' in first.content.decode()
    assert first.context["form"]["phase"].value() == "3"
    late = sent(client, plan, "phase", phase="3", aside=(until + DAY).isoformat())
    assert [*errors_of(late)] == ["aside"]
    empty = sent(client, plan, "phase", phase="3", aside="")
    assert [*errors_of(empty)] == ["aside"]
    sent(client, plan, "phase", phase="3", aside=until.isoformat())

    plan.refresh_from_db()
    override = Override.objects.get()
    assert (plan.phase, override.limit, override.by) == (3, "PHASE", physio)
    assert (override.reason, override.ends_on) == (WHY, until)


@pytest.mark.parametrize(
    ("act", "given"),
    [
        ("phase", {"phase": "3"}),
        ("stage", {"stage": "1"}),
        ("exercises", {"exercise": "X12", "choice": "IN"}),
        ("dose", {"dose": "X04:2"}),
    ],
)
def test_past_a_red_flag_the_page_says_that_somebody_has_to_look(
    client: Client, plan: Plan, act: str, given: dict[str, str]
) -> None:
    plan.changes.create(what="VISIT", why="So.", at=timezone.now(), level=5)

    response = sent(client, plan, act, **given)

    [said] = errors_of(response)["__all__"]
    assert said.startswith("Somebody has to look first")
    assert plan.changes.count() == 1


def test_what_changed_meanwhile_is_shown_and_the_physio_decides_again(
    client: Client, clinic: Clinic, plan: Plan, physio: User
) -> None:
    seen, now = token_of(plan.person), timezone.now()
    plan.changes.create(what="STAGE", before="", after="2", why="It opened.", at=now)
    a_clearance(person=plan.person, at=now)
    CareNote.objects.create(
        person=plan.person, by=physio, at=now, text="Called " + "x" * 300
    )
    LevelOverrule.objects.create(
        assessment=plan.assessment, level=3, why="Limps.", by=physio, at=now
    )

    first = sent(client, plan, "phase", phase="1", seen=seen)
    page = first.content.decode()
    form = first.context["form"]
    again = {name: form[name].value() for name in ("seen", "why", "phase")}
    second = client.post(to(plan.person, "phase"), again)

    assert errors_of(first, 409)["__all__"] == [
        "Something changed since you opened this page. Read it, then decide again."
    ]
    for words in ("It opened.", "the rules", "may exercise", "Called xxx", "Limps."):
        assert words in page
    assert "x" * 250 not in page
    assert (again["why"], again["phase"]) == (WHY, "1")
    assert second.status_code == 302
    plan.refresh_from_db()
    assert plan.phase == 1


def test_whoever_treats_no_more_changes_nothing(
    client: Client, plan: Plan, physio: User
) -> None:
    page = client.get(to(plan.person, "phase"))
    plan.person.care_links.update(ended_at=timezone.now())

    response = sent(client, plan, "phase", phase="1")

    assert (page.status_code, response.status_code) == (200, 404)
    assert not plan.changes.exists()
