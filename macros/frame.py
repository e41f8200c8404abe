"""What the theme places around a page: the way to it through the chapters, and who answers for it since when.

As with the list of sections (macros/outline.py), it goes into the front matter that the theme reads, so that both
engines show the same and the theme works nothing out.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from jinja2.runtime import Context

from handbook.model.handbook import Handbook
from handbook.model.navigation import NavigationItem
from handbook.model.pages import Page, page_url
from handbook.model.wording import readable_date


def tell_theme(context: Context, handbook: Handbook, here: Page) -> None:
    """Put trail and review of `here` into the front matter that the theme reads, where an engine stands behind it."""
    page: Any = context.get("page")
    if hasattr(page, "title"):
        page.meta["trail"] = trail(handbook.navigation, here.path)
        page.meta["review"] = review(here)


def trail(navigation: Sequence[NavigationItem], path: str) -> list[dict[str, str]]:
    """The chapter of a page and the section within it, each with the address of its first page.

    >>> chapter = NavigationItem("The job", children=(NavigationItem("The board", "role/board.md"),))
    >>> trail([NavigationItem("Home", "index.md"), chapter], "role/board.md")
    [{'title': 'The job', 'url': 'role/board/'}]
    """
    for item in navigation:
        if item.children and _holds(item, path):
            return [{"title": item.title, "url": page_url(_first(item))}, *trail(item.children, path)]
    return []


def _holds(item: NavigationItem, path: str) -> bool:
    return item.path == path or any(_holds(child, path) for child in item.children)


def _first(item: NavigationItem) -> str:
    return _first(item.children[0]) if item.children else item.path


def review(here: Page) -> list[dict[str, str]]:
    """Who answers for a page and the days of its reviews, each with its words and, of a day, how machines read it."""
    meta = here.meta
    days = (("Last reviewed", meta.last_reviewed), ("Review due", meta.review_due))
    told = [{"name": name, "says": readable_date(day), "day": day} for name, day in days]
    return [{"name": "Kept by", "says": f"the {meta.owner}", "day": ""}, *told]
