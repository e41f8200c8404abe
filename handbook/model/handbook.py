"""The whole handbook as read from its files: the catalogue, the pages, and who cites what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from handbook.faults import HandbookError
from handbook.model.catalogue import Catalogue, load_catalogue
from handbook.model.naming import Names
from handbook.model.navigation import NavigationItem, load_navigation
from handbook.model.pages import CITE, QUOTED, Page, load_pages
from handbook.model.repository import Repository, read_repository
from handbook.model.shelves import index_of

_REF = re.compile(r"\{\{-?\s*ref\(([^)]*)\)")


@dataclass(frozen=True, eq=False)
class Handbook:
    """What every macro draws on. One handbook equals itself alone, so that what is made from it can be kept."""

    catalogue: Catalogue
    pages: dict[str, Page]
    today: date = field(default_factory=date.today)
    """The day by which dated rules judge. Of a page it shows one thing alone: that its review is overdue."""
    navigation: tuple[NavigationItem, ...] = ()
    """The chapters with their pages, in the order of mkdocs.yml."""
    repository: Repository = field(default_factory=Repository)
    """Where its files can be edited."""

    @cached_property
    def by_url(self) -> dict[str, Page]:
        """Pages by their address below the site's root."""
        return {page.url: page for page in self.pages.values()}

    @cached_property
    def names(self) -> Names:
        """The names of bodies and things, to be found in texts."""
        return Names(self.catalogue)

    @cached_property
    def shelves(self) -> dict[str, Page]:
        """The page on which an entry of a long directory stands in full, by its address in the directory itself."""
        found: dict[str, Page] = {}
        for page in self.pages.values():
            holds = page.meta.holds
            for entry in self.catalogue.entries.get(holds.kind, {}).values() if holds else ():
                if holds and holds.takes(entry):
                    found[f"{index_of(page.path)}#{entry.id}"] = page
        return found

    def in_full(self, path: str, anchor: str) -> str:
        """The page on which what `path` offers under `anchor` stands in full: `path` itself, or a part of it."""
        page = self.shelves.get(f"{path}#{anchor}")
        return page.path if page else path

    @cached_property
    def citing_pages(self) -> dict[str, list[Page]]:
        """For each source item, the pages whose text cites it, in the order of their paths."""
        found: dict[str, list[Page]] = {}
        for page in self.pages.values():
            for item in dict.fromkeys(id_ for _, id_ in citations(page)):
                found.setdefault(item, []).append(page)
        return found

    @cached_property
    def mentioning_pages(self) -> dict[str, list[Page]]:
        """For each reference, the pages whose text mentions it, in the order of their paths."""
        ids = {name: entry.id for entry in self.catalogue.references for name in (entry.id, *entry.also)}
        found: dict[str, list[Page]] = {}
        for page in self.pages.values():
            for id_ in dict.fromkeys(ids.get(name, "") for name in mentions(page)):
                found.setdefault(id_, []).append(page)
        return found

    @cached_property
    def citing_entries(self) -> dict[str, list[tuple[str, str]]]:
        """For each source item, the entries (kind and id) that name it among their sources."""
        found: dict[str, list[tuple[str, str]]] = {}
        for kind, entries in self.catalogue.entries.items():
            for entry in entries.values():
                inner = getattr(entry, "duties", ())
                for item in dict.fromkeys(item.id for part in (entry, *inner) for item in getattr(part, "sources", ())):
                    found.setdefault(item, []).append((kind, entry.id))
        return found


def citations(page: Page) -> Iterator[tuple[int, str]]:
    """The source items that a page's text cites, each with its line in the file."""
    for number, line in page.lines():
        for call in CITE.findall(line):
            for item in QUOTED.findall(call):
                yield number, item


def mentions(page: Page) -> Iterator[str]:
    """The ids of references that a page's text mentions."""
    for _, line in page.lines():
        for call in _REF.findall(line):
            yield from QUOTED.findall(call)[:1]


def load_handbook(root: Path, today: date | None = None) -> Handbook:
    """Read `root`/data and `root`/docs; dated rules judge by `today`.

    Raises HandbookError with the faults of both.
    """
    faults = []
    catalogue, pages = None, None
    try:
        catalogue = load_catalogue(root)
    except HandbookError as error:
        faults += error.faults
    try:
        pages = load_pages(root)
    except HandbookError as error:
        faults += error.faults
    if catalogue is None or pages is None:
        raise HandbookError(faults)
    return Handbook(catalogue, pages, today or date.today(), load_navigation(root), read_repository(root))
