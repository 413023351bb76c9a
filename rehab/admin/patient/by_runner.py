"""What a runner told, and what became of their plan, in words."""

from collections.abc import Iterator

from accounts.models import User
from rehab.admin.patient.entries import told_lines
from rehab.admin.patient.parts import Link, Told, from_patient, link_to, some, who_words
from rehab.admin.words import CHECKS, GATES, moved_words, subject_words
from rehab.models import DiaryEntry, PlanChange
from rehab.oversight.timeline import Entry
from triage.models import LEVEL_IN_WORDS
from triage.rules.parts import Level

MOST_REASONS = 3


def check_told(entry: Entry, _: User) -> Told:
    facts = entry.facts
    level = facts["level"] or facts["worst_level"]
    reasons = [finding["because"] for finding in facts["findings"] or ()]
    more = len(reasons) - MOST_REASONS
    took_back = facts["level"] and facts["worst_level"] > max(
        facts["level"], Level.WITHIN_2_DAYS
    )
    earlier = LEVEL_IN_WORDS[facts["worst_level"]]
    return Told(
        title=f"Assessment: {LEVEL_IN_WORDS[level]}",
        lines=some(
            "" if facts["level"] else "Not finished: what was told so far.",
            f"An earlier answer said: {earlier}. It was taken back." if took_back else "",
            *reasons[:MOST_REASONS],
            f"and {more} more" if more > 0 else "",
        ),
        by="the runner",
        links=(
            link_to(
                "triage_assessment_change",
                entry.number,
                "Questions, answers and reasons",
            ),
        ),
        urgent=facts["worst_level"] >= Level.SAME_DAY,
    )


def movement_told(entry: Entry, _: User) -> Told:
    check = entry.facts["check"]
    found = link_to("triage_assessment_change", check, "What was found")
    return Told(title="Looked at how they move", by="the runner", links=(found,))


def overrule_told(entry: Entry, person: User) -> Told:
    facts = entry.facts
    was, now = (LEVEL_IN_WORDS[facts[name]] for name in ("was", "level"))
    return Told(
        title=f"Level overruled: {was} → {now}",
        lines=(facts["why"],),
        by=who_words(facts, person),
        links=(link_to("triage_assessment_change", facts["check"], "The assessment"),),
    )


def change_told(entry: Entry, person: User) -> Told:
    facts = entry.facts
    change = PlanChange(
        what=facts["what"],
        subject=facts["subject"],
        before=facts["before"],
        after=facts["after"],
        undoes=PlanChange(what=facts["undid"]) if facts["undid"] else None,
    )
    about = " ".join(some(subject_words(change), moved_words(change)))
    level = facts["level"]
    return Told(
        title=": ".join(some(f"Plan {change.get_what_display()}", about)),
        lines=some(
            facts["why"],
            LEVEL_IN_WORDS[level] if level else "",
            f"Undone: {facts['taken_back']}" if facts["taken_back"] else "",
        ),
        by=who_words(facts, person),
        links=tuple(_undo(entry)),
        urgent=(level or 0) >= Level.SAME_DAY,
    )


def _undo(entry: Entry) -> Iterator[Link]:
    """Yield the way to take a change back, where that can be done."""
    facts = entry.facts
    stands = not (facts["taken_back"] or facts["over"] or facts["overtaken"])
    if facts["what"] in PlanChange.UNDOABLE and stands:
        yield from_patient(link_to("rehab_planchange_undo", entry.number, "Undo"))


def told_told(entry: Entry, _: User) -> Told:
    facts = entry.facts
    of, level = facts["entry"], facts["entry"]["level"]
    named = [DiaryEntry.Kind(of["kind"]).label.removeprefix("a ").capitalize()]
    if level > Level.SELF_CARE:
        named.append(LEVEL_IN_WORDS[level])
    return Told(
        title=": ".join(named),
        lines=told_lines(facts),
        by="the runner",
        links=(link_to("rehab_diaryentry_change", entry.number, "All that was told"),),
        urgent=level >= Level.SAME_DAY,
    )


def gate_told(entry: Entry, _: User) -> Told:
    facts = entry.facts
    open_items = [CHECKS.get(item, item) for item in facts["open_items"]]
    passed = "not met yet" if open_items else "all was met"
    gate = GATES.get(facts["gate"], facts["gate"])
    return Told(title=f"Gate {gate}: {passed}", lines=tuple(open_items), by="the runner")
