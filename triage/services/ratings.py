"""A physio gives answers a level before seeing ours; how often the two agree."""

import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from math import sqrt
from typing import cast

from django.db import transaction
from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat

from accounts.models import AccessLog, User
from accounts.services import log_view
from triage.models import Assessment, BlindRating, ProtocolRelease
from triage.rules.parts import Level
from triage.services.overruling import NotTreating

NEWEST = 200  # the sample is drawn from as many results: older ones tell of older rules
# How a look at the answers alone stands in the access log. A look at a row that was rated
# tells more: it stands there as "blind rating 1".
BLIND = "blind rating of assessment"
LISTS = ("access logs", "care links", "clearances", "patients")
# Looks that tell no level of a result: all others may. A list of patients tells of some why
# they need attention; these looks stand in the log by another name.
TELLS_NOTHING = (
    Q(what__startswith=BLIND)
    | Q(what__startswith="care link ")
    | Q(what__in=[f"list of {rows}" for rows in LISTS])
)
SURE = 1.96  # standard deviations on either side that hold 95 % of a normal distribution


class SawOurs(Exception):
    """Whoever rates has looked at the runner since the result, and may know its level."""


class NotDrawn(Exception):
    """Whoever rates was not asked for these answers: they would have been a choice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How many of all, with the range in which the true share lies in 95 of 100 cases."""

    number: int
    of: int

    @property
    def percent(self) -> float:
        return 100 * self.number / self.of

    @property
    def interval(self) -> tuple[float, float]:
        """The bounds in percent, by Wilson's score (1927): right for small numbers too."""
        share, square = self.number / self.of, SURE**2
        middle = share + square / (2 * self.of)
        spread = SURE * sqrt(share * (1 - share) / self.of + square / (4 * self.of**2))
        whole = 1 + square / self.of
        low, high = (middle - spread) / whole, (middle + spread) / whole
        return 100 * max(low, 0.0), 100 * min(high, 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How the levels of one release compare to those of physios.

    ``over`` is ours being more urgent, ``under`` calmer, ``far_under`` calmer by two levels
    or more. ``dropped`` counts what was drawn, and seen with its level before it was rated:
    nobody's chance, so many of them make the other figures doubtful.
    """

    release: ProtocolRelease
    dropped: int
    same: Share
    over: Share
    under: Share
    far_under: Share


@transaction.atomic
def draw_to_rate(*, by: User, at: datetime) -> Assessment | None:
    """Return a result that ``by`` has not seen, drawn at random from the newest, if any.

    It is never one of their own. That ``by`` is shown its answers goes into the access log.
    The same is returned until it is rated, in whichever browser: whoever could draw again
    would choose what is counted.
    """
    _one_at_a_time(by)
    newest = _unseen(by).order_by("-submitted_at", "-pk")
    waiting = [
        *newest.annotate(drawn=Exists(_drawn(by))).values_list("pk", "drawn")[:NEWEST]
    ]
    if not waiting:
        return None
    before = [pk for pk, drawn in waiting if drawn]
    # Not a secret: which answers are rated first has only to be nobody's choice.
    pk = before[0] if before else random.choice(waiting)[0]  # noqa: S311
    assessment = Assessment.objects.select_related("release", "patient").get(pk=pk)
    runner = cast("User", assessment.patient)  # only runners are visible
    log_view(viewer=by, person=runner, what=f"{BLIND} {pk}", at=at)
    return assessment


@transaction.atomic
def rate(*, assessment: Assessment, by: User, level: Level, at: datetime) -> BlindRating:
    """Keep the level that ``by`` gives to answers whose result they have not seen.

    The first rating stands: to rate again returns it.

    :raises NotTreating: if ``by`` does not treat the runner, or is that runner, or there is
        no such result.
    :raises SawOurs: if they have looked at the runner since the result.
    :raises NotDrawn: if these answers were not drawn for them.
    """
    _one_at_a_time(by)
    before = BlindRating.objects.filter(assessment=assessment, by=by).first()
    if before is not None:
        return before
    mine = _of_others(by).filter(pk=assessment.pk)
    if not mine.exists():
        raise NotTreating
    if not _unseen(by).filter(pk=assessment.pk).exists():
        raise SawOurs
    if not mine.filter(Exists(_drawn(by))).exists():
        raise NotDrawn
    return BlindRating.objects.create(assessment=assessment, by=by, level=level, at=at)


def agreements(*, seen_by: User) -> list[Agreement]:
    """Return how we compare, by release, the newest first.

    It counts the ratings of results of runners whom ``seen_by`` treats. A result that
    several physios rated counts once for each. It takes three queries,
    whatever there is.
    """
    rows = BlindRating.objects.visible_to(seen_by)
    steps = rows.annotate(step=F("assessment__level") - F("level"))
    by_release: dict[int, list[int]] = {}
    for release, step in steps.values_list("assessment__release", "step"):
        by_release.setdefault(release, []).append(step)
    dropped = Counter(release for release, *_ in _dropped(seen_by))
    numbers = sorted({*by_release, *dropped}, reverse=True)
    releases = ProtocolRelease.objects.in_bulk(numbers)
    return [_agreement(releases[pk], by_release.get(pk, []), dropped[pk]) for pk in numbers]


def _agreement(release: ProtocolRelease, steps: list[int], dropped: int) -> Agreement:
    def share(those: Iterable[bool]) -> Share:
        return Share(number=sum(those), of=len(steps))

    return Agreement(
        release=release,
        dropped=dropped,
        same=share(step == 0 for step in steps),
        over=share(step > 0 for step in steps),
        under=share(step < 0 for step in steps),
        far_under=share(step < -1 for step in steps),
    )


def _dropped(seen_by: User) -> QuerySet[AccessLog, tuple[int, int, str]]:
    """Return what was drawn and seen before it was rated: release, rater and look, once."""
    drawn = {"patient": OuterRef("person"), "named": OuterRef("what")}
    results = Assessment.objects.annotate(named=_look_at("pk")).filter(**drawn)
    ratings = BlindRating.objects.annotate(named=_look_at("assessment"))
    rated = ratings.filter(by=OuterRef("viewer"), named=OuterRef("what"))
    seen = AccessLog.objects.exclude(TELLS_NOTHING).filter(
        viewer=OuterRef("viewer"), person=OuterRef("person"), at__gte=OuterRef("at")
    )
    draws = AccessLog.objects.visible_to(seen_by).filter(what__startswith=f"{BLIND} ")
    of_results = draws.annotate(release=Subquery(results.values("release")[:1]))
    dropped = of_results.filter(Exists(seen), ~Exists(rated), release__isnull=False)
    return dropped.order_by().values_list("release", "viewer", "what").distinct()


def _look_at(number: str | OuterRef) -> Concat:
    """Return, for SQL, how a draw of the result of this ``number`` stands in the log."""
    pk = Cast(number, CharField())
    return Concat(Value(f"{BLIND} "), pk, output_field=CharField())


def _one_at_a_time(by: User) -> None:
    """Let two pages that ``by`` opens or sends at once wait for each other."""
    User.objects.select_for_update(no_key=True).get(pk=by.pk)


def _drawn(by: User) -> QuerySet[AccessLog]:
    """Return, for SQL, the looks by which the answers of a result were drawn for ``by``."""
    return AccessLog.objects.filter(
        viewer=by, person=OuterRef("patient"), what=_look_at(OuterRef("pk"))
    )


def _of_others(by: User) -> QuerySet[Assessment]:
    """Return the results of those whom ``by`` treats: a physio may be a runner, too."""
    return Assessment.objects.visible_to(by).submitted().exclude(patient=by)


def _unseen(by: User) -> QuerySet[Assessment]:
    """Return the results of those whom ``by`` treats that ``by`` knows nothing of."""
    looks = AccessLog.objects.exclude(TELLS_NOTHING).filter(
        viewer=by, person=OuterRef("patient"), at__gte=OuterRef("submitted_at")
    )
    rated = BlindRating.objects.filter(by=by, assessment=OuterRef("pk"))
    return _of_others(by).exclude(Exists(looks)).exclude(Exists(rated))
