"""How a text is cut into words.

docs/assets/js/search/words.js does the same to what readers type; a test holds the two equal.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_SAME = str.maketrans({"\u2019": "'", "\u2018": "'", "\u02bc": "'", "\u00b4": "'", "`": "'", "\u00ad": None})
_POSSESSIVE = re.compile(r"'s(?![a-z0-9])|'")
_THOUSANDS = re.compile(r"(?<=[0-9]),(?=[0-9]{3})")
_WORD = re.compile(r"[a-z0-9]+(?:[-\u2010-\u2015\u2212][a-z0-9]+)*")
_HYPHEN = re.compile(r"[-\u2010-\u2015\u2212]")


def folded(text: str) -> str:
    """A text in small letters without accents, possessive endings, apostrophes, and commas within numbers."""
    plain = unicodedata.normalize("NFKD", text.translate(_SAME)).lower()
    plain = "".join(each for each in plain if not unicodedata.combining(each))
    return _THOUSANDS.sub("", _POSSESSIVE.sub("", plain))


def words(text: str) -> Iterator[str]:
    r"""The words of a text as they are looked up. A compound gives its parts and then itself, run together.

    >>> list(words("The King\u2019s co\u2011production"))
    ['the', 'king', 'co', 'production', 'coproduction']
    """
    for found in _WORD.findall(folded(text)):
        parts = _HYPHEN.split(found)
        yield from parts
        if len(parts) == 2:
            yield "".join(parts)
