"""The figures of the mails for Prometheus: numbers alone, for whoever holds the token."""

from collections.abc import Iterator

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4, generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from rehab.models import Reminder
from rehab.reminders.watch import Figures, figures


class MailCollector(Collector):
    """The figures of one moment as gauges. The rows hold them, so no process adds its own.

    Kinds are left out: in a small clinic the kind of a mail may tell of somebody.
    """

    def __init__(self, told: Figures) -> None:
        self.told = told

    def collect(self) -> Iterator[Metric]:
        """Yield each figure, ages in seconds; one that nobody knows yet is left out."""
        told = self.told
        yield _gauge("due", "Mails that should have gone by now, up to 10001", told.due)
        yield _gauge("in_hands", "Of these, being sent just now", told.in_hands)
        yield _gauge("retrying", "Of these, waiting for another try", told.retrying)
        yield _gauge(
            "lag_seconds",
            "For how long the oldest mail has been due that should be in hands",
            told.lag.total_seconds(),
        )
        yield _gauge("refused_addresses", "Addresses that take no mail", told.refused)
        yield from self._ends()
        yield from self._ages()

    def _ends(self) -> Iterator[Metric]:
        counts = self.told.last_hour()
        for state in Reminder.State:
            if state != Reminder.State.DUE:
                says = f"Mails that ended as {state.label} in the last hour"
                yield _gauge(f"{state.label}_last_hour", says, counts[state.value])

    def _ages(self) -> Iterator[Metric]:
        fast = "a worker last saw that its clock was fast"
        ages = {
            "tick": ("the last tick ran", self.told.tick_age),
            "review": ("the last review ran", self.told.review_age),
            "fast_clock": (fast, self.told.fast_clock_age),
        }
        for name, (what, age) in ages.items():
            if age is not None:
                says = f"How long ago {what}"
                yield _gauge(f"{name}_age_seconds", says, age.total_seconds())


@login_not_required
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """Tell the figures of now to whoever sends the token of the settings.

    :raises Http404: if there is no such token, as if there were no such page.
    """
    if not settings.METRICS_TOKEN:
        raise Http404
    given = request.headers.get("Authorization", "")
    if not constant_time_compare(given, f"Bearer {settings.METRICS_TOKEN}"):
        refusal = HttpResponse("Send the token.\n", content_type="text/plain", status=401)
        refusal["WWW-Authenticate"] = "Bearer"
        return refusal
    page = generate_latest(MailCollector(figures(at=timezone.now())))
    return HttpResponse(page, content_type=CONTENT_TYPE_PLAIN_0_0_4)


def _gauge(name: str, says: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"stridewell_mails_{name}", f"{says}.", value=value)
