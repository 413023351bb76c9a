"""How long the check is: pages on the way to a result, and bytes of a page."""

import gzip
import re
from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path
from typing import Final

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from tests.triage.most_said import mildest, most_said
from tests.triage.views.small import newest, published
from triage import services
from triage.protocols.medial_knee import MEDIAL_KNEE
from triage.rules.answers import Answer, Silence
from triage.rules.conditions import questions_in
from triage.rules.parts import Level
from triage.rules.questions import Page
from triage.views.way import Way

PAGES_AT_MOST: Final = 16
BYTES_AT_MOST: Final = 60_000
STATIC: Final = Path(__file__).parents[2] / "static"

# What decides which pages come. All else is answered the mildest way: a more urgent answer
# could only end the check sooner.
GATES: Final = frozenset[str]().union(
    *(questions_in(page.when) for page in MEDIAL_KNEE.pages if page.when)
)


def ways(answers: Mapping[str, Answer]) -> Iterator[tuple[str, ...]]:
    """Yield the pages of every way to a result from here on."""
    way = Way(MEDIAL_KNEE, answers)
    step = None if way.ends_early() else way.next_step()
    if step is None:
        yield ()
        return
    page = way.page_at(step)
    for told in answers_to(page):
        for rest in ways({**answers, **told}):
            yield (page.key, *rest)


def answers_to(page: Page) -> Iterator[dict[str, Answer]]:
    """Yield all answers to a page that may lead to different pages."""
    offered = [
        (*question.values(), Silence.NOT_SURE)
        if question.key in GATES
        else question.values()[:1]
        for question in page.questions
    ]
    for told in product(*offered):
        yield dict(zip(page.keys, told, strict=True))


def test_no_way_to_a_result_has_more_than_16_pages() -> None:
    every_way = [*ways({})]

    assert {page.key for page in MEDIAL_KNEE.pages} == set().union(*every_way)
    assert max(map(len, every_way)) <= PAGES_AT_MOST


def told_so_far(client: Client, answers: Mapping[str, Answer]) -> int:
    """Begin a check, give ``answers`` and return its number."""
    published(MEDIAL_KNEE)
    client.post("/check/", {"age": "not-sure"})
    client.post("/check/consent/", {"agree": "on"})
    pk = newest().pk
    services.record_answers(assessment_id=pk, answers=answers, at=timezone.now())
    return pk


def bytes_of(client: Client, path: str) -> int:
    """Return what a first visit brings: the page as sent, and all that it loads itself.

    Styles and scripts are packed as WhiteNoise sends them; the font and the icon are not.
    Whoever has been here before has all but the page.
    """
    page = client.get(path, headers={"accept-encoding": "gzip"})
    assert page.status_code == 200, path
    sent = page.content
    text = gzip.decompress(sent) if page.get("Content-Encoding") == "gzip" else sent
    loads = re.findall(rf'(?:href|src)="{settings.STATIC_URL}([^"]+)"', text.decode())
    return len(sent) + sum(map(bytes_of_file, {*loads}))


def bytes_of_file(name: str) -> int:
    content = (STATIC / name).read_bytes()
    packed = gzip.compress(content) if name.endswith((".css", ".js")) else content
    return len(packed)


@pytest.mark.django_db
def test_every_page_on_the_way_weighs_less_than_60_kb(client: Client) -> None:
    gates: dict[str, Answer] = {
        "out_of_place": True,
        "hot_joint": True,
        "place": Silence.NOT_SURE,
        "onset": "twist",
    }
    told_so_far(client, mildest() | gates)
    way = Way(MEDIAL_KNEE, newest().given)
    paths = ["/", "/help/", "/check/", "/check/consent/", "/check/answers/", "/about/"]
    for step, page in way.steps().items():
        paths.append(step.url)
        if page.is_tick_list:
            paths += [f"{step.url}unsure/"]
            paths += [f"{step.url}{item}/" for item, _ in enumerate(page.questions, 1)]

    weights = {path: bytes_of(client, path) for path in paths}

    assert len(way.steps()) == len(MEDIAL_KNEE.pages)
    assert {path: n for path, n in weights.items() if n >= BYTES_AT_MOST} == {}


@pytest.mark.django_db
@pytest.mark.parametrize("level", [Level.SELF_CARE, Level.WITHIN_2_DAYS, Level.EMERGENCY])
def test_the_longest_results_weigh_less_than_60_kb(client: Client, level: Level) -> None:
    pk = told_so_far(client, most_said(level))
    submitted = services.submit_assessment(assessment_id=pk, at=timezone.now())

    weights = [
        bytes_of(client, path) for path in ("/check/result/", "/check/result/handover/")
    ]

    assert submitted.level == level
    assert max(weights) < BYTES_AT_MOST


@pytest.mark.django_db
def test_the_longest_pages_about_the_rules_weigh_less_than_60_kb(client: Client) -> None:
    published(MEDIAL_KNEE)
    causes = [f"/about/causes/{n}/" for n, _ in enumerate(MEDIAL_KNEE.causes, 1)]
    factors = [f"/about/factors/{n}/" for n, _ in enumerate(MEDIAL_KNEE.factors, 1)]

    weights = {path: bytes_of(client, path) for path in (*causes, *factors)}

    assert {path: n for path, n in weights.items() if n >= BYTES_AT_MOST} == {}


@pytest.mark.django_db
def test_the_list_of_all_rules_is_sent_in_less_than_30_kb(client: Client) -> None:
    """With the font, which whoever comes from elsewhere here has, it is over 60 kB."""
    published(MEDIAL_KNEE)

    page = client.get("/rules/", headers={"accept-encoding": "gzip"})

    assert page["Content-Encoding"] == "gzip"
    assert len(page.content) < BYTES_AT_MOST / 2
