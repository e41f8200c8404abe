"""Words made from values: dates as people read them, numbers with their nouns, fields by their everyday names."""

from __future__ import annotations

import calendar
import unicodedata
from collections.abc import Iterable

_MONTHS = tuple(calendar.month_name)


def readable_date(when: str) -> str:
    """A date as people read it.

    >>> readable_date("2022-07-01"), readable_date("2022-07"), readable_date("2022")
    ('1 July 2022', 'July 2022', '2022')
    """
    parts = when.split("-")
    if len(parts) == 1:
        return when
    month = _MONTHS[int(parts[1])]
    return f"{int(parts[2])} {month} {parts[0]}" if len(parts) == 3 else f"{month} {parts[0]}"


def plural(number: int, word: str, many: str = "") -> str:
    """A number with its word: '1 course', '2 courses'."""
    return f"{number} {word if number == 1 else many or word + 's'}"


def field_words(names: Iterable[str]) -> str:
    """Names of bibliographic fields as a reader knows them.

    >>> field_words(["title", "container-title", "DOI"])
    'Title, journal or book, DOI'
    """
    known = {"container-title": "journal or book", "issued": "date", "page": "pages", "publisher-place": "place"}
    found = ", ".join(known.get(name, name) for name in names)
    return found[:1].upper() + found[1:]


def initial(name: str) -> str:
    """The letter under which a name stands in a list from A to Z; a digit stands for itself.

    >>> initial("nHS England"), initial("3D"), initial("(Élan)")
    ('N', '3', 'E')
    """
    letters = (each for each in unicodedata.normalize("NFKD", name) if each.isalnum())
    return next(letters, "A").upper()
