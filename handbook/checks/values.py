"""Rules on single values, wherever they stand: dates that have not come, ids named twice, titles that never end."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from handbook.faults import Fault
from handbook.model.handbook import Handbook
from handbook.model.succession import GONE
from handbook.model.yaml_reader import Document, Place, Value, dotted

LONGEST_TITLE = 120


def texts(value: Value, place: Place = ()) -> Iterator[tuple[Place, str]]:
    """Every text within a value, with its place."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from texts(each, (*place, index))
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from texts(each, (*place, key))


def _documents(handbook: Handbook) -> Iterator[Document]:
    """The files of data, then the heads of the pages."""
    return chain(handbook.catalogue.documents, (page.head for page in handbook.pages.values()))


def _fault(document: Document, where: Place, problem: str, mend: str) -> Fault:
    """A fault at a place of a file; in a file of many entries the entry's line says which is meant."""
    field = where[1:] if isinstance(where[0], int) else where
    return Fault(document.file, document.line(where), dotted(field), problem, mend)


_DONE = ("as_of", "checked", "last_reviewed")  # days on which somebody did something


def dates_have_come(handbook: Handbook) -> Iterator[Fault]:
    """Nobody has checked or read anything after today, and what is gone went before today, unless it is planned."""
    today = handbook.today.isoformat()
    for document in _documents(handbook):
        for place, record in _records(document.value, ()):
            over = record.get("status") in GONE and record.get("planned") != "true"
            waived = place[-1:] == ("waiver",)
            for field in (*_DONE, *(("since",) if over or waived else ())):
                day = record.get(field)
                if isinstance(day, str) and day[:1].isdigit() and day > today[: len(day)]:
                    mend = "Correct it, or write 'planned: true'" if over and field == "since" else "Correct it"
                    yield _fault(document, (*place, field), f"{day} has not come yet", mend)


def _records(value: Value, place: Place) -> Iterator[tuple[Place, dict[str, Value]]]:
    if isinstance(value, dict):
        yield place, value
    for key, each in value.items() if isinstance(value, dict) else enumerate(value or ()):
        if isinstance(each, list | dict):
            yield from _records(each, (*place, key))


def lists_name_each_thing_once(handbook: Handbook) -> Iterator[Fault]:
    """No list of ids names one of them twice."""
    for document in _documents(handbook):
        for place, record in _records(document.value, ()):
            for field, value in record.items():
                if isinstance(value, list) and field != "words":  # the words of synonyms.yml have a rule of their own
                    yield from _named_twice(document, (*place, field), value)


def _named_twice(document: Document, place: Place, values: list[Value]) -> Iterator[Fault]:
    seen: set[str] = set()
    for index, each in enumerate(values):
        if isinstance(each, str):
            if each in seen:
                yield _fault(document, (*place, index), f"'{each}' stands in this list already", "Keep one of the two")
            seen.add(each)


def titles_are_short(handbook: Handbook) -> Iterator[Fault]:
    """The title of a page or an entry fits a heading; the titles of works that others wrote stay as they are."""
    for document in _documents(handbook):
        for place, record in _records(document.value, ()):
            title = record.get("title")
            if isinstance(title, str) and len(title) > LONGEST_TITLE and "csl" not in place:
                mend = f"Shorten it to at most {LONGEST_TITLE}"
                yield _fault(document, (*place, "title"), f"{len(title)} characters long", mend)
