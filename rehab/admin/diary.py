"""What a runner told, and what the rules made of it, in words."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.html import format_html_join

from rehab.admin.rows import NEWEST, PlanRows
from rehab.admin.words import amount_words, exercise_words
from rehab.models import CheckIn, DiaryEntry, ExerciseReport, Run, SessionReport
from triage.rules.words import answer_in_words

# What an entry is read together with.
REPORTS = ("release", "session", "session_report", "run", "check_in")
TRIED = "exercise_reports"


class DiaryWords:
    """An entry in words, for a list or a table. Read it with ``REPORTS`` and ``TRIED``."""

    @admin.display(description="day", ordering="local_on")
    def day(self, entry: DiaryEntry) -> str:
        return date_format(entry.local_on, "j M Y")

    @admin.display(description="the knee")
    def knee(self, entry: DiaryEntry) -> str:
        return knee_words(entry)

    @admin.display(description="how it went")
    def report(self, entry: DiaryEntry) -> str:
        """Return what was told of a session, run or check-in; of a day if it was done."""
        told = [
            words(row)
            for name, words in _REPORTS.items()
            if (row := getattr(entry, name, None)) is not None
        ]
        if entry.kind == DiaryEntry.Kind.DAY:
            told.append(done_words(entry))
        each = (exercise_report_words(report) for report in entry.exercise_reports.all())
        return format_html_join("", "{}<br>", ((line,) for line in (*told, *each)))

    @admin.display(description="any of these new?")
    def new_signs(self, entry: DiaryEntry) -> str:
        """Return the answers to the list of new signs, as it was asked, without each no."""
        if not entry.counts:
            return "left open"
        told = (
            (question.text, answer_in_words(question, entry.given[key]))
            for key, question in entry.release.protocol.questions.items()
            if entry.given.get(key, False) is not False
        )
        return format_html_join(", ", "{}: <b>{}</b>", told) or "none of them"

    @admin.display(description="what it comes to")
    def judged(self, entry: DiaryEntry) -> str:
        return f"{entry.get_level_display()}. {self.why(entry)}"

    @admin.display(description="why this level")
    def why(self, entry: DiaryEntry) -> str:
        return " ".join(entry.reasons)


class DiaryInline(DiaryWords, PlanRows):
    model = DiaryEntry
    verbose_name_plural = f"what they told: the newest {NEWEST}"
    fields = ["day", "kind", "knee", "report", "new_signs", "judged"]
    readonly_fields = ["day", "knee", "report", "new_signs", "judged"]
    ordering = ["-at", "-pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request)
        return rows.select_related(*REPORTS).prefetch_related(TRIED)


def knee_words(entry: DiaryEntry) -> str:
    """Return what an entry tells of the knee itself."""
    told = [
        f"pain at rest {entry.pain}",
        _number("that morning", entry.morning_pain),
        _number("the morning after", entry.next_morning_pain),
        "hurt at night" if entry.night_pain else "",
        f"swelling: {entry.get_swelling_display()}" if entry.swelling else "",
        "got worse" if entry.worse else "",
    ]
    return ", ".join(part for part in told if part)


def done_words(entry: DiaryEntry) -> str:
    """Return whether what was to be done on a day was."""
    return "done" if entry.done else "not done"


def _number(name: str, number: int | None) -> str:
    return "" if number is None else f"{name} {number}"


def exercise_report_words(report: ExerciseReport) -> str:
    """Return how one exercise of a session went."""
    amount = report.get_amount_display()
    return f"{exercise_words(report.exercise)}: {amount}, pain {report.pain}"


def session_words(report: SessionReport) -> str:
    """Return how a session went as a whole."""
    told = [
        f"{report.get_amount_display()}, hard {report.hard} of 10",
        "" if report.good_form else "not clean",
        "after a painkiller" if report.painkiller else "",
    ]
    return ", ".join(part for part in told if part)


def run_words(run: Run) -> str:
    """Return what was run, and how that felt."""
    told = [
        f"{amount_words(run.metres, by_time=False)} in" if run.metres else "",
        f"{run.minutes} minutes",
    ]
    more = [
        " ".join(part for part in told if part),
        run.get_surface_display(),
        run.get_intensity_display(),
        f"{run.climb} m uphill" if run.climb else "",
        f"pain {run.pain}",
        "limped, or sudden or rising pain" if run.limped else "",
        _number("stage", run.stage),
    ]
    return " · ".join(part for part in more if part)


def check_in_words(check: CheckIn) -> str:
    """Return what was measured, with the names that its plan gives the activities."""
    plan = check.entry.plan
    told = [
        check.get_feeling_display(),
        f"worst {check.worst}",
        _number("running", check.running),
        *(
            f"{name}: {score} of 10"
            for name, score in zip(plan.activities, check.activities, strict=False)
        ),
        "limps, or cannot walk for 10 minutes" if check.limps else "",
    ]
    return " · ".join(part for part in told if part)


_REPORTS: dict[str, Any] = {
    "session_report": session_words,
    "run": run_words,
    "check_in": check_in_words,
}
