from datetime import timedelta
from typing import Any

import pytest
from django.contrib import admin
from django.db.models.options import Options
from django.utils import timezone

from accounts.admin import PatientRecordAdmin
from accounts.models import AccessLog
from accounts.privacy import holdings
from accounts.privacy.looks import Look, in_words, looks_at, read
from accounts.services import log_view
from tests.factories import NOON, a_clinic, a_physio, a_runner
from tests.reading import grade_of


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("plan 12", "looked at your plan"),
        ("patient 3, sheet", "looked at your sheet for a visit"),
        ("patient 3, level overruled", "did this: level overruled"),
        ("attention 8, acknowledged", "acknowledged that you need a look"),
        ("plan 4, change refused", "looked at your plan, and tried what was refused"),
        (
            "blind rating of assessment 5, refused",
            "looked at your answers, to test our rules, and tried what was refused",
        ),
        ("odd row 5, delete refused", "odd row, and tried what was refused"),
        ("list of odd rows", "saw you in a list: odd rows"),
        ("odd row 5", "looked at: odd row"),
    ],
)
def test_what_the_log_notes_is_told_in_words_without_numbers(what: str, words: str) -> None:
    assert in_words(what) == words


PAGES = [
    model._meta  # noqa: SLF001 # Django documents it
    for model, page in admin.site._registry.items()  # noqa: SLF001 # all there are
    if isinstance(page, PatientRecordAdmin)
]


@pytest.mark.parametrize("of", PAGES, ids=lambda of: of.label)
def test_a_look_at_each_page_of_staff_and_at_each_list_has_words_of_its_own(
    of: "Options[Any]",
) -> None:
    told = {key for each in holdings() for key in each.looks}

    name, plural = of.verbose_name, of.verbose_name_plural
    assert name in told
    assert told & {f"list of {plural}", str(plural)}


def test_the_words_are_easy_to_read() -> None:
    words = [said for each in holdings() for said in each.looks.values()]

    assert grade_of(words) <= 5


@pytest.mark.django_db
def test_looks_of_one_viewer_at_one_page_on_one_day_are_one_entry() -> None:
    runner, bea = a_runner(), a_physio(clinic=a_clinic(), name="Bea")
    for hours in (0, 1, 2, 30):
        log_view(viewer=bea, person=runner, what="plan 1", at=NOON - timedelta(hours=hours))

    told = [(look.did, look.times, look.at) for look in map(read, looks_at(runner))]

    assert told == [
        ("looked at your plan", 3, NOON),
        ("looked at your plan", 1, NOON - timedelta(hours=30)),
    ]


@pytest.mark.django_db
def test_other_viewers_pages_and_reasons_stand_apart() -> None:
    runner, clinic = a_runner(), a_clinic()
    bea, cleo = (a_physio(clinic=clinic, name=name) for name in ("Bea", ""))
    log_view(viewer=a_physio(clinic=clinic), person=a_runner(), what="plan 1", at=NOON)
    log_view(viewer=bea, person=runner, what="plan 1", at=NOON)
    log_view(viewer=bea, person=runner, what="plan 2", at=NOON)
    log_view(viewer=bea, person=runner, what="plan 2", at=NOON, why="Asked me.")
    log_view(viewer=cleo, person=runner, what="plan 2", at=NOON)
    AccessLog.objects.create(named="Dr Grey", person=runner, what="sheet 1", at=NOON)

    looks = [*map(read, looks_at(runner))]

    assert looks[0] == Look(
        who="Dr Grey", is_known=False, did="looked at your sheet", why="", times=1, at=NOON
    )
    assert [(look.who, look.why, look.times) for look in looks[1:]] == [
        (cleo.email, "", 1),
        ("Bea", "Asked me.", 1),
        ("Bea", "", 1),
        ("Bea", "", 1),
    ]
    assert sum(look.times for look in looks) == 5


@pytest.mark.django_db
def test_a_day_is_one_where_the_runner_is() -> None:
    runner, bea = a_runner(), a_physio(clinic=a_clinic(), name="Bea")
    for hours in (0, 4):  # noon and four in Greenwich: one day there, two in Tokyo
        log_view(viewer=bea, person=runner, what="plan 1", at=NOON + timedelta(hours=hours))

    at_home = looks_at(runner).count()
    with timezone.override("Asia/Tokyo"):
        abroad = [*looks_at(runner)]

    assert (at_home, len(abroad)) == (1, 2)
