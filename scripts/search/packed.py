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


# The signs of a step from one text to the next, to the base of 32: the last ends it, those before it let it go on.
ENDS = "0123456789abcdefghijklmnopqrstuv"
GOES_ON = "ABCDEFGHIJKLMNOPQRSTUVWXYZ-_.:;!"


def packed(texts: Iterable[str]) -> dict[str, Any]:
    """The words of `texts`, for each the steps to the texts that hold it, and for each text how many words it has.

    Mere numbers are left away, but for years. So is how often a word recurs in a text: no query was answered better by
    it, and it weighed a sixth of all.

    >>> packed(["board", "", "The board and its chair"])
    {'lengths': [1, 0, 2], 'words': 'board chair', 'steps': '01 2'}
    """
    lengths: list[int] = []
    steps: dict[str, list[str]] = {}
    last: dict[str, int] = {}
    for number, text in enumerate(texts):
        found = {word for word in words(text) if word not in COMMON and not _is_number(word)}
        lengths.append(len(found))
        for word in found:
            steps.setdefault(word, []).append(signs(number - last.get(word, -1)))
            last[word] = number
    known = sorted(steps)
    return {"lengths": lengths, "words": " ".join(known), "steps": " ".join("".join(steps[word]) for word in known)}


def _is_number(word: str) -> bool:
    """Whether a word is a mere number, which nobody looks up in a text; years are."""
    return word.isdigit() and not (len(word) == 4 and word[:2] in ("19", "20"))


def signs(step: int) -> str:
    """A step of at least 1 in as few signs as it needs.

    >>> signs(1), signs(32), signs(33), signs(2000)
    ('0', 'v', 'A0', 'A:f')
    """
    rest, last = divmod(step - 1, len(ENDS))
    found = ENDS[last]
    while rest:
        rest, place = divmod(rest - 1, len(GOES_ON))
        found = GOES_ON[place] + found
    return found
