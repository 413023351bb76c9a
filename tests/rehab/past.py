"""Plans with a past, as rows: what was told day after day, without asking the rules."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from rehab.models import (
    DiaryEntry,
    ExerciseReport,
    ExerciseSession,
    Plan,
    PlanChange,
    Run,
    SessionReport,
)
from tests.factories import a_plan, a_runner, an_assessment
from triage.models import ProtocolRelease
from triage.protocols.medial_knee import FOLLOW_UP
from triage.rules.parts import Level
from triage.services import publish_protocol

SESSION_DAYS = (0, 2, 4)  # of each week
RUN_DAYS = (1, 3, 5)
EXERCISES = ("X04", "X06")
SOME_SIGN = {"none": False}  # the list was answered: what stands in it plays no part here


def a_plan_with_a_past(*, days: int, at: datetime) -> Plan:
    """Return a plan in the last phase that began ``days`` ago, told of every day since.

    Three sessions and three runs of 5 km a week were done, and an exercise got harder once
    a week.
    """
    opened = at - timedelta(days=days)
    person = a_runner(time_zone="UTC")
    plan = a_plan(
        person=person,
        assessment=an_assessment(patient=person, at=opened, feet_roll_in=True),
        opened_at=opened,
        begun_on=opened.date(),
        phase=Plan.Phase.KEEP,
        stage=13,
        stage_since=opened.date(),
    )
    release = publish_protocol(protocol=FOLLOW_UP, at=opened, allow_calmer=True)
    past = _Past(plan=plan, days=days, opened=opened, release=release)
    past.tell_each_day()
    past.do_sessions()
    past.run()
    past.progress()
    return plan


@dataclass(frozen=True, slots=True, kw_only=True)
class _Past:
    plan: Plan
    days: int
    opened: datetime
    release: ProtocolRelease

    def tell_each_day(self) -> None:
        self._entries(DiaryEntry.Kind.DAY, range(7))

    def do_sessions(self) -> None:
        sessions = ExerciseSession.objects.bulk_create(
            ExerciseSession(
                plan=self.plan,
                number=number,
                on=self._at(day).date(),
                phase=self.plan.phase,
                items=[[exercise, 1] for exercise in EXERCISES],
            )
            for number, day in enumerate(self._days(SESSION_DAYS))
        )
        entries = self._entries(DiaryEntry.Kind.SESSION, SESSION_DAYS, sessions)
        SessionReport.objects.bulk_create(
            SessionReport(
                entry=entry, amount="ALL", hard=5, good_form=True, painkiller=False
            )
            for entry in entries
        )
        ExerciseReport.objects.bulk_create(
            ExerciseReport(entry=entry, exercise=exercise, amount="ALL", pain=2)
            for entry in entries
            for exercise in EXERCISES
        )

    def run(self) -> None:
        Run.objects.bulk_create(
            Run(
                entry=entry,
                minutes=30,
                metres=5000,
                surface=Run.Surface.SOFT,
                intensity=Run.Intensity.EASY,
                pain=1,
                limped=False,
            )
            for entry in self._entries(DiaryEntry.Kind.RUN, RUN_DAYS)
        )

    def progress(self) -> None:
        PlanChange.objects.bulk_create(
            PlanChange(
                plan=self.plan,
                at=self._at(day),
                what=PlanChange.What.RUNG,
                subject=EXERCISES[0],
                before="1",
                after="2",
                why="It went well.",
            )
            for day in self._days((0,))
        )

    def _at(self, day: int) -> datetime:
        return self.opened + timedelta(days=day)

    def _days(self, weekdays: Iterable[int]) -> list[int]:
        wanted = {*weekdays}
        return [day for day in range(self.days) if day % 7 in wanted]

    def _entries(
        self,
        kind: str,
        weekdays: Iterable[int],
        sessions: Iterable[ExerciseSession] = (),
    ) -> list[DiaryEntry]:
        days = self._days(weekdays)
        entries = [self._entry(kind, day) for day in days]
        for entry, session in zip(entries, sessions, strict=False):
            entry.session = session
        return DiaryEntry.objects.bulk_create(entries)

    def _entry(self, kind: str, day: int) -> DiaryEntry:
        return DiaryEntry(
            plan=self.plan,
            kind=kind,
            about=f"{kind} {day}",
            at=self._at(day),
            local_on=self._at(day).date(),
            done=True,
            pain=day % 3,
            worse=False,
            morning_pain=day % 2,
            swelling=DiaryEntry.Swelling.NONE,
            release=self.release,
            signs=SOME_SIGN,
            level=Level.SELF_CARE,
        )
