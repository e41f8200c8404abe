"""What a PDF of the handbook must have: tags, language, title, bookmarks, links that lead somewhere, a fair size."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf

from scripts.copies.pdf import OWN_TYPES, destinations, inside
from scripts.copies.pdf_artifacts import painted_bare

MOST_BYTES = 10_000_000


def pdf_faults(path: Path, most: int = MOST_BYTES) -> list[str]:
    """What is wrong with a PDF, each fault in words; empty where nothing is."""
    with pikepdf.open(path) as pdf:
        faults = [*_document_faults(pdf), *_tag_faults(pdf), *_bookmark_faults(pdf), *_link_faults(pdf)]
    size = path.stat().st_size
    return [*faults, *([f"{size} bytes are more than {most}"] if size > most else [])]


def _document_faults(pdf: pikepdf.Pdf) -> Iterator[str]:
    if not str(pdf.Root.get("/Lang", "")):
        yield "no language is given"
    with pdf.open_metadata() as about:
        if not about.get("dc:title"):
            yield "no title is given"
    if not inside(pdf.Root, "/ViewerPreferences", "/DisplayDocTitle"):
        yield "the file's name would be shown, not the title"


def _tag_faults(pdf: pikepdf.Pdf) -> Iterator[str]:
    if not inside(pdf.Root, "/MarkInfo", "/Marked") or "/StructTreeRoot" not in pdf.Root:
        yield "the text has no tags"
        return
    kinds = [str(each.get("/S", "")) for each in _elements(pdf.Root.StructTreeRoot)]
    if "/H1" not in kinds:
        yield "no heading of the first level is tagged"
    bare = sum(1 for each in _elements(pdf.Root.StructTreeRoot) if each.get("/S") == "/Figure" and not _alt(each))
    if bare:
        yield f"{bare} figures without a text"
    for name in OWN_TYPES:
        if f"/{name}" in kinds and not inside(pdf.Root.StructTreeRoot, "/RoleMap", f"/{name}"):
            yield f"the tag {name} is not said to be like one that readers know"
    for number, page in enumerate(pdf.pages, 1):
        if painted_bare(page):
            yield f"page {number}: something is painted that is neither tagged nor marked as no part of the text"


def _alt(element: Any) -> bool:
    return bool(str(element.get("/Alt", "")) or str(element.get("/ActualText", "")))


def _elements(root: Any) -> Iterator[Any]:
    """Every element of the tree of tags."""
    waiting: list[Any] = [root]
    while waiting:
        each = waiting.pop()
        if isinstance(each, pikepdf.Array):
            waiting.extend(each)
        elif isinstance(each, pikepdf.Dictionary):
            if "/S" in each:
                yield each
            waiting.append(each.get("/K"))


def bookmarks(pdf: pikepdf.Pdf) -> list[str]:
    """The titles of all bookmarks, in order."""
    with pdf.open_outline() as outline:
        waiting, found = list(outline.root), []
        while waiting:
            item = waiting.pop(0)
            found.append(str(item.title))
            waiting = [*item.children, *waiting]
    return found


def _bookmark_faults(pdf: pikepdf.Pdf) -> Iterator[str]:
    titles = bookmarks(pdf)
    if not titles:
        yield "there are no bookmarks"
    for title in titles:
        half = title[: len(title) // 2].strip()
        if not title.strip() or (half and title.strip() == f"{half} {half}"):
            yield f"the bookmark '{title}' is empty or says its title twice"


def _link_faults(pdf: pikepdf.Pdf) -> Iterator[str]:
    places = destinations(pdf)
    links = [(number, link) for number, page in enumerate(pdf.pages, 1) for link in page.get("/Annots", [])]
    links = [(number, link) for number, link in links if link.get("/Subtype") == pikepdf.Name.Link]
    if not links:
        yield "there are no links"
    for number, link in links:
        address = str(inside(link, "/A", "/URI") or "")
        named = link.get("/Dest")
        if address.startswith("file:"):
            yield f"page {number}: a link leads to {address} on the maker's machine"
        if isinstance(named, pikepdf.Name | pikepdf.String) and not places.get(str(named).lstrip("/")):
            yield f"page {number}: a link leads to {named}, which is nowhere"
        if not str(link.get("/Contents", "")):
            yield f"page {number}: a link says nothing of where it leads"
