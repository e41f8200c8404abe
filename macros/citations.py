"""Citations in the text, the list of sources that ends each page, and the coverage of the sources."""

from __future__ import annotations

from typing import Any

from markdown.extensions.toc import slugify
from markupsafe import Markup

from macros.faults import MacroError
from macros.handbook import Handbook, citations
from macros.marks import find, home
from macros.pages import Page
from macros.schema import SourceItem
from macros.text import escape, page_address, render


def cite(handbook: Handbook, *items: str) -> str:
    """A citation of source items, as a footnote that leads to the page's list: `{{ cite('G-1.10', 'G-1.11') }}`."""
    if not items:
        raise MacroError("cite() names no source item. Write {{ cite('G-1.10') }}")
    found = [find(handbook.catalogue, "source_item", item) for item in items]
    return "".join(f"[^{label}]" for label in dict.fromkeys(_label(item) for item in found))


def page_sources(handbook: Handbook, page: Any) -> str:
    """The list of sources that ends a page, made from its citations: `{{ page_sources(page) }}`."""
    url = getattr(page, "url", None)
    if not isinstance(url, str):
        raise MacroError("page_sources() needs the page. Write {{ page_sources(page) }}")
    known = handbook.by_url.get(url.removeprefix("/").removesuffix("index.html").removeprefix("./"))
    if known is None:
        raise MacroError(f"no page at the address '{url}'. Restart the build")
    cited: dict[str, SourceItem] = {}
    for _, id_ in citations(known):
        if id_ in handbook.catalogue.entries["source_item"]:
            item = handbook.catalogue.entries["source_item"][id_]
            cited.setdefault(_label(item), item)
    if not cited:
        return render("no_sources.html")
    notes = [f"[^{label}]: {_reference(item)}" for label, item in cited.items()]
    return "## Sources { #sources }\n\n" + "\n".join(notes)


def _label(item: SourceItem) -> str:
    """Items of one place share one footnote."""
    return f"{item.document.id}-{slugify(item.place, '-')}"


def _reference(item: SourceItem) -> str:
    document = item.document
    address = home("source_document", document.id)
    year = "undated" if document.published == "unknown" else document.published[:4]
    return f'<a href="{address}">{escape(document.short)}</a> ({escape(year)}), {escape(item.place)}.'


def coverage_table(handbook: Handbook, document: str = "") -> str:
    """Every item of the sources, with where it is told or why it is left out: `{{ coverage_table() }}`.

    `document` keeps one source document: `{{ coverage_table(document='guide') }}`.
    """
    items = handbook.catalogue.source_items
    if document:
        items = tuple(item for item in items if item.document is find(handbook.catalogue, "source_document", document))
    rows = [{"item": item, "told": told_at(handbook, item)} for item in items]
    told = sum(1 for row in rows if row["told"])
    label = f"the {items[0].document.short}" if document else "every source"
    return render("coverage.html", rows=rows, told=told, left_out=len(rows) - told, label=label)


def told_at(handbook: Handbook, item: SourceItem) -> list[tuple[str, Markup]]:
    """Where an item is told: the name and address of each page that cites it and of each entry that rests on it."""
    pages: list[Page] = handbook.citing_pages.get(item.id, [])
    found = {page.meta.title: page_address(page.path) for page in pages}
    for kind, id_ in handbook.citing_entries.get(item.id, []):
        found.setdefault(_entry_name(handbook, kind, id_), home(kind, id_))
    return list(found.items())


def _entry_name(handbook: Handbook, kind: str, id_: str) -> str:
    entry = handbook.catalogue.entries[kind][id_]
    if kind == "voice":
        return f"Remark: {entry.role}, {entry.region}"
    if kind == "link":
        return f"Address: {entry.title}"
    if kind == "question":
        return f"Question: {entry.text}"
    if kind == "ask_sheet":
        return f"Ask-sheet: {entry.title}"
    for name in ("title", "name", "long"):
        if hasattr(entry, name):
            return str(getattr(entry, name))
    return id_
