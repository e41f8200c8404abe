"""The words of the sections' texts and where they stand, packed; docs/assets/js/search/index.js unpacks them.

Titles and names travel as they are read, for results show them; the browser counts their words itself in no time. The
texts hold twenty times as many words, so these are counted here.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from scripts.search.words import words

# Words that tell no section from another: not looked up, unless nothing else was typed.
COMMON = frozenset(
    [
        "a",
        "about",
        "am",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "been",
        "by",
        "can",
        "could",
        "did",
        "do",
        "does",
        "for",
        "from",
        "had",
        "has",
        "have",
        "how",
        "i",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "me",
        "more",
        "my",
        "no",
        "not",
        "of",
        "on",
        "one",
        "or",
        "our",
        "shall",
        "should",
        "so",
        "some",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "to",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "which",
        "who",
        "whom",
        "whose",
        "why",
        "will",
        "with",
        "would",
        "you",
        "your",
    ]
)


def packed(texts: Iterable[str]) -> dict[str, Any]:
    """For each word of `texts`, in which of them it stands, and for each text how many different words it has.

    A word's places are the steps from one text to the next, in base 36. How often a word recurs in a section is left
    away: no query was answered better by it, and it weighed as much as a sixth of the whole.

    >>> packed(["board", "", "The board of a board"])
    {'lengths': [1, 0, 1], 'places': {'board': '1,2'}}
    """
    lengths: list[int] = []
    places: dict[str, list[str]] = {}
    last: dict[str, int] = {}
    for number, text in enumerate(texts):
        found = {word for word in words(text) if word not in COMMON}
        lengths.append(len(found))
        for word in found:
            places.setdefault(word, []).append(base36(number - last.get(word, -1)))
            last[word] = number
    return {"lengths": lengths, "places": {word: ",".join(places[word]) for word in sorted(places)}}


def base36(number: int) -> str:
    """A number as JavaScript reads it with `parseInt(text, 36)`."""
    digits = ""
    while number or not digits:
        number, rest = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[rest] + digits
    return digits
