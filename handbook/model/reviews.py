"""Who must read what again, and when: of each page and each entry its owner and the day of its next review.

A page says both at its head. An entry takes its owner from its page; where it says itself when it was last read
against its evidence, it is due a year later, and otherwise with its page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from handbook.model.handbook import Handbook
from handbook.model.kinds import KINDS
from handbook.model.pages import Page

WITHIN = timedelta(days=365)
"""An entry that says when it was last read is read again within this time."""
NOBODY = "nobody"
"""The owner of what stands on no page."""
_READ = ("as_of", "checked")


@dataclass(frozen=True)
class Review:
    """One page or entry: its name, its file, who answers for it, and the day by which it is read again."""

    title: str
    file: str
    owner: str
    due: str


def is_overdue(page: Page, today: date) -> bool:
    """Whether the review of a page fell due before `today`; on the day itself it is still in time."""
    return page.meta.review_due < today.isoformat()


def page_reviews(handbook: Handbook) -> list[Review]:
    """The review of each page, the first due first."""
    pages = sorted(handbook.pages.values(), key=lambda page: (page.meta.review_due, page.path))
    return [Review(page.meta.title, page.file, page.meta.owner, page.meta.review_due) for page in pages]


def entry_reviews(handbook: Handbook) -> list[Review]:
    """The review of each entry that a page shows, the first due first."""
    return sorted(_entry_reviews(handbook), key=lambda review: (review.due, review.file, review.title))


def _entry_reviews(handbook: Handbook) -> Iterator[Review]:
    for (name, id_), written in handbook.catalogue.written.items():
        entry, page = handbook.catalogue.entries[name][id_], home_page(handbook, name, id_)
        if page:
            yield Review(KINDS[name].label_of(entry), written.document.file, page.meta.owner, _due(entry, page))


def _due(entry: Any, page: Page) -> str:
    read = next((getattr(entry, name) for name in _READ if getattr(entry, name, None)), None)
    return (date.fromisoformat(read) + WITHIN).isoformat() if read else page.meta.review_due


def home_page(handbook: Handbook, kind: str, id_: str) -> Page | None:
    """The page that shows an entry in full, where there is one."""
    return handbook.pages.get(KINDS[kind].page.format(id=id_)) if kind in KINDS else None


def owner_of(handbook: Handbook, kind: str, id_: str) -> str:
    """Who answers for an entry: the owner of the page that shows it."""
    page = home_page(handbook, kind, id_)
    return page.meta.owner if page else NOBODY
