"""Letters of other alphabets that look like Latin ones: a word that holds one is not found, and an address misleads."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

# Cyrillic capitals and small letters, then Greek ones, without the signs that medicine uses (alpha, beta, mu).
LATIN = dict(
    zip(
        "АВЕЅІЈКМНОРСТУХаеоріѕјсухһԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧνο",  # noqa: RUF001 - meant
        "ABESIJKMHOPCTYXaeopisjcyxhdqwABEZHIKMNOPTYXvo",
        strict=True,
    )
)
_LETTER = re.compile(f"[{''.join(LATIN)}]")
_WORD = re.compile(rf"\w*{_LETTER.pattern}\w*")
MEND = "Type the word anew"


def mixed_words(text: str) -> Iterator[tuple[int, str]]:
    """Where a word of Latin letters holds one of another alphabet that looks the same, and what is wrong with it."""
    if text.isascii() or not _LETTER.search(text):
        return
    for found in _WORD.finditer(text):
        if re.search("[A-Za-z]", found[0]):
            yield found.start(), look_alike(found[0])


def look_alike(word: str) -> str:
    """What the first such letter of a word is, in words; '' where there is none."""
    found = _LETTER.search(word)
    if not found:
        return ""
    name = unicodedata.name(found[0]).capitalize()
    return f"a {name} (U+{ord(found[0]):04X}) in '{word}' looks like '{LATIN[found[0]]}'"
