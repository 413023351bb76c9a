"""Searching runners by the beginnings of words: what an index finds among a million."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest

from accounts.models import PersonWord, User
from accounts.models.words import begins_with

MOST_WORDS = 8  # our default: each is one more table for the database to join
MOST_FOUND = 200  # rows: our default. Whoever is among more writes more of a name.
TOO_MANY = f"More than {MOST_FOUND} are called so: these are some. Write more of the name."


def keys_found(said: str, *, among: QuerySet[User]) -> Sequence[int]:
    """Return the keys of people whom every word of ``said`` finds, at most ``MOST_FOUND``.

    A word finds whose address or word of the name it is, or begins. There may be others if
    there are one more than that. What limits the people is looked at for the longest word
    alone, so that this reads no more than what begins with it, in whatever order they are
    shown later.
    """
    longest, *others = sorted({*said.split()}, key=len, reverse=True)
    if len(others) >= MOST_WORDS:
        return []
    words = PersonWord.objects.filter(begins_with(longest), person__in=among)
    for word in others:
        theirs = PersonWord.objects.filter(begins_with(word), person=OuterRef("person"))
        words = words.filter(Exists(theirs))
    found = words.order_by("word", "person").values_list("person", flat=True)
    return [*found[: MOST_FOUND + 1]]


class PrefixSearch(ModelAdmin):
    """A list with a search for runners.

    ``person_field`` is the way from a row to its runner; a row may be the runner.
    """

    person_field = "person"
    search_fields = ["words"]  # shows the box; what is searched is up to the method below
    search_help_text = "Words of the name or the email address, or how they begin."

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Return the rows of whoever is found, and that none of them is there twice."""
        if not search_term.strip():
            return queryset, False
        found = keys_found(search_term, among=User.objects.visible_to(request.user))
        if len(found) > MOST_FOUND:
            messages.warning(request, TOO_MANY)
        way = "pk" if issubclass(self.model, User) else self.person_field
        return queryset.filter(**{f"{way}__in": found[:MOST_FOUND]}), False
