"""The words by which a person is found. The database keeps them true."""

from django.db import models
from django.db.models import BooleanField, Func, TextField, Value

from accounts.models.people import User


class PersonWord(models.Model):
    """The address of a person or a word of their name, folded.

    A trigger on ``User`` writes these rows, so no way to change a name or an address can
    leave them behind. What is folded has neither case nor accents. A name of two parts,
    like Anne-Marie, is found by either: it is there from each of them on.

    The order is that of the characters' numbers, in which all words with one beginning lie
    next to each other.
    """

    person = models.ForeignKey(
        User,
        on_delete=models.CASCADE,
        related_name="words",
        db_index=False,  # the constraint below begins with it
    )
    word = models.TextField(db_collation="C")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "word"], name="accounts_each_word_once"
            ),
        ]
        indexes = [models.Index(fields=["word", "person"], name="accounts_found_by_word")]

    def __str__(self) -> str:
        return f"word {self.pk}"


class Folded(Func):
    """A text as ``PersonWord`` holds it: the database folds both in the same way."""

    function = "accounts_folded"
    output_field = TextField()


class BeginsWith(Func):
    """Whether a text begins with another: one range of an index, with nothing to escape."""

    template = "(%(expressions)s)"
    arg_joiner = " ^@ "
    output_field = BooleanField()


def begins_with(said: str) -> BeginsWith:
    """Return which words begin with ``said``, or are it, in whatever case."""
    return BeginsWith("word", Folded(Value(said)))
