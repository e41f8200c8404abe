"""References within the text, and the coverage of the sources."""

from __future__ import annotations

from markupsafe import Markup

from handbook.faults import MacroError, did_you_mean
from handbook.model.entries import SourceItem
from handbook.model.handbook import Handbook
from handbook.model.kinds import KINDS
from handbook.model.pages import Page, held
from macros.mentions import find, home
from macros.notes import citable, citable_kinds, leads_back, number_of
from macros.templating import page_address, render, render_inline


def cite(handbook: Handbook, *items: str, here: Page) -> str:
    """One number that leads to the drawer, where the paragraph ends: `{{ cite('G-1.10', 'ft-who-appoints') }}`.

    `items` are ids of source items, facts and links. References that a reader could not tell apart share a number.
    """
    if not items:
        raise MacroError("cite() names nothing. Write {{ cite('G-1.10') }}")
    for item in items:
        if not citable(handbook, item):
            known = [name for kind in citable_kinds() for name in handbook.catalogue.entries[kind]]
            raise MacroError(f"no source item, fact or link '{item}'. {did_you_mean(item, known)}")
    number = number_of(handbook, here, items)
    if number is None:
        raise MacroError("its ids are not written out in the page. Write each id in quotation marks in the call itself")
    return render_inline("mentions/cite.html", number=number, back=leads_back(handbook, here, items))


def coverage_table(handbook: Handbook, document: str = "", here: Page | None = None) -> str:
    """The page's items of the sources, with where each is told or why it is left out: `{{ coverage_table() }}`.

    `document` keeps one source document: `{{ coverage_table(document='guide') }}`.
    """
    items = tuple(held(here, "source_item", handbook.catalogue.source_items))
    if document:
        items = tuple(item for item in items if item.document is find(handbook.catalogue, "source_document", document))
    rows = [{"item": item, "told": told_at(handbook, item)} for item in items]
    told = sum(1 for row in rows if row["told"])
    label = f"the {items[0].document.short}" if document else "every source"
    return render("sources/coverage.html", rows=rows, told=told, left_out=len(rows) - told, label=label)


def told_at(handbook: Handbook, item: SourceItem) -> list[tuple[str, Markup]]:
    """Where an item is told: the name and address of each page that cites it and of each entry that rests on it."""
    pages: list[Page] = handbook.citing_pages.get(item.id, [])
    found = {page.meta.title: page_address(page.path) for page in pages}
    for kind, id_ in handbook.citing_entries.get(item.id, []):
        entry = handbook.catalogue.entries[kind][id_]
        found.setdefault(KINDS[kind].label_of(entry), home(kind, id_))
    return list(found.items())
