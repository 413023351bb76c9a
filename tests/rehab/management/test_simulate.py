"""Reading made-up plans on the command line."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command


def printed(*arguments: str) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def test_one_story_is_printed_week_by_week() -> None:
    text = printed("simulate_runner", "silent", "--weeks", "5")

    assert text.startswith("Week 2\n  day   7  phase 0 > 1: The first days are over.")
    assert text.endswith("End: a visit was called for and has not been made.\n")


def test_an_unknown_story_is_refused() -> None:
    with pytest.raises(CommandError, match="invalid choice"):
        printed("simulate_runner", "nobody")


def test_many_runners_are_counted() -> None:
    text = printed("simulate_runners", "--count", "3", "--weeks", "2")

    assert text.startswith("3 runners\n")
    assert "phase 1: day 7" in text
