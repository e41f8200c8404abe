"""Rules on the source documents: every item is told or left out for a reason, and pages name what they cite."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from handbook.faults import Fault, did_you_mean
from handbook.model.handbook import Handbook, citations
from handbook.model.pages import Page


def every_item_is_told_or_left_out(handbook: Handbook) -> Iterator[Fault]:
    """Each item of the sources is cited somewhere, or says why it is left out; never both."""
    catalogue = handbook.catalogue
    for item in catalogue.source_items:
        told = item.id in handbook.citing_pages or item.id in handbook.citing_entries
        written = catalogue.written["source_item", item.id]
        if not told and not item.left_out:
            mend = f"Cite it with {{{{ cite('{item.id}') }}}} where it is told, or write 'left_out' with the reason"
            yield written.fault(("id",), f"the item {item.id} is told nowhere", mend)
        if told and item.left_out:
            yield written.fault(("left_out",), f"the item {item.id} is told, yet marked left out", "Remove 'left_out'")


def pages_name_what_they_cite(handbook: Handbook) -> Iterator[Fault]:
    """The documents in a page's front matter are those that its text cites."""
    items = handbook.catalogue.entries["source_item"]
    documents = handbook.catalogue.entries["source_document"]
    for page in handbook.pages.values():
        cited = {items[id_].document.id: number for number, id_ in citations(page) if id_ in items}
        yield from _named_in_vain(page, documents, cited)
        for name, number in cited.items():
            if name not in page.meta.sources:
                mend = f"Add '{name}' to 'sources' at the head"
                yield Fault(page.file, number, "cite", f"'{name}' is not among the page's sources", mend)


def _named_in_vain(page: Page, documents: Collection[str], cited: Collection[str]) -> Iterator[Fault]:
    for index, name in enumerate(page.meta.sources):
        line = page.head.line(("sources", index))
        if name not in documents:
            yield Fault(page.file, line, "sources", f"no source document '{name}'", did_you_mean(name, documents))
        elif name not in cited:
            mend = "Cite it, or take it out of 'sources'"
            yield Fault(page.file, line, "sources", f"the page cites nothing of '{name}'", mend)
