"""Rules on how a page begins and how it ends."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.faults import Fault
from handbook.model.handbook import Handbook
from handbook.model.pages import Page


def pages_open_with_their_title(handbook: Handbook) -> Iterator[Fault]:
    """Each page has one heading of the first level, equal to its title."""
    for page in handbook.pages.values():
        yield from _heading_faults(page)


def _heading_faults(page: Page) -> Iterator[Fault]:
    headings = [each for each in page.markdown.headings if each.level == 1]
    if not headings:
        mend = f"Begin with '# {page.meta.title}'"
        yield Fault(page.file, page.first_line, "", "there is no heading of the first level", mend)
    for heading in headings[1:]:
        yield Fault(page.file, heading.line, "", "a second heading of the first level", "Begin it with '##'")
    if headings and headings[0].written != page.meta.title:
        problem = f"the heading '{headings[0].written}' is not the title '{page.meta.title}'"
        yield Fault(page.file, headings[0].line, "", problem, "Make them equal")


def pages_end_with_their_sources(handbook: Handbook) -> Iterator[Fault]:
    """The last line of each page calls its sources and changes."""
    for page in handbook.pages.values():
        if not page.body.rstrip().endswith("{{ page_end(page) }}"):
            last = page.first_line + page.body.rstrip().count("\n")
            problem = "the page does not end with its sources and changes"
            yield Fault(page.file, last, "", problem, "Write {{ page_end(page) }} on the last line")
