"""Releases of a protocol, and when each was put in front of runners."""

from functools import lru_cache
from typing import Self

from django.db import models
from django.db.models import OuterRef, Q, Subquery

from accounts.triggers import only_added_to
from triage.rules.canonical import loads
from triage.rules.protocol import Protocol


@lru_cache(maxsize=16)
def _read_protocol(text: str) -> Protocol:
    return loads(Protocol, text)


class ProtocolReleaseQuerySet(models.QuerySet["ProtocolRelease"]):
    def in_force(self, slug: str) -> "ProtocolRelease | None":
        """Return the release of this name that was published last, if there is one."""
        return self.all_in_force().filter(slug=slug).first()

    def all_in_force(self) -> Self:
        """Keep, of each name, the release that was published last."""
        of_its_name = Publication.objects.filter(release__slug=OuterRef("slug"))
        last = of_its_name.order_by("-at", "-pk").values("release")[:1]
        return self.filter(pk=Subquery(last))


class ProtocolRelease(models.Model):
    """A protocol as it stood when it was first put in front of runners, word for word."""

    slug = models.SlugField()
    text = models.TextField()
    sha256 = models.CharField(max_length=64, unique=True)
    released_at = models.DateTimeField()

    objects = ProtocolReleaseQuerySet.as_manager()

    class Meta:
        triggers = [only_added_to()]

    def __str__(self) -> str:
        return f"{self.slug} {self.sha256[:8]}"

    @property
    def protocol(self) -> Protocol:
        return _read_protocol(self.text)

    @property
    def before(self) -> "ProtocolRelease | None":
        """Return what was in force until this was first published, if anything was."""
        named = Publication.objects.filter(release__slug=self.slug).order_by("at", "pk")
        first = named.filter(release=self).first()
        earlier = named.exclude(release=self).select_related("release")
        if first:
            earlier = earlier.filter(Q(at__lt=first.at) | Q(at=first.at, pk__lt=first.pk))
        last = earlier.last()
        return last.release if last else None


class Publication(models.Model):
    """A release was put in front of runners, for the first time or again: by whom and why.

    The last one counts: to go back to earlier rules is to publish them once more.
    """

    release = models.ForeignKey(
        ProtocolRelease, on_delete=models.PROTECT, related_name="publications"
    )
    at = models.DateTimeField()
    by = models.TextField()
    note = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(by="") & ~Q(note=""),
                name="triage_published_by_somebody_with_a_note",
            ),
        ]
        triggers = [only_added_to()]

    def __str__(self) -> str:
        return f"{self.release} from {self.at:%Y-%m-%d %H:%M} UTC"
