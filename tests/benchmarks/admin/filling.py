"""A clinic with as many runners as one likes, each with a plan and a diary.

The factories make one runner, and the database copies each of their rows.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from accounts.models import AccessLog, CareLink, Consent, Membership, PersonWord, User
from rehab.models import Attention, CareNote, Message, Plan, PlanChange, Reminder
from tests.benchmarks.admin.copying import Copies, copy_all, table_of
from tests.factories import (
    a_clearance,
    a_clinic,
    a_follow_up,
    a_physio,
    a_plan,
    a_reminder,
    a_runner,
    an_assessment,
    an_entry,
)

MAILS = 5  # of each runner
YEAR = 365  # more entries and mails of the first one
FIRST_ONLY = 10**9
PERSON = "{accounts_user}"
MINE = {"person_id": PERSON}
ITS = {"plan_id": "{rehab_plan}"}
CHECK = {"assessment_id": "{triage_assessment}"}
NAMED_PHYSIOS = 100
# In another order than the keys.
_WITHIN_A_DAY = "interval '1 millisecond' * (n::bigint * 7919 % 86400000)"
_SYLLABLES = "'{{ba,do,fi,gu,ha,ke,li,mo,na,pe,ri,so,ta,ve,wi,zu}}'::text[]"
_FIRST = f"({_SYLLABLES})[1 + n % 16] || ({_SYLLABLES})[1 + n / 16 % 16]"
_LAST = (
    f"({_SYLLABLES})[1 + n / 256 % 16] || ({_SYLLABLES})[1 + n / 4096 % 16]"
    f" || ({_SYLLABLES})[1 + n / 65536 % 16]"
)


@dataclass(frozen=True, slots=True)
class World:
    """Who looks, by what they see, and the first of the runners.

    ``everybody`` leads a clinic that looks after all runners. ``some`` treats those of
    another, which are every thousandth. ``named`` treats those who chose them, at a third
    clinic with every tenth runner and a hundred physios.
    """

    everybody: User
    some: User
    named: User
    runner: User


def fill(*, runners: int, diary: int) -> World:
    """Put ``runners`` into an empty database, each with ``diary`` entries."""
    clinics = [a_clinic() for _ in range(3)]
    lead = a_physio(clinic=clinics[0], role=Membership.Role.LEAD)
    some = a_physio(clinic=clinics[1])
    named = [a_physio(clinic=clinics[2]) for _ in range(NAMED_PHYSIOS)]
    plan = _the_first()
    links = [
        CareLink.objects.create(patient=plan.person, clinic=clinic, begun_at=plan.opened_at)
        for clinic in clinics
    ]
    words = (
        f"INSERT INTO {table_of(PersonWord)} (person_id, word)"  # noqa: S608 - all ours
        " SELECT person.id, found.word FROM accounts_user AS person,"
        " accounts_words(person.name, person.email) AS found"
        f" WHERE person.id > {plan.person_id}"
    )
    copy_all(
        [
            *_of_a_person(plan, links, named),
            *_of_a_plan(plan, diary),
            *_of_care(plan, lead),
        ],
        runners=runners,
        more={table_of(PersonWord): words},
    )
    CareLink.objects.filter(patient=plan.person).delete()  # nobody's, only there to copy
    return World(lead, some, named[0], User.objects.get(pk=plan.person_id + 1))


def _the_first() -> Plan:
    """Return the plan of a runner who is copied: three weeks old, with a real check."""
    begun = timezone.now() - timedelta(weeks=3)
    runner = a_runner(name="Ada")
    return a_plan(
        person=runner,
        assessment=an_assessment(patient=runner, at=begun),
        opened_at=begun,
        begun_on=begun.date(),
        phase=1,
    )


def _of_a_person(plan: Plan, links: list[CareLink], named: list[User]) -> Iterator[Copies]:
    """Yield the runner with who looks after them, what they agreed to and their check."""
    runner = plan.person
    address = f"{_FIRST} || '.' || {_LAST} || n || '@example.org'"
    name = f"initcap({_FIRST}) || ' ' || initcap({_LAST})"
    yield Copies(row=runner, columns={"email": address, "name": name})
    consent = runner.consents.get(kind=Consent.Kind.MAILS)
    yield Copies(row=consent, columns=MINE)
    chosen = f"{named[0].pk} + n / 10 % {NAMED_PHYSIOS}"
    link = {"patient_id": PERSON} | _scattered("begun_at")
    of_all, of_some, of_named = links
    yield Copies(row=of_all, columns=link)
    yield Copies(row=of_some, columns=link, every=1000)
    yield Copies(row=of_named, columns=link | {"physio_id": chosen}, every=10)
    told = {"patient_id": PERSON} | _scattered("started_at", "submitted_at")
    yield Copies(row=plan.assessment, columns=told)


def _of_a_plan(plan: Plan, diary: int) -> Iterator[Copies]:
    """Yield the plan, what was told and changed in it, and its mails."""
    at = plan.opened_at
    yield Copies(row=plan, columns=MINE | CHECK | _scattered("opened_at"))
    level = (
        "CASE WHEN (n + k * 31) % 1000 = 0 THEN 5 WHEN (n + k) % 50 = 0 THEN 3 ELSE 1 END"
    )
    told = {"local_on": "local_on + k", "pain": "(n + k) % 5", "level": level}
    entry = an_entry(plan=plan, at=at, local_on=at.date())
    yield Copies(row=entry, columns=ITS | _by_day("at") | told, each=diary)
    year = {"each": YEAR, "every": FIRST_ONLY}
    yield Copies(row=entry, columns=ITS | _by_day("at") | told, **year)
    opened = PlanChange.objects.create(plan=plan, at=at, what="OPENED", why="Agreed.")
    yield Copies(row=opened, columns=ITS | _by_day("at"), each=3)
    sent = {"state": Reminder.State.SENT, "settled_at": at}
    mail = a_reminder(plan=plan, due_at=at, local_on=at.date(), **sent)
    days = _by_day("due_at", "useful_until", "settled_at") | {"local_on": "local_on + k"}
    yield Copies(row=mail, columns=MINE | ITS | days, each=MAILS)
    later = {"local_on": f"local_on + {MAILS} + k"}
    yield Copies(row=mail, columns=MINE | ITS | days | later, **year)


def _of_care(plan: Plan, physio: User) -> Iterator[Copies]:
    """Yield what physios did about some, and what still asks for a look."""
    runner, at = plan.person, plan.opened_at
    said = {"person": runner, "by": physio, "at": at, "text": "Keep it easy."}
    for model in (CareNote, Message):
        row = model.objects.create(**said)
        yield Copies(row=row, columns=MINE | _by_day("at"), every=11)
    seen = a_clearance(person=runner, by=physio, at=at)
    yield Copies(row=seen, columns=MINE | _by_day("at"), every=11)
    asked = a_follow_up(person=runner, begun_at=at, begun_on=at.date())
    yield Copies(row=asked, columns=MINE | CHECK | _scattered("begun_at"), every=51)
    asks = Attention.objects.create(
        person=runner, rule="PAIN_UP", why="Pain went up.", raised_at=at, renewed_at=at
    )
    since = _scattered("raised_at", "renewed_at") | {"level": "1 + n / 21 % 6"}
    yield Copies(row=asks, columns=MINE | since, every=21)
    look = AccessLog.objects.create(viewer=physio, person=runner, what="patient", at=at)
    yield Copies(row=look, columns=MINE | _by_day("at"), each=2)


def _scattered(*names: str) -> dict[str, str]:
    """Return columns of instants, spread over a day: hardly two rows share one."""
    return {name: f"{name} + {_WITHIN_A_DAY}" for name in names}


def _by_day(*names: str) -> dict[str, str]:
    """Return the same, a day later for each copy of one runner."""
    days = "interval '1 day' * k"
    return {name: f"{name} + {days} + {_WITHIN_A_DAY}" for name in names}
