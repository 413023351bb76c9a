import re

import pytest

from accounts import wordings

ALL = [wordings.ASSESSMENT, wordings.MAILS, wordings.SEEN, wordings.CLINIC]


@pytest.mark.parametrize("wording", ALL)
def test_a_consent_is_in_short_sentences(wording: str) -> None:
    sentences = re.split(r"(?<=\.)\s", wording)

    assert [words for words in sentences if len(words.split()) > 15] == []


@pytest.mark.parametrize("wording", ALL)
def test_a_consent_says_that_nobody_watches_and_how_to_take_it_back(wording: str) -> None:
    assert "day and night" in wording
    assert "get help yourself" in wording
    assert re.search("You can (take this back|stop them) at any time", wording)
