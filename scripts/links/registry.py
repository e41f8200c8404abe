"""The addresses to check, read from a registry in the form of `data/links.yml`, and the pages that show them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from handbook.faults import Fault, HandbookError
from handbook.model.entries import Link
from handbook.model.handbook import Handbook, load_handbook
from handbook.model.yaml_reader import Document, Value, read_document
from macros.rendering import render_pages
from macros.templating import escape

HEALTH_PAGE = "directory/link-health.md"  # names every address; a report need not say so


@dataclass(frozen=True)
class Address:
    """One address of a registry. The `link` is the whole entry, where the registry is a handbook's and in order."""

    id: str
    url: str
    title: str
    link: Link | None = None
    pages: tuple[str, ...] = ()
    line: int = 0  # of its `url` in the registry
    owner: str = ""  # the organisation that publishes it


def read_registry(path: Path) -> dict[str, Address]:
    """The addresses of the registry at `path`, by id: only `id` and `url` are needed of an entry.

    Raises HandbookError where the file is not a list of entries with both, or an id stands twice.
    """
    document = read_document(path, path.name)
    found: dict[str, Address] = {}
    faults = []
    for index, value in enumerate(document.value if isinstance(document.value, list) else [None]):
        entry = _entry(value, document.line((index, "url")))
        if entry is None or entry.id in found:
            problem = "no entry with 'id' and 'url'" if entry is None else f"a second link '{entry.id}'"
            faults.append(_fault(document, index, problem))
        else:
            found[entry.id] = entry
    if faults:
        raise HandbookError(faults)
    return found


def _entry(value: Value, line: int) -> Address | None:
    if not isinstance(value, dict):
        return None
    id_, url, title = value.get("id"), value.get("url"), value.get("title")
    if not isinstance(id_, str) or not isinstance(url, str):
        return None
    return Address(id_, url, title if isinstance(title, str) else id_, line=line)


def _fault(document: Document, index: int, problem: str) -> Fault:
    return Fault(document.file, document.line((index,)), "", problem, "Write '- id: …' and 'url: …' for each address")


def with_pages(addresses: dict[str, Address], registry: Path) -> tuple[dict[str, Address], str]:
    """The addresses with their entries and the pages that show them; and why these are unknown, where they are."""
    root = registry.resolve().parent.parent
    if registry.name != "links.yml" or registry.resolve().parent.name != "data" or not (root / "docs").is_dir():
        return addresses, "the registry is not that of a handbook"
    try:
        handbook = load_handbook(root)
    except HandbookError as error:
        return addresses, f"the handbook has {len(error.faults)} faults; make check lists them"
    links = handbook.catalogue.entries["link"]
    shown = _pages_by_url(handbook)
    owners = handbook.catalogue.entries["organisation"]
    joined = {}
    for id_, each in addresses.items():
        link = links.get(id_)
        owner = owners[link.owner].name if link and link.owner in owners else ""
        joined[id_] = replace(each, link=link, pages=shown.get(each.url, ()), owner=owner)
    return joined, ""


def _pages_by_url(handbook: Handbook) -> dict[str, tuple[str, ...]]:
    for link in handbook.catalogue.links:
        link.join_health(None)  # else a dead link is shown without its address
    rendered = render_pages(handbook, [])
    found: dict[str, tuple[str, ...]] = {}
    for link in handbook.catalogue.links:
        wanted = f'href="{escape(link.url)}"'
        found[link.url] = tuple(
            handbook.pages[path].file for path, text in rendered.items() if wanted in text and path != HEALTH_PAGE
        )
    return found
