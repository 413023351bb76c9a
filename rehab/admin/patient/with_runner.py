"""What went to a runner and came back, what physios did, and who looked, in words."""

from collections import Counter
from collections.abc import Iterator

from accounts.models import User
from rehab.admin.patient.parts import (
    Facts,
    Link,
    Told,
    day,
    link_to,
    moment,
    some,
    who_words,
)
from rehab.models import (
    Attention,
    CareNote,
    Clearance,
    Reminder,
    ReminderAct,
    SeenAnswer,
    SheetRecord,
)
from rehab.oversight.timeline import Entry
from rehab.programme.mails.barriers import BY_ID as BARRIERS
from triage.rules.parts import Level

NOT_VERIFIED = "Nobody has checked this name and registration."


def mails_told(entry: Entry, _: User) -> Told:
    """Tell what became of the mails of one day: those sent in one line, then the others."""
    state, mails = Reminder.State, entry.facts["mails"]
    sent = Counter(_mail(mail) for mail in mails if mail["state"] == state.SENT)
    told = [name if times == 1 else f"{name} ({times})" for name, times in sent.items()]
    others = [
        f"{state(mail['state']).label.capitalize()}: {_mail(mail)}. {mail['reason']}"
        for mail in mails
        if mail["state"] != state.SENT
    ]
    return Told(
        title=f"Mails of {day(entry.facts['day'])}",
        lines=some(f"Sent: {'; '.join(told)}." if told else "", *others),
    )


def _mail(mail: Facts) -> str:
    return str(Reminder.Kind(mail["mail"]).label)


def press_told(entry: Entry, _: User) -> Told:
    what, choice = ReminderAct.What(entry.facts["what"]), entry.facts["choice"]
    answer = BARRIERS[choice].words if choice in BARRIERS else choice
    return Told(
        title=": ".join(some(f"Pressed in a mail: {what.label}", answer)),
        lines=(f"In the mail “{_mail(entry.facts)}”.",),
        by="the runner",
    )


def seen_told(entry: Entry, _: User) -> Told:
    said = SeenAnswer.Said(entry.facts["said"]).label
    return Told(title=f"Asked if they were seen: {said}", by="the runner")


def message_told(entry: Entry, person: User) -> Told:
    facts = entry.facts
    return Told(
        title="Message to the runner",
        quote=facts["text"],
        lines=(_fate(facts),),
        by=who_words(facts, person),
    )


def _fate(facts: Facts) -> str:
    """Return what became of the mail that tells of a message, if one was owed."""
    if facts["mail"] is None:
        return "No email: they read it with their plan."
    ended = moment(facts["settled"] or facts["due"])
    why = f" ({facts['reason']})" if facts["reason"] else ""
    return f"Email {Reminder.State(facts['mail']).label} {ended}{why}"


def note_told(entry: Entry, person: User) -> Told:
    facts = entry.facts
    what = CareNote.Kind(facts["what"])
    about = facts["about"]
    corrects = facts["corrects_at"]
    return Told(
        title=": ".join(
            some(what.label.capitalize(), Attention.Rule(about).label if about else "")
        ),
        quote=facts["text"],
        lines=some(
            f"Corrects the note of {moment(corrects)}." if corrects else "",
            "Corrected since: see the newer note." if facts["corrected_by"] else "",
        ),
        by=who_words(facts, person),
        links=tuple(_correct(entry, person, what)),
    )


def _correct(entry: Entry, person: User, what: CareNote.Kind) -> Iterator[Link]:
    if what is CareNote.Kind.NOTE and not entry.facts["corrected_by"]:
        link = link_to("rehab_patient_note", person.pk, "Correct")
        yield Link(url=f"{link.url}?corrects={entry.number}", words=link.words)


def clearance_told(entry: Entry, person: User) -> Told:
    facts = entry.facts
    exercise = "may exercise" if facts["may_exercise"] else "may not exercise"
    run = "may run" if facts["may_run"] else "no running"
    return Told(
        title=f"Seen by {Clearance.Who(facts['who']).label} on {day(facts['seen_on'])}",
        lines=(f"{exercise}, {run}",),
        quote=facts["note"],
        by=who_words(facts, person),
    )


def attention_told(entry: Entry, _: User) -> Told:
    facts = entry.facts
    known, over = facts["acknowledged_at"], facts["closed_at"]
    closer = f" by {facts['closed_by']}" if facts["closed_by"] else ""
    return Told(
        title=f"Needs attention: {Attention.Rule(facts['rule']).label}",
        lines=some(
            facts["why"],
            f"Acknowledged by {facts['acknowledged_by']}, {moment(known)}."
            if known
            else "",
            f"Closed{closer}, {moment(over)}." if over else "",
        ),
        by="the rules",
        urgent=facts["level"] >= Level.SAME_DAY,
    )


def sheet_told(entry: Entry, _: User) -> Told:
    facts = entry.facts
    ended = facts["revoked_at"]
    until = (
        f"Taken back {moment(ended)}." if ended else f"Until {moment(facts['ends_at'])}."
    )
    return Told(title="Shared their sheet by a code", lines=(until,), by="the runner")


def record_told(entry: Entry, _: User) -> Told:
    facts = entry.facts
    what = SheetRecord.Kind(facts["what"]).label
    return Told(
        title=f"With the code of a sheet: {what}",
        lines=(NOT_VERIFIED,),
        quote=facts["text"],
        by=f"{facts['name']} ({facts['registration']})",
    )


def view_told(entry: Entry, person: User) -> Told:
    facts = entry.facts
    times = f", {facts['times']} times" if facts["times"] > 1 else ""
    reasons = [reason for reason in facts["reasons"] if reason]
    return Told(
        title=f"Looked{times}",
        lines=some(", ".join(facts["seen"]), *reasons),
        by=who_words(facts, person),
    )
