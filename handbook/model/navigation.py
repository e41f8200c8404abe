"""The order in which readers meet the pages: the navigation of mkdocs.yml."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from handbook.faults import HandbookError
from handbook.model.repository import FILE, TAGS
from handbook.model.yaml_reader import Value, parse_document, read_document


@dataclass(frozen=True)
class NavigationItem:
    """A line of the navigation: its words, its page, where it has one, and the lines below it."""

    title: str
    path: str = ""
    children: tuple[NavigationItem, ...] = ()


def load_navigation(root: Path) -> tuple[NavigationItem, ...]:
    """The navigation in `root`/mkdocs.yml; nothing where the file cannot be read, which the check tells."""
    try:
        value = read_document(root / FILE, FILE, partial(parse_document, tags=TAGS)).value
    except HandbookError:
        return ()
    nav = value.get("nav") if isinstance(value, dict) else None
    return tuple(_items(nav))


def _items(value: Value) -> Iterator[NavigationItem]:
    for each in value if isinstance(value, list) else ():
        if isinstance(each, str):
            yield NavigationItem("", each)
        elif isinstance(each, dict):
            for title, below in each.items():
                if isinstance(below, str):
                    yield NavigationItem(title, below)
                else:
                    yield NavigationItem(title, children=tuple(_items(below)))
