from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from rehab import plans
from rehab.models import DiaryEntry, ExerciseSession, Plan
from rehab.programme.exercises import BY_ID
from rehab.programme.told import Amount
from tests.rehab.rows import everything
from tests.rehab.steps import NOTHING_NEW, in_training
from triage.rules.parts import Level

pytestmark = pytest.mark.django_db

URL = "/plan/session/"
NONE = "none-of-these"
CALM: dict[str, Any] = {"pain": "1", "worse": "no", "swelling": "NONE", "news": [NONE]}
EFFORT = {"amount": "ALL", "hard": "5", "tidy": "yes", "painkiller": "no"}
SKIPPED = CALM | {"way": "skipped"}


def address(session: ExerciseSession) -> str:
    return f"{URL}{session.number}/"


def done(session: ExerciseSession, pain: str = "1", **given: Any) -> dict[str, Any]:
    """Return what is sent if all of it was done, but for what is ``given``."""
    each = {exercise: pain for exercise, _ in session.items}
    return CALM | EFFORT | {"way": "done"} | each | given


def test_before_it_is_begun_a_get_shows_todays_session_and_changes_nothing(
    client: Client, plan: Plan
) -> None:
    before = everything()

    page = client.get(URL)
    client.head(URL)

    assert everything() == before
    begun = plans.begin_session(plan=plan, at=timezone.now())
    shown = [(task.exercise.id, task.rung) for task, _ in page.context["tasks"]]
    assert shown == [(exercise, rung) for exercise, rung in begun.items]
    assert len(shown) == 4


def test_once_begun_it_has_an_address_of_its_own(
    client: Client, session: ExerciseSession
) -> None:
    before = everything()

    response = client.get(URL)
    chosen = client.get(f"{URL}?way=skipped")
    page = client.get(address(session))

    names = [BY_ID[exercise].name for exercise, _ in session.items]
    assert response.headers["Location"] == address(session)
    assert chosen.headers["Location"] == f"{address(session)}?way=skipped"
    assert [field.label for _, field in page.context["tasks"]] == names
    assert everything() == before


@pytest.mark.parametrize(("phase", "left"), [(1, 2), (3, 4), (5, 4)])
def test_after_a_phase_that_changed_today_all_show_what_is_not_locked_of_the_session(
    client: Client, plan: Plan, session: ExerciseSession, phase: int, *, left: int
) -> None:
    Plan.objects.update(phase=phase, phase_since=session.on)

    cards = client.get("/plan/").context["page"].today.strength
    tasks = client.get(URL, follow=True).context["tasks"]
    again = plans.begin_session(plan=plan, at=timezone.now())

    open_now = [item for item in session.items if BY_ID[item[0]].phases[0] <= phase]
    called_for = [(id_, rung, BY_ID[id_].ladder[rung].dose) for id_, rung in open_now]
    assert len(called_for) == left
    on_plan = [(c.chosen.exercise.id, c.chosen.rung, c.chosen.dose) for c in cards]
    assert on_plan == called_for
    assert [(task.exercise.id, task.rung, task.dose) for task, _ in tasks] == called_for
    assert again == session


def test_before_it_is_begun_the_plan_shows_what_the_page_of_the_session_does(
    client: Client, plan: Plan
) -> None:
    cards = client.get("/plan/").context["page"].today.strength
    tasks = client.get(URL).context["tasks"]

    shown = [(task.exercise.id, task.rung) for task, _ in tasks]
    assert [(card.chosen.exercise.id, card.chosen.rung) for card in cards] == shown


def test_what_was_done_is_kept_whole(client: Client, session: ExerciseSession) -> None:
    first, *_ = (exercise for exercise, _ in session.items)
    sent = done(session, painkiller="yes", tidy="no", **{first: "not-done"})

    response = client.post(address(session), sent, follow=True)

    entry = DiaryEntry.objects.get()
    report = entry.session_report
    assert response.redirect_chain == [(address(session), 302)]
    assert (entry.kind, entry.session, entry.done) == ("SESSION", session, True)
    assert (report.amount, report.hard) == ("ALL", 5)
    assert (report.good_form, report.painkiller) == (False, True)
    told = {row.exercise: (row.amount, row.pain) for row in entry.exercise_reports.all()}
    assert told == {exercise: ("ALL", 1) for exercise, _ in session.items} | {
        first: ("NONE", 0)
    }


def test_to_send_it_begins_the_session_of_today(client: Client, plan: Plan) -> None:
    shown = client.get(URL).context["tasks"]
    sent = CALM | EFFORT | {"way": "done"} | {task.exercise.id: "2" for task, _ in shown}

    response = client.post(URL, sent)

    session = ExerciseSession.objects.get()
    assert response.headers["Location"] == address(session)
    assert DiaryEntry.objects.get().session == session


def test_to_send_it_twice_keeps_one_session_and_one_entry(
    client: Client, session: ExerciseSession
) -> None:
    for url in (URL, URL, address(session)):
        client.post(url, done(session))

    assert (ExerciseSession.objects.count(), DiaryEntry.objects.count()) == (1, 1)


def test_a_second_visit_corrects_what_was_told(
    client: Client, session: ExerciseSession
) -> None:
    client.post(address(session), done(session, amount="MOST", hard="7"))
    form = client.get(f"{address(session)}?again").context["form"]
    client.post(address(session), done(session, amount="SOME", hard="7"))

    entries = DiaryEntry.objects.order_by("pk")
    each = {exercise: "1" for exercise, _ in session.items}
    told = each | {"way": "done", "amount": "MOST", "hard": 7, "tidy": "yes"}
    assert form.initial | told == form.initial
    assert [entry.session_report.amount for entry in entries] == ["MOST", "SOME"]
    assert entries[1].adds_to == entries[0]


def test_what_hurt_too_much_to_begin_is_no_day_that_was_skipped(
    client: Client, session: ExerciseSession
) -> None:
    none = {exercise: "not-done" for exercise, _ in session.items}
    sent = done(session, way="too-painful", amount="", hard="9", **none) | {"pain": "3"}

    page = client.post(address(session), sent, follow=True)
    again = client.get(f"{address(session)}?again").context["form"]

    entry = DiaryEntry.objects.get()
    assert (entry.done, entry.session_report.amount) == (False, "NONE")
    reports = entry.exercise_reports.values_list("amount", "pain")
    assert {*reports} == {("NONE", 3)}
    assert again.initial["way"] == "too-painful"
    assert "To skip one now and then is fine." not in page.text


def test_too_painful_is_an_answer_and_asks_for_the_list(
    client: Client, session: ExerciseSession
) -> None:
    sent = done(session, way="too-painful", amount="")

    left_open = client.post(address(session), sent | {"news": []})
    client.post(address(session), sent)

    entry = DiaryEntry.objects.get()
    assert left_open.context["form"].errors == {
        "news": ["Tick all that fit. If none does, tick “None of these”."]
    }
    assert entry.session_report.amount == "SOME"
    assert entry.done is True


def test_to_skip_it_is_an_answer_and_asks_nothing_of_the_exercises(
    client: Client, session: ExerciseSession
) -> None:
    response = client.post(address(session), SKIPPED, follow=True)
    again = client.get(f"{address(session)}?again").context["form"]

    entry = DiaryEntry.objects.get()
    assert (entry.done, entry.session_report.amount) == (False, "NONE")
    assert not entry.exercise_reports.exists()
    assert again.initial["way"] == "skipped"
    assert "To skip one now and then is fine." in response.content.decode()


def test_a_session_of_which_nothing_was_done_is_told_as_none(
    client: Client, session: ExerciseSession
) -> None:
    client.post(address(session), done(session, pain="not-done"))

    entry = DiaryEntry.objects.get()
    assert (entry.done, entry.session_report.amount) == (False, "NONE")


@pytest.mark.parametrize("way", ["done", "too-painful", "skipped"])
def test_the_button_on_the_plan_chooses_how_it_went(
    client: Client, session: ExerciseSession, way: str
) -> None:
    form = client.get(f"{address(session)}?way={way}").context["form"]

    assert form["way"].value() == way


def test_a_way_that_is_none_chooses_nothing(
    client: Client, session: ExerciseSession
) -> None:
    html = client.get(f"{address(session)}?way=%3Cscript%3E").content.decode()

    assert "checked" not in html
    assert "script%3E" not in html


def test_the_morning_after_an_earlier_session_is_asked_for(
    client: Client, plan: Plan
) -> None:
    at = timezone.now() - timedelta(days=3)
    plans.record_session(
        plan=plan,
        session=plan.sessions.create(number=0, on=at.date(), phase=2, items=[]),
        telling=plans.Telling(pain=1, worse=False, signs=NOTHING_NEW),
        report=plans.SessionDone(amount=Amount.ALL, hard=5),
        at=at,
    )

    response = client.post(URL, SKIPPED | {"next_morning_pain": "2"})

    told = DiaryEntry.objects.latest("pk")
    assert response.status_code == 302
    assert told.next_morning_pain == 2


def test_without_a_session_today_it_says_when_the_next_one_comes(client: Client) -> None:
    began = timezone.now().date() - timedelta(days=15)
    client.force_login(in_training(begun_on=began).person)
    before = everything()

    response = client.get(URL)

    assert response.status_code == 200
    assert response.context["following"] == timezone.now().date() + timedelta(days=1)
    assert everything() == before


def test_before_any_exercises_it_says_that_they_come_later(client: Client) -> None:
    client.force_login(in_training(phase=0).person)

    response = client.get(URL)

    assert response.context["following"] is None
    assert "Exercises come once your knee has settled." in response.content.decode()


def test_what_is_sent_on_a_day_without_a_session_is_kept_as_told_of_the_day(
    client: Client,
) -> None:
    began = timezone.now().date() - timedelta(days=15)
    client.force_login(in_training(begun_on=began).person)

    wrong = client.post(URL, SKIPPED | {"pain": "11"})
    right = client.post(URL, SKIPPED | {"news": ["new_block"]})

    entry = DiaryEntry.objects.get()
    assert wrong.status_code == 422
    assert right.headers["Location"] == "/plan/day/"
    assert (entry.kind, entry.level) == ("DAY", Level.SAME_DAY)


def test_while_a_plan_waits_no_session_is_asked_about(client: Client, plan: Plan) -> None:
    plans.pause_plan(plan=plan, why="It got worse.", at=timezone.now())

    page = client.get("/plan/session/").content.decode()

    assert "<title>Your plan is paused" in page
    assert "It got worse." in page
    assert "We have kept what you told us." not in page
