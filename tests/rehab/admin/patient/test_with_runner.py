"""What happened with a runner, each kind of it in words."""

from datetime import timedelta

import pytest
from django.test import Client

from accounts.models import CareLink, Clinic, User
from accounts.services import log_view
from rehab.models import (
    Attention,
    CareNote,
    Message,
    Plan,
    ReminderAct,
    SeenAnswer,
    SharedSheet,
    SheetRecord,
)
from rehab.oversight.timeline import Kind
from tests.factories import (
    NOON,
    a_clearance,
    a_clinic,
    a_follow_up,
    a_message_mail,
    a_physio,
    a_question,
    a_reminder,
    an_assessment,
)
from tests.rehab.admin.patient.steps import changed, told, urls

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def test_what_another_clinic_did_is_told_without_a_name(
    client: Client, runner: User, plan: Plan, clinic: Clinic
) -> None:
    there = a_clinic()
    CareLink.objects.create(patient=runner, clinic=there, begun_at=NOON)
    eve, bo = a_physio(clinic=there, name="Evelyn"), a_physio(clinic=clinic, name="Bo")
    for by, text in ((eve, "Tape it."), (bo, "No tape.")):
        CareNote.objects.create(person=runner, by=by, text=text, at=NOON)
    changed(plan, "PAUSED", by=eve, why="It was hot.")

    notes = told(client, runner, Kind.NOTE)
    [paused] = told(client, runner, Kind.CHANGE)
    page = client.get(f"/admin/rehab/patient/{runner.pk}/change/").text

    strange = "a physio of another clinic"
    assert [(note.quote, note.by) for note in notes] == [
        ("No tape.", "Bo"),
        ("Tape it.", strange),
    ]
    assert (paused.lines, paused.by) == (("It was hot.",), strange)
    assert "Evelyn" not in page
    assert eve.email not in page
    assert there.name not in page


def test_mails_of_a_day_are_told_together(client: Client, plan: Plan) -> None:
    for slot, state, reason in (
        (1, "SENT", ""),
        (2, "SENT", ""),
        (3, "PARKED", "The mail server refused it."),
    ):
        due = NOON + slot * HOUR
        facts = {"state": state, "settled_at": due, "reason": reason}
        a_reminder(plan=plan, slot=slot, due_at=due, **facts)
    missed = NOON + 24 * HOUR
    a_reminder(
        plan=plan,
        local_on=missed.date(),
        due_at=missed,
        state="MISSED",
        settled_at=missed,
        reason="Too late.",
    )

    late, day = told(client, plan.person, Kind.MAILS)

    assert day.title == "Mails of 22 Nov 2026"
    assert day.lines == (
        "Sent: rest, ice, compression, elevation (2).",
        "Parked: rest, ice, compression, elevation. The mail server refused it.",
    )
    assert late.lines == ("Missed: rest, ice, compression, elevation. Too late.",)


def test_what_was_pressed_in_a_mail(client: Client, plan: Plan) -> None:
    mail = a_reminder(plan=plan)
    ReminderAct.objects.create(reminder=mail, what="SKIPPED", at=NOON)
    ReminderAct.objects.create(reminder=mail, what="BARRIER", choice="time", at=NOON + HOUR)

    barrier, skipped = told(client, plan.person, Kind.PRESS)

    assert skipped.title == "Pressed in a mail: not today"
    assert skipped.lines == ("In the mail “rest, ice, compression, elevation”.",)
    assert barrier.title.startswith("Pressed in a mail: what gets in the way: ")


def test_whether_somebody_was_seen(client: Client, runner: User) -> None:
    question = a_question(follow_up=a_follow_up(person=runner))
    SeenAnswer.objects.create(reminder=question, said="NOT_YET", at=NOON)

    [one] = told(client, runner, Kind.SEEN)

    assert (one.title, one.by) == ("Asked if they were seen: not yet", "the runner")


def test_a_message_stands_with_what_became_of_its_mail(
    client: Client, runner: User, pia: User
) -> None:
    Message.objects.create(person=runner, by=pia, text="Well done.", at=NOON)
    a_message_mail(person=runner, by=pia, text="Rest.\nIce.", due_at=NOON + HOUR)
    a_message_mail(
        person=runner,
        by=pia,
        due_at=NOON + 26 * HOUR,
        state="MISSED",
        reason="Too late.",
    )

    missed, sent, unsent = told(client, runner, Kind.MESSAGE)

    assert (unsent.by, unsent.quote) == ("Pia", "Well done.")
    assert unsent.lines == ("No email: they read it with their plan.",)
    assert (sent.quote, sent.lines) == (
        "Rest.\nIce.",
        ("Email sent 22 Nov 2026, 13:00",),
    )
    assert missed.lines == ("Email missed 23 Nov 2026, 14:00 (Too late.)",)


def test_a_note_can_be_corrected_until_it_is(
    client: Client, runner: User, pia: User
) -> None:
    about = {"person": runner, "by": pia, "text": "Left."}
    wrong = CareNote.objects.create(at=NOON, **about)
    right = CareNote.objects.create(at=NOON + HOUR, corrects=wrong, **about)
    asked = Attention.objects.create(
        person=runner, rule="SILENT", why="Silent.", raised_at=NOON, renewed_at=NOON
    )
    CareNote.objects.create(at=NOON + 2 * HOUR, kind="CALL", attention=asked, **about)

    call, newer, older = told(client, runner, Kind.NOTE)

    assert (call.title, call.links) == ("Call: silent for a week", ())
    assert newer.lines == ("Corrects the note of 22 Nov 2026, 12:00.",)
    assert urls(newer) == [f"/admin/rehab/patient/{runner.pk}/note/?corrects={right.pk}"]
    assert (older.title, older.quote, older.by) == ("Note", "Left.", "Pia")
    assert (older.lines, older.links) == (
        ("Corrected since: see the newer note.",),
        (),
    )


def test_a_visit_tells_what_is_allowed(client: Client, runner: User, pia: User) -> None:
    a_clearance(person=runner, may_exercise=False, note="Wait.")
    a_clearance(person=runner, at=NOON + HOUR, by=pia)

    allowed, forbidden = told(client, runner, Kind.CLEARANCE)

    assert forbidden.title == "Seen by a physio on 22 Nov 2026"
    assert (forbidden.lines, forbidden.quote, forbidden.by) == (
        ("may not exercise, no running",),
        "Wait.",
        "the runner",
    )
    assert (allowed.lines, allowed.by) == (("may exercise, may run",), "Pia")


def test_what_asked_for_a_look_tells_what_became_of_it(
    client: Client, runner: User, pia: User
) -> None:
    about = {"person": runner, "why": "So.", "renewed_at": NOON}
    Attention.objects.create(rule="SILENT", raised_at=NOON - HOUR, closed_at=NOON, **about)
    Attention.objects.create(
        rule="RED_FLAG",
        level=5,
        raised_at=NOON,
        acknowledged_at=NOON,
        acknowledged_by=pia,
        closed_at=NOON + HOUR,
        closed_by=pia,
        **about,
    )

    flag, silent = told(client, runner, Kind.ATTENTION)

    assert silent.title == "Needs attention: silent for a week"
    assert silent.lines == ("So.", "Closed, 22 Nov 2026, 12:00.")
    assert flag.lines == (
        "So.",
        "Acknowledged by Pia, 22 Nov 2026, 12:00.",
        "Closed by Pia, 22 Nov 2026, 13:00.",
    )
    assert (silent.urgent, flag.urgent) == (False, True)


def test_sheets_that_were_shared_and_what_was_recorded_with_them(
    client: Client, runner: User
) -> None:
    check = an_assessment(patient=runner)
    sheets = [
        SharedSheet.objects.create(
            person=runner,
            assessment=check,
            nonce=f"{number}",
            fingerprint=f"{number}",
            made_at=NOON + number * HOUR,
            ends_at=NOON + 24 * HOUR,
            revoked_at=NOON + 2 * HOUR if number else None,
        )
        for number in range(2)
    ]
    SheetRecord.objects.create(
        sheet=sheets[0],
        at=NOON,
        kind="CHANGE",
        name="Dr Strange",
        registration="PH 1",
        text="Fewer hops.",
    )

    revoked, shared = told(client, runner, Kind.SHEET)
    [record] = told(client, runner, Kind.RECORD)

    assert shared.lines == ("Until 23 Nov 2026, 12:00.",)
    assert revoked.lines == ("Taken back 22 Nov 2026, 14:00.",)
    assert record.title == "With the code of a sheet: asks for a change of the plan"
    assert (record.by, record.quote) == ("Dr Strange (PH 1)", "Fewer hops.")
    assert record.lines == ("Nobody has checked this name and registration.",)


def test_who_looked_at_what_and_why(client: Client, runner: User, pia: User) -> None:
    before = NOON - timedelta(days=30)
    for what, why in (("plan 1", ""), ("note 2", "Asked to.")):
        log_view(viewer=pia, person=runner, what=what, at=before, why=why)

    now, looks = told(client, runner, Kind.VIEW)

    assert (now.title, now.lines, now.by) == ("Looked", (f"patient {runner.pk}",), "Pia")
    assert (looks.title, looks.by) == ("Looked, 2 times", "Pia")
    assert looks.lines == ("note 2, plan 1", "Asked to.")


def test_what_runners_wrote_is_shown_and_never_obeyed(client: Client, plan: Plan) -> None:
    nasty = "<script>alert(1)</script>"
    a_clearance(person=plan.person, note=nasty)
    changed(plan, "FINISHED", why=nasty)

    page = client.get(f"/admin/rehab/patient/{plan.person_id}/change/").content.decode()

    assert nasty not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 3
